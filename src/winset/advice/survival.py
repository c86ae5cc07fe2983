"""How long a deal lasts: for any package and payment, and world by world.

Durability runs a deal forward with each party's odds that a successor rejects it. In one world
every successor accepts or rejects, so those odds are the influence of who rejects. Survival is
worked out where each party's successors all accept or all reject, and between these corners its
logarithm is taken to be linear in every party's odds; halfway between all of them that is checked.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from winset.advice.answers import Answers
from winset.advice.outcomes import TargetOutcome
from winset.arrays import Floats
from winset.durability.projection import Projection
from winset.durability.signatories import terms_of
from winset.durability.survival import difference
from winset.scenario.model import Scenario
from winset.uncertainty import Band

if TYPE_CHECKING:
    from winset.engine import Result


YEARS = 5
"""Years after which survival is told, unless the scenario looks less far ahead."""

MOST_PARTIES = 4
"""Parties with named successors: the corners double with each."""

MOST_MISSED = 0.005
"""Greatest error halfway between the corners."""


class Lasting:
    """Deals of a result run forward on the same parameter draws."""

    def __init__(self, result: Result) -> None:
        self.scenario = result.scenario
        self.years = min(YEARS, result.scenario.durability.years)
        self.forward = Projection(result.scenario, result.worlds, self.years)

    def tells(self, form: str) -> bool:
        """Whether anything can be said of a form."""
        return terms_of(self.scenario, form) is not None

    def of(self, form: str, accepts: Mapping[str, float]) -> Band | None:
        """Survival after ``years`` of a deal these actors accept; None where nothing is told."""
        if not self.tells(form):
            return None
        return self.forward.outlook(form, accepts).survival_at(self.years)

    def gained(
        self, form: str, accepts: Mapping[str, float], start: Mapping[str, float]
    ) -> Band | None:
        """How much likelier one deal is to be in force than another, draw by draw."""
        if not self.tells(form):
            return None
        outlooks = [self.forward.outlook(form, answers) for answers in (accepts, start)]
        return difference(outlooks[0], outlooks[1], self.years)


def heirs(scenario: Scenario, lasting: Lasting) -> tuple[str, ...]:
    """Actors who may succeed to some signing party."""
    parties = dict.fromkeys(p for form in scenario.forms for p in scenario.signatories(form))
    return tuple(own.actor for party in parties for own in lasting.forward.successors(party))


def survivals(
    result: Result, answers: Mapping[str, Answers], lasting: Lasting
) -> list[TargetOutcome]:
    """Odds of being in force, of each form's Nash deal, in every world.

    ``answers``, by form, are those of all who may succeed. Forms of which durability tells nothing,
    or whose parties' odds cannot be taken apart well enough, are left out.
    """
    found = []
    for name, form in result.forms.items():
        deal = form.settlements["nash"].package
        if deal is None or not lasting.tells(name):
            continue
        rejecting = _rejecting(result.scenario.signatories(name), deal, answers[name], lasting)
        values = _between(name, rejecting, lasting)
        if values is not None:
            found.append(TargetOutcome(name, "survival", None, values))
    return found


def _rejecting(
    parties: tuple[str, ...], deal: int, answers: Answers, lasting: Lasting
) -> dict[str, Floats]:
    """Party → (worlds,) share of its successors, by influence, who reject the deal."""
    found = {}
    for party in parties:
        successors = lasting.forward.successors(party)
        if successors:
            refuses = [~answers.accepts(own.actor, deal) for own in successors]
            weights = [own.weight for own in successors]
            found[party] = np.average(np.stack(refuses), axis=0, weights=weights)
    return found


def _between(form: str, rejecting: Mapping[str, Floats], lasting: Lasting) -> Floats | None:
    """(worlds,) survival between the corners; None where that is too rough."""
    if not 0 < len(rejecting) <= MOST_PARTIES:
        return None
    heirs_of = {
        party: [own.actor for own in lasting.forward.successors(party)] for party in rejecting
    }

    def survival(rejects: tuple[float, ...]) -> float:
        accepts = {
            actor: 1.0 - odds
            for party, odds in zip(rejecting, rejects, strict=True)
            for actor in heirs_of[party]
        }
        band = lasting.of(form, accepts)
        assert band is not None
        return band.mean

    # Survival is exp(−cumulative hazard), and each party's rejection multiplies the hazard of its
    # own turnover, so its logarithm is close to linear in each party's odds. Between the corners,
    # where every successor accepts or rejects, it is interpolated multilinearly: 2^parties runs in
    # place of one a world. Halfway, where the error is greatest, it is held against a run.
    corners = {
        corner: np.log(survival(corner))
        for corner in itertools.product((0.0, 1.0), repeat=len(rejecting))
    }

    def interpolated(rejects: list[Floats]) -> Floats:
        total = np.zeros_like(rejects[0])
        for corner, value in corners.items():
            sides = [
                share if end else 1.0 - share for share, end in zip(rejects, corner, strict=True)
            ]
            total = total + value * np.prod(sides, axis=0)
        return np.exp(total)

    half = [np.array([0.5])] * len(rejecting)
    missed = abs(float(interpolated(half)[0]) - survival((0.5,) * len(rejecting)))
    return interpolated(list(rejecting.values())) if missed <= MOST_MISSED else None
