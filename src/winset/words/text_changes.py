"""What would change the odds of one text, in words: other options, giving way, judgements."""

from __future__ import annotations

from collections.abc import Iterable

from winset.advice.unknowns import unknown_at
from winset.scenario.model import Scenario
from winset.texts import GivingWay, JudgementRange, TextChange, Vote
from winset.texts.changes import SCALE_STEP, UTILITY_STEP
from winset.uncertainty import Difference
from winset.words.names import actor_in_words, sentence
from winset.words.quantities import percent, place_in_words, points
from winset.words.table import Table
from winset.words.unknowns import unknown_in_words
from winset.words.views import option_in_words


def changes_table(
    scenario: Scenario, vote: Vote, most: int | None = None, now: float | None = None
) -> Table | None:
    """Return what clearly raises a text's odds, now → then and at whose cost; None for nothing.

    Parameters
    ----------
    most
        How many other options to show, and how many who give way; default all.
    now
        Odds of the text as they are given beside the table, where those are cross-fitted; the
        changes are then laid upon them.
    """
    shift = 0.0 if now is None else now - vote.gates.passes.value
    rows = [
        *(_text_change(scenario, change, shift) for change in vote.changes[:most]),
        *(_giving_way(scenario, each, shift) for each in vote.giving_way[:most]),
    ]
    if not rows:
        return None
    title = "Odds that the text on the roll call is signed and ratified"
    return Table(("", "now → then", "at whose cost"), tuple(rows), title)


def _text_change(scenario: Scenario, change: TextChange, shift: float) -> tuple[str, str, str]:
    cost = ""
    if change.loser is not None and change.loses is not None:
        cost = f"{scenario.actor_short(change.loser)}: yes {points(change.loses.value)}"
    what = f"{scenario.issues[change.issue].title}: “{option_in_words(change.option)}”"
    return what, now_then_laid_upon(change.passes, shift), cost


def _giving_way(scenario: Scenario, each: GivingWay, shift: float) -> tuple[str, str, str]:
    actor = actor_in_words(scenario, each.actor)
    if each.on is None:
        what = f"{100 * UTILITY_STEP:.0f} points more to lose without a deal for {actor}"
    else:
        issue = scenario.issues[each.on]
        step = f"{SCALE_STEP * issue.width:g}"
        what = f"The red line of {actor} on {issue.title} softer by {step} points"
    return what, now_then_laid_upon(each.passes, shift), scenario.actor_short(each.actor)


def now_then_laid_upon(figures: Difference, shift: float) -> str:
    """Write odds before and after, both moved by how far other figures are from them."""
    before, after = (min(1.0, max(0.0, odds + shift)) for odds in (figures.before, figures.after))
    return f"{percent(before)} → {percent(after)}"


def no_change_told(vote: Vote) -> str:
    """Say that no other option helps, of a text that may fail; else empty."""
    if vote.changes or vote.gates.passes.value == 1:
        return ""
    return "No other option on a single issue clearly helps."


def swings_table(scenario: Scenario, judgements: JudgementRange) -> Table | None:
    """Write how far each judgement alone moves the odds of a text; None where none does."""
    rows = tuple(_swings(scenario, judgements))
    return Table(("judgement", "its ends", "odds at either"), rows) if rows else None


def _swings(scenario: Scenario, judgements: JudgementRange) -> Iterable[tuple[str, str, str]]:
    for swing in judgements.swings:
        low, high = swing.ends
        what = sentence(unknown_in_words(scenario, unknown_at(scenario, swing.path)))
        odds = [percent(value) for value in swing.odds]
        if odds[0] != odds[1]:
            yield what, f"{place_in_words(low)} to {place_in_words(high)}", " → ".join(odds)
