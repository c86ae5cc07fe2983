"""Consents of one world as bits, for package spaces where bits pay.

The same questions as ``winset.ratification.consents`` answers with one byte a package. Whole
votes are counted in bit-slices; other weights fall back to floating point, package by package.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from winset.arrays import Bools, Floats, Indices
from winset.ratification.bits import Bits, Layout, Words, all_or_none
from winset.ratification.counter import BitCounter
from winset.ratification.prefix import Halves
from winset.ratification.quorum import Enough, enough_of, majority
from winset.scenario.rules import Coalition, Rule, Threshold


@dataclass(frozen=True)
class PackedBody:
    """How many votes each package musters in a body, but for those who follow another's line."""

    total: float
    """Votes of all members."""
    counter: BitCounter | None
    """Votes in favour, where all weights are whole; else None."""
    support: Floats | None
    """(packages,): votes in favour, where they are not."""

    def votes(self) -> Floats:
        """(packages,) votes in favour."""
        if self.counter is not None:
            return self.counter.counts().astype(float)
        assert self.support is not None
        return self.support


@dataclass(frozen=True)
class PackedConsents:
    """Consent of every actor that some rule asks, in one world."""

    layout: Layout
    """How packages are laid out."""
    accepts: Mapping[str, Bits]
    """Actor id → packages it accepts, of all but the bodies with followers."""
    bodies: Mapping[str, PackedBody]
    """Id of a body → the votes in favour."""
    votes: Mapping[str, float]
    influence: Mapping[str, float]
    """``votes``, ``influence``: actor id → its weight in rules by votes, and by influence (0–100).
    """
    followers: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """Id of a body → actor → votes of the members who follow that actor's line."""
    willing: frozenset[str] = frozenset()
    """Actors taken to accept every package."""
    allowed: Bits | None = None
    """Packages that hold no excluded combination; None for all."""

    def meet(self, rule: Rule) -> Bits:
        """Packages for which a rule holds and that may be agreed at all."""
        holds = rule.holds(self)
        return holds if self.allowed is None else holds & self.allowed

    def accept(self, actor: str) -> Bits:
        """Packages an actor accepts; of a body, more than half by weight."""
        if actor in self.willing:
            return all_or_none(self.layout, True)
        if actor in self.followers:
            return consent_of(self.layout, self._body(actor))
        return self.accepts[actor]

    def but_for(self, actor: str) -> PackedConsents:
        """Return the same consents, had ``actor`` accepted every package."""
        return replace(self, willing=self.willing | {actor})

    def reaches(self, body: str, threshold: Threshold) -> Bits:
        """Packages for which enough members of a body vote."""
        own = self._body(body)
        enough = enough_of(own.total, threshold)
        if body in self.willing:
            return all_or_none(self.layout, own.total >= enough.bound)
        return _reached(self.layout, own, enough)

    def coalition(self, rule: Coalition) -> Bits:
        """Packages for which enough of several actors are."""
        weights = [self._weight(rule, actor) for actor in rule.actors]
        enough = enough_of(sum(weights), rule.threshold)
        counter = BitCounter(self.layout)
        for actor, weight in zip(rule.actors, weights, strict=True):
            if not self._counted(rule, actor, weight, counter):
                return self._summed(rule, weights, enough)
        return counter.at_least(enough.votes)

    def _body(self, actor: str) -> PackedBody:
        """Votes in favour in a body, those who follow another actor's line among them."""
        own, led = self.bodies[actor], self.followers.get(actor, {})
        if not led:
            return own
        count = _VoteCount(self.layout, own.counter is not None)
        count.add_body(own)
        for leader, votes in led.items():
            count.add(self.accept(leader).words, votes)
        return count.body(own.total)

    def _weight(self, rule: Coalition, actor: str) -> float:
        weights = {"votes": self.votes, "influence": self.influence}
        return 1.0 if rule.by == "count" else weights[rule.by][actor]

    def _by_member(self, rule: Coalition, actor: str) -> bool:
        return rule.by == "votes" and actor in self.bodies and actor not in self.willing

    def _counted(self, rule: Coalition, actor: str, weight: float, counter: BitCounter) -> bool:
        """Add what an actor brings in whole votes; False if that cannot be done."""
        if not self._by_member(rule, actor):
            counter.add(self.accept(actor).words, round(weight))
            return weight == round(weight)
        # a member's vote counts the body's weight over its votes; only whole numbers of times can
        # be counted in bits
        own = self._body(actor)
        share = weight / own.total
        if own.counter is None or share != round(share):
            return False
        counter.add_counter(own.counter, round(share))
        return True

    def _summed(self, rule: Coalition, weights: list[float], enough: Enough) -> Bits:
        """Like ``coalition``, in floating point."""
        backing: Floats = np.zeros(self.layout.first * self.layout.rest)
        for actor, weight in zip(rule.actors, weights, strict=True):
            if self._by_member(rule, actor):
                own = self._body(actor)
                backing = backing + weight * (own.votes() / own.total)
            else:
                backing = backing + weight * self.accept(actor).unpack()
        return Bits(self.layout, self.layout.pack(enough.met_by(backing)))


class _VoteCount:
    """Votes in favour, added up set by set: in bits where all weights are whole."""

    def __init__(self, layout: Layout, whole: bool) -> None:
        self.layout, self.whole = layout, whole
        self._counters: dict[float, BitCounter] = {}
        self._support = np.zeros(0 if whole else layout.first * layout.rest)

    def add(self, words: Words, weight: float) -> None:
        """Add a vote of a given weight for a set of packages."""
        counter = self._counters.setdefault(1.0 if self.whole else weight, BitCounter(self.layout))
        counter.add(words, int(weight) if self.whole else 1)

    def add_body(self, body: PackedBody) -> None:
        """Add what was counted before."""
        if body.counter is not None:
            counter = self._counters.setdefault(1.0, BitCounter(self.layout))
            counter.add_counter(body.counter)
        else:
            self._support = self._support + body.votes()

    def body(self, total: float) -> PackedBody:
        """Return what was counted, of all the votes there are."""
        if self.whole:
            return PackedBody(total, self._counters.get(1.0, BitCounter(self.layout)), None)
        support = self._support.copy()
        for weight in sorted(self._counters):
            support += weight * self._counters[weight].counts()
        return PackedBody(total, None, support)


def ask_body(layout: Layout, halves: Halves, world: int) -> PackedBody:
    """Count the votes of a body in one world."""
    weights = halves.weights
    whole = bool((weights == np.rint(weights)).all())
    count = _VoteCount(layout, whole)
    follows, line_of = _lines(halves, world)
    lines = {at: _VoteCount(layout, whole) for at in set(line_of.tolist()) - {_NO_LINE}}
    for member, weight in enumerate(weights.tolist()):
        led = int(line_of[member])
        if follows[member] and led == _NO_LINE:
            continue
        words = halves.accepted(member, world)
        if not follows[member]:
            count.add(words, weight)
        if led != _NO_LINE:
            lines[led].add(words, weight)
    for at, line in lines.items():
        caucus = halves.caucuses[at]
        body = line.body(float(weights[caucus.members].sum()))
        followers = caucus.followers[min(world, len(caucus.followers) - 1)]
        count.add(consent_of(layout, body).words, float(weights[followers].sum()))
    return count.body(float(weights.sum()))


_NO_LINE = -1


def _lines(halves: Halves, world: int) -> tuple[Bools, Indices]:
    """(members,) who follows a line in one world, and whose own answer makes which group's line."""
    follows = np.zeros(len(halves.weights), dtype=bool)
    line_of = np.full(len(halves.weights), _NO_LINE, dtype=np.intp)
    for at, caucus in enumerate(halves.caucuses):
        follows |= caucus.followers[min(world, len(caucus.followers) - 1)]
        if caucus.leader is None:
            line_of[caucus.members] = at
    return follows, line_of


def consent_of(layout: Layout, body: PackedBody) -> Bits:
    """Packages for which more than half of a body is, by weight."""
    return _reached(layout, body, majority(body.total))


def _reached(layout: Layout, body: PackedBody, enough: Enough) -> Bits:
    if body.counter is not None:
        return body.counter.at_least(enough.votes)
    return Bits(layout, layout.pack(enough.met_by(body.votes())))
