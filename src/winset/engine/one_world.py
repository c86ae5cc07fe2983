"""What one world says of one form, by programmes: its zone and deals, or what is in the way."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from winset.concepts import Concept
from winset.concepts.programme.bargain import Bargain, Effort, UndecidedError
from winset.packages.programme import Choices, Limits
from winset.ratification import Form
from winset.ratification.programme import Required, WorldTable, feasible
from winset.ratification.programme.zone import demands_of, zone_demands


@dataclass
class WorldAnswer:
    """What one world says of one form."""

    packages: set[Choices] = field(default_factory=set)
    """Packages found, as option indices."""
    has_zone: bool = False
    """Whether there is a zone."""
    has_win_set: dict[str, bool] = field(default_factory=dict)
    """Party id → whether its win-set is not empty."""
    passed: dict[str, int] = field(default_factory=dict)
    """Party id → number of the steps of its ratification some package passes."""
    opened: list[str] = field(default_factory=list)
    """Actors who would open a zone alone."""
    effort: Effort = field(default_factory=Effort)
    """What the searches took."""


def ask_world(
    form: Form, table: WorldTable, limits: Limits, concepts: Iterable[Concept]
) -> WorldAnswer:
    """Find out all one world says of one form.

    Parameters
    ----------
    limits
        When to give up on one question; counts as “no”.
    concepts
        Which deals to look for where there is a zone.
    """
    world = _World(form, table, limits)
    answer = world.answer
    answer.has_zone = world.has_package(zone_demands(form))
    if answer.has_zone:
        answer.has_win_set = dict.fromkeys(form.rules, True)
        answer.passed = {party: len(form.steps(party)) for party in form.rules}
        world.settle(concepts)
        return answer
    for party, rule in form.rules.items():
        passed = answer.passed[party] = world.steps_passed(party)
        # a package that passes all steps is in the win-set, so that only the others need a search
        answer.has_win_set[party] = passed == len(form.steps(party)) or world.has_package(
            demands_of({party: (rule,)})
        )
    answer.opened = [
        actor for actor in form.actors if world.has_package(zone_demands(form), frozenset({actor}))
    ]
    return answer


class _World:
    """Questions to one world, with what they cost and the packages they turn up."""

    def __init__(self, form: Form, table: WorldTable, limits: Limits) -> None:
        self.form, self.table, self.limits = form, table, limits
        self.answer = WorldAnswer()

    def has_package(
        self, demands: Iterable[Required], willing: frozenset[str] = frozenset()
    ) -> bool:
        """Whether a package meets demands if some actors accept everything."""
        found = feasible(self.table, demands, willing, self.limits)
        self.answer.effort.add(found)
        if found.choices is not None:
            self.answer.packages.add(found.choices)
        return found.choices is not None

    def steps_passed(self, party: str) -> int:
        """How many steps, one after the other, some package passes together."""
        steps = self.form.steps(party)
        passed = len(steps)
        while passed and not self.has_package(demands_of({party: steps[:passed]})):
            passed -= 1
        return passed

    def settle(self, concepts: Iterable[Concept]) -> None:
        """Find each concept's solution, and the ideal packages the concepts are measured by."""
        bargain = Bargain(self.form, self.table, self.limits, self.answer.effort)
        for concept in concepts:
            with contextlib.suppress(UndecidedError):  # counted in the effort
                if concept.by_search is not None and concept.by_search(bargain) is None:
                    break  # no package of the zone leaves every principal at its reservation
        self.answer.packages |= set(bargain.seen)
