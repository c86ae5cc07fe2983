"""How often leaders and their coalitions change, by regime type (CHISOLS, 1946–2008).

A change is filed under the regime in which it happened, so exposure is too: a state-year counts
for the regime at the end of the year before. Limits come from the variance between states of
their counts about the pooled rate, since a state's years are not independent of each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from winset.arrays import Floats, Integers
from winset.lab.durability_fit.chisols import REGIMES, UNKNOWN
from winset.lab.durability_fit.curves import Survival, kaplan_meier
from winset.lab.durability_fit.reading import DAYS_PER_YEAR, year_of
from winset.uncertainty import Z95

if TYPE_CHECKING:
    from winset.lab.durability_fit.archigos import LeaderSpells
    from winset.lab.durability_fit.chisols import LeaderSupport

FIRST_YEAR, LAST_YEAR = 1946, 2008


@dataclass(frozen=True)
class TurnoverShare:
    """A rate or share with its 95 % limits."""

    value: float
    low: float
    high: float
    """``value``, ``low``, ``high``: per state-year for rates; 0–1 for shares."""
    se_log: float
    """Clustered standard error of the value's logarithm; NaN where the value is 0."""


@dataclass(frozen=True)
class RegimeTurnover:
    """Turnover in one regime type."""

    regime: str
    """One of `REGIMES`."""
    states: int
    state_years: int
    """``states``, ``state_years``: what it was counted on."""
    leader_changes: int
    coalition_changes: int
    """``leader_changes``, ``coalition_changes``: number of changes; a year can hold several."""
    leader_rate: TurnoverShare
    coalition_rate: TurnoverShare
    """``leader_rate``, ``coalition_rate``: changes per state-year."""
    leader_odds: TurnoverShare
    coalition_odds: TurnoverShare
    """``leader_odds``, ``coalition_odds``: share of state-years with at least one change."""
    coalition_given_leader: TurnoverShare
    """Share of leader changes that change the coalition."""


def turnover_by_regime(
    support: LeaderSupport, first: int = FIRST_YEAR, last: int = LAST_YEAR
) -> tuple[RegimeTurnover, ...]:
    """Count turnover in independent state-years from ``first`` to ``last``."""
    lookup = {
        (int(c), int(y)): int(r)
        for c, y, r in zip(support.country, support.year, support.regime, strict=True)
    }
    entering = np.array(
        [
            _entering(lookup, int(c), int(y))
            for c, y in zip(support.country, support.year, strict=True)
        ]
    )
    watched = (support.year >= first) & (support.year <= last) & support.independent
    counted = _changes_per_state_year(support)
    return tuple(
        _one_regime(name, support.country[mask], counted[mask])
        for k, name in enumerate(REGIMES)
        if (mask := watched & (entering == k)).any()
    )


def _entering(lookup: dict[tuple[int, int], int], country: int, year: int) -> int:
    """Return the regime a state brings into a year; its own, where there is no year before."""
    before = lookup.get((country, year - 1), UNKNOWN)
    return before if before != UNKNOWN else lookup[country, year]


def _changes_per_state_year(support: LeaderSupport) -> Integers:
    """(state_years, 2) number of leader changes, and of coalition changes among them."""
    row = {
        (int(c), int(y)): i
        for i, (c, y) in enumerate(zip(support.country, support.year, strict=True))
    }
    counts = np.zeros((len(row), 2), dtype=np.int64)
    for country, day, coalition in zip(
        support.change_country, support.change_day, support.change_coalition, strict=True
    ):
        at = row.get((int(country), year_of(int(day))))
        if at is not None:
            counts[at] += (1, int(coalition))
    return counts


def _one_regime(name: str, country: Integers, counts: Integers) -> RegimeTurnover:
    """Summarise one regime's state-years."""
    _, labels = np.unique(country, return_inverse=True)
    years = np.bincount(labels).astype(np.float64)
    leaders = np.bincount(labels, weights=counts[:, 0]).astype(np.float64)
    coalitions = np.bincount(labels, weights=counts[:, 1]).astype(np.float64)
    any_leader = np.bincount(labels, weights=counts[:, 0] > 0).astype(np.float64)
    any_coalition = np.bincount(labels, weights=counts[:, 1] > 0).astype(np.float64)
    return RegimeTurnover(
        regime=name,
        states=len(years),
        state_years=int(years.sum()),
        leader_changes=int(leaders.sum()),
        coalition_changes=int(coalitions.sum()),
        leader_rate=pooled(leaders, years),
        coalition_rate=pooled(coalitions, years),
        leader_odds=pooled(any_leader, years, at_most_one=True),
        coalition_odds=pooled(any_coalition, years, at_most_one=True),
        coalition_given_leader=pooled(coalitions, leaders, at_most_one=True),
    )


def pooled(events: Floats, base: Floats, *, at_most_one: bool = False) -> TurnoverShare:
    """Return Σ events / Σ base over clusters, with limits from the variance between clusters.

    Parameters
    ----------
    events, base: (clusters,) counts, and what they are counted on
    at_most_one
        Limits on the logit scale (a share) instead of the log scale (a rate).
    """
    total, exposure = float(events.sum()), float(base.sum())
    if total == 0 or exposure == 0:
        # The rule of three (Hanley & Lippman-Hand 1983): 95 % upper limit when nothing was seen.
        return TurnoverShare(0.0, 0.0, 3.0 / exposure if exposure else float("nan"), float("nan"))
    # A ratio of two sums over states: its error is that of the residuals events − value · base
    # (linearisation), which also holds the dependence of a state's years on each other.
    value = total / exposure
    groups = int((base > 0).sum())
    spread = float(((events - value * base) ** 2).sum()) * groups / max(1, groups - 1)
    error = spread**0.5 / exposure
    if at_most_one and value < 1:
        logit, width = np.log(value / (1 - value)), Z95 * error / (value * (1 - value))
        low, high = (float(1 / (1 + np.exp(-(logit + s * width)))) for s in (-1, 1))
    else:
        low, high = (float(value * np.exp(s * Z95 * error / value)) for s in (-1, 1))
    return TurnoverShare(value, low, high, error / value)


def tenure(
    leaders: LeaderSpells, support: LeaderSupport, first: int = FIRST_YEAR
) -> dict[str, Survival]:
    """Kaplan–Meier curves of years in office by regime at entry, for entries since ``first``.

    Archigos numbers states by Gleditsch & Ward, CHISOLS by the Correlates of War; the two differ
    for a few states, which find no regime and are left out.
    """
    lookup = {
        (int(c), int(y)): int(r)
        for c, y, r in zip(support.country, support.year, support.regime, strict=True)
    }
    entry = np.array(
        [
            lookup.get((int(c), year_of(int(d))), UNKNOWN) if year_of(int(d)) >= first else UNKNOWN
            for c, d in zip(leaders.country, leaders.begin, strict=True)
        ]
    )
    years = (leaders.end - leaders.begin) / DAYS_PER_YEAR
    return {
        name: kaplan_meier(np.maximum(years[mask], 1 / DAYS_PER_YEAR), ~leaders.in_office[mask])
        for k, name in enumerate(REGIMES)
        if (mask := entry == k).any()
    }
