"""Members of a body who follow a line: that of a leader, or of most of their own group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from winset.arrays import Bools, Floats, Indices
from winset.scenario.model import Body, Scenario
from winset.worlds import Worlds

_SLACK = 1e-9


@dataclass(frozen=True)
class Caucus:
    """A group of a body, some of whose members follow its line."""

    group: str
    """Its id."""
    leader: str | None
    """Whose answer is its line; None where it is that of most of its own members."""
    members: Bools
    """(members of the body,): who belongs to it."""
    followers: Bools
    """(worlds or 1, members of the body): who follows its line, whatever he would do alone."""

    def votes(self, weights: Floats) -> Floats:
        """(worlds or 1, 1): votes of those who follow, given what each member weighs."""
        return np.asarray((self.followers @ weights)[:, None])


def member_weights(body: Body | None) -> Floats:
    """(members,) votes of each member of a body; one 1 for an actor that is no body."""
    if body is None:
        return np.ones(1)
    return np.ones(body.size) if body.table is None else np.asarray(body.table.weights, dtype=float)


def even_quantiles(members: int) -> Floats:
    """(members,) standard normal quantiles at (i + ½)/members."""
    from scipy.special import ndtri

    return np.asarray(ndtri((np.arange(members) + 0.5) / members), dtype=float)


def groups_of(body: Body) -> Iterator[tuple[str, Bools]]:
    """Yield each group of a body with its members, (members,): in turn, or bloc by bloc."""
    start = 0
    for name, group in body.groups.items():
        members = np.zeros(body.size, dtype=bool)
        if body.table is not None:
            members[:] = [bloc == name for bloc in body.table.blocs]
        else:
            members[start : start + (group.members or 0)] = True
            start += group.members or 0
        yield name, members


def caucuses_of(scenario: Scenario, worlds: Worlds, actor_id: str) -> tuple[Caucus, ...]:
    """Name the groups of a body whose members follow a line, over the worlds."""
    body = scenario.actors[actor_id].body
    if body is None or not body.groups:
        return ()
    found = []
    for name, members in groups_of(body):
        group = body.groups[name]
        path = f"actors.{actor_id}.body.groups.{name}.discipline"
        followers = _followers(worlds.values(path, group.discipline), members)
        if followers.any():
            found.append(Caucus(name, group.follows, members, followers))
    return tuple(found)


def followers_of(scenario: Scenario, worlds: Worlds, actor_id: str) -> dict[str, Floats]:
    """Leader → (worlds or 1, 1) votes of the members of a body who follow another's line."""
    weights = member_weights(scenario.actors[actor_id].body)
    led: dict[str, Floats] = {}
    for caucus in caucuses_of(scenario, worlds, actor_id):
        if caucus.leader is not None:
            led[caucus.leader] = led.get(caucus.leader, np.zeros((1, 1))) + caucus.votes(weights)
    return led


def alone_of(caucuses: Iterable[Caucus], members: int) -> Bools:
    """(worlds or 1, members) of a body: who follows nobody's line."""
    follows = np.zeros((1, members), dtype=bool)
    for caucus in caucuses:
        follows = follows | caucus.followers
    return ~follows


def _followers(discipline: Floats, members: Bools) -> Bools:
    """(worlds or 1, members of the body): the share of a group that follows, spread evenly.

    Whoever follows at some discipline follows at any greater one, or else more discipline behind a
    yes could lose votes.
    """
    share, size = discipline[:, None], int(members.sum())
    followers = np.zeros((len(share), len(members)), dtype=bool)
    followers[:, members] = _evenly(size) < np.floor(size * share + 0.5 + _SLACK)
    return followers


def _evenly(members: int) -> Indices:
    """(members,) each one's place in an order whose every beginning is spread evenly.

    The middle one comes first, then the order is that of van der Corput (1935): by the binary
    digits of the distance from it, the last digit first.
    """
    away = (np.arange(members) - members // 2) % max(members, 1)
    backwards = np.zeros_like(away)
    for _ in range(members.bit_length()):
        backwards, away = 2 * backwards + away % 2, away // 2
    return np.argsort(np.argsort(backwards))
