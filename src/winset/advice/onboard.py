"""Whom to bring on board: who rejects the deal, what would win each, and what that buys.

Concessions are packages in place of the deal; they cost the principals who sign utility. Side
payments leave the deal as it is and add utility for those paid. Both are looked for at the expected
world and robustly, which is consent with probability 0.8 or more over the worlds. A red line cannot
be bought off.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from winset.advice.acceptance_odds import Table, tables_of
from winset.advice.answers import Answers, ask
from winset.advice.coalitions import MOST_LISTED, Coalitions
from winset.advice.concessions import Market, is_more, unbarred
from winset.advice.consenters import Asked
from winset.advice.onboard_results import Aboard, Holdout, Outcome, Payment, Way
from winset.advice.pareto_packages import efficient_columns, thinned
from winset.advice.payment_sets import MOST_SETS, PaidDeal
from winset.advice.payments import ENOUGH, Shortfall, in_positions, shortfall_of
from winset.advice.survival_of_deals import Lasting
from winset.errors import WinsetError
from winset.packages import TOLERANCE
from winset.uncertainty import Estimate, at_most, share_of
from winset.worlds.expected import expected_world

if TYPE_CHECKING:
    from winset.engine import Result

Array = NDArray[np.float64]


@dataclass(frozen=True)
class FormAdvice:
    """Whom to bring on board in one form.

    Attributes
    ----------
    form
        The form.
    start
        Number of the deal one starts from.
    why
        ``nash``: the settlement; ``most_ratifiable`` where nothing can be settled in any world.
    outcome
        What follows from that deal as it stands.
    holdouts
        Who rejects it, those the rules ask first.
    aboard
        Packages that cost least for the odds of passing and lasting they bring, and payments; the
        deal as it stands is the first, at no cost.
    at_centre
        Cheapest sets to pay at the expected world so that the deal passes there.
    robust
        Cheapest sets to pay so that it passes with probability 0.8 or more.
    """

    form: str
    start: int
    why: str
    outcome: Outcome
    holdouts: tuple[Holdout, ...]
    aboard: tuple[Aboard, ...]
    at_centre: Coalitions
    robust: Coalitions


@dataclass(frozen=True)
class Onboard:
    """Whom to bring on board.

    Attributes
    ----------
    forms
        Form → its advice.
    years
        After how many years survival is told.
    whole
        Whether every package was looked at; else only those a search found, or of too many the
        likeliest to pass, so there may be cheaper ones.
    asked_in
        Fewest worlds any actor was asked about every package in; the likeliest candidates are asked
        about again in all worlds, and what is told is over all worlds.
    """

    forms: dict[str, FormAdvice]
    years: int
    whole: bool
    asked_in: int

    def within(self, budget: float) -> dict[str, Aboard]:
        """Form → the best package that costs the principals no more than so much utility.

        Of those that the likeliest to pass does not beat by more than the error of the draws, the
        one with the most on board, then the cheapest. The deal as it stands costs nothing.

        Raises
        ------
        WinsetError
            If the budget is no number of 0 or more.
        """
        if not budget >= 0:
            raise WinsetError(f"budget: {budget} is less than nothing. Give utility, from 0.")

        return {
            name: _best([own for own in form.aboard if not own.payments], budget)
            for name, form in self.forms.items()
        }


def _best(ways: Sequence[Aboard], budget: float) -> Aboard:
    """Choose a package; one that is likelier to pass by no more than luck is worth no cost."""
    afforded = [own for own in ways if own.cost <= budget + TOLERANCE]
    likeliest = max(afforded, key=lambda own: own.outcome.ratified.value)
    alike = [
        own for own in afforded if not is_more(likeliest.outcome.ratified, own.outcome.ratified)
    ]
    return max(alike, key=lambda own: (len(own.joined) - len(own.left), -own.cost))


def onboard(result: Result, tables: Mapping[str, Table] | None = None) -> Onboard:
    """Say whom to bring on board, and at what price.

    Parameters
    ----------
    result
        The result.
    tables
        Form → its table, where they are at hand.

    Returns
    -------
    Onboard
    """
    lasting = Lasting(result)
    advisors: dict[str, _Advisor] = {}
    known: dict[int, dict[Asked, Shortfall]] = {}
    fewest = result.worlds.count
    at_hand = tables_of(result) if tables is None else tables
    for name, table in at_hand.items():
        fewest = min([fewest, *table.standing.worlds.values()])
        ratification = result.forms[name].ratification
        settled = result.forms[name].settlements["nash"].package
        start = ratification.most_ratifiable(1)[0] if settled is None else settled
        market = Market(table.form, table.asked, result.space, table.standing, ratification, start)
        why = "most_ratifiable" if settled is None else "nash"
        advisors[name] = _Advisor(result, market, lasting, why, known.setdefault(start, {}))
    confirmed = _confirmed(result, advisors.values())
    for advisor in advisors.values():
        advisor.choose(confirmed)
    # everyone is asked about all packages in one go
    result.consent_odds(
        tuple(dict.fromkeys(number for own in advisors.values() for number in own.numbers))
    )
    found = {name: advisor.advice() for name, advisor in advisors.items()}
    whole = all(table.standing.listing.is_whole for table in at_hand.values())
    return Onboard(found, lasting.years, whole, fewest)


def _confirmed(result: Result, advisors: Collection[_Advisor]) -> dict[str, Answers]:
    """Ask large bodies about the packages that matter in all worlds, not in a part of them."""
    wanted: dict[str, dict[int, None]] = {}
    for advisor in advisors:
        for actor, numbers in advisor.to_confirm().items():
            wanted.setdefault(actor, {}).update(dict.fromkeys(numbers))
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        jobs = {
            actor: pool.submit(
                ask, result.scenario, result.worlds, result.space, list(numbers), [actor]
            )
            for actor, numbers in wanted.items()
        }
        return {actor: job.result() for actor, job in jobs.items()}


class _Advisor:
    """Works out the advice for one form; first chooses packages, then says what follows."""

    def __init__(
        self,
        result: Result,
        market: Market,
        lasting: Lasting,
        why: str,
        known: dict[Asked, Shortfall],
    ) -> None:
        self.analysis, self.market, self.lasting, self.why = result, market, lasting, why
        self.form = market.form
        scenario = result.scenario
        self.choices = result.space.choices([market.start])[0]
        self.deal = PaidDeal(scenario, result.worlds, self.form, market.asked, self.choices, known)
        self.centre = expected_world(scenario)
        self.deal_at_centre = PaidDeal(scenario, self.centre, self.form, market.asked, self.choices)
        self.holdouts = [
            own for own in market.asked if self._odds_now(own).value < ENOUGH - TOLERANCE
        ]
        self.shown = efficient_columns(market, lasting)

    def to_confirm(self) -> dict[str, list[int]]:
        """Actors that were asked in a part of the worlds only → packages that matter to them."""
        market = self.market
        return {
            own.actor: [
                market.standing.listing.number(at) for at in market.to_confirm(own, self.shown)
            ]
            for own in market.asked
            if market.standing.worlds[own.actor] < self.analysis.worlds.count
        }

    def choose(self, confirmed: Mapping[str, Answers]) -> None:
        """Choose packages, by the answers of large bodies in all worlds."""
        market = self.market
        for own in market.asked:
            if own.actor in confirmed:
                answers = confirmed[own.actor]
                listing = market.standing.listing
                listed = [at for at, n in enumerate(answers.numbers) if listing.lists(n)]
                columns = [listing.column(answers.numbers[at]) for at in listed]
                odds = np.full(listing.size, -1.0)
                backing = answers.consents.backing(own.actor)[:, listed]
                odds[columns] = own.met_by(backing).mean(axis=0)
                market.confirmed[own] = odds
        self.won = {own: market.winning(own) for own in self.holdouts}
        lost = [own for own, column in self.won.items() if column is None]
        self.nearest = {own: market.nearest(own) for own in lost}
        self.at_any_price = {own: market.at_any_price(own) for own in lost}

    @property
    def numbers(self) -> list[int]:
        """Packages everyone must be asked about."""
        ways = (self.won, self.nearest, self.at_any_price)
        columns = [column for way in ways for column in way.values() if column is not None]
        every = [self.market.column, *columns, *self.shown]
        return [self.market.standing.listing.number(column) for column in every]

    def advice(self) -> FormAdvice:
        """Put everything together."""
        self.start_accepts = self._accepts(self.market.start)
        holdouts = tuple(self._holdout(own) for own in self.holdouts)
        prices = {
            own.actor: own.payment.price.value
            for own in holdouts
            if own.in_rule and own.payment.after is None
        }
        short = self.deal_at_centre.short
        in_rules = [own.actor for own in self.market.asked if own.in_rule]
        centre = {a: float(short[a].needed[0]) for a in in_rules if short[a].needed[0] > 0}
        return FormAdvice(
            self.form.name,
            self.market.start,
            self.why,
            self._outcome(self.market.column),
            holdouts,
            (*self._packages(), *self._paid_sets(prices)),
            self.deal_at_centre.cheapest(centre, 1.0, MOST_LISTED),
            self.deal.cheapest(prices, ENOUGH, MOST_SETS),
        )

    def _odds_now(self, own: Asked) -> Estimate:
        needed = self.deal.short[own.actor].needed
        return share_of(needed <= 0)

    def _payment(self, own: Asked) -> Payment:
        scenario, short = self.analysis.scenario, self.deal.short[own.actor]
        price, choices, after = short.price(ENOUGH), self.choices, None
        if np.isinf(price.value):
            column = unbarred(self.analysis, self.market, own)
            if column is not None:
                after = self.market.concession(column)
                choices = self.analysis.space.choices([after.package])[0]
                price = shortfall_of(scenario, self.analysis.worlds, own, choices).price(ENOUGH)
        meaning = in_positions(scenario, own.actor, price.value, choices)
        return Payment(own.actor, price, short.barred, meaning, after)

    def _holdout(self, own: Asked) -> Holdout:
        payment, short = self._payment(own), self.deal_at_centre.short[own.actor]
        at_centre = self.market.winning_at_centre(own)
        enough = payment.after is None and np.isfinite(payment.price.value)
        return Holdout(
            self.form.name,
            own.actor,
            own.in_rule,
            self._odds_now(own),
            bool(short.needed[0] <= 0),
            self._way(own, self.won[own]),
            self._way(own, self.nearest.get(own)),
            self._way(own, self.at_any_price.get(own)),
            None if at_centre is None else self.market.concession_at_centre(at_centre),
            payment,
            float(short.needed[0]),
            self._paid({own.actor: payment.price.value}) if enough else None,
        )

    def _way(self, own: Asked, column: int | None) -> Way | None:
        if column is None:
            return None
        by_actor = {other.actor: other for other in self.market.asked}
        return Way(
            self.market.concession(column),
            self._odds(own, column),
            self._outcome(column),
            {p: self._odds(by_actor[p], column) for p in self.market.principals},
        )

    def _odds(self, own: Asked, column: int) -> Estimate:
        told = float(self.market.odds(own)[column])
        if own in self.market.confirmed and told >= 0:
            number = self.market.standing.listing.number(column)
            return self.analysis.consent_odds([number])[own.actor].odds()
        standing = self.market.standing
        return at_most(float(standing.odds[own][column]), standing.worlds[own.actor])

    def _accepts(self, number: int) -> dict[str, float]:
        odds = self.analysis.consent_odds([number])
        return {actor: float(own.probability[0]) for actor, own in odds.items()}

    def _outcome(self, column: int) -> Outcome:
        number = self.market.standing.listing.number(column)
        (ratified,) = self.analysis.zone_odds(self.form.name, [number])
        return self._lasting(ratified, self._accepts(number))

    def _paid(self, payments: dict[str, float]) -> Outcome:
        passes = self.deal.passes(payments)
        accepts = {**self.start_accepts, **self.deal.accepts(payments)}
        return self._lasting(share_of(passes), accepts)

    def _lasting(self, ratified: Estimate, accepts: dict[str, float]) -> Outcome:
        form = self.form.name
        return Outcome(
            ratified,
            self.lasting.of(form, accepts),
            self.lasting.gained(form, accepts, self.start_accepts),
        )

    def _packages(self) -> list[Aboard]:
        """List the packages that cost least for the odds of passing and lasting they bring."""
        market, before = self.market, self.market.aboard(self.market.column)
        rows = []
        for column in self.shown:
            after = market.aboard(column)
            rows.append(
                Aboard(
                    self.form.name,
                    self._in_order(after - before),
                    self._in_order(before - after),
                    market.concession(column),
                    {},
                    float(market.cost[column]),
                    self._outcome(column),
                )
            )
        return rows

    def _paid_sets(self, prices: dict[str, float]) -> list[Aboard]:
        """List the payments that cost least for the odds of passing they bring."""
        actors = [actor for actor, price in prices.items() if np.isfinite(price)]
        if not actors or len(actors) > MOST_SETS:
            return []
        inside = np.arange(2 ** len(actors))[:, None] >> np.arange(len(actors)) & 1 == 1
        sets = {actor: inside[:, place] for place, actor in enumerate(actors)}
        odds = self.deal.odds_by_set(sets, prices)
        cost = inside @ np.array([prices[actor] for actor in actors])
        rows = []
        for place in thinned(cost, odds, self.analysis.worlds.count):
            paid = {actor: prices[actor] for actor in actors if sets[actor][place]}
            if paid:
                joined = self._in_order(frozenset(paid))
                outcome = self._paid(paid)
                rows.append(
                    Aboard(self.form.name, joined, (), None, paid, float(cost[place]), outcome)
                )
        return rows

    def _in_order(self, actors: frozenset[str]) -> tuple[str, ...]:
        return tuple(own.actor for own in self.market.asked if own.actor in actors)
