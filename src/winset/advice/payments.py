"""Side payments: what wins an actor's consent, whether the deal then passes, and what is cheapest.

A payment is worth the same in every world and to every member of a body, and it cannot make up for
a red line. Members who follow another actor's line are not won by it. Who pays it, and in what, is
not in the model.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce

import numpy as np

from winset.advice.coalitions import Coalitions, cheapest_coalitions
from winset.advice.consenters import Consenter
from winset.arrays import Bools, Floats, Integers
from winset.lazy import side_by_side
from winset.packages import (
    TOLERANCE,
    View,
    caucuses_of,
    followers_of,
    issue_weights,
    utilities_of,
    view_of,
    worlds_at_once,
)
from winset.ratification import Form
from winset.ratification.consents import consents_from, judgement_of
from winset.ratification.consents_at import consents_at
from winset.ratification.shortfall import (
    by_line,
    decisive,
    lacking_at,
)
from winset.scenario.model import Scenario
from winset.uncertainty import Z95
from winset.worlds import Worlds
from winset.worlds.expected import expected_world

ENOUGH = 0.8
"""Probability from which consent counts as won whatever the world."""

MOST_SETS = 10
"""Actors up to whom every set of payments is tried in every world."""

_CELLS = 2**22


@dataclass(frozen=True)
class Shortfall:
    """What an actor lacks to accept one package."""

    asked: Consenter
    """The actor, and what counts as its consent."""
    needed: Floats
    """(worlds,) in utility: least payment that wins its consent; 0 where it consents, ∞ where red
    lines forbid."""
    by_member: Floats
    """(worlds, members) in utility: the same of each member, and of a follower what wins its line;
    ∞ for another actor's line. Of anyone but a body, of the one."""
    votes: Floats
    """(members,): what each member weighs."""

    @property
    def barred(self) -> float:
        """Share of worlds in which no payment wins its consent."""
        return float(np.isinf(self.needed).mean())

    def backing(self, payment: float) -> Floats:
        """(worlds,) votes in favour, once every member is paid so much, as of `support_at`."""
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
    scenario: Scenario, worlds: Worlds, asked: Consenter, choices: Integers, form: str
) -> Shortfall:
    """Work out what an actor lacks to accept a package, (issues,) option indices, in a form."""
    lacking: list[Floats] = []
    votes = np.ones(1)
    for _, chunk in worlds.chunks(worlds_at_once(scenario, [asked.actor])):
        own = utilities_of(scenario, chunk, asked.actor, form)
        votes = own.weights
        short = lacking_at(own, judgement_of(chunk, asked.actor), choices)
        lacking.append(np.broadcast_to(short, (chunk.count, len(votes))))
    by_member = np.concatenate(lacking)
    caucuses = caucuses_of(scenario, worlds, asked.actor)
    if not caucuses:
        return Shortfall(asked, decisive(asked.enough, by_member, votes), by_member, votes)
    # no payment to a member moves another actor's line: its followers are won for nothing or never
    leaders = {}
    for leader in followers_of(scenario, worlds, asked.actor):
        accepts = [
            consents_at(scenario, chunk, [leader], choices[None], form=form).accept(leader)[:, 0]
            for _, chunk in worlds.chunks(worlds_at_once(scenario, [leader]))
        ]
        leaders[leader] = np.where(np.concatenate(accepts), 0.0, np.inf)
    needed = decisive(asked.enough, by_line(by_member, votes, caucuses, leaders), votes)
    return Shortfall(asked, needed, by_line(by_member, votes, caucuses), votes)


@dataclass(frozen=True)
class InPositions:
    """A payment as a move on the issue that matters most to the actor."""

    issue: str
    """Id of the issue."""
    steps: float | None
    """How far it would have to move towards the actor's ideal, in units of the scale; None where
    the issue has no scale, or moving it all the way to the ideal would not be enough."""


def in_positions(scenario: Scenario, actor: str, payment: float, choices: Integers) -> InPositions:
    """Say what a payment would mean in positions, at the expected world.

    Parameters
    ----------
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


def _alone(asked: Consenter) -> Consenter:
    """The same whether or not a rule of the form asks it."""
    return replace(asked, in_rule=False)


def _count(sets: Mapping[str, Bools]) -> int:
    return max(map(len, sets.values()), default=1)


class PaidDeal:
    """One package in one form, with whatever is paid to whom.

    Parameters
    ----------
    scenario, worlds, form
        Where.
    asked
        Whose consent is worth having.
    choices : (issues,)
        Option index of each issue of the package.
    known
        What actors lack for this very package as they see it, worked out for another form; added
        to.
    """

    def __init__(
        self,
        scenario: Scenario,
        worlds: Worlds,
        form: Form,
        asked: Sequence[Consenter],
        choices: Integers,
        known: dict[tuple[Consenter, View], Shortfall] | None = None,
    ) -> None:
        self.scenario, self.worlds, self.form = scenario, worlds, form
        found = {} if known is None else known
        keys = {own.actor: (_alone(own), view_of(scenario, own.actor, form.name)) for own in asked}
        missing = [key for key in keys.values() if key not in found]
        found |= side_by_side(
            lambda key: shortfall_of(scenario, worlds, key[0], choices, form.name), missing
        )
        self.short: dict[str, Shortfall] = {actor: found[key] for actor, key in keys.items()}

    def passes(self, payments: Mapping[str, float]) -> Bools:
        """(worlds,): where the deal passes once these payments are made."""
        every = {actor: np.ones(1, dtype=bool) for actor in payments}
        return self.passes_by_set(every, payments)[:, 0]

    def passes_by_set(self, sets: Mapping[str, Bools], payments: Mapping[str, float]) -> Bools:
        """(worlds, sets): where the deal passes, with the payments to those in each set.

        Parameters
        ----------
        sets
            Actor → (sets,) whether it is paid; who is not named is never paid.
        payments
            Actor → payment in utility.
        """
        answers = {}
        for actor in self.form.actors:
            short = self.short[actor]
            backing = short.backing(0.0)[:, None]
            if actor in sets:
                paid = short.backing(payments[actor])[:, None]
                backing = np.where(sets[actor][None, :], paid, backing)
            answers[actor] = (backing, float(short.votes.sum()))
        consents = consents_from(self.scenario, self.worlds, answers)
        zone = reduce(np.logical_and, (r.holds(consents) for r in self.form.rules.values()))
        return np.broadcast_to(zone, (self.worlds.count, _count(sets)))

    def accepts(self, payments: Mapping[str, float]) -> dict[str, float]:
        """Actor → probability that it, or most of its members, accept with these payments."""
        answers = {
            actor: (short.backing(payments.get(actor, 0.0))[:, None], float(short.votes.sum()))
            for actor, short in self.short.items()
        }
        consents = consents_from(self.scenario, self.worlds, answers)
        return {actor: float(consents.accept(actor).mean()) for actor in self.short}

    def odds_by_set(self, sets: Mapping[str, Bools], payments: Mapping[str, float]) -> Floats:
        """(sets,) probability that the deal passes with the payments to those in each set."""
        at_once = max(1, _CELLS // self.worlds.count)
        parts = []
        for start in range(0, _count(sets), at_once):
            some = {actor: paid[start : start + at_once] for actor, paid in sets.items()}
            parts.append(self.passes_by_set(some, payments).mean(axis=0))
        return np.concatenate(parts)

    def cheapest(self, payments: Mapping[str, float], enough: float, listed: int) -> Coalitions:
        """Find the cheapest sets whose payments make the deal pass often enough.

        Parameters
        ----------
        payments
            Actor → payment in utility, ∞ where none is enough.
        enough
            Probability from which it does.
        listed
            Actors up to whom every set is looked at.
        """

        def wins(sets: Mapping[str, Bools]) -> Bools:
            return np.asarray(self.odds_by_set(sets, payments) >= enough - TOLERANCE)

        return cheapest_coalitions(
            payments, wins, monotone=not self.form.has_negation, listed=listed
        )
