"""How long the deals of a result last: each form's deal, and the one the elites also accept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from winset.durability.deal import terms_of
from winset.durability.elite_backed import Backing, ElitesAsked
from winset.durability.projection import Forward
from winset.durability.prospects import DEFAULT_DRAWS
from winset.durability.results import Choice, Contrast, Deal, Durability
from winset.durability.survival import Band, Outlook, difference
from winset.errors import WinsetError

if TYPE_CHECKING:
    from winset.engine import Result

MARKS = (1, 5, 10)
"""Years at which survival is told beside the last, as far as they are looked ahead to."""

RHO_TRIED = (0.3, 0.7)
"""Fixed shares of rejecting successors that the comparison is repeated with."""

_SHOWN = 4


def durability_of(
    result: Result,
    *,
    forms: Sequence[str] | None = None,
    years: int | None = None,
    package: int | None = None,
    exact: bool = False,
) -> Durability:
    """Run the deals of a result forward.

    Parameters
    ----------
    result
        The result.
    forms
        Forms to look at; default all.
    years
        Years to look ahead; default the scenario's.
    package
        Number of a package to look at beside those the result singles out.
    exact
        Use the exact recursion for forms with two signatories: some thirty times slower.

    Returns
    -------
    Durability
        ``forms`` is empty, and ``skipped`` says why, where nothing can be computed.
    """
    return _Deals(result, years, exact=exact).run(forms or result.scenario.forms, package)


class _Deals:
    """The deals of one result."""

    def __init__(self, result: Result, years: int | None, *, exact: bool) -> None:
        self.analysis, self.scenario = result, result.scenario
        self.forward = Forward(self.scenario, result.worlds, years, exact=exact)
        self.years = self.forward.years

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
            successors={
                party: self.forward.successors(party)
                for form in chosen
                for party in self.scenario.signatories(form)
            },
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

    def _accepts(self, number: int) -> dict[str, float]:
        at = self.place[number]
        return {actor: float(own.probability[at]) for actor, own in self.consents.items()}

    def _asked(self, backing: Backing) -> Backing:
        """Give the elites' answers over all worlds in place of the search's."""
        at = self.place[backing.package]
        odds = {actor: float(self.consents[actor].probability[at]) for actor in backing.elites}
        return replace(backing, elites=odds)

    def _deal(self, form: str, choice: Choice, number: int) -> Deal:
        at, accepts = self.place[number], self._accepts(number)
        parties = self.scenario.signatories(form)
        principals = [self.scenario.parties[party].principal for party in parties]
        return Deal(
            form=form,
            choice=choice,
            package=number,
            ratified=self.analysis.forms[form].ratification.zone.odds(number),
            utilities={a: float(self.consents[a].utility[at]) for a in principals},
            reservations={a: self.consents[a].reservation for a in principals},
            rejects={party: self.forward.rejects(party, accepts) for party in parties},
            outlook=self.forward.outlook(form, accepts),
            by_form=self.forward.outlook(form, accepts, by_form=True),
        )

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
                self._at_rho(backed, rho),
                self._at_rho(benchmark, rho),
                years,
            )
            for rho in RHO_TRIED
        }

    def _at_rho(self, deal: Deal, rho: float) -> Outlook:
        return self.forward.outlook(deal.form, self._accepts(deal.package), rho=rho)


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
