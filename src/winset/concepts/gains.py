"""What the principals gain over no deal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from winset.arrays import Floats, Integers
from winset.packages import Utilities, package_utilities, utilities_at, utilities_of
from winset.scenario.model import Scenario
from winset.worlds import Worlds


@dataclass(frozen=True)
class Principals:
    """Who signs, over a chunk of worlds."""

    utilities: Mapping[str, Utilities]
    """Principal's actor id → its utilities."""
    weights: Mapping[str, Floats]
    """Principal's actor id → (worlds or 1,) bargaining weight."""
    worlds: int
    """Number of worlds."""

    def in_world(self, world: int) -> Principals:
        """Restrict to one world."""
        return Principals(
            {actor: own.in_world(world) for actor, own in self.utilities.items()},
            {actor: own[[min(world, len(own) - 1)]] for actor, own in self.weights.items()},
            1,
        )

    def gains(self, choices: Integers | None = None) -> Gains:
        """Gains at every package, or at chosen ones: (packages, issues) option indices."""
        rows = []
        for principal in self.utilities.values():
            worth, reservation = principal.mean()
            utility = package_utilities(worth) if choices is None else utilities_at(worth, choices)
            gain = utility - reservation[:, None]
            rows.append(np.broadcast_to(gain, (self.worlds, gain.shape[-1])))
        columns = np.broadcast_arrays(*(self.weights[actor] for actor in self.utilities))
        return Gains(tuple(self.utilities), np.stack(rows, axis=1), np.stack(columns, axis=1))


@dataclass(frozen=True)
class Gains:
    """What the principals gain over no deal, over a chunk of worlds."""

    principals: tuple[str, ...]
    """Actor ids, in the order of the parties."""
    gains: Floats
    """(worlds, principals, packages) in utility: utility minus reservation; the error of judgement
    has no part in it."""
    weights: Floats
    """(worlds or 1, principals): bargaining weights."""

    def of(self, principals: tuple[str, ...]) -> Gains:
        """Keep only some principals, in their order."""
        if principals == self.principals:
            return self
        rows = [self.principals.index(principal) for principal in principals]
        return Gains(principals, self.gains[:, rows], self.weights[:, rows])


def principals_of(
    scenario: Scenario, worlds: Worlds, parties: Iterable[str], form: str | None = None
) -> Principals:
    """Value every option to those who sign for some parties, each once.

    Parameters
    ----------
    form
        Form of agreement they sign; by default all is disclosed.
    """
    signs_for = {scenario.signer(party): party for party in parties}
    return Principals(
        {actor: utilities_of(scenario, worlds, actor, form) for actor in signs_for},
        {actor: bargaining_weight(scenario, worlds, party) for actor, party in signs_for.items()},
        worlds.count,
    )


def bargaining_weight(scenario: Scenario, worlds: Worlds, party: str) -> Floats:
    """(worlds or 1,) weight of who signs for a party."""
    number = scenario.parties[party].bargaining_weight
    return worlds.values(f"parties.{party}.bargaining_weight", number)
