"""The bargain of one world: the packages of the zone that leave no principal below no deal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from winset.arrays import Floats
from winset.concepts.gains import bargaining_weight
from winset.packages import TOLERANCE, utilities_at
from winset.packages.programme import FINE, Choices, Limits, Linear, Programme, Solved
from winset.ratification import Form
from winset.ratification.programme import WorldTable, ZoneAnswer, in_zone, rules_programme
from winset.ratification.programme.acceptance import AcceptanceRows
from winset.ratification.programme.zone import zone_demands

LOOSE = TOLERANCE / 16
"""What a bound on a score is loosened by, so that the solver's tolerance loses no tie."""


class UndecidedError(Exception):
    """A limit was reached before the solver proved its answer."""

    def __init__(self, solved: Solved) -> None:
        super().__init__(solved.solver_status)
        self.solved = solved


@dataclass
class Effort:
    """What searches have cost so far."""

    calls: int = 0
    seconds: float = 0.0
    """``calls``, ``seconds``: calls of the solver, and the time they took."""
    excluded: int = 0
    """Packages the solver let through by its tolerance and the exact test turned away."""
    undecided: int = 0
    """Searches that reached a limit."""
    last: str = ""
    """The solver's last message."""

    def add(self, searched: Solved | ZoneAnswer) -> None:
        """Count one search of a programme."""
        self.calls += searched.calls
        self.seconds += searched.seconds
        self.excluded += len(searched.excluded)
        self.undecided += searched.status == "undecided"
        self.last = searched.solver_status


@dataclass
class Bargain:
    """Principals, their gains, and the programme of the packages they may settle on."""

    form: Form
    table: WorldTable
    """``form``, ``table``: the form of agreement and the world."""
    limits: Limits = field(default_factory=Limits)
    """When to give up."""
    effort: Effort = field(default_factory=Effort)
    """What the searches have cost."""
    seen: dict[Choices, Floats] = field(default_factory=dict)
    """Packages found to be eligible, with their gains, in the order they were found."""

    @property
    def principals(self) -> tuple[str, ...]:
        """Actors who sign, in the order of the parties."""
        return tuple(self.form.principals.values())

    @cached_property
    def weights(self) -> Floats:
        """(principals,) bargaining weights."""
        scenario, world = self.table.scenario, self.table.world
        each = (bargaining_weight(scenario, world, party) for party in self.form.principals)
        return np.array([weight[0] for weight in each])

    @cached_property
    def acceptance(self) -> AcceptanceRows:
        """The zone's programme, with the rows that make a package eligible."""
        # rows a tolerance loose let through all that listing would; `admits` turns away the rest
        acceptance = rules_programme(self.table, zone_demands(self.form))
        for gain in self._gains_in(acceptance.programme):
            acceptance.programme.constrain(gain * FINE, low=-TOLERANCE * FINE)
        return acceptance

    @cached_property
    def gains(self) -> list[Linear]:
        """Each principal's gain as an expression."""
        return self._gains_in(self.acceptance.programme)

    @cached_property
    def reservations(self) -> Floats:
        """(principals,) disagreement point, in utility."""
        utilities = self.table.utilities
        return np.array([utilities[p].mean()[1][0] for p in self.principals])

    @cached_property
    def ideal_packages(self) -> tuple[Choices, ...]:
        """For each principal an eligible package at which it gains most; none if there is none."""
        found = []
        for gain in self.gains:
            choices = self.best(self.acceptance.programme.branch(), gain)
            if choices is None:
                return ()
            found.append(choices)
        return tuple(found)

    @cached_property
    def ideal(self) -> Floats | None:
        """(principals,) most each could gain at any eligible package; None if there is none."""
        if not self.ideal_packages:
            return None
        at_best = enumerate(self.ideal_packages)
        return np.array([self.seen[choices][principal] for principal, choices in at_best])

    def best(self, programme: Programme, objective: Linear) -> Choices | None:
        """Find an eligible package with the greatest value, in utility, of an objective.

        Raises
        ------
        UndecidedError
            If a limit is reached.
        """
        return self.solve(programme, objective).choices

    def solve(self, programme: Programme, objective: Linear) -> Solved:
        """Like ``best``, with what the solver proved."""
        solved = programme.maximise(objective * FINE, self.admits, self.limits)
        self.effort.add(solved)
        if solved.status == "undecided":
            raise UndecidedError(solved)
        return solved

    def each(self, programme: Programme) -> Iterator[Choices]:
        """Find the eligible packages of a programme one after the other, each excluded once found.

        Raises
        ------
        UndecidedError
            If a limit is reached.
        """
        left = programme.branch()
        while (choices := self.best(left, Linear.fixed(0.0))) is not None:
            yield choices
            left.exclude(choices)

    def admits(self, choices: Choices) -> bool:
        """Whether a package is eligible, exactly; remembers those that are."""
        if choices in self.seen:
            return True
        gains = self.gains_at(choices)
        if (gains < -TOLERANCE).any() or not in_zone(self.form, self.table, choices):
            return False
        self.seen[choices] = gains
        return True

    def gains_at(self, choices: Choices) -> Floats:
        """(principals,) utility minus reservation, as when packages are listed."""
        return np.array([self.utility(p, choices) for p in self.principals]) - self.reservations

    def utility(self, actor: str, choices: Choices) -> float:
        """Utility of one package to an actor, in [0, 1]; of a body, its members' mean."""
        worth, _ = self.table.utilities[actor].mean()
        return float(utilities_at(worth, [choices])[0, 0])

    def utilities(self, choices: Choices) -> Mapping[str, float]:
        """Principal → utility of one package."""
        return {principal: self.utility(principal, choices) for principal in self.principals}

    def _gains_in(self, programme: Programme) -> list[Linear]:
        found = []
        for principal in self.principals:
            worth, reservation = self.table.utilities[principal].mean()
            by_option = np.concatenate([part[0] for part in worth])
            found.append(programme.additive(by_option, -float(reservation[0])))
        return found
