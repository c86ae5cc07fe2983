"""How much each actor counts: capabilities, and what stands in for missing saliences.

The data say where actors stand and how much they care, not how much they count. ``equal`` counts
all alike; ``votes``, ``people`` and ``power`` come from the treaties (see ``union``); ``gdp`` is
the file's own row. Where a source gives states alone, Commission and Parliament each count as much
as the largest state, as they do in the file's row of GDP; ``power`` gives them their own.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from winset.arrays import Bools, Floats, Integers
from winset.errors import WinsetError
from winset.lab.backtest.council_power import council_power
from winset.lab.backtest.decisions import Decisions
from winset.lab.backtest.deu import INSTITUTIONS
from winset.lab.backtest.eu_states import DOUBLE_MAJORITY_FROM, Membership, membership_of

Capability = Literal["equal", "votes", "power", "people", "gdp"]
CAPABILITIES: tuple[Capability, ...] = ("equal", "votes", "power", "people", "gdp")
"""Who counts how much: all alike, by votes in the Council at the time, by Shapley–Shubik power
under the procedure and rule of the proposal, by population, by the file's national GDP."""


def capability(decisions: Decisions, name: Capability) -> Floats:
    """(issues, actors) weights in the unit of their source; 0 for a state outside the Union.

    Raises
    ------
    WinsetError
        If the file has no row of GDP and ``gdp`` is asked for, or a state is unknown.
    """
    shape = decisions.positions.shape
    if name == "equal":
        return np.ones(shape)
    if name == "gdp":
        if decisions.gdp is None:
            raise WinsetError(
                "this file has no row of national GDP. Use another capability: "
                f"{', '.join(c for c in CAPABILITIES if c != 'gdp')}."
            )
        return np.broadcast_to(decisions.gdp, shape)
    weights = np.empty(shape)
    for proposal in np.unique(decisions.proposals):
        rows = np.flatnonzero(decisions.proposals == proposal)
        union = _membership_at(decisions, rows)
        for row in rows:
            given = _given(decisions, int(row), union, name)
            weights[row] = [given.get(actor, 0.0) for actor in decisions.actors]
    return weights


def _membership_at(decisions: Decisions, rows: Integers) -> Membership:
    """Find the Union of a proposal: the smallest that holds all who take a position."""
    present: Bools = np.any(decisions.taken[rows], axis=0)
    states = {
        actor
        for actor, here in zip(decisions.actors, present.tolist(), strict=True)
        if here and actor not in INSTITUTIONS
    }
    try:
        return membership_of(states)
    except ValueError as error:
        raise WinsetError(f"{error}; only the capabilities equal and gdp can be had.") from error


def _given(
    decisions: Decisions, row: int, union: Membership, name: Literal["votes", "power", "people"]
) -> dict[str, float]:
    if name == "power":
        return council_power(
            len(union.members),
            decisions.procedures[row],
            decisions.rules[row],
            by_people=int(decisions.years[row]) >= DOUBLE_MAJORITY_FROM,
        )
    source = union.votes if name == "votes" else union.people
    largest = float(max(source.values()))
    return {**{m: float(v) for m, v in source.items()}, **dict.fromkeys(INSTITUTIONS, largest)}


def filled_salience(decisions: Decisions) -> Floats:
    """(issues, actors) saliences, 0–100; 0 where no position is taken.

    Where a position has no salience, the mean salience of the others on that issue stands in. Where
    nobody on an issue cares at all, all who take a position care alike.
    """
    taken = decisions.taken
    known = taken & np.isfinite(decisions.salience)
    total = np.where(known, decisions.salience, 0.0).sum(axis=1)
    count = known.sum(axis=1)
    middle = np.divide(total, count, out=np.zeros(len(total)), where=count > 0)
    filled = np.where(known, decisions.salience, middle[:, None])
    filled = np.where(taken, filled, 0.0)
    nobody = filled.sum(axis=1, keepdims=True) == 0
    return np.where(nobody, taken.astype(np.float64), filled)
