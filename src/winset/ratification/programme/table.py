"""One world's table: what everyone who is asked thinks of any package."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from winset.packages import PackageSpace, Utilities, space_of, utilities_of
from winset.packages.programme import Choices
from winset.ratification.consents import Consents, judgement_of
from winset.ratification.consents_at import consents_at
from winset.scenario.model import Scenario
from winset.worlds import Worlds


@dataclass(frozen=True)
class WorldTable:
    """A scenario in one of its worlds."""

    scenario: Scenario
    """The scenario."""
    world: Worlds
    """The draws of that one world."""
    space: PackageSpace
    """The packages."""
    utilities: Mapping[str, Utilities]
    """Actor id → its utilities in this world."""
    consents: Consents
    """What every actor thinks of the first package; its weights are those of all packages."""

    def noise(self, actor: str) -> float:
        """Return the actor's error of judgement in this world, in utility."""
        return float(judgement_of(self.world, actor)[0])

    def weight(self, actor: str, by: str) -> float:
        """Weight of an actor in rules by count, votes or influence."""
        if by == "count":
            return 1.0
        weights = self.consents.votes if by == "votes" else self.consents.influence
        return float(weights[actor][0, 0])

    def ask(self, choices: Choices, actors: Iterable[str] | None = None) -> Consents:
        """Ask actors, all of the table by default, about one package, exactly."""
        asked = self.utilities if actors is None else actors
        at = np.array([choices], dtype=np.int64)
        return consents_at(self.scenario, self.world, asked, at, self.utilities)


def table_of(
    scenario: Scenario,
    worlds: Worlds,
    world: int,
    actors: Iterable[str] | None = None,
    form: str | None = None,
) -> WorldTable:
    """Return the table of one world.

    Parameters
    ----------
    world
        Which of them, from 0.
    actors
        Whom to ask; by default every actor.
    form
        Form of agreement they are asked in; by default all is disclosed.
    """
    row = worlds.rows(world, world + 1)
    asked = scenario.with_leaders(scenario.actors if actors is None else actors)
    space = space_of(scenario)
    utilities = {actor: utilities_of(scenario, row, actor, form) for actor in asked}
    first = np.zeros((1, len(space.shape)), dtype=np.int64)
    consents = consents_at(scenario, row, asked, first, utilities)
    return WorldTable(scenario, row, space, utilities, consents)
