"""Who holds out, what would win each, and the payments that would, in words."""

from __future__ import annotations

import math

from winset.advice.onboard_results import (
    FormAdvice,
    Holdout,
    Onboard,
)
from winset.advice.payments import ENOUGH, InPositions
from winset.engine import Result
from winset.scenario.model import Scenario
from winset.words.advised import (
    COSTS_TOLD,
    Advised,
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
    sentence,
)
from winset.words.quantities import figure, percent
from winset.words.shifts import HEADS, by_way, lost_in_words, moves_told, shifts_of, ways_of

_MOST_ELITES = 3


def elites_told(result: Result, found: Onboard) -> Advised | None:
    """Say what would bring in the elites who hold out, in the form likeliest to have a zone."""
    if not found.forms:
        return None
    likely = max(found.forms, key=lambda f: result.forms[f].ratification.zone.probability.value)
    form, scenario = found.forms[likely], result.scenario
    held = [own for own in form.holdouts if scenario.is_elite(own.actor)]
    held.sort(key=lambda holdout: holdout.odds.value)
    if not held:
        return None
    rows = [
        by_way(result, form, holdout, way).cells
        for holdout in held[:_MOST_ELITES]
        for way in ways_of(holdout, every=True)[-1:]
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
    lost = lost_in_words(scenario, way)
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
        for way in ways_of(holdout, every=True)
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
    return (
        form_title(scenario, form.form),
        sentence(scenario.actor_short(holdout.actor)),
        price_in_words(holdout.payment.price),
        meaning_in_words(scenario, holdout.payment.meaning) or "–",
        now_then(form.outcome.ratified.value, holdout.paid.ratified.value),
    )


def meaning_in_words(scenario: Scenario, meaning: InPositions) -> str:
    """Say what a payment or a cost is in positions: ``30 of 100 on Territory``; may be empty."""
    issue, title = scenario.issues[meaning.issue], scenario.issue_short(meaning.issue)
    if issue.nominal:
        return ""
    if meaning.steps is None:
        return f"more than all of {title}"
    return f"{meaning.steps:.0f} of {issue.width:g} on {title}"
