"""The leader-only question as a decision: what the principals give up, for how many years of life.

A deal is worth u − r to a principal for every year it is in force. Over the years looked ahead that
makes V(δ) = (u − r) · ∫ S(t) e^(−δt) dt, with S the survival curve of each parameter draw and δ the
discount rate. The odds of ratification multiply it.

Deals are weighed within one form: the package the elites also accept against the leaders' own in
the same form. What another form does for the leaders' own deal is a comparison of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from winset.advice.answers import ask_each_form
from winset.arrays import Floats
from winset.durability.results import Choice, Contrast, Deal, Durability
from winset.durability.survival import Outlook
from winset.uncertainty import Band, Difference, band_of, paired

if TYPE_CHECKING:
    from winset.engine import Result

Lives = tuple[Floats, Floats]
"""(draws,) years in force of two deals, on the same draws."""

_Utilities = Mapping[tuple[str, str, int], Floats]
"""(form, principal, package) → (worlds,) utility."""

RATES = (0.0, 0.05, 0.1, 0.2)
"""Discount rates a year that the comparison is made with."""


@dataclass(frozen=True)
class Alternative:
    """A deal in place of the leaders' own."""

    form: str
    choice: Choice
    package: int
    """``form``, ``choice``, ``package``: which deal."""
    against: Deal
    """The leaders' own deal: in the same form, or, of the leaders' own in another form, the
    benchmark."""
    backed: bool
    """Whether the package looked for on the elites' behalf in its form has them all."""
    ratified: float
    """Probability that it passes in its form."""
    losses: Mapping[str, Difference]
    """Principal → mean utility given up, the leaders' own less this one's, over the same worlds;
    negative where it gains."""
    years: Mapping[float, Band]
    """Discount rate → change in (discounted) years in force over the years looked ahead."""
    by_form: Mapping[float, Band]
    """The same if ratification changes what a change of coalition does."""
    value: Mapping[str, Mapping[float, Band]]
    """Principal → discount rate → change of V in utility-years, draw by draw, its interval widened
    by the error of the utility."""
    life: Band
    """Years in force of the leaders' own deal it is weighed against, undiscounted."""
    needed: Mapping[str, float | None]
    """Principal → undiscounted years in force it would have to gain to make up for what is given
    up; None where the deal is worth no more than none to it, and 0 where it gives up nothing."""

    @property
    def same(self) -> bool:
        """Whether it is the leaders' own package."""
        return self.package == self.against.package

    @property
    def lasts(self) -> int:
        """1 if it lasts clearly longer, −1 if clearly less long, at every rate and reading."""
        return _common_sign([*self.years.values(), *self.by_form.values()])

    def pays(self, principal: str) -> int:
        """1 if the deal is clearly worth more to a principal at every rate, −1 if less, else 0."""
        return _common_sign(self.value[principal].values())


@dataclass(frozen=True)
class LeaderOnly:
    """The leader-only question."""

    benchmark: Deal | None
    """The leaders' own deal, in the first form that has one; None where nothing can be said."""
    principals: tuple[str, ...]
    """Whose value is compared: those who sign it."""
    horizon: int
    """Years looked ahead."""
    life: Band | None
    """Years in force of the benchmark over the years looked ahead, undiscounted."""
    alternatives: tuple[Alternative, ...]
    """Other deals: in each form the one with the elites on board, then the leaders' own in other
    forms than the benchmark's."""
    form_adds: tuple[Contrast, ...]
    """The benchmark's own package in every other form, against the benchmark, at the last mark."""
    rho: Mapping[float, Band]
    """Fixed ρ → how much likelier the package for the elites is to be in force at the last mark, in
    the benchmark's form."""
    years: int
    """The last mark."""


def leader_only(result: Result, durability: Durability) -> LeaderOnly:
    """Weigh the leaders' own deal against deals that the elites also accept."""
    benchmark = durability.benchmark
    last = durability.marks[-1]
    if benchmark is None:
        return LeaderOnly(None, (), durability.years, None, (), (), {}, last)
    with_own = [deals for deals in durability.forms.values() if "nash" in deals]
    pairs = [
        (deals["elite_backed"], deals["nash"]) for deals in with_own if "elite_backed" in deals
    ]
    pairs += [(deals["nash"], benchmark) for deals in with_own if deals["nash"] is not benchmark]
    utilities = _utilities(result, pairs)
    backed = {form: backing.backed for form, backing in durability.backing.items()}
    return LeaderOnly(
        benchmark,
        tuple(benchmark.utilities),
        durability.years,
        band_of(years_in_force(benchmark.outlook, 0.0)),
        tuple(
            _alternative(deal, own, utilities, backed=backed.get(deal.form, False))
            for deal, own in pairs
        ),
        tuple(c for c in durability.form_adds if (c.choice, c.years) == ("nash", last)),
        durability.rho,
        last,
    )


def years_in_force(outlook: Outlook, rate: float) -> Floats:
    """(draws,) years in force over the years looked ahead, discounted at a rate a year."""
    survival = outlook.survival
    month = np.arange(survival.shape[1] - 1)
    # trapezoids: months are short against any hazard, and discounting is taken at their middle
    weight = np.exp(-rate * (month + 0.5) / 12) / 12
    return np.asarray((survival[:, :-1] + survival[:, 1:]) / 2 @ weight)


def _utilities(result: Result, pairs: Iterable[tuple[Deal, Deal]]) -> _Utilities:
    """(form, principal, package) → (worlds,) utility."""
    deals = [deal for pair in pairs for deal in pair]
    numbers = tuple(dict.fromkeys(deal.package for deal in deals))
    principals = dict.fromkeys(p for deal in deals for p in deal.utilities)
    forms = dict.fromkeys(deal.form for deal in deals)
    answers = ask_each_form(result, result.worlds, forms, numbers, principals)
    return {
        (form, principal, number): utility[:, at]
        for form, own in answers.items()
        for principal, utility in own.utilities.items()
        for at, number in enumerate(numbers)
    }


def _alternative(deal: Deal, own: Deal, utilities: _Utilities, *, backed: bool) -> Alternative:
    """Weigh one deal against the leaders' own."""
    principals = [p for p in own.utilities if p in deal.utilities]
    losses = {
        p: paired(utilities[deal.form, p, deal.package], utilities[own.form, p, own.package])
        for p in principals
    }
    lives = {rate: _lives(own.outlook, deal.outlook, rate) for rate in RATES}
    by_form = {rate: _lives(own.by_form, deal.by_form, rate) for rate in RATES}
    life = band_of(lives[0.0][0])
    value, needed = {}, {}
    for p, loss in losses.items():
        now, after = (one.utilities[p] - one.reservations[p] for one in (own, deal))
        value[p] = {rate: _value(now, after, loss.margin, pair) for rate, pair in lives.items()}
        needed[p] = _needed(now, after, life.mean)
    return Alternative(
        form=deal.form,
        choice=deal.choice,
        package=deal.package,
        against=own,
        backed=backed,
        ratified=deal.ratified,
        losses=losses,
        years={rate: band_of(after - now) for rate, (now, after) in lives.items()},
        by_form={rate: band_of(after - now) for rate, (now, after) in by_form.items()},
        value=value,
        life=life,
        needed=needed,
    )


def _lives(own: Outlook, deal: Outlook, rate: float) -> Lives:
    return years_in_force(own, rate), years_in_force(deal, rate)


def _value(now: float, after: float, margin: float, lives: Lives) -> Band:
    """Change of V, its interval reaching as far as the error of the utility lets it.

    The draws of the worlds and those of the parameters are independent, but V is a product of the
    two; taking each end of the one at the matching end of the other errs on the wide side.
    """
    low, mid, high = (
        band_of((after + shift) * lives[1] - now * lives[0]) for shift in (-margin, 0.0, margin)
    )
    return Band(mid.mean, low.low, high.high)


def _needed(now: float, after: float, life: float) -> float | None:
    """Years in force to gain so that (u − r) × years is what it was."""
    if after <= 0:
        return None if now > 0 else 0.0
    return max(0.0, life * (now / after - 1))


def _common_sign(bands: Iterable[Band]) -> int:
    """1 or −1 where every band is clear and on that side of 0, else 0."""
    signs = {band.sign for band in bands}
    return signs.pop() if len(signs) == 1 else 0
