"""What a change of the text or a payment does to the odds that it passes, and at whose cost."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from winset.advice.concessions import KEEPS
from winset.advice.onboard_results import (
    Aboard,
    ConcededMove,
    FormAdvice,
    Holdout,
    Way,
)
from winset.advice.payments import ENOUGH
from winset.engine import Result
from winset.scenario.model import Scenario
from winset.uncertainty import Estimate
from winset.words.advised import (
    costs_in_words,
    now_then,
    price_in_words,
)
from winset.words.names import (
    actor_in_words,
    listed,
    sentence,
)
from winset.words.quantities import figure
from winset.words.views import option_in_words

_LEAST = 0.0005


_WORTH = 0.05


_MOST_CLOSING = 2


HEADS = ("What changes", "Says yes", "Deal passes", "At whose cost")
"""Heads of a table of shifts."""


@dataclass(frozen=True)
class Shift:
    """A change of a form's text, or a payment, with what it does to the odds that it passes."""

    form: str
    """The form of agreement."""
    change: str
    """What is done, in words."""
    won: str
    """Whose consent it wins, in words."""
    now: Estimate
    then: Estimate
    """``now``, ``then``: odds that the form's deal passes, before and after."""
    cost: str
    """At whose cost, in words."""

    @property
    def is_seen(self) -> bool:
        """Whether the odds read differently afterwards."""
        return figure(self.now) != figure(self.then)

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """As a row: what changes, who says yes, whether the deal passes, at whose cost."""
        passes = now_then(self.now.value, self.then.value)
        return self.change, self.won, passes, self.cost


def lost_in_words(scenario: Scenario, way: Way) -> str:
    """Name the principals who would more likely than not refuse."""
    lost = [actor for actor, odds in way.principals.items() if odds.value < KEEPS]
    return listed([actor_in_words(scenario, actor) for actor in lost])


def likeliest_text(form: FormAdvice) -> Aboard | None:
    """Return the package likeliest to pass, if clearly likelier than the deal.

    Of those that cannot be told apart in that, the cheapest.
    """
    rows = [way for way in form.aboard[1:] if way.concession is not None]
    first = max(rows, key=lambda way: way.outcome.ratified.value, default=None)
    if first is None or not first.outcome.is_likelier_than(form.outcome):
        return None
    alike = [way for way in rows if not first.outcome.is_likelier_than(way.outcome)]
    return min(alike, key=lambda way: way.cost)


def shifts_of(result: Result, form: FormAdvice, *, every: bool = False) -> tuple[Shift, ...]:
    """Gather what would change the odds that a form's deal passes, the best first.

    Parameters
    ----------
    every
        Whether all who hold out are told of, and every change of the text found for them; else
        only those who most stand in the way, with what is most worth knowing and payments.
    """
    holdouts = form.holdouts if every else hardest_to_win(result, form)
    by_text: dict[int, Shift] = {}
    for holdout in holdouts:
        for way in ways_of(holdout, every=every):
            by_text.setdefault(way.concession.package, by_way(result, form, holdout, way))
    likeliest = likeliest_text(form)
    if likeliest is not None and likeliest.concession is not None:
        by_text.setdefault(likeliest.concession.package, _by_text(result, form, likeliest))
    shifts = list(by_text.values())
    if not every:
        paid = [_by_payment(result, form, holdout) for holdout in holdouts]
        shifts += [shift for shift in paid if shift is not None]
        shifts = [shift for shift in shifts if shift.is_seen]
    return tuple(sorted(shifts, key=lambda shift: -shift.then.value))


def hardest_to_win(result: Result, form: FormAdvice) -> list[Holdout]:
    """Of those the rules ask, name two whose refusal most often closes the zone, and the hardest.

    The first is the one whose consent alone would most often open it.
    """
    opened = result.forms[form.form].ratification.opened
    asked = sorted(
        (holdout for holdout in form.holdouts if holdout.in_rule),
        key=lambda holdout: holdout.odds.value,
    )

    def opens(holdout: Holdout) -> int:
        return int(opened[holdout.actor].sum()) if holdout.actor in opened else 0

    closing = sorted(asked, key=opens, reverse=True)[:_MOST_CLOSING]
    return list({holdout.actor: holdout for holdout in (*closing, *asked[:1])}.values())


def ways_of(holdout: Holdout, *, every: bool = False) -> list[Way]:
    """Return what would win an actor, or come nearest to it, worth telling."""
    if holdout.won is not None:
        return [holdout.won]
    near, any_price = holdout.nearest, holdout.at_any_price
    if near is not None and not (near.more.value >= _WORTH and near.more.is_clear):
        near = None
    ways = [way for way in (near, any_price) if way is not None]
    return ways if every else ways[:1]


def by_way(result: Result, form: FormAdvice, holdout: Holdout, way: Way) -> Shift:
    """Say what a text that wins somebody does, by one way of winning it."""
    name = sentence(result.scenario.actor_short(holdout.actor))
    return Shift(
        form=form.form,
        change=moves_told(result.scenario, way.concession.moves),
        won=f"{name} {now_then(holdout.odds.value, way.odds.value)}",
        now=form.outcome.ratified,
        then=way.outcome.ratified,
        cost=costs_in_words(result.scenario, way.concession.losses),
    )


def _by_text(result: Result, form: FormAdvice, way: Aboard) -> Shift:
    assert way.concession is not None
    return Shift(
        form=form.form,
        change=moves_told(result.scenario, way.concession.moves),
        won=_joined(result.scenario, way),
        now=form.outcome.ratified,
        then=way.outcome.ratified,
        cost=costs_in_words(result.scenario, way.concession.losses),
    )


def _joined(scenario: Scenario, way: Aboard) -> str:
    told = [
        f"{verb}: {listed([scenario.actor_short(actor) for actor in actors])}"
        for verb, actors in (("joins", way.joined), ("leaves", way.left))
        if actors
    ]
    return "; ".join(told) or "–"


def _by_payment(result: Result, form: FormAdvice, holdout: Holdout) -> Shift | None:
    if holdout.paid is None or not math.isfinite(holdout.payment.price.value):
        return None
    name = sentence(result.scenario.actor_short(holdout.actor))
    price = price_in_words(holdout.payment.price)
    return Shift(
        form=form.form,
        change=f"Side payment to {actor_in_words(result.scenario, holdout.actor)}",
        won=f"{name} {now_then(holdout.odds.value, max(ENOUGH, holdout.odds.value))}",
        now=form.outcome.ratified,
        then=holdout.paid.ratified,
        cost=f"whoever pays: {price}",
    )


def moves_told(scenario: Scenario, moves: Iterable[ConcededMove]) -> str:
    """Name the issues settled otherwise: ``Territory: de facto; Sanctions: eased``."""
    return "; ".join(
        f"{scenario.issue_short(move.issue)}: {option_in_words(move.after)}" for move in moves
    )
