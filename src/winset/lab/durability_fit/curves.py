"""Survival and incidence without a model: Kaplan–Meier and Aalen–Johansen.

Both take entry times (left truncation), so that an agreement counts only while it is watched.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset.arrays import Bools, Floats, Integers
from winset.uncertainty import Z95


@dataclass(frozen=True)
class Survival:
    """A Kaplan–Meier curve (Kaplan & Meier 1958) with Greenwood's variance on the log scale."""

    times: Floats
    """(times,) distinct event times, in the unit given."""
    at_risk: Floats
    events: Floats
    """``at_risk``, ``events``: (times,)."""
    survival: Floats
    low: Floats
    high: Floats
    """``survival``, ``low``, ``high``: (times,) probability just after each time, with 95 % limits.
    """

    def at(self, time: float) -> float:
        """Return the survival probability at one time."""
        i = int(np.searchsorted(self.times, time, side="right"))
        return 1.0 if i == 0 else float(self.survival[i - 1])

    @property
    def median(self) -> float:
        """First time at which survival is at most one half; infinite if it never is."""
        below = np.flatnonzero(self.survival <= 0.5)
        return float(self.times[below[0]]) if len(below) else float("inf")


def kaplan_meier(
    stop: Floats,
    event: Bools,
    start: Floats | None = None,
) -> Survival:
    """Estimate survival from spells at risk in (start, stop].

    Parameters
    ----------
    stop: (spells,) end of watching
    event: (spells,) whether it ended in the event
    start: (spells,) beginning of watching; 0 by default
    """
    entry = np.zeros_like(stop) if start is None else start
    times = np.unique(stop[event])
    at_risk = _at_risk(times, entry, stop)
    events = np.array([(event & (stop == t)).sum() for t in times], dtype=np.float64)
    survival = np.cumprod(1 - events / at_risk).astype(np.float64)
    # Greenwood's sum is the variance of log survival (delta method on log(1 − d/n), steps nearly
    # independent); limits on that scale stay above 0. Where all have ended it is infinite.
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.sqrt(np.cumsum(events / (at_risk * (at_risk - events))))
        wide = Z95 * np.where(np.isfinite(spread), spread, 0.0)
    return Survival(
        times, at_risk, events, survival,
        np.asarray(survival * np.exp(-wide), dtype=np.float64),
        np.asarray(np.minimum(1.0, survival * np.exp(wide)), dtype=np.float64),
    )  # fmt: skip


def aalen_johansen(
    stop: Floats,
    cause: Integers,
    grid: Floats,
    causes: int,
    start: Floats | None = None,
) -> Floats:
    """Estimate cumulative incidence by cause (Aalen & Johansen 1978).

    Parameters
    ----------
    stop: (spells,)
    cause: (spells,) 0 … causes − 1 where the spell ends in that cause, −1 where it doesn't
    grid: (points,) times to report at
    causes
        Number of causes.
    start: (spells,)

    Returns
    -------
    array ``(causes, points)`` of probabilities.
    """
    entry = np.zeros_like(stop) if start is None else start
    times = np.unique(stop[cause >= 0])
    at_risk = _at_risk(times, entry, stop)
    counts = np.array([[(cause[stop == t] == k).sum() for t in times] for k in range(causes)])
    hazards = counts / at_risk
    # To end by a cause at a time one must have outlived all causes before it: hence the survival of
    # all together. One minus a cause's own Kaplan–Meier curve would add up to more than 1.
    before = np.concatenate([[1.0], np.cumprod(1 - hazards.sum(axis=0))[:-1]])
    incidence = np.cumsum(before * hazards, axis=1)
    where = np.searchsorted(times, grid, side="right")
    padded = np.concatenate([np.zeros((causes, 1)), incidence], axis=1)
    return np.asarray(padded[:, where])


def _at_risk(times: Floats, entry: Floats, stop: Floats) -> Floats:
    """Count the spells with entry < time ≤ stop, (times,)."""
    entered = np.searchsorted(np.sort(entry), times, side="left")
    left = np.searchsorted(np.sort(stop), times, side="left")
    return np.asarray((entered - left).astype(np.float64))
