"""How long the deals of an analysis last: each form's deal, and the one the elites also accept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from winset.durability.agreement import Agreement, with_disruption
from winset.durability.backing import Backing, ElitesAsked
from winset.durability.coefficients import shipped_coefficients
from winset.durability.deal import Turnover, successors_of, terms_of
from winset.durability.marginals import MOST_OVERLAP, carry
from winset.durability.outlook import Band, Outlook, difference
from winset.durability.prospects import DEFAULT_DRAWS, prospect
from winset.durability.recursion import run_recursion
from winset.durability.results import Choice, Contrast, Deal, Durability
from winset.durability.simulate import run_paths
from winset.durability.successors import rejection
from winset.errors import WinsetError
from winset.scenario.numbers import Fixed
from winset.worlds.distributions import quantile

if TYPE_CHECKING:
    from winset.analysis import Analysis

MARKS = (1, 5, 10)
"""Years at which survival is told beside the last, as far as they are looked ahead to."""

RHO_TRIED = (0.3, 0.7)
"""Fixed shares of rejecting successors that the comparison is repeated with."""

PATHS = 40_000
"""Histories drawn where more than two parties' changes overlap too much for the quick engine."""

_SHOWN = 4


def durability_of(
    analysis: Analysis,
    *,
    forms: Sequence[str] | None = None,
    years: int | None = None,
    package: int | None = None,
    exact: bool = False,
) -> Durability:
    """Run the deals of an analysis forward.

    Parameters
    ----------
    analysis
        The analysis.
    forms
        Forms to look at; default all.
    years
        Years to look ahead; default the scenario's.
    package
        Number of a package to look at beside those the analysis singles out.
    exact
        Use the exact recursion for forms with two signatories: some thirty times slower.

    Returns
    -------
    Durability
        ``forms`` is empty, and ``skipped`` says why, where nothing can be computed.
    """
    return _Forward(analysis, years, exact=exact).run(forms or analysis.scenario.forms, package)


class _Forward:
    """One analysis run forward; deals that differ in nothing that matters are run once."""

    def __init__(self, analysis: Analysis, years: int | None, *, exact: bool) -> None:
        self.analysis, self.scenario = analysis, analysis.scenario
        self.years = self.scenario.durability.years if years is None else years
        self.seed, self.exact = analysis.worlds.seed, exact
        self.turnover = Turnover(self.scenario, DEFAULT_DRAWS, self.seed)
        self.runs: dict[object, Outlook] = {}

    def run(self, forms: Sequence[str], package: int | None) -> Durability:
        if package is not None and self.analysis.method == "programme":
            raise WinsetError(
                "A package of one's own cannot be followed where packages are too many to list. "
                "Give the issues fewer options."
            )
        skipped = {form: why for form in forms if (why := self._why_not(form))}
        kept = [form for form in forms if form not in skipped]
        backing = self._backing(kept)
        chosen = {form: self._choices(form, backing.get(form), package) for form in kept}
        for form in [form for form, own in chosen.items() if not own]:
            skipped[form] = "no deal can be settled on in any world, so there is none to last"
            del chosen[form]
        self._ask(chosen)
        deals = {
            form: {choice: self._deal(form, choice, number) for choice, number in own.items()}
            for form, own in chosen.items()
        }
        marks = tuple(sorted({*(mark for mark in MARKS if mark <= self.years), self.years}))
        benchmark = next((own["nash"] for own in deals.values() if "nash" in own), None)
        return Durability(
            forms=deals,
            skipped=skipped,
            years=self.years,
            marks=marks,
            signed=self.scenario.signed,
            successors=self.successors,
            backing={form: self._asked(own) for form, own in backing.items() if form in deals},
            contrasts=_contrasts(deals, benchmark, marks),
            rho=self._by_rho(deals, benchmark, marks[-1]),
            draws=DEFAULT_DRAWS,
        )

    def _why_not(self, form: str) -> str:
        if form not in self.analysis.forms:
            return "no two parties have a rule for it"
        if terms_of(self.scenario, form) is None:
            return f"the scenario does not say whether it is ratified (forms.{form}.ratified)"
        return ""

    def _backing(self, forms: Sequence[str]) -> dict[str, Backing]:
        if self.analysis.method == "programme":
            return {}  # the packages are too many to put each to the elites
        worlds, space = self.analysis.worlds, self.analysis.space
        asked = ElitesAsked(self.scenario, worlds, space, forms) if forms else None
        found = {form: asked.best(form) for form in forms} if asked else {}
        return {form: own for form, own in found.items() if own is not None}

    def _choices(
        self, form: str, backing: Backing | None, package: int | None
    ) -> dict[Choice, int]:
        own = self.analysis.forms[form]
        chosen: dict[Choice, int] = {}
        settled = own.settlements["nash"].package
        if settled is not None:
            chosen["nash"] = settled
            chosen["most_ratifiable"] = own.ratification.most_ratifiable(1)[0]
            if backing is not None:
                chosen["elite_backed"] = backing.package
        if package is not None:
            chosen["named"] = package
        return chosen

    def _ask(self, chosen: Mapping[str, Mapping[Choice, int]]) -> None:
        """Put every package to every actor in one go; the report asks about the same ones."""
        numbers = dict.fromkeys(number for own in chosen.values() for number in own.values())
        for form in chosen:
            ratification = self.analysis.forms[form].ratification
            numbers.update(dict.fromkeys(ratification.most_ratifiable(_SHOWN)))
        self.place = {number: at for at, number in enumerate(numbers)}
        self.consents = self.analysis.consent_odds(tuple(numbers)) if numbers else {}
        signing = dict.fromkeys(p for form in chosen for p in self.scenario.signatories(form))
        self.successors = {
            party: successors_of(self.scenario, self.analysis.worlds, party) for party in signing
        }

    def _asked(self, backing: Backing) -> Backing:
        """Give the elites' answers over all worlds in place of the search's."""
        at = self.place[backing.package]
        odds = {actor: float(self.consents[actor].probability[at]) for actor in backing.elites}
        return replace(backing, elites=odds)

    def _deal(self, form: str, choice: Choice, number: int) -> Deal:
        at = self.place[number]
        parties = self.scenario.signatories(form)
        principals = [self.scenario.parties[party].principal for party in parties]
        return Deal(
            form=form,
            choice=choice,
            package=number,
            ratified=self.analysis.forms[form].ratification.zone.odds(number),
            utilities={a: float(self.consents[a].utility[at]) for a in principals},
            reservations={a: self.consents[a].reservation for a in principals},
            rejects={party: self._rejects(party, at) for party in parties},
            outlook=self._run(form, number),
            by_form=self._run(form, number, by_form=True),
        )

    def _rejects(self, party: str, at: int) -> float | None:
        signatory = self.turnover.signatory(party, self.successors[party], self.consents, at)
        return rejection(signatory.blocs)[0] if signatory.blocs else None

    def _run(
        self, form: str, number: int, *, by_form: bool = False, rho: float | None = None
    ) -> Outlook:
        parties, terms = self.scenario.signatories(form), terms_of(self.scenario, form)
        assert terms is not None
        fixed = self.scenario.durability.rho if rho is None else rho
        key = (parties, terms, number, by_form, fixed)
        if key in self.runs:
            return self.runs[key]
        at = self.place[number]
        signatories = [
            self.turnover.signatory(party, self.successors[party], self.consents, at)
            for party in parties
        ]
        agreement = prospect(
            shipped_coefficients(), terms, signatories, years=self.years, seed=self.seed,
            by_form=by_form, rho=fixed,
        )  # fmt: skip
        disruption = self.scenario.durability.disruption
        if disruption != Fixed(0.0):
            u = np.random.default_rng([self.seed, 2]).uniform(1e-9, 1 - 1e-9, DEFAULT_DRAWS)
            agreement = with_disruption(agreement, quantile(disruption, u, 0.0, 12.0))
        outlook = self._carried(agreement)
        self.runs[key] = outlook
        return outlook

    def _carried(self, agreement: Agreement) -> Outlook:
        """Take the quick engine, and a slow one where changes of two parties at once matter."""
        few = len(agreement.parties) <= 2
        if self.exact and few:
            return run_recursion(agreement)
        found, overlap = carry(agreement)
        if overlap <= MOST_OVERLAP:
            return found
        return run_recursion(agreement) if few else run_paths(agreement, PATHS, self.seed)

    def _by_rho(
        self,
        deals: Mapping[str, Mapping[Choice, Deal]],
        benchmark: Deal | None,
        years: int,
    ) -> dict[float, Band]:
        """Repeat the comparison within the benchmark's form with ρ fixed."""
        backed = None if benchmark is None else deals[benchmark.form].get("elite_backed")
        if benchmark is None or backed is None or self.scenario.durability.rho is not None:
            return {}
        return {
            rho: difference(
                self._run(backed.form, backed.package, rho=rho),
                self._run(benchmark.form, benchmark.package, rho=rho),
                years,
            )
            for rho in RHO_TRIED
        }


def _contrasts(
    deals: Mapping[str, Mapping[Choice, Deal]], benchmark: Deal | None, marks: Sequence[int]
) -> tuple[Contrast, ...]:
    """Compare every other deal with the benchmark."""
    if benchmark is None:
        return ()
    return tuple(
        Contrast(
            form, choice, years,
            difference(deal.outlook, benchmark.outlook, years),
            difference(deal.by_form, benchmark.by_form, years),
        )
        for form, own in deals.items()
        for choice, deal in own.items()
        if deal is not benchmark
        for years in marks
    )  # fmt: skip
