"""The names a fitted hazard's parts go by: what ends an agreement, and what bears on it.

The fit writes its estimates under these names, and a projection looks them up.
"""

from __future__ import annotations

import math

import numpy as np

from winset.arrays import Floats

CAUSES = ("violated", "renegotiated", "ended_otherwise")
"""Competing ways to end: the first of them to happen ends the agreement, the others never do."""

ERAS = (("interwar", 1919, 1938), ("war_1939_45", 1939, 1945), ("cold_war", 1946, 1989),
        ("after_1989", 1990, 2008))  # fmt: skip
"""Era, its first and its last year."""

REFERENCE_ERA = "cold_war"
"""The era whose level is the constant's; it has no term."""

CHANGE_TERMS = (
    "coalition_change_democracy",
    "coalition_change_nondemocracy",
    "leader_change_democracy",
    "leader_change_nondemocracy",
)
"""Change of the supporting coalition, or of the leader alone, by the regime that entered it."""

FADE_MONTHS = 36
"""Months after which a change has no effect left."""

AGE_YEARS = (2.0, 5.0, 10.0, 20.0)
"""Years at which the baseline takes another level; the first two years are the reference."""

AGE_PIECES = tuple(zip(AGE_YEARS, (*AGE_YEARS[1:], math.inf), strict=True))
"""(from, to) in years, of every piece of an agreement's life that has a term."""


def age_term(left: float, right: float) -> str:
    """Return the name of an age piece, in years."""
    return f"age_{left:g}_{right:g}" if math.isfinite(right) else f"age_{left:g}_on"


def fade(months: Floats) -> Floats:
    """Return what is left of an effect after some months: 1 − months / 36, never below 0."""
    return np.maximum(0.0, 1.0 - months / FADE_MONTHS)
