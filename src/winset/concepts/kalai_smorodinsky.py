"""The Kalai–Smorodinsky solution on a finite set of packages."""

from __future__ import annotations

import numpy as np

from winset.arrays import Bools, Floats
from winset.concepts.concept import Concept
from winset.concepts.programme.answer import Answer
from winset.concepts.programme.bargain import LOOSE, Bargain
from winset.concepts.ties import masked_max, undominated
from winset.packages import TOLERANCE
from winset.packages.programme import FINE, Programme, total_of

_SMALL = 2.0**-14
"""Ideal gain below which shares are resolved less finely, to keep coefficients in bounds."""


def listed(gains: Floats, eligible: Bools, weights: Floats) -> Bools:
    """Mark the packages that maximise the least share of what each principal could gain at best.

    A principal who can gain nothing is left out. On a finite set no package need give all the
    same share, and the maximin is then the solution (Imai 1983, Econometrica 51:389, without its
    lexicographic refinement); ties that another package dominates are dropped.
    """
    del weights
    ideal = np.where(eligible[:, None, :], gains, -np.inf).max(axis=2, keepdims=True)
    can_gain = ideal > TOLERANCE
    shares = np.divide(gains, ideal, out=np.ones_like(gains), where=can_gain)
    least = shares.min(axis=1)
    solutions = eligible & (least >= masked_max(least, eligible) - TOLERANCE)
    # The maximin looks only at whoever is worst off, so that a package which takes from another
    # for nothing ties with one that does not.
    return undominated(gains, solutions, solutions.any(axis=1))


def by_search(bargain: Bargain) -> Answer | None:
    """Find the ideal gains by a programme each, then the greatest least share of them.

    Of the packages that tie, one with the greatest sum of gains is dominated by none.
    """
    ideal = bargain.ideal
    if ideal is None:
        return None
    level = bargain.acceptance.programme.branch()
    value, bound = _maximin(bargain, level, ideal)
    best = bargain.best(level, total_of(bargain.gains))
    assert best is not None
    return Answer(best, value, bound, bargain.each(level))


def _maximin(bargain: Bargain, level: Programme, ideal: Floats) -> tuple[float, float]:
    """Greatest least share and its bound; the programme keeps only packages that reach it."""
    able = np.flatnonzero(ideal > TOLERANCE)
    if not len(able):
        return 1.0, 1.0
    least = level.continuous(-1.0, 1.0)
    for principal in able:
        share = (bargain.gains[principal] * (1 / ideal[principal])) - least
        scale = FINE * min(1.0, ideal[principal] / _SMALL)
        level.constrain(share * scale, low=0.0)
    solved = bargain.solve(level, least)
    assert solved.choices is not None
    value = float((bargain.seen[solved.choices][able] / ideal[able]).min())
    level.constrain(least * FINE, low=(value - TOLERANCE - LOOSE) * FINE)
    return value, solved.bound / FINE


KALAI_SMORODINSKY = Concept(
    name="kalai_smorodinsky",
    title="Kalai–Smorodinsky",
    definition="the greatest least share of what each principal could gain at best",
    source="Kalai & Smorodinsky (1975), Econometrica 43:513",
    listed=listed,
    by_search=by_search,
    method="maximin of shares of ideal gains by mixed-integer programmes (HiGHS)",
    eponym=True,
)
