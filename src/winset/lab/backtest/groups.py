"""Kinds of issues, to see which model to trust for what."""

from __future__ import annotations

import numpy as np

from winset.arrays import Bools, Floats, Integers
from winset.lab.backtest.decisions import Decisions

LATER = 2002
"""Year that parts the first wave of the data (DEU I) from the later ones."""

LOPSIDED = 2 / 3
"""Share of those with a position that one position needs, for an issue to be lopsided."""


def groups(decisions: Decisions) -> dict[str, Bools]:
    """Name → (issues,) which issues belong; each pair or triple of names splits all of them."""
    codecision = np.array([p == "codecision" for p in decisions.procedures], dtype=np.bool_)
    unanimity = np.array([r == "unanimity" for r in decisions.rules], dtype=np.bool_)
    later = decisions.years >= LATER
    options, largest = _options(decisions)
    lopsided = largest >= LOPSIDED
    return {
        "codecision": codecision,
        "consultation": ~codecision,
        "qualified majority": ~unanimity,
        "unanimity": unanimity,
        "two positions": options == 2,
        "three or four": (options == 3) | (options == 4),
        "five or more": options >= 5,
        "two thirds at one position": lopsided,
        "no such camp": ~lopsided,
        f"before {LATER}": ~later,
        f"from {LATER}": later,
    }


def _options(decisions: Decisions) -> tuple[Integers, Floats]:
    """(issues,) distinct positions, and the share of actors at the one that most hold."""
    distinct, largest = [], []
    for places in decisions.positions:
        _, counts = np.unique(places[np.isfinite(places)], return_counts=True)
        distinct.append(len(counts))
        largest.append(counts.max() / counts.sum())
    return np.array(distinct), np.array(largest)
