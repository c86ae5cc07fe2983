"""Counting win-sets, zones, funnels and blockers over the worlds, chunk by chunk."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from winset.ratification.consents import Consents, Truth
from winset.ratification.forms import Form
from winset.ratification.packed_census import PackedCount
from winset.ratification.winsets import WinSets, funnel, opened_by

Counts = NDArray[np.int32]


class FormCensus:
    """Running counts for one form of agreement.

    Each world has a place of its own, and else only whole numbers are added up; so the order in
    which chunks arrive changes nothing.

    Attributes
    ----------
    form
        The form counted.
    zone_count : (packages,)
        Worlds in which the package is in the zone.
    party_count
        Party id → (packages,): worlds in which it is in the party's win-set.
    has_zone : (worlds,)
        Worlds whose zone is not empty.
    has_win_set
        Party id → (worlds,): whose win-set is not empty.
    passed
        Party id → (steps + 1, worlds): whether some package passes the steps so far.
    opened
        Actor id → (worlds,): those without a zone that would have one if it accepted all.
    """

    def __init__(self, form: Form, worlds: int, packages: int) -> None:
        self.form = form
        self.zone_count: Counts = np.zeros(packages, dtype=np.int32)
        self.party_count = {party: np.zeros(packages, dtype=np.int32) for party in form.rules}
        self.has_zone = np.zeros(worlds, dtype=bool)
        self.has_win_set = {party: np.zeros(worlds, dtype=bool) for party in form.rules}
        self.passed = {
            party: np.zeros((len(form.steps(party)) + 1, worlds), dtype=bool)
            for party in form.rules
        }
        self.opened = {actor: np.zeros(worlds, dtype=bool) for actor in form.actors}

    def add(self, start: int, counted: ChunkCount | PackedCount) -> None:
        """Add the counts of the chunk of worlds that begins at ``start``."""
        chunk = slice(start, start + len(counted.has_zone))
        self.zone_count += counted.zone_count
        self.has_zone[chunk] = counted.has_zone
        for party, count in counted.party_count.items():
            self.party_count[party] += count
            self.has_win_set[party][chunk] = counted.has_win_set[party]
            self.passed[party][:, chunk] = counted.passed[party]
        for actor, opened in counted.opened.items():
            self.opened[actor][chunk] = opened


class ChunkCount:
    """Counts of one form over one chunk of worlds; the arrays are those of ``FormCensus``."""

    def __init__(self, form: Form, consents: Consents, sets: WinSets) -> None:
        self.zone_count = sets.zone.sum(axis=0, dtype=np.int32)
        self.has_zone: NDArray[np.bool_] = np.asarray(sets.zone.any(axis=1))
        self.party_count = {
            party: members.sum(axis=0, dtype=np.int32) for party, members in sets.parties.items()
        }
        self.has_win_set = {
            party: np.asarray(members.any(axis=1)) for party, members in sets.parties.items()
        }
        self.passed = funnel(form, consents, sets)
        self.opened = self._opened(form, consents, sets)

    def _opened(self, form: Form, consents: Consents, sets: WinSets) -> dict[str, Truth]:
        without = ~self.has_zone
        if not without.any():
            return {}
        asked = consents.rows(without)
        rest = WinSets(
            {party: members[without] for party, members in sets.parties.items()},
            sets.zone[without],
        )
        opened = {actor: np.zeros(len(without), dtype=bool) for actor in form.actors}
        for actor, by_world in opened.items():
            by_world[without] = opened_by(form, asked, rest, actor)
        return opened
