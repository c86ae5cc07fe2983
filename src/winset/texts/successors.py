"""Who may come to power after those who sign: the blocs that a deal must be kept by.

A successor bloc is drawn from a party's actors in proportion to their influence. Its present
principal and the envoys who act for it are what is succeeded, so they are left out; everyone else
of the party with influence counts, bodies too: a legislature or an electorate does not govern, but
stands for the groups a next coalition would be drawn from, and is asked as a majority.
"""

from __future__ import annotations

from dataclasses import dataclass

from winset.scenario.model import Scenario
from winset.worlds import Worlds


@dataclass(frozen=True)
class Successor:
    """An actor whose bloc may come to power."""

    actor: str
    """Its id."""
    weight: float
    """Mean influence over the worlds, 0–100."""


def successors_of(scenario: Scenario, worlds: Worlds, party: str) -> tuple[Successor, ...]:
    """Name who may come after a party's principal, the most influential first.

    Returns
    -------
    tuple
        Empty where no other actor of the party has influence.
    """
    side = scenario.parties[party]
    now = {side.principal, *side.envoys}
    successors = []
    for id_, actor in scenario.actors.items():
        if actor.party == party and id_ not in now and actor.influence is not None:
            weight = float(worlds.values(f"actors.{id_}.influence", actor.influence).mean())
            if weight > 0:
                successors.append(Successor(id_, weight))
    return tuple(sorted(successors, key=lambda successor: -successor.weight))
