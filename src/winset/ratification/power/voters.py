"""Who votes under a rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.arrays import Bools, Floats, Integers
from winset.ratification.consents import Consents
from winset.ratification.quorum import majority
from winset.scenario.model import Scenario
from winset.scenario.rules import Rule, actors_of


@dataclass(frozen=True)
class Voters:
    """Who votes under a rule, in blocks of voters who are alike."""

    actors: tuple[str, ...]
    """Ids of all actors the rule asks."""
    owner: Integers
    """(blocks,): index of the actor each block belongs to."""
    sizes: Integers
    """(blocks,): voters in each block."""
    weights: Floats
    """(blocks,): weight of each of them within its body, or of a body asked whole; 1 for anyone
    else."""
    votes: Floats
    influence: Floats
    """``votes``, ``influence``: (actors,): weight of each actor in rules by votes, and by
    influence."""
    totals: Mapping[str, float]
    """Id of a body → votes of all its members."""

    @property
    def whole(self) -> bool:
        """Whether every actor is one voter."""
        return len(self.sizes) == len(self.actors) == int(self.sizes.sum())

    def consents(self, counts: Sequence[NDArray[np.generic]]) -> Consents:
        """Turn numbers of consenting voters into what rules are applied to.

        ``counts`` holds one array of (cases,) a block.
        """
        accepts: dict[str, Bools] = {}
        support: dict[str, Floats] = {}
        for at, actor in enumerate(self.actors):
            own = [int(block) for block in np.flatnonzero(self.owner == at)]
            backing = np.asarray(sum(counts[block] * self.weights[block] for block in own))
            total = float(self.weights[own] @ self.sizes[own])
            accepts[actor] = majority(total).met_by(backing)
            if actor in self.totals:
                support[actor] = backing.astype(np.float64)
        votes = {a: np.full((1, 1), v) for a, v in zip(self.actors, self.votes, strict=True)}
        influence = {
            a: np.full((1, 1), v) for a, v in zip(self.actors, self.influence, strict=True)
        }
        return Consents(accepts, support, self.totals, votes, influence)


def voters_of(scenario: Scenario, rule: Rule, *, by_members: bool) -> Voters:
    """Return the voters of a rule."""
    actors = actors_of(rule)
    owner: list[int] = []
    sizes: list[int] = []
    weights: list[float] = []
    votes, totals = [], {}
    for at, id_ in enumerate(actors):
        actor = scenario.actors[id_]
        body, each = actor.body, np.ones(1)
        if body is not None:
            members = np.ones(body.size) if body.table is None else np.array(body.table.weights)
            totals[id_] = body.votes
            each = members if by_members else np.array([body.votes])
        votes.append(actor.votes.centre if actor.votes is not None else totals.get(id_, 1.0))
        for weight, size in zip(*np.unique(each, return_counts=True), strict=True):
            owner.append(at)
            sizes.append(int(size))
            weights.append(float(weight))
    influence = [
        0.0 if number is None else number.centre
        for number in (scenario.actors[id_].influence for id_ in actors)
    ]
    return Voters(
        actors,
        np.array(owner),
        np.array(sizes, dtype=np.int64),
        np.array(weights, dtype=np.float64),
        np.array(votes),
        np.array(influence),
        totals,
    )
