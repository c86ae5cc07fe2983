"""Attitudes to risk read off the odds of actors' positions, and utilities bent by them.

Equations of KTAB (see ``contests``): whoever holds the most probable position has most to lose and
is averse to risk; whoever holds the least probable one has least to lose and seeks it.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from winset.arrays import Floats

RiskRange = Literal["min", "mid", "max", "neutral"]
"""Aversion of whoever has the least probable position: 0, −½, −1; ``neutral``: nobody has any."""

_LEAST = {"min": 0.0, "mid": -0.5, "max": -1.0}

RiskSight = Literal["none", "third", "half", "two-thirds", "full"]
"""How much of the way from its own attitude to another's an actor sees."""

SEEN: dict[str, float] = {"none": 0, "third": 1 / 3, "half": 1 / 2, "two-thirds": 2 / 3, "full": 1}


def utility(distance: Floats, aversion: Floats) -> Floats:
    """Utility of a position at a distance: (1 − d)(1 + r d).

    Parameters
    ----------
    distance : (…), 0–1
    aversion : broadcasts to distance
        r, −1 (seeks risk) to 1 (averse).

    Returns
    -------
    (…), 0–1
    """
    return (1 - distance) * (1 + aversion * distance)


def attitudes(odds: Floats, span: RiskRange) -> Floats:
    """Aversion to risk by the odds of each actor's position, linear from the least probable up.

    Parameters
    ----------
    odds : (worlds, actors)
        Odds of the actors' positions when all are neutral to risk.
    span
        Aversion of the least probable; the most probable has 1.

    Returns
    -------
    (worlds, actors), −1 to 1
        0 for all in a world where all positions are equally probable, since nothing sets anyone
        apart there (KTAB stops with an error).
    """
    if span == "neutral":
        return np.zeros_like(odds)
    least, most = odds.min(-1, keepdims=True), odds.max(-1, keepdims=True)
    apart = most - least
    differs = apart > 1e-12
    share = np.divide(odds - least, apart, out=np.zeros_like(odds), where=differs)
    return np.where(differs, _LEAST[span] + (1 - _LEAST[span]) * share, 0.0)


def as_seen(own: Floats, other: Floats, sight: RiskSight) -> Floats:
    """One actor's estimate of another's aversion: its own, adjusted towards the other's."""
    return own + SEEN[sight] * (other - own)
