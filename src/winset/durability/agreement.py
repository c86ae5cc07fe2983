"""An agreement as the engines see it: hazards and turnover by month, one row a parameter draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from winset.arrays import Floats
from winset.durability.successors import Bloc, rejection
from winset.durability.terms import FADE_MONTHS
from winset.errors import WinsetError

NONE = FADE_MONTHS
"""State of a party without a rejecting coalition whose effect still lasts."""


class AgreementError(WinsetError):
    """Arrays of an agreement do not fit together, or hold impossible values."""


@dataclass(frozen=True)
class PartyTurnover:
    """One party's changes of coalition and what they do."""

    name: str
    """Of the party."""
    odds: Floats
    """(draws, months) probability that its coalition changes in a month."""
    blocs: tuple[Bloc, ...]
    """Who may succeed, with the probability that each rejects the deal."""
    ratios: Floats
    """(draws, causes, 37) hazard ratio by months since a change to a rejecting coalition, the last
    being 1."""

    @property
    def rejects(self) -> float:
        """Probability that a successor rejects."""
        return rejection(self.blocs)[0]


@dataclass(frozen=True)
class Agreement:
    """Everything the engines need."""

    causes: tuple[str, ...]
    """Names of the ways it may end."""
    hazards: Floats
    """(draws, causes, months) rate per month while no party has a rejecting coalition."""
    parties: tuple[PartyTurnover, ...]
    """The parties bound by it."""

    def __post_init__(self) -> None:
        """Refuse arrays that do not fit, naming the party."""
        draws, causes, months = self.hazards.shape
        if causes != len(self.causes):
            raise AgreementError(f"{len(self.causes)} causes are named, hazards hold {causes}.")
        if not np.all(self.hazards >= 0):
            raise AgreementError("hazards must be numbers of 0 or more.")
        for party in self.parties:
            if party.odds.shape != (draws, months):
                raise AgreementError(
                    f"{party.name}: odds have shape {party.odds.shape}, need {(draws, months)}."
                )
            if party.ratios.shape != (draws, causes, FADE_MONTHS + 1):
                raise AgreementError(
                    f"{party.name}: ratios have shape {party.ratios.shape}, "
                    f"need {(draws, causes, FADE_MONTHS + 1)}."
                )
            if not np.all((party.odds >= 0) & (party.odds <= 1)):
                raise AgreementError(f"{party.name}: odds of a change must lie within 0 and 1.")
            if not np.all(party.ratios > 0):
                raise AgreementError(f"{party.name}: hazard ratios must be positive.")

    @property
    def draws(self) -> int:
        """Number of parameter draws."""
        return int(self.hazards.shape[0])

    @property
    def months(self) -> int:
        """Months simulated."""
        return int(self.hazards.shape[2])


def monthly_odds(
    yearly_rate: Floats,
    months: int,
    elections: Sequence[tuple[int, float | Floats]] = (),
    between_yearly: float | Floats = 0.0,
) -> Floats:
    """Return the probability of a coalition change in each month.

    Parameters
    ----------
    yearly_rate: (draws,) changes a year where no election is dated, and after the last that is
    months
        How many.
    elections
        (month counted from 0 at signature, odds that the coalition changes then, one for all
        draws or (draws,)). Until the last of them, even one beyond ``months``, the yearly rate
        does not apply.
    between_yearly
        Changes a year beside the dated elections, until the last of them (deaths, resignations,
        coups): the user's own, one for all draws or (draws,).

    Returns
    -------
    array ``(draws, months)``
    """
    draws = len(yearly_rate)
    odds = np.repeat((1.0 - np.exp(-yearly_rate / 12))[:, None], months, axis=1)
    if not elections:
        return odds
    dated = min(months, max(month for month, _ in elections) + 1)
    beside = np.broadcast_to(1.0 - np.exp(-np.asarray(between_yearly) / 12), draws)
    odds[:, : max(0, dated)] = beside[:, None]
    for month, chance in elections:
        if not np.all((np.asarray(chance) >= 0) & (np.asarray(chance) <= 1)):
            raise AgreementError(f"election in month {month}: odds {chance} lie outside 0 to 1.")
        if 0 <= month < months:
            # No change this month means neither by election nor otherwise; odds add up only so.
            odds[:, month] = 1.0 - (1.0 - odds[:, month]) * (1.0 - chance)
    return odds


def with_disruption(
    agreement: Agreement, yearly_rate: float | Floats, by_month: float | Floats = 0.0
) -> Agreement:
    """Add ``disrupted`` as a cause at the user's own rates; no data stand behind it.

    Parameters
    ----------
    agreement
        What is disrupted.
    yearly_rate
        Ends a year, one for all draws or (draws,).
    by_month
        Hazard a month beside it, one for all or (draws, months).
    """
    draws, _, months = agreement.hazards.shape
    monthly = np.broadcast_to(np.asarray(yearly_rate, dtype=np.float64) / 12, draws)
    extra = np.broadcast_to(monthly[:, None] + by_month, (draws, months))[:, None, :]
    parties = tuple(
        PartyTurnover(
            p.name, p.odds, p.blocs,
            np.concatenate([p.ratios, np.ones((draws, 1, FADE_MONTHS + 1))], axis=1),
        )
        for p in agreement.parties
    )  # fmt: skip
    return Agreement(
        (*agreement.causes, "disrupted"),
        np.concatenate([agreement.hazards, extra], axis=1),
        parties,
    )
