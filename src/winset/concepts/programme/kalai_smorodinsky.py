"""The Kalai–Smorodinsky solution: ideal points by programmes, then the maximin of shares."""

from __future__ import annotations

import numpy as np

from winset.concepts.kalai_smorodinsky import kalai_smorodinsky as listed
from winset.concepts.programme.bargain import LOOSE, Array, Bargain
from winset.concepts.programme.optimum import Answer
from winset.concepts.programme.ties import collect, solutions_among
from winset.packages import TOLERANCE
from winset.packages.programme import FINE, Choices, Programme, total_of

_SMALL = 2.0**-14
"""Ideal gain below which shares are resolved less finely, to keep coefficients in bounds."""


def kalai_smorodinsky(bargain: Bargain, ties: int) -> Answer | None:
    """Maximise the least share of the ideal gain, then take a package nothing dominates.

    Among the packages that tie, one with the greatest sum of gains is dominated by none.

    Parameters
    ----------
    bargain
        The world's bargain.
    ties
        Most packages of the greatest least share to list before dropping the dominated ones; 0
        for one solution.

    Returns
    -------
    Answer or None
        None where no package is eligible.
    """
    ideal = bargain.ideal
    if ideal is None:
        return None
    programme = bargain.acceptance.programme.branch()
    value, bound = _maximin(bargain, programme, ideal)
    best = bargain.best(programme, total_of(bargain.gains))
    assert best is not None
    if not ties:
        return Answer(best, value, bound, (best,), complete=False)
    found, complete = collect(bargain, programme, ties)
    among: list[Choices] = [best, *found, *bargain.ideal_packages]
    return Answer(best, value, bound, solutions_among(bargain, among, listed), complete)


def _maximin(bargain: Bargain, programme: Programme, ideal: Array) -> tuple[float, float]:
    """Greatest least share and its bound; the programme keeps only packages that reach it."""
    able = np.flatnonzero(ideal > TOLERANCE)
    if not len(able):
        return 1.0, 1.0
    least = programme.continuous(-1.0, 1.0)
    for principal in able:
        share = (bargain.gains[principal] * (1 / ideal[principal])) - least
        scale = FINE * min(1.0, ideal[principal] / _SMALL)
        programme.constrain(share * scale, low=0.0)
    solved = bargain.solve(programme, least)
    assert solved.choices is not None
    value = float((bargain.seen[solved.choices][able] / ideal[able]).min())
    programme.constrain(least * FINE, low=(value - TOLERANCE - LOOSE) * FINE)
    return value, solved.bound / FINE
