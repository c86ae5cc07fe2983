"""Counting win-sets, zones, funnels and blockers over the worlds, chunk by chunk."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from winset.ratification.consents import Consents
from winset.ratification.forms import Form
from winset.ratification.packed_census import PackedCount
from winset.ratification.winsets import WinSets, funnel, opened_by

Counts = NDArray[np.int32]


class FormCensus:
    """Running counts for one form of agreement.

    Only whole numbers are added up, so the order in which chunks arrive changes nothing.

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
        Party id → number of worlds whose win-set is not empty.
    passed
        Party id → (steps + 1,): worlds in which some package passes the steps so far.
    opened
        Actor id → of the worlds without a zone, how many would have one if it accepted all.
    """

    def __init__(self, form: Form, worlds: int, packages: int) -> None:
        self.form = form
        self.zone_count: Counts = np.zeros(packages, dtype=np.int32)
        self.party_count = {party: np.zeros(packages, dtype=np.int32) for party in form.rules}
        self.has_zone = np.zeros(worlds, dtype=bool)
        self.has_win_set = dict.fromkeys(form.rules, 0)
        self.passed = {
            party: np.zeros(len(form.steps(party)) + 1, dtype=np.int64) for party in form.rules
        }
        self.opened = dict.fromkeys(form.actors, 0)

    def add(self, start: int, counted: ChunkCount | PackedCount) -> None:
        """Add the counts of the chunk of worlds that begins at ``start``."""
        self.zone_count += counted.zone_count
        self.has_zone[start : start + len(counted.has_zone)] = counted.has_zone
        for party, count in counted.party_count.items():
            self.party_count[party] += count
            self.has_win_set[party] += counted.has_win_set[party]
            self.passed[party] += counted.passed[party]
        for actor, opened in counted.opened.items():
            self.opened[actor] += opened


class ChunkCount:
    """Counts of one form over one chunk of worlds; the arrays are those of ``FormCensus``."""

    def __init__(self, form: Form, consents: Consents, sets: WinSets) -> None:
        self.zone_count = sets.zone.sum(axis=0, dtype=np.int32)
        self.has_zone: NDArray[np.bool_] = np.asarray(sets.zone.any(axis=1))
        self.party_count = {
            party: members.sum(axis=0, dtype=np.int32) for party, members in sets.parties.items()
        }
        self.has_win_set = {
            party: int(members.any(axis=1).sum()) for party, members in sets.parties.items()
        }
        steps = funnel(form, consents, sets)
        self.passed = {party: passed.sum(axis=1) for party, passed in steps.items()}
        self.opened = self._opened(form, consents, sets)

    def _opened(self, form: Form, consents: Consents, sets: WinSets) -> dict[str, int]:
        without = ~self.has_zone
        if not without.any():
            return {}
        asked = consents.rows(without)
        rest = WinSets(
            {party: members[without] for party, members in sets.parties.items()},
            sets.zone[without],
        )
        return {actor: int(opened_by(form, asked, rest, actor).sum()) for actor in form.actors}
