"""Hazard ratios as rows: one table for the main fits, the robustness checks and the docs."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np

from winset.arrays import Floats

if TYPE_CHECKING:
    from collections.abc import Iterable

    from winset.lab.durability_fit.hazard import Counts, HazardFit


@dataclass(frozen=True)
class RatioRow:
    """One hazard ratio."""

    cause: str
    """What the agreement ended by."""
    term: str
    """What is compared: on against off."""
    window_years: float | None
    """Length of the window after a change; None for a fading effect or a model without one."""
    hr: float | None
    lo: float | None
    hi: float | None
    p: float | None
    """``hr``, ``lo``, ``hi``, ``p``: hazard ratio, 95 % limits, two-sided p; None where the data
    can't estimate it."""
    events: int
    spells: int
    """``events``, ``spells``: events of the cause, and spells, with the term on."""
    variant: str = "main"
    """Which fit: ``main``, or the name of a robustness check."""
    note: str = ""
    """Why there is no estimate, or how the row differs."""

    def as_json(self) -> dict[str, object]:
        """Return the row for a JSON file, figures rounded to what they can bear."""
        row = asdict(self)
        for key in ("hr", "lo", "hi", "p"):
            if row[key] is not None:
                row[key] = float(f"{row[key]:.4g}")
        return row


def rows_of(
    fit: HazardFit,
    counts: Counts,
    *,
    cause: str,
    window_years: float | None,
    variant: str = "main",
    terms: Iterable[str] | None = None,
    note: str = "",
) -> list[RatioRow]:
    """Return a fit's hazard ratios, the terms it could not estimate among them."""
    wanted = set(counts.terms if terms is None else terms) - {"constant"}
    reasons = {u.term: u.reason for u in fit.unestimated}
    rows = []
    for k, term in enumerate(counts.terms):
        if term not in wanted:
            continue
        on = counts.x[:, k] > 0
        hr, lo, hi, p = fit.ratio(term) if term in fit.terms else (None, None, None, None)
        rows.append(
            RatioRow(
                cause=cause,
                term=term,
                window_years=window_years,
                hr=hr,
                lo=lo,
                hi=hi,
                p=p,
                events=int(counts.events[on].sum()),
                spells=int(counts.spells[on].sum()),
                variant=variant,
                note=reasons.get(term, note),
            )
        )
    return rows


def bootstrap_rows(
    fit: HazardFit,
    draws: Floats,
    rows: Iterable[RatioRow],
    variant: str,
) -> list[RatioRow]:
    """Replace limits and p of ``rows`` by those of bootstrap draws.

    Parameters
    ----------
    fit
        The fit on all clusters.
    draws: (replicates, terms) coefficients in the order of ``fit.terms``; NaN where a replicate
        could not estimate a term
    rows
        Rows of that fit.
    variant
        What to call them.
    """
    from winset.lab.durability_fit.hazard import wald

    replaced = []
    for row in rows:
        if row.term not in fit.terms:
            continue
        at = fit.index(row.term)
        values = draws[:, at][np.isfinite(draws[:, at])]
        low, high = np.exp(np.quantile(values, [0.025, 0.975]))
        p = wald(float(fit.coefficients[at]), float(values.std(ddof=1)))[3]
        note = f"{len(values)} replicates; percentile limits"
        replaced.append(
            RatioRow(row.cause, row.term, row.window_years, row.hr, float(low), float(high), p,
                     row.events, row.spells, variant, note)
        )  # fmt: skip
    return replaced
