"""The hazards of bilateral alliances: main fits, and every way tried to make them go away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from winset.arrays import Bools
from winset.durability.terms import CAUSES, CHANGE_TERMS
from winset.lab.durability_fit.design import Specification, columns, usable
from winset.lab.durability_fit.hazard import (
    EstimationError,
    HazardFit,
    add_up,
    fit_hazard,
    group_rows,
)
from winset.lab.durability_fit.ratios import RatioRow, bootstrap_rows, rows_of
from winset.lab.durability_fit.spells import ChangeRule, Spells, build_spells

if TYPE_CHECKING:
    from winset.lab.durability_fit.atop import Alliances
    from winset.lab.durability_fit.chisols import LeaderSupport

WINDOWS = (1.0, 2.0, 3.0)
HEADLINE = 3.0
REGIONS = {
    "Americas": (2, 165),
    "Europe": (200, 399),
    "Africa": (400, 599),
    "Middle East": (600, 699),
    "Asia and Pacific": (700, 999),
}
"""Ranges of Correlates of War country codes."""
SOVIET_UNION = 365
PLACEBO_LAST_YEAR = 2005


@dataclass(frozen=True)
class AllianceModel:
    """One specification fitted for every cause it could be fitted for."""

    spec: Specification
    """What was fitted."""
    fits: dict[str, HazardFit]
    """Fit by cause."""
    rows: tuple[RatioRow, ...]
    """Hazard ratios of all causes."""


def known_spells(
    alliances: Alliances, support: LeaderSupport, rule: ChangeRule | None = None
) -> Spells:
    """Build spells and keep those whose form, institutions and regimes are known."""
    spells = build_spells(alliances, support, rule)
    return spells.keep(usable(spells))


def fit_model(
    spells: Spells,
    spec: Specification,
    *,
    variant: str = "main",
    terms: tuple[str, ...] | None = None,
    dyadic: bool = False,
    causes: tuple[str, ...] = CAUSES,
    note: str = "",
) -> AllianceModel:
    """Fit the cause-specific hazards of one specification, clustered by alliance.

    Parameters
    ----------
    spells
        From `known_spells`.
    spec
        Terms.
    variant, note
        What to call the rows, and how they differ.
    terms
        Those to report; all by default.
    dyadic
        Let any two alliances with a member in common be correlated.
    causes
        Those to fit.
    """
    names, x = columns(spells, spec)
    window = None if spec.timing == "fading" else spec.window_years
    pairs = None
    if dyadic:
        _, first = np.unique(spells.alliance, return_index=True)
        pairs = spells.members[first]
    fits: dict[str, HazardFit] = {}
    rows: list[RatioRow] = []
    grouping = group_rows(x, spells.alliance)
    for cause in causes:
        ended = spells.event == CAUSES.index(cause)
        counts = add_up(names, x, ended, spells.exposure, spells.alliance, grouping=grouping)
        try:
            fit = fit_hazard(counts, pairs=pairs)
        except EstimationError as error:
            rows.append(
                RatioRow(cause, "", window, None, None, None, None, int(ended.sum()),
                         len(ended), variant, str(error))
            )  # fmt: skip
            continue
        fits[cause] = fit
        rows += rows_of(
            fit, counts, cause=cause, window_years=window, variant=variant, terms=terms, note=note
        )
    return AllianceModel(spec, fits, tuple(rows))


def bootstrap_model(
    spells: Spells, spec: Specification, replicates: int, seed: int
) -> list[RatioRow]:
    """Resample alliances with replacement and refit; rows of the change terms, for every cause."""
    names, x = columns(spells, spec)
    rows: list[RatioRow] = []
    children = np.random.SeedSequence(seed).spawn(len(CAUSES))
    grouping = group_rows(x, spells.alliance)
    for cause, child in zip(CAUSES, children, strict=True):
        ended = spells.event == CAUSES.index(cause)
        counts = add_up(names, x, ended, spells.exposure, spells.alliance, grouping=grouping)
        fit = fit_hazard(counts)
        rng = np.random.default_rng(child)
        draws = np.full((replicates, len(fit.terms)), np.nan)
        for i in range(replicates):
            weights = rng.multinomial(
                counts.clusters, np.full(counts.clusters, 1 / counts.clusters)
            )
            try:
                again = fit_hazard(counts, weights=weights.astype(np.float64), start=fit)
            except EstimationError:
                continue
            for k, term in enumerate(again.terms):
                draws[i, fit.index(term)] = again.coefficients[k]
        main = rows_of(fit, counts, cause=cause, window_years=spec.window_years, terms=CHANGE_TERMS)
        rows += bootstrap_rows(fit, draws, main, f"bootstrap of alliances ({replicates})")
    return rows


def robustness(
    alliances: Alliances, support: LeaderSupport, *, bootstrap: int, seed: int
) -> list[RatioRow]:
    """Return one table of the change terms' hazard ratios under every check."""
    spells = known_spells(alliances, support)
    spec = Specification(window_years=HEADLINE)

    def run(variant: str, on: Spells, *, note: str = "", dyadic: bool = False) -> list[RatioRow]:
        model = fit_model(
            on, spec, variant=variant, terms=CHANGE_TERMS, dyadic=dyadic, note=note,
            causes=CAUSES[:2],
        )  # fmt: skip
        return list(model.rows)

    rows = run("main", spells)
    rows += run("members' shocks shared (dyadic covariance)", spells, dyadic=True)
    rows += [r for r in bootstrap_model(spells, spec, bootstrap, seed) if r.cause in CAUSES[:2]]
    rows += placebo(spells)
    for name, keep in _subsets(spells).items():
        rows += run(name, spells.keep(keep))
    rows += run("one end a member and year", one_end_a_year(spells))
    for name, rule in _rules().items():
        rows += run(name, known_spells(alliances, support, rule))
    return rows


def placebo(spells: Spells) -> list[RatioRow]:
    """Fit the windows before a change beside those after it.

    A change can't reach back. Where the window before one carries as much risk as the window
    after, whatever brings down the coalition may bring down the agreement too, or first.
    """
    spec = Specification(timing="placebo", window_years=HEADLINE)
    terms = CHANGE_TERMS + tuple("before_" + t for t in CHANGE_TERMS)
    early = spells.keep(spells.year <= PLACEBO_LAST_YEAR)
    model = fit_model(
        early, spec, variant="placebo", terms=terms, causes=CAUSES[:2],
        note="windows before and after fitted together",
    )  # fmt: skip
    return list(model.rows)


def one_end_a_year(spells: Spells) -> Spells:
    """Censor all but the first end by each cause that a state has in a calendar year.

    One revolution or one war can end a dozen treaties of a state at once; this counts it once.
    """
    event = spells.event.copy()
    ended = np.flatnonzero(event >= 0)
    last_day = spells.alliances.begin[spells.alliance] + spells.stop
    seen: set[tuple[int, int, int]] = set()
    for i in ended[np.argsort(last_day[ended], kind="stable")]:
        keys = {(int(m), int(spells.year[i]), int(event[i])) for m in spells.members[i]}
        if keys & seen:
            event[i] = -1
        else:
            seen |= keys
    return replace(spells, event=event)


def _subsets(spells: Spells) -> dict[str, Bools]:
    """Return the spells each subset check keeps."""
    members = spells.members
    subsets = {
        "after 1945": spells.year >= 1946,
        "without 1939–45": (spells.year < 1939) | (spells.year > 1945),
        "without 1989–93": (spells.year < 1989) | (spells.year > 1993),
        "without Soviet and Russian alliances": ~(members == SOVIET_UNION).any(axis=1),
    }
    for name, (first, last) in REGIONS.items():
        subsets[f"without {name}"] = ~((members >= first) & (members <= last)).any(axis=1)
    return subsets


def _rules() -> dict[str, ChangeRule]:
    """Return the other ways of coding a change."""
    return {
        "regime at the end of the change's year": ChangeRule(new_regime=True),
        "minor changes in non-democracies count": ChangeRule(minor_counts=True),
        "window opens 31 days after the change": ChangeRule(delay_days=30),
        "window opens 91 days after the change": ChangeRule(delay_days=90),
    }
