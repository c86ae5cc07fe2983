"""The five questions of a mediator, each in a sentence or two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from winset.words.information import information_told
from winset.words.leader_only import leader_only_told
from winset.words.names import actor_in_words, form_in_words, listed, sentence
from winset.words.onboard import holdout_told
from winset.words.shares import of_worlds, share_of

if TYPE_CHECKING:
    from winset.advice.advice import Advice
    from winset.engine import Result

_MOST = 2


def summary_told(result: Result, found: Advice) -> tuple[tuple[str, str], ...]:
    """Answer in short: (question, answer) of every question to which something can be said."""
    told = (
        ("Is there a zone?", _zones(result, found)),
        ("Who blocks it?", _blockers(result)),
        ("What would bring the elites in, and at what price?", _elites(result, found)),
        ("Does a deal they back last longer?", _lasts(result, found)),
        ("Whose unknown position matters most?", _unknown(result, found)),
    )
    return tuple((question, answer) for question, answer in told if answer)


def _zones(result: Result, found: Advice) -> str:
    each = [
        f"{form_in_words(result.scenario, own.form)} in {of_worlds(own.now)}"
        for own in found.open_zone.values()
    ]
    return sentence(f"{listed(each)}.") if each else ""


def _blockers(result: Result) -> str:
    told = []
    for name, form in result.forms.items():
        leading = [own for own in form.ratification.leading_blockers if own.share.value > 0]
        if not leading:
            continue
        names = [actor_in_words(result.scenario, own.actor) for own in leading[:_MOST]]
        if len(leading) > _MOST:
            names.append(f"one of {len(leading) - _MOST} more")
        who = listed(names, "or")
        told.append(f"{form_in_words(result.scenario, name)}, {who} ({share_of(leading[0].share)})")
    if not told:
        return ""
    return (
        "Of the worlds without a zone, the consent of one alone would most often open one for "
        f"{'; for '.join(told)}."
    )


def _elites(result: Result, found: Advice) -> str:
    """What wins the elites who hold out, in the form likeliest to have a zone."""
    forms = found.onboard.forms
    if not forms:
        return ""
    form = max(forms, key=lambda own: result.forms[own].ratification.zone.probability.value)
    scenario = result.scenario
    held = [own for own in forms[form].holdouts if scenario.actors[own.actor].role == "elite"]
    if not held:
        return f"No elite actor holds out against the deal as {form_in_words(scenario, form)}."
    hardest = min(held, key=lambda own: own.odds.value)
    return " ".join(
        [
            f"{sentence(actor_in_words(scenario, hardest.actor))} would hardly consent to the deal "
            f"as {form_in_words(scenario, form)} ({share_of(hardest.odds)}).",
            *holdout_told(scenario, hardest),
        ]
    )


def _lasts(result: Result, found: Advice) -> str:
    told = leader_only_told(result, found.leader_only)
    return " ".join([*told[:1], *told[-1:]] if len(told) > 1 else told)


def _unknown(result: Result, found: Advice) -> str:
    return " ".join(information_told(result.scenario, result.space, found.information)[:2])
