"""The same question on peace: do agreements outlive the leader of the government that signed.

UCDP peace agreements with Archigos exits, and Fortna's spells of peace after civil wars. The
covariates of the second (peacekeepers, treaty, victory) speak of that kind of agreement only.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from winset.arrays import Floats
from winset.lab.durability_fit.archigos import EXITS
from winset.lab.durability_fit.cox import fit_cox
from winset.lab.durability_fit.fortna import CONTROLS
from winset.lab.durability_fit.hazard import add_up, fit_hazard
from winset.lab.durability_fit.ratios import RatioRow, rows_of
from winset.lab.durability_fit.reading import DAYS_PER_YEAR, NO_DAY, Note, NoteBook
from winset.lab.durability_fit.ucdp import CODED_TO

if TYPE_CHECKING:
    from winset.lab.durability_fit.archigos import LeaderSpells
    from winset.lab.durability_fit.fortna import PeaceSpells
    from winset.lab.durability_fit.ucdp import PeaceAgreements

WINDOWS = (1.0, 2.0, 3.0)
AGES = (0.5, 1.0, 2.0, 5.0)
WATCHED_EXITS = ("regular", "irregular", "natural")


@dataclass(frozen=True)
class _Cut:
    """One piece of an agreement's life; days since signature."""

    agreement: int
    start: float
    stop: float
    ended: bool
    after: tuple[bool, ...]
    before: tuple[bool, ...]


def fit_peace_agreements(
    agreements: PeaceAgreements, leaders: LeaderSpells
) -> tuple[list[RatioRow], tuple[Note, ...]]:
    """Fit the hazard of an agreement's end by violence, with windows and placebo.

    Rows of variant ``peace agreements`` have the windows after an exit; those of variant
    ``peace agreements, placebo`` the windows before one too, three years long.
    """
    book = NoteBook()
    rows: list[RatioRow] = []
    for window in WINDOWS:
        cuts = _cut(agreements, leaders, window, book if window == WINDOWS[0] else NoteBook())
        rows += _fit(agreements, cuts, window, placebo=False)
        if window == WINDOWS[-1]:
            rows += _fit(agreements, cuts, window, placebo=True)
    return rows, book.notes()


def _cut(
    agreements: PeaceAgreements, leaders: LeaderSpells, window: float, book: NoteBook
) -> list[_Cut]:
    """Cut agreements at exits, ends of windows and ages; exits count from the day after."""
    reach = window * DAYS_PER_YEAR
    close = min(CODED_TO, leaders.last_day)
    cuts: list[_Cut] = []
    for i in range(len(agreements.paid)):
        mine = leaders.country == agreements.country[i]
        signed, ended = int(agreements.signed[i]), int(agreements.ended[i])
        if not mine.any():
            book.add("no-leaders", "agreements of a government Archigos does not cover, left out")
            continue
        if signed >= close:
            book.add("signed-late", "agreements signed after leaders are observed, left out")
            continue
        if ended == signed:
            book.add("ended-at-once", "agreements that end on the day they are signed, left out")
            continue
        last = ended if ended != NO_DAY and ended <= close else close
        exits = [
            np.sort(leaders.end[mine & (leaders.exit == EXITS.index(kind))]).astype(float) - signed
            for kind in WATCHED_EXITS
        ]
        life = float(last - signed)
        edges = {0.0, life, *(a * DAYS_PER_YEAR for a in AGES)}
        for days in exits:
            edges.update(days.tolist(), (days + reach).tolist(), (days - reach).tolist())
        inside = sorted(e for e in edges if 0 <= e <= life)
        for left, right in pairwise(inside):
            middle = (left + right) / 2
            after = tuple(bool(np.any((d > 0) & (d < middle) & (middle < d + reach)))
                          for d in exits)  # fmt: skip
            before = tuple(bool(np.any((d > middle) & (middle > d - reach))) for d in exits)
            cuts.append(_Cut(i, left, right, right == life and last == ended, after, before))
    return cuts


def _fit(
    agreements: PeaceAgreements, cuts: list[_Cut], window: float, *, placebo: bool
) -> list[RatioRow]:
    """Fit one specification, clustered by conflict."""
    of = np.array([c.agreement for c in cuts])
    stop = np.array([c.stop for c in cuts])
    start = np.array([c.start for c in cuts])
    named: dict[str, Floats] = {"constant": np.ones(len(cuts))}
    for k, kind in enumerate(WATCHED_EXITS):
        named[f"{kind}_exit"] = np.array([c.after[k] for c in cuts], dtype=np.float64)
        if placebo:
            named[f"before_{kind}_exit"] = np.array([c.before[k] for c in cuts], dtype=np.float64)
    named["full_agreement"] = agreements.full[of].astype(np.float64)
    named["process_agreement"] = agreements.process[of].astype(np.float64)
    named["peacekeepers_in_text"] = agreements.peacekeepers[of].astype(np.float64)
    age = (start + stop) / 2 / DAYS_PER_YEAR
    for left, right in zip(AGES, (*AGES[1:], np.inf), strict=True):
        named[f"age_{left:g}_on" if right == np.inf else f"age_{left:g}_{right:g}"] = (
            (age >= left) & (age < right)
        ).astype(np.float64)
    variant = "peace agreements, placebo" if placebo else "peace agreements"
    counts = add_up(
        tuple(named), np.column_stack(list(named.values())),
        np.array([c.ended for c in cuts]), (stop - start) / DAYS_PER_YEAR,
        agreements.conflict[of],
    )  # fmt: skip
    fit = fit_hazard(counts)
    return rows_of(
        fit, counts, cause="ended_by_violence", window_years=window, variant=variant,
        terms=[t for t in named if not t.startswith("age_")],
    )  # fmt: skip


def fit_fortna(peace: PeaceSpells) -> list[RatioRow]:
    """Fit Cox models of war resuming, from bare to controlled, all years and after 1989."""
    designs = {
        "peacekeeping alone": ("peacekeeping",),
        "with victory and treaty": ("peacekeeping", "victory", "treaty"),
        "with controls": ("peacekeeping", "victory", "treaty", *CONTROLS),
        "by mandate, with controls": ("consent_mission", "enforcement_mission", "victory",
                                      "treaty", *CONTROLS),
    }  # fmt: skip
    samples = {"": np.ones(len(peace.stop), dtype=bool), ", after 1989": peace.after_cold_war}
    rows: list[RatioRow] = []
    for design, terms in designs.items():
        x = np.column_stack([peace.covariates[t] for t in terms])
        for suffix, sample in samples.items():
            keep = sample & ~np.isnan(x).any(axis=1)
            fit = fit_cox(
                terms,
                x[keep],
                start=peace.start[keep],
                stop=peace.stop[keep],
                event=peace.failed[keep],
                cluster=peace.country[keep],
            )
            for k, term in enumerate(terms):
                if term in CONTROLS:
                    continue
                on = keep & (x[:, k] > 0)
                rows.append(
                    RatioRow("war_resumes", term, None, *fit.ratio(term),
                             int(peace.failed[on].sum()), int(on.sum()),
                             f"peace after civil war: {design}{suffix}",
                             f"{fit.events} failures in {fit.spells} spells")
                )  # fmt: skip
    return rows
