"""The egalitarian solution as a leximin: one programme a rank.

The k-th least gain is at least t if no more than k − 1 principals gain less than t: a binary a
principal says which may.
"""

from __future__ import annotations

import numpy as np

from winset.concepts.egalitarian import egalitarian as listed
from winset.concepts.programme.bargain import LOOSE, Bargain
from winset.concepts.programme.optimum import Answer
from winset.concepts.programme.ties import collect, solutions_among
from winset.packages import TOLERANCE
from winset.packages.programme import FINE, Choices, Linear, Programme, total_of


def egalitarian(bargain: Bargain, ties: int) -> Answer | None:
    """Maximise the least gain, then the second least, and so on.

    Parameters
    ----------
    bargain
        The world's bargain.
    ties
        Most solutions to list; 0 for one of them.

    Returns
    -------
    Answer or None
        None where no package is eligible.
    """
    programme = bargain.acceptance.programme.branch()
    best: Choices | None = None
    value = bound = 0.0
    for rank in range(len(bargain.gains)):
        least = _ranked(programme, bargain.gains, rank)
        solved = bargain.solve(programme, least)
        if solved.choices is None:
            return _kept(best, value, bound)
        best = solved.choices
        reached = float(np.sort(bargain.seen[best])[rank])
        if rank == 0:
            value, bound = reached, solved.bound / FINE
        programme.constrain(least * FINE, low=(reached - TOLERANCE - LOOSE) * FINE)
    if best is None or not ties:
        return _kept(best, value, bound)
    found, complete = collect(bargain, programme, ties)
    return Answer(best, value, bound, solutions_among(bargain, [best, *found], listed), complete)


def _kept(best: Choices | None, value: float, bound: float) -> Answer | None:
    return None if best is None else Answer(best, value, bound, (best,), complete=False)


def _ranked(programme: Programme, gains: list[Linear], rank: int) -> Linear:
    """Add a column that is at most the gain of this rank, the least being rank 0."""
    least = programme.continuous(-1.0 - TOLERANCE, 2.0)
    if rank == 0:
        for gain in gains:
            programme.constrain((gain - least) * FINE, low=0.0)
        return least
    spared = [programme.binary() for _ in gains]
    for gain, spare in zip(gains, spared, strict=True):
        programme.constrain((gain - least + spare * 3.0) * FINE, low=0.0)
    programme.constrain(total_of(spared), high=float(rank))
    return least
