"""Whom to bring on board, form by form: the text as it stands, and what a budget buys, in words."""

from __future__ import annotations

from collections.abc import Sequence

from winset.advice.answers import Start
from winset.advice.onboard_results import (
    FormAdvice,
    Onboard,
)
from winset.advice.payments import ENOUGH
from winset.engine import Result
from winset.words.advised import (
    COSTS_TOLD,
    Advised,
    costs_in_words,
    now_then,
    table_of,
    worth_in_words,
)
from winset.words.names import (
    actor_in_words,
    as_form,
    form_title,
    options_in_words,
    sentence,
)
from winset.words.quantities import figure, percent
from winset.words.shifts import (
    HEADS,
    Shift,
    hardest_to_win,
    likeliest_text,
    lost_in_words,
    moves_told,
    shifts_of,
)

_SAME = "="
_PART_HEADS = (
    "Who", "What wins it", "Does its part", "Deal passes", "Signed to carried out", "At whose cost"
)  # fmt: skip


def onboard_told(result: Result, found: Onboard) -> tuple[Advised, ...]:
    """Say which texts advice starts from, then form by form what would carry more of them."""
    if not found.forms:
        return ()
    held = [form for form in found.forms.values() if form.holdouts]
    each = [_form_told(result, form, shifts_of(result, form)) for form in held]
    parts = [_parts_told(result, form) for form in found.forms.values() if form.implementers]
    return (_starts_told(result, found), *each, *parts)


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
    if not any(form.holdouts or form.implementers for form in forms):
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


def _parts_told(result: Result, form: FormAdvice) -> Advised:
    """Say who would not do its part once the deal is ratified, and what would bring each in."""
    scenario = result.scenario
    rows = [
        (
            sentence(scenario.actor_short(each.actor)),
            "nothing on its issues"
            if each.concession is None
            else moves_told(scenario, each.concession.moves),
            now_then(each.does.value, each.won.value),
            now_then(each.passes.before, each.passes.after),
            now_then(each.through.before, each.through.after),
            "" if each.concession is None else costs_in_words(scenario, each.concession.losses),
        )
        for each in form.implementers
    ]
    first = form.implementers[0]
    often, name = figure(first.does), actor_in_words(scenario, first.actor)
    return Advised(
        f"{form_title(scenario, form.form)}: who carries it out",
        f"Once it is ratified, the part of {name} is done {often} of the time.",
        table_of(_PART_HEADS, rows),
    )


def _verdict(result: Result, form: FormAdvice) -> str:
    """Say in one sentence whether anything would make the deal likelier to pass."""
    scenario, likeliest = result.scenario, likeliest_text(form)
    if likeliest is not None:
        passes = now_then(form.outcome.ratified.value, likeliest.outcome.ratified.value)
        return f"Another text would pass more often: {passes}."
    for hardest in hardest_to_win(result, form)[:1]:
        lost = "" if hardest.at_any_price is None else lost_in_words(scenario, hardest.at_any_price)
        if lost:
            name = actor_in_words(scenario, hardest.actor)
            return f"No other text is clearly likelier to pass: what wins {name} loses {lost}."
    return "No other text is clearly likelier to pass."


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
