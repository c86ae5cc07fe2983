"""Most actors on board: the eligible package that most actors accept, by weight."""

from __future__ import annotations

from collections.abc import Mapping

from winset.concepts.programme.answer import Answer
from winset.concepts.programme.bargain import Bargain
from winset.packages import TOLERANCE
from winset.packages.programme import FINE, Choices, total_of

_CLOSE = 1e-6
"""Difference of weight on board below which two packages bring the same; the solver's tolerance."""


def most_on_board(bargain: Bargain, weights: Mapping[str, float]) -> Answer | None:
    """Maximise the weight of the actors who accept, over the eligible packages of one world.

    Parameters
    ----------
    weights
        Actor id → its weight, 0 or more; every actor of the table may be named.

    Returns
    -------
    Answer or None
        None where no package is eligible.
    """
    acceptance = bargain.acceptance
    board = total_of(
        [acceptance.consent(actor, positive=True) * weight for actor, weight in weights.items()]
    )

    def on_board(choices: Choices) -> float:
        consents = bargain.table.ask(choices, weights)
        return sum(w for actor, w in weights.items() if consents.accept(actor)[0, 0])

    # The solver may count a consent that fails by its tolerance; the exact count decides, and the
    # package is excluded until no other could still have more by the solver's bound.
    programme = acceptance.programme.branch()
    best: Choices | None = None
    for _ in range(bargain.limits.excluded):
        # FINE is taken back: counts need no finer rows than the solver's own
        solved = bargain.solve(programme, board * (1 / FINE))
        if solved.choices is None:
            break
        if best is None or on_board(solved.choices) > on_board(best):
            best = solved.choices
        if solved.bound <= on_board(best) + _CLOSE:
            break
        programme.exclude(solved.choices)
    if best is None:
        return None
    value = on_board(best)
    level = acceptance.programme.branch()
    level.constrain(board, low=value - _CLOSE)
    near = (found for found in bargain.each(level) if on_board(found) >= value - TOLERANCE)
    return Answer(best, value, max(value, solved.bound), near)
