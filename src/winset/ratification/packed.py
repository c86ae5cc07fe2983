"""Consents of one world as bits, for package spaces where bits pay.

The same questions as ``winset.ratification.consents`` answers with one byte a package. Whole
votes are counted in bit-slices; other weights fall back to floating point, package by package.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from winset.arrays import Floats
from winset.ratification.bits import Bits, Layout, all_or_none
from winset.ratification.counter import BitCounter
from winset.ratification.prefix import Halves
from winset.ratification.quorum import Enough, enough_of, majority
from winset.scenario.rules import Coalition, Threshold


@dataclass(frozen=True)
class PackedBody:
    """How many votes each package musters in a body."""

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
    """Actor id → packages it accepts; of a body, more than half by weight."""
    bodies: Mapping[str, PackedBody]
    """Id of a body → the votes in favour."""
    votes: Mapping[str, float]
    influence: Mapping[str, float]
    """``votes``, ``influence``: actor id → its weight in rules by votes, and by influence (0–100).
    """
    willing: frozenset[str] = frozenset()
    """Actors taken to accept every package."""

    def accept(self, actor: str) -> Bits:
        """Packages an actor accepts; of a body, more than half by weight."""
        return all_or_none(self.layout, True) if actor in self.willing else self.accepts[actor]

    def but_for(self, actor: str) -> PackedConsents:
        """Return the same consents, had ``actor`` accepted every package."""
        return replace(self, willing=self.willing | {actor})

    def reaches(self, body: str, threshold: Threshold) -> Bits:
        """Packages for which enough members of a body vote."""
        own = self.bodies[body]
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
        own = self.bodies[actor]
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
                own = self.bodies[actor]
                backing = backing + weight * (own.votes() / own.total)
            else:
                backing = backing + weight * self.accept(actor).unpack()
        return Bits(self.layout, self.layout.pack(backing >= enough.bound))


def ask_body(layout: Layout, halves: Halves, world: int) -> PackedBody:
    """Count the votes of a body in one world."""
    weights = halves.weights
    total = float(weights.sum())
    whole = bool((weights == np.rint(weights)).all())
    counters: dict[float, BitCounter] = {}
    for member, weight in enumerate(weights):
        counter = counters.setdefault(1.0 if whole else float(weight), BitCounter(layout))
        counter.add(halves.accepted(member, world), int(weight) if whole else 1)
    if whole:
        return PackedBody(total, counters[1.0], None)
    support = np.zeros(layout.first * layout.rest)
    for weight in sorted(counters):
        support += weight * counters[weight].counts()
    return PackedBody(total, None, support)


def consent_of(layout: Layout, body: PackedBody) -> Bits:
    """Packages for which more than half of a body is, by weight."""
    return _reached(layout, body, majority(body.total))


def _reached(layout: Layout, body: PackedBody, enough: Enough) -> Bits:
    if body.counter is not None:
        return body.counter.at_least(enough.votes)
    votes = body.votes()
    reached = votes > enough.bound if enough.strict else votes >= enough.bound
    return Bits(layout, layout.pack(reached))
