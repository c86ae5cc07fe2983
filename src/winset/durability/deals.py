"""How long the deals of a result last: each form's deal, and the one the elites also accept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from winset.durability.crossings import crossings_of
from winset.durability.disruption import Rejections
from winset.durability.elite_backed import Backing, ElitesAsked
from winset.durability.projection import Projection
from winset.durability.prospects import DEFAULT_DRAWS
from winset.durability.results import Choice, Contrast, Deal, Durability, FormKind, Reason
from winset.durability.signatories import terms_of
from winset.durability.survival import Outlook, difference
from winset.errors import WinsetError
from winset.packages import by_view
from winset.uncertainty import Band

if TYPE_CHECKING:
    from winset.engine import Result

MARKS = (1, 5, 10)
"""Years at which survival is told beside the last, as far as they are looked ahead to."""

RHO_TRIED = (0.3, 0.7)
"""Fixed shares of rejecting successors that the comparison is repeated with."""

_SHOWN = 4

Deals = Mapping[str, Mapping[Choice, Deal]]
"""Form → why a package is looked at → that deal."""


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
        self.result, self.scenario = result, result.scenario
        self.projection = Projection(self.scenario, result.worlds, years, exact=exact)
        self.years = self.projection.years

    def run(self, forms: Sequence[str], package: int | None) -> Durability:
        if package is not None and self.result.method == "programme":
            raise WinsetError(
                "A package of one's own cannot be followed where packages are too many to list. "
                "Give the issues fewer options."
            )
        skipped = {form: reason for form in forms if (reason := self._reason(form))}
        kept = [form for form in forms if form not in skipped]
        backing = self._backing(kept)
        chosen = {form: self._choices(form, backing.get(form), package) for form in kept}
        for form in [form for form, packages in chosen.items() if not packages]:
            skipped[form] = "no_deal"
            del chosen[form]
        self._ask(chosen)
        deals = {
            form: {choice: self._deal(form, choice, number) for choice, number in packages.items()}
            for form, packages in chosen.items()
        }
        kinds = tuple(self._kinds(deals))
        marks = tuple(sorted({*(mark for mark in MARKS if mark <= self.years), self.years}))
        return Durability(
            forms=deals,
            skipped=skipped,
            kinds=kinds,
            years=self.years,
            marks=marks,
            signed=self.scenario.signed,
            successors={
                party: self.projection.successors(party)
                for form in chosen
                for party in self.scenario.signatories(form)
            },
            backing={form: self._asked(backing[form]) for form in deals if form in backing},
            contrasts=tuple(_within_forms(deals, marks)),
            form_adds=tuple(self._between_forms(deals, marks)),
            crossings=crossings_of(deals, self.projection.disruptors, marks[-1]),
            rho=self._by_rho([deals[form] for kind in kinds for form in kind.shown], marks[-1]),
            draws=DEFAULT_DRAWS,
        )

    def _reason(self, form: str) -> Reason | None:
        """Say why a form is left out, if it is."""
        if form not in self.result.forms:
            return "no_rule"
        return "unknown_kind" if terms_of(self.scenario, form) is None else None

    def _backing(self, forms: Sequence[str]) -> dict[str, Backing]:
        """Find each form's package for the elites; forms without elite actors are left out."""
        if self.result.method == "programme" or not forms:
            return {}  # packages too many to list are too many to put each to the elites
        asked = ElitesAsked(self.scenario, self.result.worlds, self.result.space, forms)
        best = {form: asked.best(form) for form in forms}
        return {form: backing for form, backing in best.items() if backing is not None}

    def _choices(
        self, form: str, backing: Backing | None, package: int | None
    ) -> dict[Choice, int]:
        """Choose the packages of a form that are run forward."""
        answer = self.result.forms[form]
        chosen: dict[Choice, int] = {}
        settled = answer.settlements["nash"].package
        if settled is not None:
            chosen["nash"] = settled
            chosen["most_ratifiable"] = answer.ratification.most_ratifiable(1)[0]
            if backing is not None:
                chosen["elite_backed"] = backing.package
        if package is not None:
            chosen["named"] = package
        return chosen

    def _ask(self, chosen: Mapping[str, Mapping[Choice, int]]) -> None:
        """Put every package to every actor in one go; the report asks about the same ones."""
        numbers = dict.fromkeys(n for packages in chosen.values() for n in packages.values())
        for form in chosen:
            ratification = self.result.forms[form].ratification
            numbers.update(dict.fromkeys(ratification.most_ratifiable(_SHOWN)))
        self.place = {number: at for at, number in enumerate(numbers)}
        ask = partial(self.result.consent_odds, tuple(numbers))
        self.to_signers = by_view(self.scenario, chosen, self.scenario.actors, ask)
        self.known = ask()

    def _accepts(self, number: int) -> dict[str, float]:
        """Actor id → probability that it accepts a package, once it knows all of it.

        Nobody backs a text unseen, and whoever comes to power finds what was kept undisclosed.
        """
        at = self.place[number]
        return {actor: float(odds.probability[at]) for actor, odds in self.known.items()}

    def _asked(self, backing: Backing) -> Backing:
        """Give the elites' answers over all worlds in place of the search's."""
        accepts = self._accepts(backing.package)
        return replace(backing, elites={actor: accepts[actor] for actor in backing.elites})

    def _deal(self, form: str, choice: Choice, number: int) -> Deal:
        at, accepts = self.place[number], self._accepts(number)
        consents = self.to_signers[form]
        rejections = self._rejections(form, number)
        parties = self.scenario.signatories(form)
        principals = [self.scenario.signer(party) for party in parties]
        return Deal(
            form=form,
            choice=choice,
            package=number,
            ratified=self.result.forms[form].ratification.zone.odds(number),
            utilities={a: float(consents[a].utility[at]) for a in principals},
            reservations={a: consents[a].reservation for a in principals},
            rejects={party: self.projection.rejects(party, accepts) for party in parties},
            outlook=self.projection.outlook(form, accepts, rejections),
            by_form=self.projection.outlook(form, accepts, rejections, by_form=True),
            rejections=rejections,
        )

    def _rejections(self, form: str, number: int) -> Rejections:
        return self.projection.disruptors.rejections(form, self.result.space.choices([number])[0])

    def _kinds(self, forms: Iterable[str]) -> Iterator[FormKind]:
        """Put together forms that the data cannot tell apart."""
        alike: dict[object, list[str]] = {}
        for form in forms:
            key = self.scenario.signatories(form), terms_of(self.scenario, form)
            alike.setdefault(key, []).append(form)
        for group in alike.values():
            yield FormKind(
                forms=tuple(group),
                published=tuple(form for form in group if self.scenario.is_disclosed(form)),
                all_reject=self.projection.had_all(group[0], accept=0.0),
                none_rejects=self.projection.had_all(group[0], accept=1.0),
            )

    def _between_forms(self, deals: Deals, marks: Sequence[int]) -> Iterator[Contrast]:
        """Put the texts of the first form into every other one: what is left is the form's doing.

        Comparing each form's own deal would mix in that another form's ratifiers bring about
        another text.
        """
        first, *others = [form for form, chosen in deals.items() if "nash" in chosen] or [""]
        for form in others:
            for choice, deal in deals[first].items():
                if choice in ("nash", "elite_backed"):
                    accepts = self._accepts(deal.package)
                    rejections = self._rejections(form, deal.package)
                    outlook = self.projection.outlook(form, accepts, rejections)
                    by_form = self.projection.outlook(form, accepts, rejections, by_form=True)
                    for years in marks:
                        yield Contrast(
                            form, choice, first, years,
                            difference(outlook, deal.outlook, years),
                            difference(by_form, deal.by_form, years),
                        )  # fmt: skip

    def _by_rho(self, shown: Sequence[Mapping[Choice, Deal]], years: int) -> dict[float, Band]:
        """Repeat the first comparison that is shown with ρ fixed, where it is not already."""
        first = next((chosen for chosen in shown if "nash" in chosen), {})
        if "elite_backed" not in first or self.scenario.durability.rho is not None:
            return {}
        return {
            rho: difference(
                self._at_rho(first["elite_backed"], rho), self._at_rho(first["nash"], rho), years
            )
            for rho in RHO_TRIED
        }

    def _at_rho(self, deal: Deal, rho: float) -> Outlook:
        accepts = self._accepts(deal.package)
        return self.projection.outlook(deal.form, accepts, deal.rejections, rho=rho)


def _within_forms(deals: Deals, marks: Sequence[int]) -> Iterator[Contrast]:
    """Compare every deal with the leaders' own in the same form."""
    for form, chosen in deals.items():
        for choice, deal in chosen.items():
            if choice != "nash" and "nash" in chosen:
                for years in marks:
                    yield Contrast(
                        form, choice, form, years,
                        difference(deal.outlook, chosen["nash"].outlook, years),
                        difference(deal.by_form, chosen["nash"].by_form, years),
                    )  # fmt: skip
