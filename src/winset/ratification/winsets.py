"""Win-sets and the zone where they overlap (Putnam 1988; model, section 3)."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np

from winset.arrays import Bools
from winset.ratification.consents import Consents
from winset.ratification.forms import Form


@dataclass(frozen=True)
class WinSets:
    """What each signing party would ratify, over a chunk of worlds."""

    parties: Mapping[str, Bools]
    """Party id → (worlds, packages): whether its rule holds."""
    zone: Bools
    """(worlds, packages): whether every party's rule holds."""


def win_sets(form: Form, consents: Consents) -> WinSets:
    """Apply each party's rule for a form, and intersect.

    Parameters
    ----------
    consents
        Consents of the actors its rules ask.
    """
    parties = {party: consents.meet(rule) for party, rule in form.rules.items()}
    return WinSets(parties, reduce(np.logical_and, parties.values()))


def funnel(form: Form, consents: Consents, sets: WinSets) -> dict[str, Bools]:
    """Follow each party's rule step by step to the common zone.

    Returns
    -------
    party → (steps + 1, worlds)
        Whether some package passes the steps so far; last, whether the zone is not empty.
    """
    zone = sets.zone.any(axis=1)
    passed: dict[str, Bools] = {}
    for party in form.rules:
        so_far = np.ones((1, 1), dtype=bool)
        rows = []
        for step in form.steps(party):
            so_far = so_far & consents.meet(step)
            rows.append(so_far.any(axis=1))
        passed[party] = np.stack([*rows, zone])
    return passed


def zone_with(form: Form, willing: Any, parties: Mapping[str, Any], actor: str) -> Any:  # noqa: ANN401
    """Return the zone there would be if one actor alone accepted every package.

    Parameters
    ----------
    willing
        Consents, in bytes or in bits, had the actor accepted every package.
    parties
        Party id → its win-set as it is, in the same form: that of a rule which does not ask the
        actor stays.
    """
    sets = (
        willing.meet(rule) if actor in form.hangs_on(rule) else parties[party]
        for party, rule in form.rules.items()
    )
    return reduce(operator.and_, sets)
