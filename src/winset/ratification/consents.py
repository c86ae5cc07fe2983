"""Who accepts what in a chunk of worlds, as the rules ask for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winset.arrays import Bools, Floats
from winset.packages import followers_of, space_of, utilities_of, view_of
from winset.ratification.forms import Form
from winset.ratification.quorum import bound_of, majority
from winset.ratification.support import support_for
from winset.scenario.model import Scenario
from winset.scenario.numbers import Fixed
from winset.scenario.rules import Coalition, Rule, Threshold
from winset.worlds import DRAWN, Worlds

TABLES = ("accepts", "support", "totals", "votes", "influence", "followers")
"""What `Consents` knows of each actor."""


@dataclass(frozen=True)
class Consents:
    """Consent of every actor that some rule asks, over a chunk of worlds."""

    accepts: Mapping[str, Bools]
    """Actor id → (worlds, packages): whether it accepts; of a body, more than half by weight, those
    who follow another actor's line taken to refuse."""
    support: Mapping[str, Floats]
    """Id of a body → (worlds, packages) in votes: weight of the members who accept, but for those
    who follow another actor's line."""
    totals: Mapping[str, float]
    """Id of a body → votes of all its members."""
    votes: Mapping[str, Floats]
    influence: Mapping[str, Floats]
    """``votes``, ``influence``: actor id → (worlds or 1, 1): its weight in rules by votes, and by
    influence (0–100)."""
    followers: Mapping[str, Mapping[str, Floats]] = field(default_factory=dict)
    """Id of a body → actor → (worlds or 1, 1) in votes: weight of the members who follow that
    actor's line, and so its answer, swayed or not."""
    willing: frozenset[str] = frozenset()
    refusing: frozenset[str] = frozenset()
    """``willing``, ``refusing``: actors taken to accept every package, or none, to see what
    follows."""
    allowed: Bools | None = None
    """(worlds or 1, packages): packages that hold no excluded combination; None for all."""

    def meet(self, rule: Rule) -> Bools:
        """(worlds, packages): whether a rule holds for a package that may be agreed at all."""
        holds = rule.holds(self)
        return holds if self.allowed is None else np.asarray(holds & self.allowed)

    def accept(self, actor: str) -> Bools:
        """(worlds, packages): whether the actor accepts; of a body, more than half by weight."""
        accepts = self.accepts[actor]
        if actor in self.willing or actor in self.refusing:
            return np.full_like(accepts, actor in self.willing)
        if actor in self.followers:
            return majority(self.totals[actor]).met_by(self.backing(actor))
        return accepts

    def backing(self, actor: str) -> Floats:
        """(worlds, packages) in votes: what a body musters; of anyone else, 0 or 1."""
        if actor not in self.support:
            return self.accept(actor).astype(float)
        if actor in self.willing or actor in self.refusing:
            full = self.totals[actor] if actor in self.willing else 0.0
            return np.full_like(self.support[actor], full)
        support = self.support[actor]
        for leader, votes in self.followers.get(actor, {}).items():
            support = support + votes * self.accept(leader)
        return support

    def reaches(self, body: str, threshold: Threshold) -> Bools:
        """(worlds, packages): whether enough members of a body accept."""
        return _enough(self.backing(body), np.full((1, 1), self.totals[body]), threshold)

    def coalition(self, rule: Coalition) -> Bools:
        """(worlds, packages): whether enough of several actors accept.

        By votes a body brings the votes of its members who accept, as in a joint sitting; by count
        and by influence it consents whole or not at all.
        """
        backing: Floats = np.zeros((1, 1))
        total: Floats = np.zeros((1, 1))
        for actor in rule.actors:
            weight, share = self._weight_and_share(rule, actor)
            backing = backing + weight * share
            total = total + weight
        return _enough(backing, total, rule.threshold)

    def _weight_and_share(self, rule: Coalition, actor: str) -> tuple[Floats, Floats | Bools]:
        if rule.by == "votes" and actor in self.totals:
            return self.votes[actor], self.backing(actor) / self.totals[actor]
        weights = {
            "count": np.ones((1, 1)),
            "votes": self.votes[actor],
            "influence": self.influence[actor],
        }
        return weights[rule.by], self.accept(actor)

    def but_for(self, actor: str) -> Consents:
        """Return the same consents, had ``actor`` accepted every package."""
        return self.swayed([actor])

    def swayed(self, willing: Iterable[str] = (), refusing: Iterable[str] = ()) -> Consents:
        """Return the same consents, had some accepted every package and others none."""
        to, fro = frozenset(willing), frozenset(refusing)
        return replace(self, willing=(self.willing | to) - fro, refusing=(self.refusing | fro) - to)

    def only(self, actors: Iterable[str]) -> Consents:
        """Keep the answers of some actors; those who were not asked are passed over."""
        kept = set(actors)
        return self._each(lambda table: {a: own for a, own in table.items() if a in kept})

    def rows(self, chosen: Bools) -> Consents:
        """Restrict to the worlds marked in ``chosen``: (worlds,)."""

        def picked(entry: Any) -> Any:  # noqa: ANN401
            if isinstance(entry, Mapping):
                return {id_: picked(own) for id_, own in entry.items()}
            by_world = isinstance(entry, np.ndarray) and len(entry) == len(chosen)
            return entry[chosen] if by_world else entry

        return self._each(picked)

    def span(self, here: slice) -> Consents:
        """Restrict to a span of worlds."""

        def picked(entry: Any) -> Any:  # noqa: ANN401
            if isinstance(entry, Mapping):
                return {id_: picked(own) for id_, own in entry.items()}
            by_world = isinstance(entry, np.ndarray) and len(entry) > 1
            return entry[here] if by_world else entry

        return self._each(picked)

    def _each(self, changed: Callable[[Mapping[str, Any]], dict[str, Any]]) -> Consents:
        new: dict[str, Any] = {name: changed(getattr(self, name)) for name in TABLES}
        allowed = changed({"": self.allowed}).get("", self.allowed)
        return replace(self, **new, allowed=allowed)


def _enough(backing: Floats, total: Floats, threshold: Threshold) -> Bools:
    return np.asarray(backing >= bound_of(total, threshold))


def consents_of(
    scenario: Scenario,
    worlds: Worlds,
    actors: Iterable[str],
    known: Consents | None = None,
    form: str | None = None,
) -> Consents:
    """Ask each actor about every package in every world.

    Parameters
    ----------
    worlds
        A chunk of its worlds; the arrays returned hold worlds × packages entries an actor.
    known
        Answers that hold already, of actors who need not be asked again.
    form
        Form of agreement they are asked in; by default all is disclosed.
    """
    found = Consents({}, {}, {}, {}, {}) if known is None else known
    answers = {}
    for actor in scenario.with_leaders(actors):
        if actor in found.accepts:
            continue
        utilities = utilities_of(scenario, worlds, actor, form)
        backing = support_for(utilities, judgement_of(worlds, actor), worlds.count)
        answers[actor] = (backing, float(utilities.weights.sum()))
    # answers known from another table keep to this one's exclusions
    allowed = space_of(scenario).allowed
    own = replace(found, allowed=None)
    return consents_from(scenario, worlds, answers, own, allowed)


def asked_by_form(
    scenario: Scenario,
    forms: Iterable[Form],
    ask: Callable[[str, tuple[str, ...]], Consents],
) -> dict[str, Consents]:
    """Ask everyone whom rules ask, once for all forms of which an actor sees the same.

    Parameters
    ----------
    ask
        Given the name of a form and actors, returns what they answer there.

    Returns
    -------
    form → Consents
    """
    heard: dict[str, Consents] = {}
    first: dict[tuple[str, object], str] = {}
    for form in forms:
        views = [(actor, view_of(scenario, actor, form.name)) for actor in form.actors]
        new = tuple(actor for actor, view in views if (actor, view) not in first)
        first |= {(actor, view): form.name for actor, view in views if actor in new}
        own = [ask(form.name, new)] if new else []
        asked_before = (pair for pair in views if pair[0] not in new)
        heard[form.name] = _together(
            [*own, *(heard[first[pair]].only([pair[0]]) for pair in asked_before)]
        )
    return heard


def _together(parts: Sequence[Consents]) -> Consents:
    """Put the answers of different actors together."""
    if len(parts) == 1:
        return parts[0]
    tables: dict[str, Any] = {name: {} for name in TABLES}
    for part in parts:
        for name in TABLES:
            tables[name] |= getattr(part, name)
    return Consents(**tables, allowed=next((part.allowed for part in parts), None))


def consents_from(
    scenario: Scenario,
    worlds: Worlds,
    answers: Mapping[str, tuple[Floats | NDArray[np.integer], float]],
    known: Consents | None = None,
    allowed: Bools | None = None,
) -> Consents:
    """Turn the votes in favour into consents.

    Parameters
    ----------
    answers
        Actor id → (worlds, packages) votes in favour, but for those of members who follow another
        actor's line, and the votes there are.
    known
        Answers that hold already. Whoever's line is followed must be among them or the answers.
    allowed : (worlds or 1, packages) or (packages,)
        Packages that hold no excluded combination; None for all, or as of ``known``.
    """
    found = Consents({}, {}, {}, {}, {}) if known is None else known
    accepts, support, totals = dict(found.accepts), dict(found.support), dict(found.totals)
    votes, influence = dict(found.votes), dict(found.influence)
    followers = dict(found.followers)
    for actor, (backing, total) in answers.items():
        accepts[actor] = majority(total).met_by(backing)
        if scenario.actors[actor].body is not None:
            support[actor], totals[actor] = backing.astype(float), total
            followers.pop(actor, None)
            if led := followers_of(scenario, worlds, actor):
                followers[actor] = led
        votes[actor] = votes_of(scenario, worlds, actor, total)
        influence[actor] = influence_of(scenario, worlds, actor)
    among = found.allowed if allowed is None else np.atleast_2d(allowed)
    return Consents(accepts, support, totals, votes, influence, followers, allowed=among)


def judgement_of(worlds: Worlds, actor: str) -> Floats:
    """(worlds or 1,) in utility: the actor's error of judgement."""
    path = f"actors.{actor}.noise"
    return worlds.values(path, DRAWN if path in worlds.columns else Fixed(0.0))


def votes_of(scenario: Scenario, worlds: Worlds, actor: str, total: float) -> Floats:
    """(worlds or 1, 1): weight in rules by votes; by default the members' votes."""
    number = scenario.actors[actor].votes
    if number is None:
        return np.full((1, 1), total)
    return worlds.values(f"actors.{actor}.votes", number)[:, None]


def influence_of(scenario: Scenario, worlds: Worlds, actor: str) -> Floats:
    """(worlds or 1, 1): weight in rules by influence, 0–100."""
    number = scenario.actors[actor].influence
    if number is None:
        return np.zeros((1, 1))
    return worlds.values(f"actors.{actor}.influence", number)[:, None]
