"""What has happened, what it tells of the odds, and what to vote on after a no."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from winset.engine import Result
from winset.ratification import Given
from winset.scenario.model import Scenario
from winset.scenario.model.events import Event
from winset.texts import AfterNo, Hindsight
from winset.uncertainty import Difference
from winset.words.gates import comes
from winset.words.marks import cited
from winset.words.names import (
    actor_in_words,
    as_form,
    form_in_words,
    form_title,
    listed,
    options_in_words,
    party_in_words,
    plain_name,
    sentence,
)
from winset.words.quantities import counted, day_in_words, figure, percent, points
from winset.words.table import Table
from winset.words.views import option_in_words

GIVEN_METHOD = (
    "All odds here are shares of those draws. “Expected in” is the share of all draws in which an "
    "event would have happened."
)

_MOST_OPTIONS = 2
_MOST_EVENTS = 2


def event_in_words(scenario: Scenario, event: Event, *, in_full: bool = False) -> str:
    """Say what happened, inside a sentence: ``Vladimir Putin rejected “leaders”``.

    Parameters
    ----------
    in_full
        Whether to spell out an offer of many issues that has no name.
    """
    if event.issue is not None and event.agreed is not None:
        title = scenario.issues[event.issue].title
        return f"“{option_in_words(event.agreed)}” was agreed on {title}"
    offer = event.accepts if event.rejects is None else event.rejects
    return _answered(scenario, event, _offer(scenario, offer or {}, in_full=in_full))


def _answered(scenario: Scenario, event: Event, what: str) -> str:
    """Say who accepted or rejected something: ``Vladimir Putin rejected two offers``."""
    verb = "accepted" if event.rejects is None else "rejected"
    form = "" if event.form is None else f" {as_form(scenario, event.form)}"
    if event.party is not None:
        return f"{party_in_words(scenario, event.party)} {verb} {what}{form}"
    return f"{actor_in_words(scenario, event.actor or '')} {verb} {what}{form}"


def _offer(scenario: Scenario, offer: Mapping[str, str], *, in_full: bool) -> str:
    for name, text in scenario.texts.items():
        if dict(text) == dict(offer):
            return f"“{plain_name(name)}”"
    if in_full or len(offer) <= _MOST_OPTIONS:
        pairs = options_in_words(scenario, offer)
        return listed([f"“{option}” on {title}" for title, option in pairs])
    is_whole = len(offer) == len(scenario.issues)
    return "a whole text" if is_whole else f"an offer on {counted(len(offer), 'issue')}"


def given_told(given: Given) -> str:
    """Say how many draws remain: ``Of 1,024 draws, 311 agree with what has happened``."""
    agree = "agrees" if given.kept == 1 else "agree"
    return f"Of {given.drawn:,} draws, {given.kept:,} {agree} with what has happened."


def events_table(scenario: Scenario, given: Given) -> Table:
    """List the events with the share of all draws in which each would have happened."""
    rows = tuple(
        (
            sentence(event_in_words(scenario, event, in_full=True)),
            "" if event.date is None else day_in_words(event.date),
            "; ".join(cited(scenario, event.source)),
            figure(odds),
        )
        for event, odds in zip(given.events, given.odds, strict=True)
    )
    heads = ("what has happened", "when", "source", "expected in")
    return Table(heads, rows, "What has happened").without_empty_columns()


def hindsight_table(
    scenario: Scenario, hindsight: Hindsight, zones: Mapping[str, Difference]
) -> Table | None:
    """Set the odds without the events beside those with them; None where none clearly differs.

    Parameters
    ----------
    zones
        Form → the odds that some text passes; empty where that is not asked.
    """
    rows: list[tuple[str, ...]] = []
    for form, texts in hindsight.forms.items():
        title = form_title(scenario, form)
        figures = [
            (f"best text {comes(scenario)}", texts.best),
            *(
                (f"“{plain_name(name)}” {comes(scenario)}", through)
                for name, through in texts.named.items()
            ),
            ("some text passes, minds known", zones.get(form)),
        ]
        rows += [
            (f"{title}: {what}", percent(odds.before), percent(odds.after), points(odds.value))
            for what, odds in figures
            if odds is not None and _tells(odds)
        ]
    if not rows:
        return None
    heads = ("", "had nothing happened", "as it has", "change")
    return Table(heads, tuple(rows), "What the events tell of the odds")


def nothing_told() -> str:
    """Say that no odds clearly differ."""
    return "What has happened moves none of these odds clearly."


def hindsight_told(scenario: Scenario, hindsight: Hindsight) -> str:
    """Say in a sentence what the odds are given, and in which form that matters most."""
    figures = {form: texts.best for form, texts in hindsight.forms.items()}
    moved = {form: odds for form, odds in figures.items() if odds is not None and _tells(odds)}
    known = _known(scenario, hindsight.given)
    if not moved:
        return f"These odds are given that {known}. {nothing_told()}"
    form = max(moved, key=lambda each: abs(moved[each].value))
    odds = moved[form]
    return (
        f"Given that {known}, {form_in_words(scenario, form)} {comes(scenario)} "
        f"{percent(odds.after)} of the time instead of {percent(odds.before)}."
    )


def _tells(odds: Difference) -> bool:
    """Whether a difference is clear, and shows in whole percents."""
    return odds.is_clear and percent(odds.before) != percent(odds.after)


def _known(scenario: Scenario, given: Given) -> str:
    # an event that stands twice happened once
    events = [*{event_in_words(scenario, e, in_full=True): e for e in given.events}.values()]
    if len(events) > _MOST_EVENTS:
        return f"{counted(len(events), 'event')} of the case have happened"
    alike = {
        (event.actor, event.party, event.form, event.rejects is None, event.agreed is None)
        for event in events
    }
    first = events[0]
    if len(events) > len(alike) == 1 and first.agreed is None:
        return _answered(scenario, first, counted(len(events), "offer"))
    return listed([event_in_words(scenario, event) for event in events])


def after_no_told(result: Result, found: AfterNo) -> str:
    """Say what to vote on after a no: the nearest text that passes, or that there is none."""
    among = "" if found.is_complete else " of those the search found"
    if found.nearest is not None and found.passes is not None:
        changes = "; ".join(f"{title} “{option}”" for title, option in _changes(result, found))
        odds = percent(found.passes.after)
        return f"Rejected. Nearest text{among} that passes: {changes}, {odds}."
    if found.odds is None:
        return "Rejected. No text passes in any draw that remains."
    return (
        f"Rejected. No text{among} passes in half of the draws that remain. The likeliest passes "
        f"{percent(found.odds.value)} of the time."
    )


def after_no_table(result: Result, found: Sequence[AfterNo]) -> Table | None:
    """Tabulate what to vote on after each no, form by form; None where nothing was rejected."""
    if not found:
        return None
    scenario, rows = result.scenario, []
    for each in found:
        offer = scenario.given[each.event].rejects or {}
        rejected = f"{form_title(scenario, each.form)}: {_offer(scenario, offer, in_full=False)}"
        changes = "; ".join(f"{title}: {option}" for title, option in _changes(result, each))
        if each.passes is not None:
            rows.append((rejected, changes, percent(each.passes.after)))
        elif each.odds is not None:
            likeliest = percent(each.odds.value)
            rows.append((rejected, f"none; the likeliest text passes {likeliest}", ""))
        else:
            rows.append((rejected, "none; no text passes in any draw", ""))
    heads = ("rejected", "what changes in the nearest text that passes", "passes")
    return Table(heads, tuple(rows), "After the no")


def _changes(result: Result, found: AfterNo) -> list[tuple[str, str]]:
    """Title of each issue that the nearest text changes, and its option there."""
    if found.nearest is None:
        return []
    rejected = result.scenario.given[found.event].rejects or {}
    text = result.space.package(found.nearest)
    changes = {issue: option for issue, option in text.items() if rejected.get(issue) != option}
    return options_in_words(result.scenario, changes)
