"""What a concept picks in one world, and how it was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from winset.packages.programme import Choices, Status


@dataclass(frozen=True)
class Optimum:
    """The solution of one concept in one world.

    Attributes
    ----------
    concept
        Name of the concept.
    status
        ``optimal``; ``infeasible`` where no package is eligible; ``undecided`` where a limit came
        first.
    package
        Number of a package that is a solution; None unless optimal.
    ties
        Numbers of all solutions found, ``package`` included, in the order of the options.
    complete
        Whether ``ties`` is all of them; False unless ties were asked for.
    value
        Value of the objective: the sum of gains, the least gain, the least share of the ideal
        gain, the sum of weighted logs of gains, the weight of those on board.
    bound
        What the solver proved no package exceeds.
    utilities, gains
        Principal → its utility of ``package``, and that minus its reservation.
    tolerance
        Difference of value up to which packages tie.
    solver_tolerance
        How far, in utility, the solver itself may miss a bound it proves.
    solver_status
        The solver's last message.
    calls, seconds
        Calls of the solver, and the time they took.
    excluded
        Packages the solver let through by its tolerance and the exact test turned away.
    method
        How it was found.
    """

    concept: str
    status: Status
    package: int | None
    ties: tuple[int, ...]
    complete: bool
    value: float
    bound: float
    utilities: Mapping[str, float]
    gains: Mapping[str, float]
    tolerance: float
    solver_tolerance: float
    solver_status: str
    calls: int
    seconds: float
    excluded: int
    method: str

    @property
    def gap(self) -> float:
        """How much better than ``value`` a package might be by what the solver proved."""
        return max(0.0, self.bound - self.value)


@dataclass(frozen=True)
class Answer:
    """What a concept's own search returns; packages as option indices.

    Attributes
    ----------
    choices
        A solution.
    value, bound
        Its value, and what was proved of all others.
    ties
        Solutions found; ``choices`` alone where ties were not asked for.
    complete
        Whether these are all.
    """

    choices: Choices
    value: float
    bound: float
    ties: tuple[Choices, ...]
    complete: bool
