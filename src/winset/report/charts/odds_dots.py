"""Rows of probabilities as dots with the error of the draws, each labelled with its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from winset.report.figures import (
    DIAMOND_OUTSIDE,
    at,
    beside,
    chart,
    colour,
    dot,
    ink,
    layer,
    named,
    row_names,
    rows,
    share_axis,
    step_of,
)
from winset.uncertainty import Estimate
from winset.words.quantities import figure, standard_error_told

_BEYOND = 46
"""Pixels that the figure beside the rightmost dot takes."""


@dataclass(frozen=True)
class Dot:
    """One probability; ``slot`` None draws it in ink, and ``outsider`` as a diamond."""

    label: str
    estimate: Estimate
    slot: int | None = None
    outsider: bool = False


def odds_dots(described: str, dots: Sequence[Dot], *, step: int = 34) -> dict[str, Any]:
    """Draw probabilities one below the other on a common scale from 0 to 1.

    Parameters
    ----------
    described
        What the chart shows, for those who do not see it.
    dots
        One a row, top to bottom; labels must differ.
    step
        Height of a row in pixels.

    Returns
    -------
    dict
        Vega-Lite specification.
    """
    known = [one for one in dots if one.estimate.worlds]
    values = [_values(one) for one in known]
    x = share_axis()
    x["scale"] = {**x["scale"], "range": [0, {"expr": f"width - {_BEYOND}"}]}
    tint: dict[str, Any] = {"value": ink("ink")}
    if any(one.slot is not None for one in known):
        tint = colour()
    stem = {"type": "rule", "color": ink("rule"), "strokeWidth": 1}
    error = {"type": "rule", "strokeWidth": 5, "opacity": 0.35}
    layers = [
        layer(stem, x=at(x, "zero"), x2="value"),
        layer(error, x=at(x, "low"), x2="high", color=tint),
        layer(dot(70), x=at(x, "value"), color=tint, shape=DIAMOND_OUTSIDE, tooltip="tip"),
        layer(beside(10, 11), x=at(x, "high"), text="told"),
        row_names(),
    ]
    y = rows([one.label for one in known])
    return chart(described, values, layers, height=step_of(step, values), encoding={"y": y})


def _values(shown: Dot) -> dict[str, Any]:
    value, error = shown.estimate.value, shown.estimate.margin
    return {
        "row": shown.label,
        **named(shown.label),
        "slot": shown.slot,
        "outsider": shown.outsider,
        "zero": 0,
        "value": round(value, 6),
        "low": round(max(0.0, value - error), 6),
        "high": round(min(1.0, value + error), 6),
        "told": figure(shown.estimate),
        "tip": f"{shown.label}: {figure(shown.estimate)}, {standard_error_told(shown.estimate)}",
    }
