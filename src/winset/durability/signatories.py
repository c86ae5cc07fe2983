"""From a scenario to the signatories of a named deal: who may come next, and when."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping

import numpy as np

from winset.arrays import Floats
from winset.durability.coefficients import shipped_approval
from winset.durability.prospects import Signatory, Terms
from winset.durability.successors import Bloc
from winset.scenario.checks.durability import is_united_states
from winset.scenario.model import Election, Scenario
from winset.scenario.numbers import Number
from winset.texts.successors import Successor
from winset.worlds.distributions import quantile

MONTH_DAYS = 365.2425 / 12


def terms_of(scenario: Scenario, form: str) -> Terms | None:
    """What the data know of a form; None where it is not said whether it is ratified."""
    ratified = scenario.is_ratified(form)
    if ratified is None:
        return None
    settings = scenario.durability
    return Terms(ratified, settings.institutions, settings.signed_in_war, settings.era)


class Turnover:
    """When each party's coalition may change, drawn once and shared by every deal."""

    def __init__(self, scenario: Scenario, draws: int, seed: int) -> None:
        self.scenario, self.draws = scenario, draws
        seeds = np.random.SeedSequence([seed, 1]).spawn(len(scenario.parties))
        self._drawn = {
            party: self._draw(party, np.random.default_rng(child))
            for party, child in zip(scenario.parties, seeds, strict=True)
        }

    def signatory(
        self, party: str, successors: tuple[Successor, ...], accepts: Mapping[str, float]
    ) -> Signatory:
        """Describe a party, and who may come next, as it faces one package.

        ``accepts``: actor id → probability that it accepts the package.
        """
        elections, rate = self._drawn[party]
        blocs = tuple(Bloc(who.actor, who.weight, 1.0 - accepts[who.actor]) for who in successors)
        return Signatory(
            party, self.scenario.parties[party].regime, blocs, elections,
            between_yearly=0.0 if rate is None else rate, yearly_rate=rate,
        )  # fmt: skip

    def _draw(
        self, party: str, rng: np.random.Generator
    ) -> tuple[list[tuple[int, Floats]], Floats | None]:
        side, signed = self.scenario.parties[party], self.scenario.signed
        rate = None if side.turnover is None else self._drawn_number(side.turnover, 12.0, rng)
        ahead = [e for e in side.elections if signed is not None and e.in_office >= signed]
        elections = []
        for place, election in enumerate(sorted(ahead, key=lambda e: e.in_office)):
            assert signed is not None
            odds = self._drawn_number(election.change, 1.0, rng)
            if place == 0 and self._uses_approval(party):
                odds = self._by_approval(party, rng)
            elections.append((month_of(signed, election), odds))
        return elections, rate

    def _drawn_number(self, number: Number, high: float, rng: np.random.Generator) -> Floats:
        return quantile(number, rng.uniform(1e-9, 1 - 1e-9, self.draws), 0.0, high)

    def _uses_approval(self, party: str) -> bool:
        wanted = self.scenario.durability.use_approval
        has_one = self.scenario.parties[party].approval is not None
        return wanted and has_one and is_united_states(self.scenario, party)

    def _by_approval(self, party: str, rng: np.random.Generator) -> Floats:
        """(draws,) odds that the president's party loses the White House."""
        approval = self.scenario.parties[party].approval
        assert approval is not None
        coefficients, covariance = shipped_approval()
        drawn = rng.multivariate_normal(coefficients, covariance, size=self.draws, method="eigh")
        logit = drawn[:, 0] + drawn[:, 1] * (self._drawn_number(approval, 100.0, rng) - 50.0)
        return np.asarray(1 / (1 + np.exp(-logit)))


def month_of(signed: dt.date, election: Election) -> int:
    """Month from signature, counted from 0, in which the winner of an election takes office."""
    return math.floor((election.in_office - signed).days / MONTH_DAYS)
