"""Deals of one scenario run forward; deals that differ in nothing that matters are run once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from winset.durability.agreement import Agreement, with_disruption
from winset.durability.coefficients import shipped_coefficients
from winset.durability.disruption import (
    MOST_A_YEAR,
    NOBODY,
    Disruptors,
    Rejections,
    monthly_hazard,
)
from winset.durability.marginals import MOST_OVERLAP, carry
from winset.durability.prospects import DEFAULT_DRAWS, Signatory, prospect
from winset.durability.recursion import run_recursion
from winset.durability.signatories import Turnover, terms_of
from winset.durability.simulate import run_paths
from winset.durability.successors import rejection
from winset.durability.survival import Outlook
from winset.scenario.model import Scenario
from winset.scenario.numbers import Fixed
from winset.texts.successors import Successor, successors_of
from winset.worlds import Worlds
from winset.worlds.distributions import quantile

PATHS = 40_000
"""Histories drawn where more than two parties' changes overlap too much for the quick engine."""

RANGE_OVERLAP = 0.05
"""Overlap up to which the quick engine gives the ends of the attainable range, which are told in
whole percents: its mean is within about 0.003 of the exact one."""


class Projection:
    """Runs deals forward on the same parameter draws, so that they can be compared.

    Parameters
    ----------
    scenario, worlds
        The scenario and its worlds.
    years
        Years to look ahead; default the scenario's.
    exact
        Use the exact recursion for forms with two signatories: some thirty times slower.
    """

    def __init__(
        self, scenario: Scenario, worlds: Worlds, years: int | None = None, *, exact: bool = False
    ) -> None:
        self.scenario, self.worlds, self.exact = scenario, worlds, exact
        self.years = scenario.durability.years if years is None else years
        self.turnover = Turnover(scenario, DEFAULT_DRAWS, worlds.seed)
        self.disruptors = Disruptors(scenario, worlds, DEFAULT_DRAWS)
        self._successors: dict[str, tuple[Successor, ...]] = {}
        self._runs: dict[object, Outlook] = {}

    def successors(self, party: str) -> tuple[Successor, ...]:
        """Name who may come after a party's principal."""
        if party not in self._successors:
            self._successors[party] = successors_of(self.scenario, self.worlds, party)
        return self._successors[party]

    def rejects(self, party: str, accepts: Mapping[str, float]) -> float | None:
        """Probability that a party's successor rejects; None where nobody is named.

        ``accepts``: actor id → probability that it accepts the package.
        """
        blocs = self.turnover.signatory(party, self.successors(party), accepts).blocs
        return rejection(blocs)[0] if blocs else None

    def outlook(
        self,
        form: str,
        accepts: Mapping[str, float],
        rejections: Rejections | None = None,
        *,
        by_form: bool = False,
        rho: float | None = None,
    ) -> Outlook:
        """Run a deal forward.

        Parameters
        ----------
        form
            A form of which the scenario says whether it is ratified.
        accepts
            Actor id → probability that it accepts the package, 0–1.
        rejections
            Who of those who may disrupt it rejects it together; by default as ``accepts`` says,
            each apart from the others, and whoever it does not name disrupts nothing.
        by_form
            Let ratification change what a coalition change does.
        rho
            Share of successors in the data who reject, in place of the scenario's.
        """
        signatories = [
            self.turnover.signatory(party, self.successors(party), accepts)
            for party in self.scenario.signatories(form)
        ]
        if rejections is None:
            asked = [actor for actor in self.disruptors.of(form) if actor in accepts]
            rejections = Rejections.independent({actor: 1.0 - accepts[actor] for actor in asked})
        return self._run(form, signatories, rejections, by_form=by_form, rho=rho)

    def had_all(self, form: str, accept: float) -> Outlook:
        """Run a deal that every successor accepts with one probability, whoever they may be."""
        anyone = (Successor("", 1.0),)
        signatories = [
            self.turnover.signatory(party, anyone, {"": accept})
            for party in self.scenario.signatories(form)
        ]
        return self._run(form, signatories, most_overlap=RANGE_OVERLAP)

    def _run(
        self,
        form: str,
        signatories: Sequence[Signatory],
        rejections: Rejections = NOBODY,
        *,
        by_form: bool = False,
        rho: float | None = None,
        most_overlap: float = MOST_OVERLAP,
    ) -> Outlook:
        """Run a deal forward, or return it where one that differs in nothing has been."""
        parties, terms = self.scenario.signatories(form), terms_of(self.scenario, form)
        assert terms is not None
        fixed = self.scenario.durability.rho if rho is None else rho
        blocs = tuple(signatory.blocs for signatory in signatories)
        key = (parties, terms, blocs, rejections, by_form, fixed, most_overlap)
        if key not in self._runs:
            agreement = prospect(
                shipped_coefficients(), terms, signatories, years=self.years,
                seed=self.worlds.seed, by_form=by_form, rho=fixed,
            )  # fmt: skip
            agreement = self._disrupted(agreement, rejections)
            self._runs[key] = self._carried(agreement, most_overlap)
        return self._runs[key]

    def _disrupted(self, agreement: Agreement, rejections: Rejections) -> Agreement:
        """Add the ends that outsiders bring about, where the analyst gives a rate."""
        disruption, rate = self.scenario.durability.disruption, np.zeros(1)
        # forms that bind those who disrupt others have the cause too, so that they can be compared
        if disruption == Fixed(0.0) and not self.disruptors.rates:
            return agreement
        if disruption != Fixed(0.0):
            rng = np.random.default_rng([self.worlds.seed, 2])
            rate = quantile(
                disruption, rng.uniform(1e-9, 1 - 1e-9, DEFAULT_DRAWS), 0.0, MOST_A_YEAR
            )
        undisturbed = self.disruptors.undisturbed(rejections, agreement.months)
        return with_disruption(agreement, rate, monthly_hazard(undisturbed))

    def _carried(self, agreement: Agreement, most_overlap: float) -> Outlook:
        """Take the quick engine, and a slow one where changes of two parties at once matter."""
        few = len(agreement.parties) <= 2
        if self.exact and few:
            return run_recursion(agreement)
        quick, overlap = carry(agreement)
        if overlap <= most_overlap:
            return quick
        return run_recursion(agreement) if few else run_paths(agreement, PATHS, self.worlds.seed)
