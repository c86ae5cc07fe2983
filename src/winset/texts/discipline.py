"""What party discipline does to a text: how groups vote, and the odds without it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset.arrays import Floats
from winset.engine import Result
from winset.packages import groups_of, utilities_of, worlds_at_once
from winset.ratification.consents import judgement_of
from winset.ratification.consents_at import accepted_at
from winset.ratification.quorum import majority
from winset.scenario.model import Actor
from winset.scenario.numbers import Fixed
from winset.texts.answers import TextAnswers


def without_discipline(result: Result) -> Result | None:
    """Return the same draws with every member deciding alone; None where each does already."""
    scenario, worlds = result.scenario, result.worlds
    changed = {id_: _undisciplined(actor) for id_, actor in scenario.actors.items()}
    if changed == dict(scenario.actors):
        return None
    alone = scenario.model_copy(update={"actors": changed})
    # no common cause gives a group discipline again
    paths = [path for path in worlds.pulls if path.endswith(".discipline")]
    worlds = worlds.settled({path: np.zeros(worlds.count) for path in paths})
    return Result(alone, result.space, worlds, result.forms, method=result.method)


def _undisciplined(actor: Actor) -> Actor:
    if actor.body is None or not actor.body.groups:
        return actor
    free = {"discipline": Fixed(0.0), "follows": None}
    groups = {name: group.model_copy(update=free) for name, group in actor.body.groups.items()}
    return actor.model_copy(update={"body": actor.body.model_copy(update={"groups": groups})})


@dataclass(frozen=True)
class GroupVotes:
    """How one group of a body votes."""

    group: str | None
    """Its id; None for the members of no group."""
    votes: Floats
    """(worlds,) votes in favour."""
    of: float
    """Votes of all its members."""


def votes_by_group(
    result: Result, answers: TextAnswers, actor: str, package: int
) -> tuple[GroupVotes, ...]:
    """Count the votes of each group of a body for one text, followers as their line has it.

    A group that is the whole body is not told apart from it.

    Parameters
    ----------
    answers
        Of everyone the form asks about the text.
    package
        Number of the text.
    """
    scenario, worlds = result.scenario, result.worlds
    body = scenario.actors[actor].body
    if body is None or not body.groups:
        return ()
    choices = result.space.choices([package])
    groups: dict[str | None, Floats] = {
        name: np.asarray(members, dtype=float) for name, members in groups_of(body)
    }
    rest = 1.0 - np.sum(list(groups.values()), axis=0)
    if rest.any():
        groups[None] = rest
    if len(groups) == 1:
        return ()
    found = {name: np.zeros(worlds.count) for name in groups}
    of = dict.fromkeys(groups, 0.0)
    for here, chunk in worlds.chunks(worlds_at_once(scenario, [actor])):
        utilities = utilities_of(scenario, chunk, actor, answers.form.name)
        weights = utilities.weights
        alone = accepted_at(utilities, judgement_of(chunk, actor), choices)[:, 0, :]
        alone = np.broadcast_to(alone, (chunk.count, len(weights)))
        ayes = alone
        for caucus in utilities.caucuses:
            if caucus.leader is None:
                of_group = weights * caucus.members
                line = majority(float(of_group.sum())).met_by(alone @ of_group)
            else:
                line = answers.consents.accept(caucus.leader)[here, 0]
            ayes = np.where(caucus.followers, line[:, None], ayes)
        for name, members in groups.items():
            found[name][here] = ayes @ (weights * members)
            of[name] = float(weights @ members)
    return tuple(GroupVotes(name, votes, of[name]) for name, votes in found.items())
