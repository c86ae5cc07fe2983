"""The engine for many deals: each party's state carried forward by itself, without any draw.

The exact recursion keeps all combinations of the parties' states. Here every party keeps its own
37, taken as independent of the others' given that the agreement still stands. They are independent
but for the hazards themselves. What is lost hangs on how often two parties' effects multiply, which
is measured: below `MOST_OVERLAP` the mean is within 0.003 (the tests hold it to the recursion and
to Monte Carlo), beyond it another engine is called for. What is gained: no noise of drawn
histories, which would drown the difference between two deals; a thirtieth of the time; any number
of parties.
"""

from __future__ import annotations

import numpy as np

from winset.arrays import Floats
from winset.durability.agreement import NONE, Agreement, PartyTurnover
from winset.durability.survival import Outlook, outlook

MOST_OVERLAP = 0.01
"""Overlap up to which the result is within about 0.003 of the exact one."""


def run_marginals(agreement: Agreement) -> Outlook:
    """Carry each party's state forward month by month, for every parameter draw.

    Exact for one party; for more, within the dependence that survival itself brings.
    """
    return carry(agreement)[0]


def carry(agreement: Agreement) -> tuple[Outlook, float]:
    """Run as `run_marginals`, and say how much hangs on two parties' changes at once.

    Returns
    -------
    outlook
        As `run_marginals` gives it.
    overlap
        Part of the cumulative hazard, mean over draws, that comes of hazard ratios of two parties
        multiplying; beyond `MOST_OVERLAP` the parties' states are no longer nearly independent.
    """
    draws, causes, months = agreement.hazards.shape
    # a party none of whose successors rejects never leaves its first state
    rejecting = [p for p, turnover in enumerate(agreement.parties) if turnover.rejects > 0]
    parties = [_Party(agreement.parties[p], draws) for p in rejecting]
    survival = np.ones((draws, months + 1))
    incidence = np.zeros((draws, causes, months + 1))
    attributed = np.zeros((draws, causes, len(agreement.parties)))
    overlap = np.zeros(draws)
    for month in range(months):
        base = agreement.hazards[:, :, month]
        for party in parties:
            party.turn_over(month)
        means = [party.mean_excess() for party in parties]
        # With independent states the mean of a product is the product of means, so the mean hazard
        # needs no joint state: 37 numbers a party in place of 37 × 37.
        joint = np.ones((draws, causes))
        for mean in means:
            joint = joint * (1.0 + mean)
        excess = sum(means, np.zeros((draws, causes)))
        # Joint ratios multiply; each party's part is scaled so that together they give the product.
        scale = np.divide(joint - 1.0, excess, out=np.ones_like(joint), where=excess > 0)
        overlap += (base * (joint - 1.0 - excess)).sum(axis=1)
        # Surviving the month factorises too: the baseline's own part, and for each party the share
        # of its states that outlives the excess it adds. `alone` puts the others at their means, so
        # a product of two excesses would count once for each; `part` cuts it back to one.
        log_kept = -base.sum(axis=1)
        for party, mean in zip(parties, means, strict=True):
            alone = base * joint / (1.0 + mean)
            kept = party.outlive(alone)
            once, counted = (base * scale * mean).sum(axis=1), (alone * mean).sum(axis=1)
            part = np.divide(once, counted, out=np.ones(draws), where=counted > 0)
            log_kept = log_kept + part * np.log(kept)
        ended = survival[:, month] * -np.expm1(log_kept)
        hazard = base * joint
        total = hazard.sum(axis=1)
        per_hazard = np.divide(ended, total, out=np.zeros(draws), where=total > 0)[:, None]
        survival[:, month + 1] = survival[:, month] - ended
        incidence[:, :, month + 1] = incidence[:, :, month] + per_hazard * hazard
        for p, mean in zip(rejecting, means, strict=True):
            attributed[:, :, p] += per_hazard * base * scale * mean
    result = outlook(agreement, survival, incidence, attributed, method="marginals", paths=0)
    return result, float(overlap.mean())


class _Party:
    """One party's distribution over the months since a rejecting coalition came to power."""

    def __init__(self, turnover: PartyTurnover, draws: int) -> None:
        self.odds, self.rejects = turnover.odds, turnover.rejects
        excess = turnover.ratios[:, :, :NONE] - 1.0
        # a cause no change of coalition moves has no part in the sums
        self.moved = [cause for cause in range(excess.shape[1]) if excess[:, cause].any()]
        self.excess = [np.ascontiguousarray(excess[:, cause]) for cause in self.moved]
        self.causes = excess.shape[1]
        self.touched = np.zeros((draws, NONE))
        """(draws, 36) probability of each month since; the rest has none whose effect lasts."""

    def turn_over(self, month: int) -> None:
        """Age by a month, and let the coalition change or not."""
        odds = self.odds[:, month]
        self.touched[:, 1:] = self.touched[:, :-1] * (1.0 - odds)[:, None]
        self.touched[:, 0] = odds * self.rejects

    def mean_excess(self) -> Floats:
        """(draws, causes) mean hazard ratio less 1."""
        mean = np.zeros((len(self.touched), self.causes))
        for cause, excess in zip(self.moved, self.excess, strict=True):
            np.einsum("ds,ds->d", excess, self.touched, out=mean[:, cause])
        return mean

    def outlive(self, hazards: Floats) -> Floats:
        """Make likelier the states that agreements outlive; (draws,) how many do.

        What still stands is a selected lot: those whose parties reject have ended sooner. Bayes'
        rule reweights each state by what it lets survive; leaving the states as they were would
        overstate the later hazard.

        Parameters
        ----------
        hazards : (draws, causes) per month, what the ratios less 1 are multiplied by
        """
        lost = np.zeros_like(self.touched)
        for cause, excess in zip(self.moved, self.excess, strict=True):
            lost -= hazards[:, cause, None] * excess
        np.expm1(lost, out=lost)
        lost *= self.touched
        kept = 1.0 + lost.sum(axis=1)
        lost += self.touched
        self.touched = lost / kept[:, None]
        return np.asarray(kept)
