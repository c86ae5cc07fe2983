"""What another observer's table changes, form by form, or why it changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

from winset.engine import Result
from winset.ratification import forms_of
from winset.scenario.model import Scenario
from winset.texts import best_answers, best_odds
from winset.texts.answers import asked_by
from winset.uncertainty import share_of
from winset.words.gates import has_needs
from winset.words.names import actor_in_words, form_in_words, form_title, listed, sentence
from winset.words.quantities import percent
from winset.words.table import Table

_MOST_NAMED = 3


def views_table(result: Result) -> Table:
    """Return the odds of each form’s best text, and of some text, as each observer sees them."""
    heads = ["", "As coded here"]
    heads += [result.scenario.perspectives[id_].title for id_ in result.perspectives]
    views = (result, *result.perspectives.values())
    rows: list[tuple[str, ...]] = []
    for form in result.forms:
        title = form_title(result.scenario, form)
        seen_by = [seen if form in seen.forms else None for seen in views]
        best = ("–" if seen is None else percent(best_odds(seen, form).value) for seen in seen_by)
        some = ("–" if seen is None else _some(seen, form) for seen in seen_by)
        rows.append((f"{title}: best text", *best))
        if has_needs(result.scenario):
            done = ("–" if seen is None else _carried_out(seen, form) for seen in seen_by)
            rows.append((f"{title}: best text, then carried out", *done))
        rows.append((f"{title}: some text, minds known", *some))
    return Table(tuple(heads), tuple(rows), "Odds that a text passes, by observer")


def _carried_out(result: Result, form: str) -> str:
    answers = best_answers(result, form)
    if answers is None or answers.carrying is None:
        return "–"
    return percent(share_of(answers.done, answers.passes).value)


def _some(result: Result, form: str) -> str:
    return percent(result.forms[form].ratification.zone.probability.value)


def untouched_told(result: Result, perspective: str) -> Iterator[str]:
    """Say which forms a perspective cannot touch, and why: it changes nobody a rule asks."""
    scenario = result.scenario
    view = scenario.perspectives[perspective]
    if view.issues or view.parties:
        return
    outside: dict[tuple[str, ...], list[str]] = {}
    for form in forms_of(scenario):
        if not set(view.actors) & set(asked_by(form)):
            outside.setdefault(tuple(view.actors), []).append(form.name)
    for actors, forms in outside.items():
        names = listed([form_in_words(scenario, form) for form in forms], "or")
        yield f"{_named(scenario, actors)} {_have(actors)} no say in {names}, so it stays the same."


def _named(scenario: Scenario, actors: tuple[str, ...]) -> str:
    if len(actors) > _MOST_NAMED:
        return f"The {len(actors)} actors it sees otherwise"
    return sentence(listed([actor_in_words(scenario, actor) for actor in actors]))


def _have(actors: tuple[str, ...]) -> str:
    return "has" if len(actors) == 1 else "have"
