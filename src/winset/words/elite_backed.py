"""Whether a deal the elites back outlasts the leaders' own, and what the form adds, in words."""

from __future__ import annotations

from collections.abc import Iterator

from winset.durability.elite_backed import ENOUGH
from winset.durability.results import Contrast, Durability
from winset.engine import Result
from winset.scenario.model import Scenario
from winset.words.durability import POINT, change_in_words, contrast_shown, span, years_in_words
from winset.words.names import (
    actor_in_words,
    as_form,
    listed,
    party_in_words,
    sentence,
)
from winset.words.quantities import percent, signed
from winset.words.survival import attainable_told

_VERDICTS = {
    1: "lasts longer than the leaders’ own, by this model.",
    0: "lasts about as long as the leaders’ own: there is no clear difference.",
    -1: "lasts less long than the leaders’ own, by this model.",
}
"""Sign of a difference → what it says of the deal for the elites."""


def leader_only_told(result: Result, durability: Durability) -> tuple[str, ...]:
    """Answer whether a deal the elites accept lasts longer than the leaders' own, answer first.

    Forms are told of as the data know them; empty where there is no deal to compare with.
    """
    forms = [form for form in durability.shown if "nash" in durability.forms[form]]
    if not forms:
        return ()
    form, *others = forms
    adds = form_adds_told(result.scenario, durability)
    if "elite_backed" not in durability.forms[form]:
        return (_no_elites(result), *attainable_told(result, durability), *adds)
    return (
        *_answer(result.scenario, durability, form),
        *attainable_told(result, durability),
        *_elites_told(result, durability, form),
        *_rejections(result, durability, form),
        *_passing(durability, form),
        *(told for other in others for told in _in_form(result.scenario, durability, other)),
        *adds,
    )


def _no_elites(result: Result) -> str:
    if result.method == "programme":
        return "The texts are too many to put each to the elites, so none is chosen for them."
    return "No signing party has an elite actor, so there is no elite to have on board."


def _answer(scenario: Scenario, durability: Durability, form: str) -> Iterator[str]:
    """Say which lasts longer within one form, and with what odds."""
    deals, contrast = durability.forms[form], contrast_shown(durability, form)
    deal, leaders = deals["elite_backed"], deals["nash"]
    if deal.package == leaders.package:
        whole = "has every elite group on board" if durability.backing[form].backed else ""
        yield f"The leaders’ own deal {whole or 'is already the one nearest to the elites'}."
        return
    name = _deal_for_elites(durability, form)
    if contrast is None:
        yield f"{name} lasts as long as the leaders’ own."
        return
    yield f"{name} {_VERDICTS[contrast.sign]}"
    years = contrast.years
    yield (
        f"{sentence(as_form(scenario, form))}, it is in force after {years_in_words(years)} with "
        f"odds of {span(deal.outlook.survival_at(years))}, the leaders’ own with "
        f"{span(leaders.outlook.survival_at(years))}."
    )
    low, high = (
        signed(100 * end, 0) for end in (contrast.difference.low, contrast.difference.high)
    )
    yield f"The difference lies between {low} and {high} points."
    if abs(contrast.by_form.mean - contrast.difference.mean) >= POINT:
        yield (
            f"It is {change_in_words(contrast.by_form)} if ratification changes what a new "
            "coalition does."
        )


def _deal_for_elites(durability: Durability, form: str) -> str:
    backed = durability.backing[form].backed
    return "A deal with the elites on board" if backed else "The deal nearest to the elites"


def _elites_told(result: Result, durability: Durability, form: str) -> Iterator[str]:
    """Say whom of the elites the text chosen for their sake would not win, or win least."""
    backing, scenario = durability.backing[form], result.scenario
    willing = sorted(backing.elites.items(), key=lambda pair: pair[1])
    if backing.backed:
        actor, odds = willing[0]
        yield (
            f"The least willing of the elites would accept it {percent(odds)} of the time: "
            f"{actor_in_words(scenario, actor)}."
        )
        return
    yield "No text has every elite group on board more often than not."
    missing = [
        f"{actor_in_words(scenario, actor)} {percent(odds)}"
        for actor, odds in willing
        if odds < ENOUGH
    ]
    yield f"The nearest to that would win {listed(missing)} of the time."


def _rejections(result: Result, durability: Durability, form: str) -> Iterator[str]:
    """Say how the text for the elites moves the odds that a successor rejects the deal."""
    deals = durability.forms[form]
    before, after = deals["nash"].rejects, deals["elite_backed"].rejects
    known = [
        (party, odds, other)
        for party, odds in before.items()
        if odds is not None and (other := after[party]) is not None
    ]
    if not known:
        yield "Nobody is named who might succeed either side, so both deals face the same risk."
    for party, odds, other in known:
        if abs(other - odds) >= POINT:
            yield (
                f"A successor in {party_in_words(result.scenario, party)} would reject it "
                f"{percent(other)} of the time instead of {percent(odds)}."
            )


def _passing(durability: Durability, form: str) -> Iterator[str]:
    deals = durability.forms[form]
    odds, leaders = deals["elite_backed"].ratified, deals["nash"].ratified
    if abs(odds - leaders) >= POINT:
        yield f"It would pass {percent(odds)} of the time, the leaders’ own {percent(leaders)}."


def _in_form(scenario: Scenario, durability: Durability, form: str) -> Iterator[str]:
    """Answer within another form, where there is a difference to tell."""
    contrast = contrast_shown(durability, form)
    if contrast is not None:
        name = _deal_for_elites(durability, form)
        lasts = {1: "lasts longer", -1: "lasts less long", 0: "shows no clear difference"}
        yield (
            f"{sentence(as_form(scenario, form))}, {name[0].lower()}{name[1:]} "
            f"{lasts[contrast.sign]}: {change_in_words(contrast.difference)}."
        )


def form_adds_told(scenario: Scenario, durability: Durability) -> tuple[str, ...]:
    """Say what another form adds to the life of one text, where that is a point or more."""
    return tuple(
        _form_adds(scenario, durability, contrast)
        for contrast in durability.form_adds
        if contrast.choice == "nash"
        and contrast.years == durability.marks[-1]
        and contrast.form == durability.kind(contrast.form).shown[0]
        and abs(contrast.difference.mean) >= POINT
    )


def _form_adds(scenario: Scenario, durability: Durability, contrast: Contrast) -> str:
    # the data know no difference between the first form and those of its kind that are published
    against = durability.kind(contrast.against).shown[0]
    this, other = as_form(scenario, contrast.form), as_form(scenario, against)
    clearly = "" if contrast.sign else "no clearly "
    longer = f"{clearly}{'longer' if contrast.difference.mean > 0 else 'less long'}"
    return (
        f"One and the same text lasts {longer} {this} than {other}: "
        f"{change_in_words(contrast.difference)}."
    )
