"""Counting over a chunk of worlds with packages as bits, one world after the other."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from winset.arrays import Floats
from winset.packages import (
    PackageSpace,
    Utilities,
    View,
    followers_of,
    space_of,
    utilities_of,
    view_of,
)
from winset.ratification.bits import Bits, Layout
from winset.ratification.census import ByWorld
from winset.ratification.consents import influence_of, judgement_of, votes_of
from winset.ratification.counter import BitCounter
from winset.ratification.forms import Form
from winset.ratification.packed import PackedBody, PackedConsents, ask_body, consent_of
from winset.ratification.prefix import Halves, halves_of, layout_of
from winset.ratification.winsets import zone_with
from winset.scenario.model import Scenario
from winset.worlds import Worlds

PACKED_FROM = 2**15
"""Packages from which bits are faster than bytes, by measurement (benchmarks/kernel.py)."""

_MOST_WORLDS = 64
_ENTRIES = 2**22


def packed_layout(space: PackageSpace) -> Layout | None:
    """How the packages of a space are laid out as bits; None where bytes are faster."""
    return layout_of(space.shape) if space.size >= PACKED_FROM else None


def packed_worlds(scenario: Scenario, layout: Layout, actors: Iterable[str], worlds: int) -> int:
    """Worlds of a chunk whose comparisons stay small in memory, and that leaves work for all."""
    bodies = (scenario.actors[actor].body for actor in actors)
    members = sum(1 if body is None else body.size for body in bodies)
    entries = max(1, members) * (layout.first + layout.rest)
    return max(1, min(_MOST_WORLDS, _ENTRIES // entries, worlds // 8))


class PackedChunk:
    """Everyone's comparisons over a chunk of worlds, once for all forms that look the same."""

    def __init__(
        self, scenario: Scenario, worlds: Worlds, forms: Iterable[Form], layout: Layout
    ) -> None:
        self.scenario, self.layout = scenario, layout
        self.seen = {
            form.name: {actor: view_of(scenario, actor, form.name) for actor in form.actors}
            for form in forms
        }
        self.halves: dict[tuple[str, View], Halves] = {}
        self.votes: dict[str, Floats] = {}
        self.influence: dict[str, Floats] = {}
        self.followers: dict[str, dict[str, Floats]] = {}
        allowed = space_of(scenario).allowed
        self.allowed = None if allowed is None else Bits(layout, layout.pack(allowed))
        for form, views in self.seen.items():
            for actor, view in views.items():
                if (actor, view) in self.halves:
                    continue
                own: Utilities = utilities_of(scenario, worlds, actor, form)
                self.halves[actor, view] = halves_of(own, judgement_of(worlds, actor))
                total = float(own.weights.sum())
                self.votes[actor] = votes_of(scenario, worlds, actor, total)
                self.influence[actor] = influence_of(scenario, worlds, actor)
                if led := followers_of(scenario, worlds, actor):
                    self.followers[actor] = led

    def consents(self, world: int) -> dict[str, PackedConsents]:
        """Ask everyone about every package in one world of the chunk: form → what they answer."""
        accepts: dict[tuple[str, View], Bits] = {}
        bodies: dict[tuple[str, View], PackedBody] = {}
        for key, halves in self.halves.items():
            if self.scenario.actors[key[0]].body is None:
                accepts[key] = Bits(self.layout, halves.accepted(0, world))
                continue
            bodies[key] = ask_body(self.layout, halves, world)
            if key[0] not in self.followers:
                accepts[key] = consent_of(self.layout, bodies[key])
        votes, influence = (_in_world(own, world) for own in (self.votes, self.influence))
        followers = {body: _in_world(led, world) for body, led in self.followers.items()}
        return {
            form: PackedConsents(
                self.layout,
                {key[0]: accepts[key] for key in views.items() if key in accepts},
                {key[0]: bodies[key] for key in views.items() if key in bodies},
                votes,
                influence,
                followers,
                allowed=self.allowed,
            )
            for form, views in self.seen.items()
        }


def _in_world(columns: Mapping[str, Floats], world: int) -> dict[str, float]:
    """Take one world out of (worlds or 1, 1) columns."""
    return {id_: float(column[min(world, len(column) - 1), 0]) for id_, column in columns.items()}


class PackedCount:
    """A chunk counted in bits, world by world."""

    def __init__(self, form: Form, layout: Layout, worlds: int) -> None:
        self.form, self.layout = form, layout
        self._zone = BitCounter(layout)
        self._parties = {party: BitCounter(layout) for party in form.rules}
        self.by_world = ByWorld(form, worlds)

    def add(self, world: int, consents: PackedConsents) -> Bits:
        """Count one world of the chunk; returns its zone."""
        sets = {party: consents.meet(rule) for party, rule in self.form.rules.items()}
        zone = reduce(operator.and_, sets.values())
        by_world, has_zone = self.by_world, zone.any()
        by_world.has_zone[world] = has_zone
        self._zone.add(zone.words)
        for party, members in sets.items():
            self._parties[party].add(members.words)
            by_world.has_win_set[party][world] = members.any()
            steps = by_world.passed[party]
            passed = len(steps) if has_zone else self._steps_passed(party, consents)
            steps[:passed, world] = True
        if not has_zone:
            for actor, opened in by_world.opened.items():
                opened[world] = zone_with(self.form, consents.but_for(actor), sets, actor).any()
        return zone

    @property
    def zone_count(self) -> NDArray[np.int32]:
        """(packages,) worlds in which the package is in the zone."""
        return self._zone.counts()

    @property
    def party_count(self) -> dict[str, NDArray[np.int32]]:
        """Party id → (packages,) worlds in which the package is in its win-set."""
        return {party: counter.counts() for party, counter in self._parties.items()}

    def _steps_passed(self, party: str, consents: PackedConsents) -> int:
        """Count the steps of a party's rule that one package passes together."""
        so_far = Bits(self.layout, self.layout.everything)
        steps = self.form.steps(party)
        for number, step in enumerate(steps):
            so_far = so_far & consents.meet(step)
            if not so_far.any():
                return number
        return len(steps)
