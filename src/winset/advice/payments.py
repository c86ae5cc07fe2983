"""Side payments: what must be added to a package, in utility, to win an actor's consent.

A payment is worth the same in every world and to every member of a body, and it cannot make up for
a red line. Who pays it, and in what, is not in the model.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.advice.consenters import Consenter
from winset.packages import (
    TOLERANCE,
    issue_weights,
    utilities_at,
    utilities_of,
    worlds_at_once,
)
from winset.ratification.consents import judgement_of
from winset.scenario.model import Scenario
from winset.uncertainty import Z95
from winset.worlds import Worlds
from winset.worlds.expected import expected_world

Array = NDArray[np.float64]

ENOUGH = 0.8
"""Probability from which consent counts as won whatever the world."""


@dataclass(frozen=True)
class Shortfall:
    """What an actor lacks to accept one package."""

    asked: Consenter
    """The actor, and what counts as its consent."""
    needed: Array
    """(worlds,) in utility: least payment that wins its consent; 0 where it consents, ∞ where red
    lines forbid."""
    by_member: Array
    """(worlds, members) in utility: the same of each member; of anyone but a body, of the one."""
    votes: Array
    """(members,): what each member weighs."""

    @property
    def barred(self) -> float:
        """Share of worlds in which no payment wins its consent."""
        return float(np.isinf(self.needed).mean())

    def backing(self, payment: float) -> Array:
        """(worlds,) votes in favour, once every member is paid so much."""
        return np.asarray((self.by_member <= payment + TOLERANCE) @ self.votes)

    def price(self, enough: float) -> Price:
        """Least payment that wins consent in a given share of worlds, 0–1."""
        ordered, count = np.sort(self.needed), len(self.needed)

        def at(place: float) -> float:
            return float(ordered[min(max(math.ceil(place) - 1, 0), count - 1)])

        # How many of n worlds need no more than the price is binomial, so the order statistics this
        # far on either side of it hold the true quantile 19 times in 20, whatever the distribution.
        spread = Z95 * math.sqrt(enough * (1 - enough) * count)
        needed = round(enough * count, 9)
        return Price(at(needed), at(needed - spread), at(needed + spread))


@dataclass(frozen=True)
class Price:
    """A payment with the 95 % interval of the draws, by order statistics; ∞ if none is enough."""

    value: float
    low: float
    high: float
    """``value``, ``low``, ``high``: in utility, 0–1 being the whole of what is at stake for the
    actor."""


def shortfall_of(
    scenario: Scenario, worlds: Worlds, asked: Consenter, choices: NDArray[np.int64]
) -> Shortfall:
    """Work out what an actor lacks to accept a package.

    Parameters
    ----------
    scenario, worlds
        The scenario and its worlds.
    asked
        The actor.
    choices : (issues,)
        Option index of each issue.
    """
    lacking: list[Array] = []
    votes = np.ones(1)
    for _, chunk in worlds.chunks(worlds_at_once(scenario, [asked.actor])):
        own = utilities_of(scenario, chunk, asked.actor)
        votes = own.weights
        barred = [part[:, :, option] for part, option in zip(own.barred, choices, strict=True)]
        utility = utilities_at(own.worth, choices[None])[..., 0]
        short = own.reservation - utility - judgement_of(chunk, asked.actor)[:, None]
        short = np.where(short <= TOLERANCE, 0.0, short)
        short = np.where(np.logical_or.reduce(np.broadcast_arrays(*barred)), np.inf, short)
        lacking.append(np.broadcast_to(short, (chunk.count, len(votes))))
    by_member = np.concatenate(lacking)
    return Shortfall(asked, _decisive(asked, by_member, votes), by_member, votes)


def _decisive(asked: Consenter, by_member: Array, votes: Array) -> Array:
    """(worlds,) what the last member needed for consent lacks; ∞ where all are too few.

    A payment is the same for every member, so those who lack least come round first: with equal
    votes the k-th least shortfall decides, with unequal ones the first at which votes suffice.
    """
    if np.all(votes == 1):
        last = asked.enough.votes - 1
        if last >= len(votes):
            return np.full(len(by_member), np.inf)
        return np.partition(by_member, max(last, 0), axis=1)[:, max(last, 0)]
    order = np.argsort(by_member, axis=1)
    reached = asked.met_by(np.cumsum(votes[order], axis=1))
    last_one = np.argmax(reached, axis=1)
    needed = np.take_along_axis(by_member, order, axis=1)[np.arange(len(order)), last_one]
    return np.where(reached.any(axis=1), needed, np.inf)


@dataclass(frozen=True)
class InPositions:
    """A payment as a move on the issue that matters most to the actor."""

    issue: str
    """Id of the issue."""
    steps: float | None
    """How far it would have to move towards the actor's ideal, in units of the scale; None where
    the issue has no scale, or moving it all the way to the ideal would not be enough."""


def in_positions(
    scenario: Scenario, actor: str, payment: float, choices: NDArray[np.int64]
) -> InPositions:
    """Say what a payment would mean in positions, at the expected world.

    Parameters
    ----------
    scenario
        The scenario.
    actor
        Who is paid; of a body, its average member by salience, standing where the body stands.
    payment
        In utility.
    choices : (issues,)
        Option index of each issue of the package paid for.
    """
    centre = expected_world(scenario)
    weights = issue_weights(scenario, centre, actor)[0].mean(axis=0)
    at = int(np.argmax(weights))
    issue_id = tuple(scenario.issues)[at]
    issue, stance = scenario.issues[issue_id], scenario.stance(actor, issue_id)
    option = list(issue.options.values())[int(choices[at])]
    if stance.position is None or stance.values is not None or option is None:
        return InPositions(issue_id, None)
    weight = float(weights[at])
    if weight == 0 or not math.isfinite(payment):
        return InPositions(issue_id, None)
    apart = abs(option.centre - stance.position.centre)
    loss = scenario.settings.loss
    rest = (apart / issue.width) ** loss - payment / weight
    if rest < -TOLERANCE:
        return InPositions(issue_id, None)
    return InPositions(issue_id, apart - issue.width * max(rest, 0.0) ** (1 / loss))
