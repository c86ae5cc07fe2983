"""Whom to bring on board, in plain sentences."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from winset.advice.concessions import KEEPS
from winset.advice.onboard_results import (
    ConcededMove,
    Concession,
    FormAdvice,
    Holdout,
    Onboard,
    Payment,
    Way,
)
from winset.advice.payments import ENOUGH
from winset.scenario.model import Scenario
from winset.words.names import (
    actor_in_words,
    as_form,
    listed,
    package_in_words,
    plain_name,
    sentence,
)
from winset.words.shares import odds, points, share_of, start_in_words, with_odds

if TYPE_CHECKING:
    from winset.engine import Result

_LEAST = 0.0005
_WORTH = 0.05


def onboard_told(result: Result, found: Onboard) -> tuple[tuple[str, ...], ...]:
    """Say whom to bring on board in each form, and what the prices mean.

    Returns
    -------
    tuple
        Paragraphs of sentences: one a form, and one of what all of it rests on. Only those who
        hold out most are told of, once each; ``holdout_told`` tells of any other.
    """
    paragraphs: list[list[str]] = []
    before: set[tuple[str, int]] = set()
    for form in found.forms.values():
        told = [_start(result, form)]
        for holdout in _hardest(result.scenario, form):
            if (holdout.actor, form.start.package) not in before:
                told += holdout_told(result.scenario, holdout)
                before.add((holdout.actor, form.start.package))
        paragraphs.append([*told, _coalitions(result.scenario, form), _packages(form)])
    if not paragraphs:
        return ()
    paragraphs[-1].append(_lasting(result.scenario, found))
    paragraphs.append(list(_rests_on(found)))
    return tuple(tuple(filter(None, told)) for told in paragraphs if any(told))


def _hardest(scenario: Scenario, form: FormAdvice) -> list[Holdout]:
    """Of those the rules ask and of the elites, who is least likely to consent."""
    asked = [holdout for holdout in form.holdouts if holdout.in_rule]
    elites = [
        holdout for holdout in form.holdouts if scenario.actors[holdout.actor].role == "elite"
    ]
    hardest = [
        min(some, key=lambda holdout: holdout.odds.value) for some in (asked, elites) if some
    ]
    return list({holdout.actor: holdout for holdout in hardest}.values())


def moves_told(scenario: Scenario, moves: tuple[ConcededMove, ...]) -> str:
    """Name the issues settled otherwise: ``Territory to de facto and Sanctions to eased``."""
    return listed(
        [f"{scenario.issues[move.issue].title} to {plain_name(move.after)}" for move in moves]
    )


def _start(result: Result, form: FormAdvice) -> str:
    scenario = result.scenario
    deal = start_in_words(form.start)
    package = package_in_words(scenario, result.space.package(form.start.package))
    passes = with_odds(form.outcome.ratified)
    start = f"{sentence(as_form(scenario, form.form))}, {deal} is {package}. It passes {passes}"
    if not form.holdouts:
        return f"{start}; everyone consents to it with probability {ENOUGH:g} or more."
    asked, rest = (
        [
            f"{actor_in_words(scenario, holdout.actor)} ({share_of(holdout.odds)})"
            for holdout in form.holdouts
            if holdout.in_rule is in_rule
        ]
        for in_rule in (True, False)
    )
    start += f"; less than {ENOUGH:g} likely to consent are"
    if asked and rest:
        return f"{start} {listed(asked)}, and of those no rule asks, {listed(rest)}."
    return (
        f"{start} {listed(asked)}." if asked else f"{start}, of those no rule asks, {listed(rest)}."
    )


def holdout_told(scenario: Scenario, holdout: Holdout) -> list[str]:
    """Say what would win one actor: concessions, then payments."""
    name = actor_in_words(scenario, holdout.actor)
    return [
        sentence(text)
        for text in (_concession(scenario, holdout, name), _payment(scenario, holdout, name))
        if text
    ]


def _concession(scenario: Scenario, holdout: Holdout, name: str) -> str:
    if holdout.won is not None:
        return (
            f"{name} is won by {moves_told(scenario, holdout.won.concession.moves)}"
            f"{_cost(scenario, holdout.won.concession)}: the odds of consent are then "
            f"{odds(holdout.won.odds)}, and the deal passes "
            f"{with_odds(holdout.won.outcome.ratified)}."
        )
    told = [f"No concession wins {name} while each principal still consents more likely than not"]
    near = holdout.nearest
    if near is not None and near.more.value >= _WORTH and near.more.is_clear:
        told.append(
            f"{moves_told(scenario, near.concession.moves)}{_cost(scenario, near.concession)} "
            f"would lift the odds of consent from {share_of(holdout.odds)} to {odds(near.odds)}"
        )
    if holdout.at_any_price is None:
        told.append("no package is likelier to be accepted than this one")
    else:
        told.append(_outright(scenario, holdout.at_any_price))
    return "; ".join(told) + "."


def _outright(scenario: Scenario, way: Way) -> str:
    moved = moves_told(scenario, way.concession.moves)
    if way.odds.value >= ENOUGH:
        start = f"to win outright it would take {moved}{_cost(scenario, way.concession)}"
    else:
        start = f"even the package liked best, {moved}, is accepted with only {odds(way.odds)}"
    away = {p: one for p, one in way.principals.items() if one.value < KEEPS}
    if not away:
        return start
    leave = [f"{odds(one)} for {actor_in_words(scenario, p)}" for p, one in away.items()]
    return f"{start}, and then the odds of consent are only {listed(leave)}"


def _cost(scenario: Scenario, bought: Concession) -> str:
    """Say what the principals give up, in brackets."""
    paying = {p: loss for p, loss in bought.losses.items() if loss >= _LEAST}
    if not paying:
        return " (which costs the principals nothing)"
    each = [f"{actor_in_words(scenario, p)} {points(loss)}" for p, loss in paying.items()]
    return f" (which costs {listed(each)})"


def _payment(scenario: Scenario, holdout: Holdout, name: str) -> str:
    payment = holdout.payment
    if payment.after is not None:
        moved = moves_told(scenario, payment.after.moves)
        start = (
            f"No payment wins {name} for this deal, since a red line rules the deal out in "
            f"{_barred(payment)}"
        )
        if not math.isfinite(payment.price.value):
            return f"{start}."
        if payment.price.value < _LEAST:
            return f"{start}; moving {moved} lifts it, and no payment is needed then."
        return (
            f"{start}; moving {moved} lifts it, and then {_price(payment)} would do"
            f"{_meaning(scenario, payment)}."
        )
    if not math.isfinite(payment.price.value):
        return f"No payment wins {name} either: in {_barred(payment)} red lines rule the deal out."
    return (
        f"For the deal as it stands, a side payment worth {_price(payment)} would win {name}"
        f"{_meaning(scenario, payment)}."
    )


def _barred(payment: Payment) -> str:
    """In which part of the worlds a red line rules a deal out; all only where none is spared."""
    if payment.barred == 1:
        return "all worlds"
    return f"{min(100 * payment.barred, 99):.0f} % of worlds"


def _price(payment: Payment) -> str:
    price = payment.price
    high = f"{100 * price.high:.0f}" if math.isfinite(price.high) else "no limit"
    return (
        f"{points(price.value, price.high - price.low)} of utility "
        f"({100 * price.low:.0f} to {high})"
    )


def _meaning(scenario: Scenario, payment: Payment) -> str:
    issue = scenario.issues[payment.meaning.issue]
    if payment.meaning.steps is None:
        if issue.nominal:
            return ""
        return f", more than {issue.title} alone could give"
    return (
        f", as much as {payment.meaning.steps:.0f} of the {issue.width:g} steps of "
        f"{issue.title}, the most salient issue"
    )


def _coalitions(scenario: Scenario, form: FormAdvice) -> str:
    robust = form.robust
    if form.outcome.ratified.value >= ENOUGH:
        return ""
    if not robust.cheapest:
        what = "no set of payments" if robust.exact else "no set of payments that was found"
        told = f"{sentence(what)} makes the deal pass with probability {ENOUGH:g}"
    else:
        first = robust.cheapest[0]
        names = listed([actor_in_words(scenario, actor) for actor in first.actors])
        told = (
            f"The cheapest set to pay so that the deal passes with probability {ENOUGH:g} is "
            f"{names}, {points(first.cost)} in all"
        )
        if not robust.exact:
            told += f"; no set costs less than {points(robust.bound)}"
    centre = form.at_centre
    if centre.cheapest and not centre.cheapest[0].actors:
        return f"{told}; at the expected world it passes as it stands."
    if not centre.cheapest:
        return f"{told}; nor at the expected world, where a red line stands in the way."
    first = centre.cheapest[0]
    names = listed([actor_in_words(scenario, actor) for actor in first.actors])
    return f"{told}; at the expected world it takes {names}, at {points(first.cost)} in all."


def _packages(form: FormAdvice) -> str:
    rows = [way for way in form.aboard[1:] if way.concession is not None]
    if not rows:
        return ""
    likeliest = max(rows, key=lambda way: way.outcome.ratified.value)
    if not likeliest.outcome.is_likelier_than(form.outcome):
        return "No package is likelier to pass than this deal by more than the error of the draws."
    alike = [way for way in rows if not likeliest.outcome.is_likelier_than(way.outcome)]
    best = min(alike, key=lambda way: way.cost)
    passes, costs = odds(best.outcome.ratified), f"costs the principals {points(best.cost)}"
    if len(alike) == 1:
        return f"The package likeliest to pass does so with {passes} and {costs}."
    return (
        f"Of {len(alike)} packages that are likeliest to pass and cannot be told apart in that, "
        f"the cheapest does so with {passes} and {costs}."
    )


def _lasting(scenario: Scenario, found: Onboard) -> str:
    """Say whether anything here makes the deal last longer."""
    told = [
        (form, way.outcome.gained)
        for form in found.forms.values()
        for way in form.aboard
        if way.outcome.gained is not None
    ]
    if not told or all(len(form.aboard) == 1 for form in found.forms.values()):
        return ""
    clear = [(form, gained) for form, gained in told if gained.is_clear]
    if not clear:
        widest = max(abs(gained.mean) for _, gained in told)
        return (
            f"How likely the deal is to be in force after {found.years} years is "
            f"indistinguishable between all of these (at most {max(widest, 0.001):.3f} apart)."
        )
    form, best = max(clear, key=lambda pair: pair[1].mean)
    return (
        f"After {found.years} years the likeliest of these to be in force, "
        f"{as_form(scenario, form.form)}, "
        f"is so by {best.mean:+.2f} ({best.low:+.2f} to {best.high:+.2f}) more than the deal as it "
        "stands."
    ).replace("-", "−")


def _rests_on(found: Onboard) -> tuple[str, ...]:
    if not any(form.holdouts for form in found.forms.values()):
        return ()
    told = [
        "Concessions cost the principals’ utility and payments are worth that much to whoever is "
        "paid, each on its own scale of 100 points; who pays, and in what, is not in the model, "
        "and the two cannot be added up.",
        "That more consent makes a deal last rests on the assumption that a successor who rejects "
        "it ends it sooner (ρ), on payments that go on, and on influence as the scenario gives it.",
    ]
    if not found.whole:
        told.append(
            "There are too many packages to put each to everyone: concessions were looked for only "
            "among those a search found or the likeliest to pass, so a cheaper one may exist."
        )
    elif found.asked_in < _worlds(found):
        told.append(
            f"All packages were put to large bodies in a part of the worlds only, at least "
            f"{found.asked_in:,}, and those that matter in all of them."
        )
    return tuple(told)


def _worlds(found: Onboard) -> int:
    return next(iter(found.forms.values())).outcome.ratified.worlds
