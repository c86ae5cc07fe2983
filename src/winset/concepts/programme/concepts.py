"""One call for every concept: the solution of one world as a record."""

from __future__ import annotations

import math
from collections.abc import Mapping

from winset.concepts.programme.bargain import Bargain, UndecidedError
from winset.concepts.programme.egalitarian import egalitarian
from winset.concepts.programme.kalai_smorodinsky import kalai_smorodinsky
from winset.concepts.programme.most_on_board import most_on_board
from winset.concepts.programme.nash import nash
from winset.concepts.programme.optimum import Answer, Optimum
from winset.concepts.programme.utilitarian import utilitarian
from winset.errors import WinsetError
from winset.packages import TOLERANCE
from winset.packages.programme import FINE, Limits, Status
from winset.ratification import Form
from winset.ratification.programme import Table

PROGRAMMES = {
    "nash": nash,
    "kalai_smorodinsky": kalai_smorodinsky,
    "egalitarian": egalitarian,
    "utilitarian": utilitarian,
}
"""The concepts that divide the gains."""

OBJECTIVES: tuple[str, ...] = (*PROGRAMMES, "most_on_board")

METHODS = {
    "nash": "outer approximation of log-gains by tangents over mixed-integer programmes (HiGHS)",
    "kalai_smorodinsky": "maximin of shares of ideal gains by mixed-integer programmes (HiGHS)",
    "egalitarian": "leximin by successive mixed-integer programmes (HiGHS)",
    "utilitarian": "mixed-integer programme (HiGHS)",
    "most_on_board": "mixed-integer programme (HiGHS)",
}

_SOLVER = 1e-6


def settle(
    form: Form,
    table: Table,
    concept: str,
    *,
    ties: int = 0,
    weights: Mapping[str, float] | None = None,
    limits: Limits | None = None,
    bargain: Bargain | None = None,
) -> Optimum:
    """Find the solution of one concept in one world, whatever the number of packages.

    Parameters
    ----------
    form
        The form of agreement.
    table
        The world, as ``winset.ratification.programme.table_of`` returns it.
    concept
        One of ``OBJECTIVES``.
    ties
        Most packages to list in search of further solutions; 0 for one solution.
    weights
        For ``most_on_board``, actor → weight; by default 1 for every actor of the table.
    limits
        When to give up.
    bargain
        What earlier calls for the same form and world know already.

    Returns
    -------
    Optimum
    """
    if concept not in OBJECTIVES:
        raise WinsetError(
            f"there is no concept {concept!r}. Choose one of: {', '.join(OBJECTIVES)}"
        )
    own = bargain or Bargain(form, table, limits or Limits())
    before = (own.effort.calls, own.effort.seconds, own.effort.excluded)
    try:
        if concept == "most_on_board":
            answer = most_on_board(own, ties, weights or dict.fromkeys(table.utilities, 1.0))
        else:
            answer = PROGRAMMES[concept](own, ties)
    except UndecidedError as error:
        return _optimum(own, concept, None, before, undecided=error)
    return _optimum(own, concept, answer, before)


def _optimum(
    bargain: Bargain,
    concept: str,
    answer: Answer | None,
    before: tuple[int, float, int],
    undecided: UndecidedError | None = None,
) -> Optimum:
    space, effort = bargain.table.space, bargain.effort
    utilities = {} if answer is None else dict(bargain.utilities(answer.choices))
    gains = () if answer is None else bargain.seen[answer.choices]
    status: Status = "optimal" if answer else "undecided" if undecided else "infeasible"
    return Optimum(
        concept=concept,
        status=status,
        package=None if answer is None else space.number_of(answer.choices),
        ties=() if answer is None else tuple(sorted(map(space.number_of, answer.ties))),
        complete=answer is not None and answer.complete,
        value=math.nan if answer is None else answer.value,
        bound=math.nan if answer is None else answer.bound,
        utilities=utilities,
        gains={p: float(g) for p, g in zip(utilities, gains, strict=True)},
        tolerance=TOLERANCE,
        solver_tolerance=_SOLVER / FINE,
        solver_status=effort.last if undecided is None else str(undecided),
        calls=effort.calls - before[0],
        seconds=effort.seconds - before[1],
        excluded=effort.excluded - before[2],
        method=METHODS[concept],
    )
