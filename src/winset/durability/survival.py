"""What the engines return: survival, incidence by cause, and what drove failure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from winset.arrays import Floats
from winset.durability.agreement import Agreement
from winset.durability.successors import rejection
from winset.uncertainty import CENTRAL95, Band, band_of


@dataclass(frozen=True)
class Outlook:
    """How an agreement fares, one row a parameter draw."""

    causes: tuple[str, ...]
    parties: tuple[str, ...]
    """``causes``, ``parties``: names of the axes."""
    survival: Floats
    """(draws, months + 1) probability of still being in force, 1 at month 0."""
    incidence: Floats
    """(draws, causes, months + 1) probability of having ended by each cause."""
    attributed: Floats
    """(draws, causes, parties) probability of having ended in that way *because* that party's
    coalition changed, as `blame` shares it out."""
    bloc_shares: dict[str, dict[str, float]]
    """For each party, each bloc's share of what is attributed to the party."""
    method: str
    """``recursion`` or ``monte carlo``."""
    paths: int
    """Turnover histories drawn per parameter draw; 0 for the recursion, which averages over all."""

    def survival_at(self, years: float) -> Band:
        """Return the survival probability after some years."""
        return band_of(self.survival[:, _month(years, self.survival.shape[1])])

    def incidence_at(self, cause: str, years: float) -> Band:
        """Return the probability of having ended by one cause."""
        month = _month(years, self.survival.shape[1])
        return band_of(self.incidence[:, self.causes.index(cause), month])

    @property
    def median_years(self) -> float | None:
        """Years until survival, averaged over draws, reaches one half; None if it doesn't."""
        return median_years(self.survival.mean(axis=0))

    @property
    def median_band(self) -> tuple[float | None, float | None]:
        """Central 95 % of the draws' median lives; None where beyond the months simulated."""
        medians = [median_years(row) for row in self.survival]
        reached = [np.inf if m is None else m for m in medians]
        low, high = np.quantile(reached, CENTRAL95, method="nearest")
        return (None if np.isinf(low) else float(low), None if np.isinf(high) else float(high))

    def driven_by(self) -> list[tuple[str, str, str, float]]:
        """Return (party, bloc, cause, share of all failures), greatest first.

        What no change of coalition explains is filed under party and bloc ``""``.
        """
        failed = float(self.incidence[:, :, -1].sum(axis=1).mean())
        if failed == 0:
            return []
        rows = []
        for c, cause in enumerate(self.causes):
            rest = float(self.incidence[:, c, -1].mean())
            for p, party in enumerate(self.parties):
                part = float(self.attributed[:, c, p].mean())
                rest -= part
                for bloc, share in self.bloc_shares[party].items():
                    rows.append((party, bloc, cause, part * share / failed))
            rows.append(("", "", cause, rest / failed))
        return sorted(rows, key=lambda row: -row[3])


def blame(ratios: Sequence[Floats]) -> list[Floats]:
    """Return, for each party, the share of a failure that its change of coalition accounts for.

    Of failures at a joint hazard ratio HR, 1 − 1/HR would not have happened without the changes:
    the attributable fraction among the exposed. Ratios multiply, so their logarithms add, and what
    is shared out in proportion to log HR does not hang on the order in which the changes are
    thought away. Ratios of rejecting coalitions are never below 1, so no share is negative.

    Parameters
    ----------
    ratios : one array a party, all of one shape or broadcasting to it
        Hazard ratios for one cause.

    Returns
    -------
    one array a party, in [0, 1]; together 1 − 1/HR
    """
    logs = [np.log(np.maximum(ratio, 1.0)) for ratio in ratios]
    if not logs:
        return []
    total = reduce(np.add, logs)
    per_log = np.divide(-np.expm1(-total), total, out=np.zeros_like(total), where=total > 0)
    return [per_log * log for log in logs]


def difference(one: Outlook, other: Outlook, years: float) -> Band:
    """Return how much likelier one agreement is to be in force than another after some years.

    The two must be run on the same parameter draws; the difference is taken draw by draw, so that
    doubt they share cancels.
    """
    month = _month(years, min(one.survival.shape[1], other.survival.shape[1]))
    return band_of(one.survival[:, month] - other.survival[:, month])


def median_years(survival: Floats) -> float | None:
    """Return the years until a monthly survival curve, (months + 1,), first is at most one half."""
    below = np.flatnonzero(survival <= 0.5)
    return None if len(below) == 0 else float(below[0] / 12)


def outlook(
    agreement: Agreement,
    survival: Floats,
    incidence: Floats,
    attributed: Floats,
    *,
    method: str,
    paths: int,
) -> Outlook:
    """Put an engine's arrays together with the agreement's names."""
    return Outlook(
        causes=agreement.causes,
        parties=tuple(p.name for p in agreement.parties),
        survival=survival,
        incidence=incidence,
        attributed=attributed,
        bloc_shares={p.name: rejection(p.blocs)[1] for p in agreement.parties},
        method=method,
        paths=paths,
    )


def _month(years: float, points: int) -> int:
    """Return the column of a time; times beyond what was simulated are an error."""
    month = round(years * 12)
    if not 0 <= month < points:
        raise ValueError(f"{years} years lie outside the {(points - 1) / 12:g} years simulated.")
    return month
