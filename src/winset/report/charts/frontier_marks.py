"""What both pictures of a frontier share: a choice of points, and labels that stay apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from winset.concepts.frontier import SettledFrontier
from winset.report.figures import broken

_LINE = 13


def chosen_points(settled: SettledFrontier, most: int) -> list[list[float]]:
    """Take at most so many points of the frontier, evenly along the first actor's utility.

    Returns
    -------
    list
        (points, actors), in utility, the best for the first actor first.
    """
    count = len(settled.frontier)
    picked = np.unique(np.linspace(0, count - 1, min(count, most)).round().astype(int))
    return [[round(u, 6) for u in point] for point in settled.frontier.points[picked].tolist()]


def label_lines(title: str, width: int) -> list[str]:
    """Break a deal's name into lines of about ``width`` characters."""
    breakable = title if width > len("Kalai–Smorodinsky") else title.replace("Kalai–", "Kalai– ")
    return broken(breakable, width)


def deal_name(lines: Sequence[str], side: int, dy: float) -> dict[str, Any]:
    """Mark a deal's name in ``lines`` at the right (1) or left (−1), its middle ``dy`` lower."""
    return {
        "type": "text",
        "align": "left" if side > 0 else "right",
        "baseline": "middle",
        "dx": side * 16,
        "dy": round(dy - (len(lines) - 1) * _LINE / 2, 1),
        "fontSize": 11.5,
        "lineHeight": _LINE,
        "text": list(lines),
    }


def spread_labels(wanted: Sequence[float], lines: Sequence[int], *, upwards: bool) -> list[float]:
    """Move labels apart so that none covers the next.

    Parameters
    ----------
    wanted
        Height of each label's middle in pixels from the top.
    lines
        Lines of text of each.
    upwards
        Whether they make room upwards, the lowest staying; otherwise downwards.

    Returns
    -------
    list of float
        Heights in the order given.
    """
    sign = -1 if upwards else 1
    order = sorted(range(len(wanted)), key=lambda k: sign * wanted[k])
    placed = [0.0] * len(wanted)
    edge = -np.inf
    for k in order:
        half = lines[k] * _LINE / 2
        middle = max(sign * wanted[k], edge + half + 2)
        placed[k] = sign * middle
        edge = middle + half
    return placed
