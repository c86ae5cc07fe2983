"""Counting win-sets, zones, funnels and blockers over the worlds, chunk by chunk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from winset.arrays import Bools
from winset.ratification.consents import Consents
from winset.ratification.forms import Form
from winset.ratification.winsets import WinSets, funnel, zone_with

Counts = NDArray[np.int32]
Packed = NDArray[np.uint8]

_MOST_KEPT = 2**28
"""Worlds × packages up to which the zone of every world is kept, a bit each: 32 MB a form."""


class ByWorld:
    """What each world says of one form.

    Attributes
    ----------
    has_zone : (worlds,)
        Whose zone is not empty.
    has_win_set
        Party id → (worlds,): whose win-set is not empty.
    passed
        Party id → (steps + 1, worlds): whether some package passes the steps so far; the last
        step is the zone.
    opened
        Actor id → (worlds,): those without a zone that would have one if it accepted all.
    zone : (worlds, packages / 8)
        Which packages are in the zone, a bit each; None where that would be too large to keep.
    """

    def __init__(self, form: Form, worlds: int, packages: int = 0) -> None:
        kept = 0 < worlds * packages <= _MOST_KEPT
        self.zone: Packed | None = (
            np.zeros((worlds, (packages + 7) // 8), dtype=np.uint8) if kept else None
        )
        self.has_zone = np.zeros(worlds, dtype=bool)
        self.has_win_set = {party: np.zeros(worlds, dtype=bool) for party in form.rules}
        self.passed = {
            party: np.zeros((len(form.steps(party)) + 1, worlds), dtype=bool)
            for party in form.rules
        }
        self.opened = {actor: np.zeros(worlds, dtype=bool) for actor in form.actors}

    def put(self, start: int, chunk: ByWorld) -> None:
        """Enter the chunk of worlds that begins at ``start``."""
        here = slice(start, start + len(chunk.has_zone))
        self.has_zone[here] = chunk.has_zone
        for party in self.passed:
            self.has_win_set[party][here] = chunk.has_win_set[party]
            self.passed[party][:, here] = chunk.passed[party]
        for actor, opened in self.opened.items():
            opened[here] = chunk.opened[actor]

    def keep(self, start: int, zone: Bools) -> None:
        """Keep the zone of the worlds from ``start`` on: (worlds, packages)."""
        if self.zone is not None:
            self.zone[start : start + len(zone)] = np.packbits(zone, axis=1)


class Counted(Protocol):
    """Counts of one form over one chunk of worlds; packages as in ``FormCensus``."""

    by_world: ByWorld

    @property
    def zone_count(self) -> Counts:
        """(packages,) worlds of the chunk in which each is in the zone."""

    @property
    def party_count(self) -> Mapping[str, Counts]:
        """Party id → (packages,) worlds of the chunk in which each is in its win-set."""


class FormCensus:
    """Running counts for one form of agreement.

    Each world has a place of its own, and else only whole numbers are added up; so the order in
    which chunks arrive changes nothing.

    Attributes
    ----------
    zone_count : (packages,)
        Worlds in which the package is in the zone.
    party_count
        Party id → (packages,): worlds in which it is in the party's win-set.
    by_world
        What each world says.
    """

    def __init__(self, form: Form, worlds: int, packages: int) -> None:
        self.form = form
        self.zone_count: Counts = np.zeros(packages, dtype=np.int32)
        self.party_count = {party: np.zeros(packages, dtype=np.int32) for party in form.rules}
        self.by_world = ByWorld(form, worlds, packages)

    def add(self, start: int, counted: Counted) -> None:
        """Add the counts of the chunk of worlds that begins at ``start``."""
        self.by_world.put(start, counted.by_world)
        self.zone_count += counted.zone_count
        for party, count in counted.party_count.items():
            self.party_count[party] += count


class ChunkCount:
    """A chunk counted in bytes, all its worlds at once."""

    def __init__(self, form: Form, consents: Consents, sets: WinSets) -> None:
        self.zone_count = sets.zone.sum(axis=0, dtype=np.int32)
        self.party_count = {
            party: members.sum(axis=0, dtype=np.int32) for party, members in sets.parties.items()
        }
        self.by_world = ByWorld(form, len(sets.zone))
        self.by_world.has_zone = np.asarray(sets.zone.any(axis=1))
        self.by_world.has_win_set = {
            party: np.asarray(members.any(axis=1)) for party, members in sets.parties.items()
        }
        self.by_world.passed = funnel(form, consents, sets)
        self._open(form, consents, sets)

    def _open(self, form: Form, consents: Consents, sets: WinSets) -> None:
        """Ask in the worlds without a zone alone who would open one: they are often few."""
        without = ~self.by_world.has_zone
        if not without.any():
            return
        asked = consents.rows(without)
        rest = {party: members[without] for party, members in sets.parties.items()}
        for actor, opened in self.by_world.opened.items():
            opened[without] = zone_with(form, asked.but_for(actor), rest, actor).any(axis=1)
