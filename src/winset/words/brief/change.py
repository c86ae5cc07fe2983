"""What would change it? Before → after, and at whose cost."""

from __future__ import annotations

from winset.texts import GivingWay, TextChange
from winset.texts.changes import SCALE_STEP, UTILITY_STEP
from winset.words.brief.matter import BriefMatter
from winset.words.names import actor_in_words, form_name
from winset.words.quantities import percent, points
from winset.words.table import Table
from winset.words.views import option_in_words

_MOST = 4


def changes_table(matter: BriefMatter) -> Table | None:
    """Return what clearly raises the odds of the text on the roll call; None where nothing does."""
    vote = matter.vote
    if vote is None:
        return None
    rows = [
        *(_text_change(matter, change) for change in vote.changes[:_MOST]),
        *(_giving_way(matter, each) for each in vote.giving_way[:_MOST]),
    ]
    if not rows:
        return None
    title = f"Odds that the {form_name(matter.scenario, vote.form)} above passes"
    return Table(("", "now → then", "costs"), tuple(rows), title)


def _text_change(matter: BriefMatter, change: TextChange) -> tuple[str, str, str]:
    scenario = matter.scenario
    cost = ""
    if change.loser is not None and change.loses is not None:
        cost = f"{scenario.actor_short(change.loser)} {points(change.loses.value)}"
    what = f"{scenario.issues[change.issue].title}: “{option_in_words(change.option)}”"
    return what, _now_then(change), cost


def _giving_way(matter: BriefMatter, each: GivingWay) -> tuple[str, str, str]:
    scenario = matter.scenario
    actor = actor_in_words(scenario, each.actor, starts=True)
    if each.on is None:
        what = f"{actor} comes to lose {100 * UTILITY_STEP:.0f} points more without a deal"
    else:
        issue = scenario.issues[each.on]
        step = f"{SCALE_STEP * issue.width:g} of {issue.width:g}"
        what = f"{actor} moves the red line on {issue.title} by {step}"
    return what, _now_then(each), scenario.actor_short(each.actor)


def _now_then(change: TextChange | GivingWay) -> str:
    return f"{percent(change.passes.before)} → {percent(change.passes.after)}"
