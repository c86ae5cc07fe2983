"""The leader-only question as a decision: what the principals give up, for how many years of life.

A deal is worth u − r to a principal for every year it is in force. Over the years looked ahead that
makes V(δ) = (u − r) · ∫ S(t) e^(−δt) dt, with S the survival curve of each parameter draw and δ the
discount rate. The odds of ratification multiply it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from winset.advice.answers import ask
from winset.advice.survival_of_deals import is_clear
from winset.durability.results import Choice, Deal, Durability
from winset.durability.survival import Outlook
from winset.uncertainty import Band

if TYPE_CHECKING:
    from winset.engine import Result

Array = NDArray[np.float64]

RATES = (0.0, 0.05, 0.1, 0.2)
"""Discount rates a year that the comparison is made with."""

_Z95 = 1.959964


@dataclass(frozen=True)
class Alternative:
    """A deal in place of the leaders' own.

    Attributes
    ----------
    form, choice, package
        Which deal.
    same
        Whether it is the leaders' own package in another form.
    backed
        Whether the package looked for on the elites' behalf in its form has them all.
    ratified
        Probability that it passes in its form.
    losses, errors
        Principal → mean utility given up against the leaders' own deal, negative where it gains,
        and the standard error of the draws.
    years
        Discount rate → change in (discounted) years in force over the years looked ahead.
    by_form
        The same if ratification changes what a change of coalition does.
    value
        Principal → discount rate → change of V in utility-years, draw by draw, its interval widened
        by the error of the utility.
    needed
        Principal → undiscounted years in force it would have to gain to make up for what is given
        up; None where the deal is worth no more than none to it, and 0 where it gives up nothing.
    """

    form: str
    choice: Choice
    package: int
    same: bool
    backed: bool
    ratified: float
    losses: Mapping[str, float]
    errors: Mapping[str, float]
    years: Mapping[float, Band]
    by_form: Mapping[float, Band]
    value: Mapping[str, Mapping[float, Band]]
    needed: Mapping[str, float | None]

    @property
    def lasts(self) -> int:
        """1 if it lasts clearly longer, −1 if clearly less long, at every rate and reading."""
        bands = [*self.years.values(), *self.by_form.values()]
        if all(is_clear(band) and band.mean > 0 for band in bands):
            return 1
        return -1 if all(is_clear(band) and band.mean < 0 for band in bands) else 0

    def pays(self, principal: str) -> int:
        """1 if the deal is clearly worth more to a principal at every rate, −1 if less, else 0."""
        bands = self.value[principal].values()
        if all(is_clear(band) and band.mean > 0 for band in bands):
            return 1
        return -1 if all(is_clear(band) and band.mean < 0 for band in bands) else 0


@dataclass(frozen=True)
class LeaderOnly:
    """The leader-only question.

    Attributes
    ----------
    benchmark
        The leaders' own deal; None where nothing can be said.
    principals
        Whose value is compared: those who sign it.
    horizon
        Years looked ahead.
    life
        Years in force of the benchmark over the years looked ahead, undiscounted.
    alternatives
        Other deals, those with the elites on board first.
    rho
        Fixed ρ → how much likelier the package for the elites is to be in force at the last mark,
        in the benchmark's form.
    years
        The last mark.
    """

    benchmark: Deal | None
    principals: tuple[str, ...]
    horizon: int
    life: Band | None
    alternatives: tuple[Alternative, ...]
    rho: Mapping[float, Band]
    years: int


def leader_only(result: Result, durability: Durability) -> LeaderOnly:
    """Weigh the leaders' own deal against deals that the elites also accept.

    Parameters
    ----------
    result
        The result.

    Returns
    -------
    LeaderOnly
    """
    benchmark = durability.benchmark
    if benchmark is None:
        return LeaderOnly(None, (), durability.years, None, (), {}, durability.years)
    deals = [
        deal
        for own in durability.forms.values()
        for choice, deal in own.items()
        if deal is not benchmark and choice in ("nash", "elite_backed")
    ]
    deals.sort(key=lambda deal: deal.choice != "elite_backed")
    errors = _errors(result, benchmark, deals)
    return LeaderOnly(
        benchmark,
        tuple(benchmark.utilities),
        durability.years,
        _band(years_in_force(benchmark.outlook, 0.0)),
        tuple(_alternative(benchmark, deal, errors, durability) for deal in deals),
        durability.rho,
        durability.marks[-1],
    )


def years_in_force(outlook: Outlook, rate: float) -> Array:
    """(draws,) years in force over the years looked ahead, discounted at a rate a year."""
    survival = outlook.survival
    month = np.arange(survival.shape[1] - 1)
    weight = np.exp(-rate * (month + 0.5) / 12) / 12
    return np.asarray((survival[:, :-1] + survival[:, 1:]) / 2 @ weight)


def _errors(result: Result, benchmark: Deal, deals: list[Deal]) -> dict[tuple[str, int], float]:
    """(principal, package) → standard error of its utility less that of the benchmark."""
    numbers = tuple(dict.fromkeys([benchmark.package, *(deal.package for deal in deals)]))
    answers = ask(result.scenario, result.worlds, result.space, numbers, benchmark.utilities)
    return {
        (p, number): float((own[:, at] - own[:, 0]).std() / np.sqrt(len(own)))
        for p, own in answers.utilities.items()
        for at, number in enumerate(numbers)
    }


def _alternative(
    benchmark: Deal,
    deal: Deal,
    errors: Mapping[tuple[str, int], float],
    durability: Durability,
) -> Alternative:
    principals = [p for p in benchmark.utilities if p in deal.utilities]
    gains = {
        p: (
            benchmark.utilities[p] - benchmark.reservations[p],
            deal.utilities[p] - deal.reservations[p],
        )
        for p in principals
    }
    lives = {
        rate: (years_in_force(benchmark.outlook, rate), years_in_force(deal.outlook, rate))
        for rate in RATES
    }
    before = float(lives[0.0][0].mean())
    return Alternative(
        deal.form,
        deal.choice,
        deal.package,
        deal.package == benchmark.package,
        deal.form in durability.backing and durability.backing[deal.form].backed,
        deal.ratified,
        {p: benchmark.utilities[p] - deal.utilities[p] for p in principals},
        {p: errors[p, deal.package] for p in principals},
        {rate: _band(own[1] - own[0]) for rate, own in lives.items()},
        {
            rate: _band(
                years_in_force(deal.by_form, rate) - years_in_force(benchmark.by_form, rate)
            )
            for rate in RATES
        },
        {
            p: {
                rate: _widened(now, after, _Z95 * errors[p, deal.package], own)
                for rate, own in lives.items()
            }
            for p, (now, after) in gains.items()
        },
        {p: _needed(now, after, before) for p, (now, after) in gains.items()},
    )


def _widened(now: float, after: float, error: float, lives: tuple[Array, Array]) -> Band:
    """Change of V, its interval reaching as far as the error of the utility lets it."""
    low, mid, high = (
        _band((after + shift) * lives[1] - now * lives[0]) for shift in (-error, 0.0, error)
    )
    return Band(mid.mean, low.low, high.high)


def _needed(now: float, after: float, life: float) -> float | None:
    """Years in force to gain so that (u − r) × years is what it was."""
    if after <= 0:
        return None if now > 0 else 0.0
    return max(0.0, life * (now / after - 1))


def _band(values: Array) -> Band:
    low, high = np.quantile(values, [0.025, 0.975])
    return Band(float(values.mean()), float(low), float(high))
