"""The utilitarian solution: the greatest sum of gains, one programme."""

from __future__ import annotations

from winset.concepts.programme.bargain import LOOSE, Bargain
from winset.concepts.programme.optimum import Answer
from winset.concepts.programme.ties import collect, solutions_among
from winset.concepts.utilitarian import utilitarian as listed
from winset.packages import TOLERANCE
from winset.packages.programme import FINE, total_of


def utilitarian(bargain: Bargain, ties: int) -> Answer | None:
    """Maximise the sum of gains over the eligible packages of one world.

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
    total = total_of(bargain.gains)
    solved = bargain.solve(bargain.acceptance.programme.branch(), total)
    if solved.choices is None:
        return None
    best, value = solved.choices, float(bargain.seen[solved.choices].sum())
    bound = solved.bound / FINE
    if not ties:
        return Answer(best, value, bound, (best,), complete=False)
    level = bargain.acceptance.programme.branch()
    level.constrain(total * FINE, low=(value - TOLERANCE - LOOSE) * FINE)
    found, complete = collect(bargain, level, ties)
    return Answer(best, value, bound, solutions_among(bargain, [best, *found], listed), complete)
