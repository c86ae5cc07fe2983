"""Whom to bring on board, by which change of the text or payment, and at whose cost."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from winset.advice.answers import Start
from winset.advice.concessions import KEEPS
from winset.advice.onboard_results import (
    Aboard,
    ConcededMove,
    FormAdvice,
    Holdout,
    Onboard,
    Way,
)
from winset.advice.payments import ENOUGH
from winset.scenario.model import Scenario
from winset.uncertainty import Estimate
from winset.words.advised import (
    COSTS_TOLD,
    Advised,
    costs_in_words,
    now_then,
    price_in_words,
    table_of,
    worth_in_words,
)
from winset.words.names import (
    actor_in_words,
    as_form,
    form_title,
    listed,
    options_in_words,
    sentence,
)
from winset.words.quantities import figure, percent
from winset.words.views import option_in_words

if TYPE_CHECKING:
    from winset.engine import Result

_LEAST = 0.0005
_WORTH = 0.05
_MOST_CLOSING = 2
_MOST_ELITES = 3
_SAME = "="
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


def onboard_told(result: Result, found: Onboard) -> tuple[Advised, ...]:
    """Say which texts advice starts from, then form by form what would carry more of them."""
    if not found.forms:
        return ()
    held = [form for form in found.forms.values() if form.holdouts]
    each = [_form_told(result, form, shifts_of(result, form)) for form in held]
    return (_starts_told(result, found), *each)


def _starts_told(result: Result, found: Onboard) -> Advised:
    """Lay the texts side by side; what is alike for the form before is said once."""
    forms = tuple(found.forms.values())
    texts = [dict(options_in_words(result.scenario, _text(result, form))) for form in forms]
    rows = [
        [
            issue,
            *(
                _SAME if at and texts[at - 1][issue] == text[issue] else text[issue]
                for at, text in enumerate(texts)
            ),
        ]
        for issue in texts[0]
    ]
    passes = ["Passes", *(figure(form.outcome.ratified) for form in forms)]
    unsettled = [form for form in forms if form.start.settled is None]
    told = "Advice starts from the text that the parties would most often settle on."
    if len(unsettled) == len(forms):
        told = (
            "The parties would settle on nothing, so advice starts from the text likeliest to pass."
        )
    if not any(form.holdouts for form in forms):
        told = "Nobody needs to be won: everyone consents to the text they would settle on."
    heads = ("", *(form_title(result.scenario, form.form) for form in forms))
    method = tuple(
        f"{sentence(as_form(result.scenario, form.form))}, {start_in_words(form.start)}."
        for form in forms
    )
    return Advised("The text as it stands", told, table_of(heads, [*rows, passes]), method)


def start_in_words(start: Start) -> str:
    """Say how firmly the draws pick the text that advice starts from."""
    if start.settled is None:
        return "no draw has a settlement, so the start is the text likeliest to pass"
    share = percent(start.settled.value)
    return f"{share} of the draws with a zone settle on this very text (Nash)"


def _text(result: Result, form: FormAdvice) -> dict[str, str]:
    return result.space.package(form.start.package)


def _form_told(result: Result, form: FormAdvice, shifts: Sequence[Shift]) -> Advised:
    return Advised(
        f"{form_title(result.scenario, form.form)}: passes {figure(form.outcome.ratified)}",
        _verdict(result, form),
        table_of(HEADS, [shift.cells for shift in shifts]),
    )


def _verdict(result: Result, form: FormAdvice) -> str:
    """Say in one sentence whether anything would make the deal likelier to pass."""
    scenario, likeliest = result.scenario, _likeliest(form)
    if likeliest is not None:
        passes = now_then(form.outcome.ratified.value, likeliest.outcome.ratified.value)
        return f"Another text would pass more often: {passes}."
    for hardest in _hardest(result, form)[:1]:
        lost = "" if hardest.at_any_price is None else _lost(scenario, hardest.at_any_price)
        if lost:
            name = actor_in_words(scenario, hardest.actor)
            return f"No other text is clearly likelier to pass: what wins {name} loses {lost}."
    return "No other text is clearly likelier to pass."


def _lost(scenario: Scenario, way: Way) -> str:
    """Name the principals who would more likely than not refuse."""
    lost = [actor for actor, odds in way.principals.items() if odds.value < KEEPS]
    return listed([actor_in_words(scenario, actor) for actor in lost])


def _likeliest(form: FormAdvice) -> Aboard | None:
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
    holdouts = form.holdouts if every else _hardest(result, form)
    by_text: dict[int, Shift] = {}
    for holdout in holdouts:
        for way in _ways(holdout, every=every):
            by_text.setdefault(way.concession.package, _by_way(result, form, holdout, way))
    likeliest = _likeliest(form)
    if likeliest is not None and likeliest.concession is not None:
        by_text.setdefault(likeliest.concession.package, _by_text(result, form, likeliest))
    shifts = list(by_text.values())
    if not every:
        paid = [_by_payment(result, form, holdout) for holdout in holdouts]
        shifts += [shift for shift in paid if shift is not None]
        shifts = [shift for shift in shifts if shift.is_seen]
    return tuple(sorted(shifts, key=lambda shift: -shift.then.value))


def _hardest(result: Result, form: FormAdvice) -> list[Holdout]:
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


def _ways(holdout: Holdout, *, every: bool = False) -> list[Way]:
    """Return what would win an actor, or come nearest to it, worth telling."""
    if holdout.won is not None:
        return [holdout.won]
    near, any_price = holdout.nearest, holdout.at_any_price
    if near is not None and not (near.more.value >= _WORTH and near.more.is_clear):
        near = None
    ways = [way for way in (near, any_price) if way is not None]
    return ways if every else ways[:1]


def _by_way(result: Result, form: FormAdvice, holdout: Holdout, way: Way) -> Shift:
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


def elites_told(result: Result, found: Onboard) -> Advised | None:
    """Say what would bring in the elites who hold out, in the form likeliest to have a zone."""
    if not found.forms:
        return None
    likely = max(found.forms, key=lambda f: result.forms[f].ratification.zone.probability.value)
    form, scenario = found.forms[likely], result.scenario
    held = [own for own in form.holdouts if scenario.actors[own.actor].role == "elite"]
    held.sort(key=lambda holdout: holdout.odds.value)
    if not held:
        return None
    rows = [
        _by_way(result, form, holdout, way).cells
        for holdout in held[:_MOST_ELITES]
        for way in _ways(holdout, every=True)[-1:]
    ]
    title = f"What would bring the elites in, {as_form(result.scenario, likely)}?"
    return Advised(title, _hardest_told(scenario, held[0]), table_of(HEADS, rows))


def _hardest_told(scenario: Scenario, holdout: Holdout) -> str:
    name = actor_in_words(scenario, holdout.actor)
    if holdout.won is not None:
        return f"A text that wins {name} keeps every principal on board."
    way = holdout.at_any_price
    if way is None:
        return f"No text is likelier to win {name} than this one."
    lost = _lost(scenario, way)
    if way.odds.value >= ENOUGH:
        return f"Nothing wins {name} without losing {lost or 'a principal'}."
    then = f"only {percent(way.odds.value)} of the time"
    if lost:
        return f"Nothing wins {name} without losing {lost}, and even then {then}."
    return f"Nothing wins {name}: even the text it likes best does so {then}."


def holdout_told(scenario: Scenario, holdout: Holdout) -> list[str]:
    """Say of one actor what would win it: by a change of the text, and by a payment."""
    name = actor_in_words(scenario, holdout.actor)
    texts = [
        f"{moves_told(scenario, way.concession.moves)}: the consent of {name} "
        f"{now_then(holdout.odds.value, way.odds.value)}."
        for way in _ways(holdout, every=True)
    ]
    return [*texts, *(f"{told}." for told in [_bar_told(scenario, holdout)] if told)]


def _bar_told(scenario: Scenario, holdout: Holdout) -> str:
    """Say what a payment would have to be, or why none is enough."""
    name, payment = actor_in_words(scenario, holdout.actor), holdout.payment
    barred = percent(payment.barred)
    if payment.after is None and math.isfinite(payment.price.value):
        return f"A side payment worth {price_in_words(payment.price)} would win {name}"
    told = f"No payment wins {name}: a red line rules this text out in {barred} of draws"
    if payment.after is None:
        return told
    return f"{told}, unless {moves_told(scenario, payment.after.moves)}"


def holdouts_told(result: Result, found: Onboard) -> tuple[Advised, ...]:
    """Tell of all who hold out, form by form, and of payments."""
    told = []
    for form in found.forms.values():
        shifts = shifts_of(result, form, every=True)
        table = table_of(HEADS, [shift.cells for shift in shifts])
        if table is not None:
            title = f"{form_title(result.scenario, form.form)}: everyone who holds out"
            told.append(Advised(title, "", table, _form_method(result.scenario, form)))
    payments = _payments_told(result, found)
    return (*told, *((payments,) if payments is not None else ()))


def _form_method(scenario: Scenario, form: FormAdvice) -> tuple[str, ...]:
    barred = [holdout for holdout in form.holdouts if holdout.payment.barred > 1 - ENOUGH]
    return tuple(f"{told}." for own in barred if (told := _bar_told(scenario, own)))


def _payments_told(result: Result, found: Onboard) -> Advised | None:
    """List side payments, to each alone and to the cheapest set that carries the deal."""
    rows = []
    for form in found.forms.values():
        for holdout in form.holdouts:
            row = _payment_row(result.scenario, form, holdout)
            if row is not None:
                rows.append(row)
        sets = form.robust.cheapest
        if sets and len(sets[0].actors) > 1:
            names = listed([result.scenario.actor_short(actor) for actor in sets[0].actors])
            price = f"{worth_in_words(sets[0].cost)} in all"
            passes = f"{figure(form.outcome.ratified)} → {percent(ENOUGH)} or more"
            rows.append((form_title(result.scenario, form.form), names, price, "–", passes))
    heads = ("As", "Whom to pay", "Worth", "As much as", "Deal passes")
    table = table_of(heads, rows)
    return None if table is None else Advised("Side payments", "", table, COSTS_TOLD)


def _payment_row(scenario: Scenario, form: FormAdvice, holdout: Holdout) -> tuple[str, ...] | None:
    if holdout.paid is None:
        return None
    steps, on = holdout.payment.meaning.steps, holdout.payment.meaning.issue
    issue, title = scenario.issues[on], scenario.issue_short(on)
    if issue.nominal:
        worth = "–"
    elif steps is None:
        worth = f"more than all of {title}"
    else:
        worth = f"{steps:.0f} of {issue.width:g} on {title}"
    return (
        form_title(scenario, form.form),
        sentence(scenario.actor_short(holdout.actor)),
        price_in_words(holdout.payment.price),
        worth,
        now_then(form.outcome.ratified.value, holdout.paid.ratified.value),
    )


def afforded_told(result: Result, found: Onboard, budget: float) -> Advised:
    """Say what is best for no more than a budget, in utility, form by form."""
    rows = []
    for name, way in found.within(budget).items():
        bought = way.concession
        moves = () if bought is None else bought.moves
        losses = {} if bought is None else bought.losses
        now = found.forms[name].outcome.ratified.value
        rows.append(
            (
                form_title(result.scenario, name),
                moves_told(result.scenario, moves) or "the text as it stands",
                now_then(now, way.outcome.ratified.value),
                costs_in_words(result.scenario, losses),
            )
        )
    heads = ("As", "What changes", "Deal passes", "At whose cost")
    return Advised(f"For {worth_in_words(budget)} at most", "", table_of(heads, rows))


def onboard_method(found: Onboard) -> tuple[str, ...]:
    """Say what whom to bring on board rests on."""
    told = [
        *COSTS_TOLD,
        f"An actor counts as won if it consents {percent(ENOUGH)} of the time or more.",
        "Who makes a side payment, and in what, is not in the model.",
    ]
    if not found.whole:
        told.append(
            "There are too many texts to put each to everyone, so a cheaper change may exist."
        )
    elif found.asked_in < next(iter(found.forms.values())).outcome.ratified.worlds:
        told.append(
            f"Large bodies were asked about every text in {found.asked_in:,} draws, and about "
            "those shown in all of them."
        )
    return tuple(told)
