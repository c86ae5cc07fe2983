"""Who accepts what in a chunk of worlds, as the rules ask for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from winset.packages import TOLERANCE, utilities_of
from winset.ratification.support import support_for
from winset.scenario.model import Scenario
from winset.worlds import Worlds

Array = NDArray[np.float64]
Truth = NDArray[np.bool_]
Scalar = TypeVar("Scalar", bound=np.generic)
Kept = TypeVar("Kept")


@dataclass(frozen=True)
class Consents:
    """Consent of every actor that some rule asks, over a chunk of worlds.

    Attributes
    ----------
    accepts
        Actor id → (worlds, packages): whether it accepts; of a body, more than half by weight.
    support
        Id of a body → (worlds, packages) in votes: weight of the members who accept.
    totals
        Id of a body → votes of all its members.
    votes, influence
        Actor id → (worlds or 1, 1): its weight in rules by votes, and by influence (0–100).
    willing
        Actors taken to accept every package, to see what follows.
    """

    accepts: Mapping[str, Truth]
    support: Mapping[str, Array]
    totals: Mapping[str, float]
    votes: Mapping[str, Array]
    influence: Mapping[str, Array]
    willing: frozenset[str] = frozenset()

    def accept(self, actor: str) -> Truth:
        """(worlds, packages): whether the actor accepts; of a body, more than half by weight."""
        accepts = self.accepts[actor]
        return np.ones_like(accepts) if actor in self.willing else accepts

    def backing(self, actor: str) -> Array:
        """(worlds, packages) in votes: what a body musters; of anyone else, 0 or 1."""
        if actor not in self.support:
            return self.accept(actor).astype(float)
        if actor in self.willing:
            return np.full_like(self.support[actor], self.totals[actor])
        return self.support[actor]

    def but_for(self, actor: str) -> Consents:
        """Return the same consents, had ``actor`` accepted every package."""
        return replace(self, willing=self.willing | {actor})

    def only(self, actors: Iterable[str]) -> Consents:
        """Keep the answers of some actors; those who were not asked are passed over."""
        kept = set(actors)

        def pick(table: Mapping[str, Kept]) -> dict[str, Kept]:
            return {actor: entry for actor, entry in table.items() if actor in kept}

        return replace(
            self,
            accepts=pick(self.accepts),
            support=pick(self.support),
            totals=pick(self.totals),
            votes=pick(self.votes),
            influence=pick(self.influence),
        )

    def rows(self, chosen: Truth) -> Consents:
        """Restrict to the worlds marked in ``chosen``: (worlds,)."""
        size = len(chosen)

        def pick(table: Mapping[str, NDArray[Scalar]]) -> dict[str, NDArray[Scalar]]:
            return {
                key: column[chosen] if len(column) == size else column
                for key, column in table.items()
            }

        return replace(
            self,
            accepts=pick(self.accepts),
            support=pick(self.support),
            votes=pick(self.votes),
            influence=pick(self.influence),
        )


def consents_of(
    scenario: Scenario,
    worlds: Worlds,
    actors: Iterable[str],
    known: Consents | None = None,
) -> Consents:
    """Ask each actor about every package in every world.

    Parameters
    ----------
    scenario
        The scenario.
    worlds
        A chunk of its worlds; the arrays returned hold worlds × packages entries an actor.
    actors
        Ids of the actors to ask.
    known
        Answers that hold already, of actors who need not be asked again.

    Returns
    -------
    Consents
    """
    found = Consents({}, {}, {}, {}, {}) if known is None else known
    answers = {}
    for actor in actors:
        if actor in found.accepts:
            continue
        utilities = utilities_of(scenario, worlds, actor)
        backing = support_for(utilities, judgement_of(worlds, actor), worlds.count)
        answers[actor] = (backing, float(utilities.weights.sum()))
    return consents_from(scenario, worlds, answers, found)


def consents_from(
    scenario: Scenario,
    worlds: Worlds,
    answers: Mapping[str, tuple[NDArray[np.float64] | NDArray[np.integer], float]],
    known: Consents | None = None,
) -> Consents:
    """Turn the votes in favour into consents.

    Parameters
    ----------
    scenario, worlds
        The scenario, and the worlds asked about.
    answers
        Actor id → (worlds, packages) votes in favour, and the votes there are.
    known
        Answers that hold already.

    Returns
    -------
    Consents
    """
    found = Consents({}, {}, {}, {}, {}) if known is None else known
    accepts, support, totals = dict(found.accepts), dict(found.support), dict(found.totals)
    votes, influence = dict(found.votes), dict(found.influence)
    for actor, (backing, total) in answers.items():
        accepts[actor] = backing > total / 2 + TOLERANCE * total
        if scenario.actors[actor].body is not None:
            support[actor], totals[actor] = backing.astype(float), total
        votes[actor] = _votes(scenario, worlds, actor, total)
        influence[actor] = _influence(scenario, worlds, actor)
    return Consents(accepts, support, totals, votes, influence)


def judgement_of(worlds: Worlds, actor: str) -> Array:
    """(worlds or 1,) in utility: the actor's error of judgement."""
    return worlds.columns.get(f"actors.{actor}.noise", np.zeros(1))


def _votes(scenario: Scenario, worlds: Worlds, actor: str, total: float) -> Array:
    number = scenario.actors[actor].votes
    if number is None:
        return np.full((1, 1), total)
    return worlds.values(f"actors.{actor}.votes", number)[:, None]


def _influence(scenario: Scenario, worlds: Worlds, actor: str) -> Array:
    number = scenario.actors[actor].influence
    if number is None:
        return np.zeros((1, 1))
    return worlds.values(f"actors.{actor}.influence", number)[:, None]
