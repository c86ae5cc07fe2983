"""The solution of one world, whatever the number of packages."""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from winset.concepts.concept import BySearch, Listed
from winset.concepts.most_on_board import most_on_board
from winset.concepts.programme.bargain import Bargain, UndecidedError
from winset.concepts.registry import concepts
from winset.errors import WinsetError
from winset.packages import TOLERANCE
from winset.packages.programme import FINE, Choices, Limits, Status
from winset.ratification import Form
from winset.ratification.programme import WorldTable

SOLVER_TOLERANCE = 1e-6 / FINE
"""How far, in utility, the solver itself may miss a bound it proves."""


@dataclass(frozen=True)
class Optimum:
    """The solution of one concept in one world."""

    concept: str
    """Name of the concept."""
    status: Status
    """``optimal``; ``infeasible`` where no package is eligible; ``undecided`` where a limit came
    first."""
    package: int | None
    """Number of a package that is a solution; None unless optimal."""
    ties: tuple[int, ...]
    """Numbers of all solutions found, ``package`` included, in the order of the options."""
    complete: bool
    """Whether ``ties`` is all of them; False unless ties were asked for."""
    value: float
    """Value of the objective: the sum of gains, the least gain, the least share of the ideal gain,
    the sum of weighted logs of gains, the weight of those on board."""
    bound: float
    """What the solver proved no package exceeds."""
    utilities: Mapping[str, float]
    gains: Mapping[str, float]
    """``utilities``, ``gains``: principal → its utility of ``package``, and that minus its
    reservation."""
    tolerance: float
    """Difference of value up to which packages tie."""
    solver_tolerance: float
    """How far, in utility, the solver itself may miss a bound it proves."""
    solver_status: str
    """The solver's last message."""
    calls: int
    seconds: float
    """``calls``, ``seconds``: calls of the solver, and the time they took."""
    excluded: int
    """Packages the solver let through by its tolerance and the exact test turned away."""
    method: str
    """How it was found."""

    @property
    def gap(self) -> float:
        """How much better than ``value`` a package might be by what the solver proved."""
        return max(0.0, self.bound - self.value)


def settle(
    form: Form,
    table: WorldTable,
    concept: str,
    *,
    ties: int = 0,
    limits: Limits | None = None,
    bargain: Bargain | None = None,
) -> Optimum:
    """Find the solution of one concept in one world, without listing packages.

    Parameters
    ----------
    table
        The world, as ``winset.ratification.programme.table_of`` returns it.
    concept
        Name of a concept that can be searched for.
    ties
        Most packages to list in search of further solutions; 0 for one solution.
    bargain
        What earlier calls for the same form and world know already.

    Raises
    ------
    WinsetError
        If there is no such concept, or it has no way but to list packages.
    """
    searched = {name: own for name, own in concepts().items() if own.by_search and own.listed}
    if concept not in searched:
        raise WinsetError(
            f"there is no concept {concept!r} to search for. Choose one of: {', '.join(searched)}"
        )
    own = searched[concept]
    assert own.by_search is not None
    world = bargain or Bargain(form, table, limits or Limits())
    return _optimum(world, concept, own.method, own.by_search, own.listed, ties)


def settle_on_board(
    form: Form,
    table: WorldTable,
    weights: Mapping[str, float] | None = None,
    *,
    ties: int = 0,
    limits: Limits | None = None,
) -> Optimum:
    """Find the eligible package of one world with most actors on board.

    Parameters
    ----------
    form, table, ties, limits
        As for `settle`.
    weights
        Actor → its weight; by default 1 for every actor of the table.
    """
    search = functools.partial(
        most_on_board, weights=weights or dict.fromkeys(table.utilities, 1.0)
    )
    world = Bargain(form, table, limits or Limits())
    method = "mixed-integer programme (HiGHS)"
    return _optimum(world, "most_on_board", method, search, None, ties)


def _optimum(
    bargain: Bargain,
    concept: str,
    method: str,
    search: BySearch,
    listed: Listed | None,
    ties: int,
) -> Optimum:
    """Search, look for ties if asked to, and keep what it took."""
    effort, space = bargain.effort, bargain.table.space
    before = replace(effort)
    answer, near, undecided = None, [], None
    try:
        answer = search(bargain)
        if answer is not None and ties:
            near = list(itertools.islice(answer.near, ties))
    except UndecidedError as error:
        answer, undecided = None, error
    status: Status = "optimal" if answer else "undecided" if undecided else "infeasible"
    tied: set[Choices] = set()
    if answer is not None:
        tied = {answer.choices, *near}
        if ties and listed is not None:
            tied = _solutions_seen(bargain, listed)
    utilities = {} if answer is None else dict(bargain.utilities(answer.choices))
    gains = () if answer is None else bargain.seen[answer.choices]
    return Optimum(
        concept=concept,
        status=status,
        package=None if answer is None else space.number_of(answer.choices),
        ties=tuple(sorted(map(space.number_of, tied))),
        complete=answer is not None and ties > 0 and len(near) < ties,
        value=math.nan if answer is None else answer.value,
        bound=math.nan if answer is None else answer.bound,
        utilities=utilities,
        gains={p: float(g) for p, g in zip(utilities, gains, strict=True)},
        tolerance=TOLERANCE,
        solver_tolerance=SOLVER_TOLERANCE,
        solver_status=effort.last if undecided is None else str(undecided),
        calls=effort.calls - before.calls,
        seconds=effort.seconds - before.seconds,
        excluded=effort.excluded - before.excluded,
        method=method,
    )


def _solutions_seen(bargain: Bargain, listed: Listed) -> set[Choices]:
    """Apply the definition to every eligible package that was seen.

    That is enough: everything that ties was looked for and is among them, and so are the packages
    at which each principal gains most, by which some concepts measure; more of them harm nothing.
    """
    seen = list(bargain.seen)
    gains = np.stack([bargain.seen[choices] for choices in seen], axis=1)[None]
    eligible = np.ones((1, len(seen)), dtype=bool)
    solved = listed(gains, eligible, bargain.weights[None])[0]
    return {choices for choices, is_one in zip(seen, solved, strict=True) if is_one}
