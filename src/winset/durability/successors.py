"""What a change of coalition means for this deal: who succeeds, and does the successor reject it.

The data know that a coalition changed, not whether the new one rejected the agreement. With ρ
the share of successors who reject in the population the data were drawn from, a hazard ratio HR
that averages over both kinds splits into 1 for those who accept and (HR − (1 − ρ)) / ρ for those
who reject. ρ is not estimated: its prior is Beta(4, 4) truncated to [0.2, 0.9].

Where HR is so small that the quotient falls below 1 it is held at 1, and then the average is no
longer what the data say but higher: a rejecting successor is assumed never to protect a deal.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset.arrays import Floats
from winset.durability.terms import FADE_MONTHS, fade

RHO_SHAPE = 4.0
RHO_RANGE = (0.2, 0.9)


@dataclass(frozen=True)
class Bloc:
    """One bloc that may come to power."""

    name: str
    """As the scenario calls it."""
    weight: float
    """Its odds of succeeding, relative to the other blocs' (influence)."""
    rejects: float
    """Probability that it rejects this package in this form, 0–1."""


def rejection(blocs: tuple[Bloc, ...]) -> tuple[float, dict[str, float]]:
    """Return the probability that a successor rejects, and each bloc's share of rejections."""
    total = sum(b.weight for b in blocs)
    parts = {b.name: b.weight * b.rejects / total for b in blocs} if total > 0 else {}
    rejecting = sum(parts.values())
    if rejecting == 0:
        return 0.0, dict.fromkeys(parts, 0.0)
    return rejecting, {name: part / rejecting for name, part in parts.items()}


def draw_rho(draws: int, rng: np.random.Generator) -> Floats:
    """(draws,) shares of successors who reject, by inverting the truncated prior."""
    from scipy.special import betainc, betaincinv

    low, high = betainc(RHO_SHAPE, RHO_SHAPE, np.array(RHO_RANGE))
    return np.asarray(betaincinv(RHO_SHAPE, RHO_SHAPE, low + (high - low) * rng.random(draws)))


def rejecting_ratio(ratio: Floats, rho: Floats) -> Floats:
    """Return the hazard ratio of a change to a rejecting bloc, elementwise.

    The data's HR averages over successors: ρ · r + (1 − ρ) · 1 = HR, solved for r.
    """
    return np.maximum(1.0, (ratio - (1.0 - rho)) / rho)


def fading_ratios(log_ratio: Floats, rho: Floats) -> Floats:
    """Return hazard ratios by months since a change to a rejecting coalition.

    Parameters
    ----------
    log_ratio: (draws, causes) log hazard ratio just after a change, averaged over successors
    rho: (draws,) share of successors who reject

    Returns
    -------
    array ``(draws, causes, 37)``; the last entry, 1, stands for no rejecting coalition in power
    or one whose effect has faded.
    """
    months = np.arange(FADE_MONTHS, dtype=np.float64) + 0.5
    average = np.exp(log_ratio[:, :, None] * fade(months)[None, None, :])
    ratios = rejecting_ratio(average, rho[:, None, None])
    return np.concatenate([ratios, np.ones((*ratios.shape[:2], 1))], axis=2)
