"""Whom to bring on board in one form: first the packages are chosen, then what follows is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from winset.advice.answers import Answers, Start, ask
from winset.advice.coalitions import MOST_LISTED
from winset.advice.concessions import Market, unbarred
from winset.advice.consenters import Consenter
from winset.advice.implementers import implementers_in
from winset.advice.onboard_results import Aboard, FormAdvice, Holdout, OnboardOutcome, Payment, Way
from winset.advice.pareto_packages import efficient_columns, thinned
from winset.advice.payments import (
    ENOUGH,
    MOST_SETS,
    PaidDeal,
    Shortfall,
    in_positions,
    shortfall_of,
)
from winset.advice.survival import Lasting
from winset.arrays import Bools
from winset.packages import TOLERANCE, View
from winset.uncertainty import paired, share_of
from winset.worlds.expected import expected_world

if TYPE_CHECKING:
    from winset.engine import Result
    from winset.texts.poll import Poll


class FormAdvisor:
    """Works out the advice for one form.

    ``known`` is what actors lack for the deal one starts from, worked out for another form; it is
    added to. ``poll`` asks who does its part.
    """

    def __init__(
        self,
        result: Result,
        market: Market,
        lasting: Lasting,
        start: Start,
        known: dict[tuple[Consenter, View], Shortfall],
        poll: Poll,
    ) -> None:
        self.poll = poll
        self.result, self.market, self.lasting, self.start = result, market, lasting, start
        self.form = market.form
        scenario = result.scenario
        self.choices = result.space.choices([start.package])[0]
        self.deal = PaidDeal(scenario, result.worlds, self.form, market.asked, self.choices, known)
        self.centre = expected_world(scenario)
        self.deal_at_centre = PaidDeal(scenario, self.centre, self.form, market.asked, self.choices)
        self.holdouts = [
            own
            for own in market.asked
            if float((self.deal.short[own.actor].needed <= 0).mean()) < ENOUGH - TOLERANCE
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
            if market.standing.worlds[own.actor] < self.result.worlds.count
        }

    def choose(self, confirmed: Mapping[str, Answers]) -> None:
        """Choose packages, by the answers of large bodies in all worlds."""
        market = self.market
        listing = market.standing.listing
        for own in market.asked:
            if own.actor in confirmed:
                answers = confirmed[own.actor]
                listed = [at for at, n in enumerate(answers.numbers) if listing.lists(n)]
                columns = [listing.column(answers.numbers[at]) for at in listed]
                odds = np.full(listing.size, -1.0)
                backing = answers.consents.backing(own.actor)[:, listed]
                odds[columns] = own.enough.met_by(backing).mean(axis=0)
                market.confirmed[own] = odds
        self.won = {own: market.winning(own) for own in self.holdouts}
        lost = [own for own, column in self.won.items() if column is None]
        self.nearest = {own: market.nearest(own) for own in lost}
        self.at_any_price = {own: market.at_any_price(own) for own in lost}

    def advice(self) -> FormAdvice:
        """Put everything together."""
        market, result = self.market, self.result
        ways = (self.won, self.nearest, self.at_any_price)
        columns = [column for way in ways for column in way.values() if column is not None]
        columns = [market.column, *columns, *self.shown]
        numbers = [market.standing.listing.number(column) for column in columns]
        self.answers = ask(
            result.scenario, result.worlds, result.space, numbers, form=self.form.name
        )
        self.in_zone = self.answers.in_zone(self.form)
        self.start_accepts = self._accepts(self.start.package)
        holdouts = tuple(self._holdout(own) for own in self.holdouts)
        prices = {
            own.actor: own.payment.price.value
            for own in holdouts
            if own.in_rule and own.payment.after is None
        }
        short = self.deal_at_centre.short
        in_rules = [own.actor for own in market.asked if own.in_rule]
        centre = {a: float(short[a].needed[0]) for a in in_rules if short[a].needed[0] > 0}
        return FormAdvice(
            self.form.name,
            self.start,
            self._outcome(market.column),
            holdouts,
            (*self._packages(), *self._paid_sets(prices)),
            implementers_in(market, self.poll),
            self.deal_at_centre.cheapest(centre, 1.0, MOST_LISTED),
            self.deal.cheapest(prices, ENOUGH, MOST_SETS),
        )

    def _payment(self, own: Consenter) -> Payment:
        scenario, short = self.result.scenario, self.deal.short[own.actor]
        price, choices, after = short.price(ENOUGH), self.choices, None
        if np.isinf(price.value):
            column = unbarred(self.result, self.market, own)
            if column is not None:
                after = self.market.concession(column)
                choices = self.result.space.choices([after.package])[0]
                needed = shortfall_of(scenario, self.result.worlds, own, choices, self.form.name)
                price = needed.price(ENOUGH)
        meaning = in_positions(scenario, own.actor, price.value, choices)
        return Payment(own.actor, price, short.barred, meaning, after)

    def _holdout(self, own: Consenter) -> Holdout:
        payment, short = self._payment(own), self.deal_at_centre.short[own.actor]
        at_centre = self.market.winning_at_centre(own)
        is_enough = payment.after is None and np.isfinite(payment.price.value)
        return Holdout(
            form=self.form.name,
            actor=own.actor,
            in_rule=own.in_rule,
            odds=share_of(self.deal.short[own.actor].needed <= 0),
            accepts_at_centre=bool(short.needed[0] <= 0),
            won=self._way(own, self.won[own]),
            nearest=self._way(own, self.nearest.get(own)),
            at_any_price=self._way(own, self.at_any_price.get(own)),
            at_centre=None
            if at_centre is None
            else self.market.concession(at_centre, at_centre=True),
            payment=payment,
            payment_at_centre=float(short.needed[0]),
            paid=self._paid({own.actor: payment.price.value}) if is_enough else None,
        )

    def _way(self, own: Consenter, column: int | None) -> Way | None:
        if column is None:
            return None
        number = self.market.standing.listing.number(column)
        by_actor = {other.actor: other for other in self.market.asked}
        consents = self._consents(own, number)
        return Way(
            self.market.concession(column),
            share_of(consents),
            self._outcome(column),
            {p: share_of(self._consents(by_actor[p], number)) for p in self.market.principals},
            paired(self._consents(own, self.start.package), consents),
        )

    def _consents(self, own: Consenter, number: int) -> Bools:
        """(worlds,) where an actor gives the consent asked of it, of a body by its quorum."""
        return own.enough.met_by(self.answers.consents.backing(own.actor)[:, self._place(number)])

    def _place(self, number: int) -> int:
        return self.answers.numbers.index(number)

    def _accepts(self, number: int) -> dict[str, float]:
        at = self._place(number)
        consents = self.answers.consents
        return {actor: float(consents.accept(actor)[:, at].mean()) for actor in consents.accepts}

    def _outcome(self, column: int) -> OnboardOutcome:
        number = self.market.standing.listing.number(column)
        return self._lasting(self.in_zone[:, self._place(number)], self._accepts(number))

    def _paid(self, payments: dict[str, float]) -> OnboardOutcome:
        accepts = {**self.start_accepts, **self.deal.accepts(payments)}
        return self._lasting(self.deal.passes(payments), accepts)

    def _lasting(self, passes: Bools, accepts: dict[str, float]) -> OnboardOutcome:
        form = self.form.name
        return OnboardOutcome(
            passes,
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
        # the set of number n holds the actors whose bits are set in n
        inside = np.arange(2 ** len(actors))[:, None] >> np.arange(len(actors)) & 1 == 1
        sets = {actor: inside[:, place] for place, actor in enumerate(actors)}
        odds = self.deal.odds_by_set(sets, prices)
        cost = inside @ np.array([prices[actor] for actor in actors])

        def paid_in(place: int) -> dict[str, float]:
            return {actor: prices[actor] for actor in actors if sets[actor][place]}

        rows = []
        for place in thinned(cost, odds, lambda at: self.deal.passes(paid_in(at))):
            paid = paid_in(place)
            if paid:
                joined = self._in_order(frozenset(paid))
                outcome = self._paid(paid)
                rows.append(
                    Aboard(self.form.name, joined, (), None, paid, float(cost[place]), outcome)
                )
        return rows

    def _in_order(self, actors: frozenset[str]) -> tuple[str, ...]:
        return tuple(own.actor for own in self.market.asked if own.actor in actors)
