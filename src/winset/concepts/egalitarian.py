"""The egalitarian solution, refined to the leximin."""

from __future__ import annotations

import numpy as np

from winset.arrays import Bools, Floats
from winset.concepts.concept import Concept
from winset.concepts.programme.answer import Answer
from winset.concepts.programme.bargain import LOOSE, Bargain
from winset.concepts.ties import masked_max
from winset.packages import TOLERANCE
from winset.packages.programme import FINE, Choices, Linear, Programme, total_of


def listed(gains: Floats, eligible: Bools, weights: Floats) -> Bools:
    """Mark the packages that maximise the least gain, then the second least, and so on."""
    del weights
    solutions = eligible
    # Sorted, the k-th row is the k-th least gain, whoever has it; each pass keeps only the best
    # of those that tied on all ranks before, which is the lexicographic order of sorted gains.
    for level in np.moveaxis(np.sort(gains, axis=1), 1, 0):
        solutions = solutions & (level >= masked_max(level, solutions) - TOLERANCE)
    return solutions


def by_search(bargain: Bargain) -> Answer | None:
    """Maximise the least gain, then the second least, and so on: one programme a rank."""
    level = bargain.acceptance.programme.branch()
    best: Choices | None = None
    value = bound = 0.0
    for rank in range(len(bargain.gains)):
        least = _least_of_rank(level, bargain.gains, rank)
        solved = bargain.solve(level, least)
        if solved.choices is None:  # lost to the solver's tolerance: the ranks so far decide
            break
        best = solved.choices
        reached = float(np.sort(bargain.seen[best])[rank])
        if rank == 0:
            value, bound = reached, solved.bound / FINE
        level.constrain(least * FINE, low=(reached - TOLERANCE - LOOSE) * FINE)
    return None if best is None else Answer(best, value, bound, bargain.each(level))


def _least_of_rank(programme: Programme, gains: list[Linear], rank: int) -> Linear:
    """Add a column that is at most the gain of this rank, the least being rank 0.

    The k-th least gain is at least t exactly if no more than k − 1 principals gain less than t.
    A binary a principal says who may: where it is 1, the row is slack by 3, more than any two
    gains differ, so that it holds for whatever t; the binaries sum to k − 1 at most. Sorting,
    which no linear row can express, is not needed.
    """
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


EGALITARIAN = Concept(
    name="egalitarian",
    title="Egalitarian",
    definition="the greatest least gain, then the greatest second least, and so on",
    source="Kalai (1977), Econometrica 45:1623; leximin: Sen (1970)",
    listed=listed,
    by_search=by_search,
    method="leximin by successive mixed-integer programmes (HiGHS)",
)
