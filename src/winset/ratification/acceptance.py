"""Everyone's answer to every package: whom a package has on board, and which packages have whom."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from winset.arrays import Bools, Floats
from winset.errors import TooLargeError
from winset.packages import Listing, PackageSpace
from winset.ratification.consents import consents_of
from winset.scenario.model import Scenario
from winset.worlds import Worlds

LIKELY = 0.5
"""Odds from which an actor counts as more likely than not on board."""

MOST_LISTED = 100_000
"""Largest package space everyone is asked about package by package."""

_MOST_CELLS = 2**20
_CHUNK = 2**18


@dataclass(frozen=True)
class Acceptance:
    """Everyone's answer to every package."""

    space: PackageSpace
    """The packages."""
    odds: Mapping[str, Floats]
    """Actor id → (packages,) in [0, 1]: share of worlds in which it accepts; of a body, in which
    more than half by weight do."""
    worlds: int
    """Worlds that were asked: a balanced first part of all, the fewer the more packages."""

    def where(self, actors: Iterable[str], options: Mapping[str, str] | None = None) -> Bools:
        """(packages,): those that each of some actors more likely than not accepts.

        Parameters
        ----------
        actors
            Ids of the actors to be on board.
        options
            Issue id → option the packages shall have there.
        """
        found = Listing(self.space).allowed.copy()
        for actor in actors:
            found &= self.odds[actor] >= LIKELY
        wanted = options or {}
        grid = found.reshape(self.space.shape)
        for axis, (issue, names) in enumerate(
            zip(self.space.issues, self.space.options, strict=True)
        ):
            if issue in wanted:
                others = [at for at, name in enumerate(names) if name != wanted[issue]]
                grid[(slice(None),) * axis + (others,)] = False
        return found


def acceptance_of(scenario: Scenario, worlds: Worlds, space: PackageSpace) -> Acceptance:
    """Ask every actor, outsiders too, about every package.

    Raises
    ------
    TooLargeError
        If there are too many packages to ask everyone about each.
    """
    if space.size > MOST_LISTED:
        raise TooLargeError(
            f"{space.size:,} packages are more than the {MOST_LISTED:,} everyone can be asked "
            "about one by one."
        )
    count = min(worlds.count, 2 ** max(4, int(math.log2(_MOST_CELLS / space.size))))
    accepted = {actor: np.zeros(space.size) for actor in scenario.actors}
    rows = max(1, _CHUNK // space.size)
    for _, chunk in worlds.rows(0, count).chunks(rows):
        for actor in scenario.actors:
            answers = consents_of(scenario, chunk, [actor]).accept(actor)
            accepted[actor] += np.broadcast_to(answers, (chunk.count, space.size)).sum(axis=0)
    return Acceptance(space, {actor: total / count for actor, total in accepted.items()}, count)
