"""What closes a form of agreement, and what would open it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from winset.advice.moves import Move
from winset.advice.open_zone import Opening
from winset.advice.smallest import Change
from winset.ratification.programme import Demand
from winset.scenario.model import Scenario
from winset.words.advised import COSTS_TOLD, Advised, now_then, table_of
from winset.words.demands import demand_in_words
from winset.words.names import actor_in_words, form_in_words, form_title, listed, sentence
from winset.words.quantities import counted, figure, percent

if TYPE_CHECKING:
    from winset.engine import Result

_MOST_NAMED = 3
_CLOSE = 1.25
_HALF_A_POINT = 0.5
"""Sizes within a quarter of each other differ by less than 256 draws tell."""


def zone_told(result: Result, openings: Mapping[str, Opening]) -> Advised | None:
    """Say how often some text passes in each form, and what would make that likelier."""
    rows = [row for opening in openings.values() for row in _rows(result, opening)]
    heads = ("As", "If", "Some text passes")
    table = table_of(heads, rows)
    told = closed_told(result.scenario, openings)
    if table is None and not told:
        return None
    return Advised("Is there a zone, and what would open one?", told, table)


def closed_told(scenario: Scenario, openings: Mapping[str, Opening]) -> str:
    """Name the forms in which more often than not no text passes; empty where there are none."""
    closed = [opening for opening in openings.values() if not opening.is_open]
    if not closed:
        return ""
    names = sentence(listed([form_in_words(scenario, opening.form) for opening in closed], "or"))
    if all(opening.now.value == 0 for opening in closed):
        return f"{names} has no zone of agreement in any draw."
    if len(closed) == 1:
        return f"{names} is possible only {figure(closed[0].now)} of the time."
    return f"{names} is possible less often than not."


def _rows(result: Result, opening: Opening) -> list[tuple[str, str, str]]:
    """Put the consent that would open most first, then the smallest changes of a closed form."""
    form, now = form_title(result.scenario, opening.form), opening.now.value
    ratification = result.forms[opening.form].ratification
    leading = [own for own in ratification.leading_blockers if own.share.value > 0]
    rows = []
    if leading and now < 1:
        names = [result.scenario.actor_short(own.actor) for own in leading[:_MOST_NAMED]]
        if len(leading) > _MOST_NAMED:
            names.append(f"one of {counted(len(leading) - _MOST_NAMED, 'other')}")
        who = sentence(listed(names, "or"))
        then = now + (1 - now) * leading[0].share.value
        rows.append((form, f"{who} accepted every text", now_then(now, then)))
    rows += [
        (form, sentence(_change(result.scenario, change)), now_then(now, change.odds))
        for change in _changes(opening)[:1]
    ]
    return rows


def _changes(opening: Opening) -> list[Change]:
    """Return the smallest changes first, of each number of moves, and some about as small.

    Where none opens a form in half of the draws, the one that goes furthest.
    """
    tried = opening.changes
    if tried is None:
        return []
    if not tried.by_number:
        furthest = tried.furthest
        return [] if furthest is None or furthest.odds <= tried.now else [furthest]
    changes: list[Change] = []
    for number in sorted(tried.by_number):
        first, *others = tried.by_number[number]
        if changes and first.cost >= min(change.cost for change in changes):
            continue
        close = [change for change in others if change.cost <= _CLOSE * first.cost]
        changes += [first, *close[:1]]
    return sorted(changes, key=lambda change: change.cost)


def opening_told(scenario: Scenario, opening: Opening) -> tuple[str, ...]:
    """Say of one form how often it is open, what would open it, and what clashes."""
    form, now = sentence(form_in_words(scenario, opening.form)), figure(opening.now)
    told = [f"{form} has a zone in {now} of draws."]
    told += [
        f"Then {percent(change.odds)}: {_change(scenario, change)}." for change in _changes(opening)
    ]
    return (*told, *_method(scenario, opening))


def _method(scenario: Scenario, opening: Opening) -> tuple[str, ...]:
    if opening.why_not:
        return (sentence(f"{opening.why_not}, so nothing was tried."),)
    if opening.changes is None:
        return ()
    told = [
        f"{form_title(scenario, opening.form)}: changes of up to three numbers were tried in "
        f"{opening.worlds:,} draws, each by half of its range at most."
    ]
    best = opening.best
    if best is None:
        told.append("None of them opens it in half of the draws.")
    elif not best.holds:
        told.append("Going further than the smallest change may close it again.")
    return tuple(told)


def clashes_told(scenario: Scenario, openings: Mapping[str, Opening]) -> Advised | None:
    """Say which demands cannot hold together where there is no zone."""
    rows = []
    for opening in openings.values():
        form = form_title(scenario, opening.form)
        if opening.expected:
            demands = demands_in_words(scenario, opening.expected)
            rows.append((form, "; ".join(demands), "every number at its centre"))
        if opening.clashes and not opening.is_certain:
            first = opening.clashes[0]
            demands = demands_in_words(scenario, first.demands)
            rows.append((form, "; ".join(demands), _often(first.share.value)))
    rows += _taking_part(scenario, openings)
    table = table_of(("As", "What cannot hold together", "How often, without a zone"), rows)
    method = tuple(told for opening in openings.values() for told in _method(scenario, opening))
    if table is None and not method:
        return None
    looked = [opening.clashes[0].share.worlds for opening in openings.values() if opening.clashes]
    if looked:
        method = (
            f"Clashes were looked into in up to {max(looked)} draws without a zone.",
            *method,
        )
    if scenario.excludes:
        method = (*method, "What the case excludes is out of reach, whoever gives way.")
    return Advised("What clashes", "", table, (*method, COSTS_TOLD[0]))


def _taking_part(
    scenario: Scenario, openings: Mapping[str, Opening]
) -> Sequence[tuple[str, str, str]]:
    """Name whose demands take part in a clash, where more than one kind is met."""
    return [
        (
            form_title(scenario, opening.form),
            f"some demand of {actor_in_words(scenario, actor)}",
            _often(share.value),
        )
        for opening in openings.values()
        if len(opening.clashes) > 1
        for actor, share in opening.taking_part[:_MOST_NAMED]
    ]


def _often(share: float) -> str:
    return f"{percent(share)} of draws"


def _change(scenario: Scenario, change: Change) -> str:
    """Say moves made together, those of one actor behind its name."""
    by_actor: dict[str, list[str]] = {}
    for move, size in zip(change.moves, change.sizes, strict=True):
        by_actor.setdefault(move.actor, []).append(_does(scenario, move, size))
    return listed(
        [f"{scenario.actor_short(actor)} {listed(does)}" for actor, does in by_actor.items()]
    )


def demands_in_words(scenario: Scenario, demands: tuple[Demand, ...]) -> list[str]:
    """Say each of the demands that clash."""
    return [demand_in_words(scenario, demand).rstrip(".") for demand in demands]


def move_in_words(scenario: Scenario, move: Move, size: float) -> str:
    """Say a move: ``Vladimir Putin gave way by 28 points on Territory``."""
    return f"{actor_in_words(scenario, move.actor)} {_does(scenario, move, size)}"


def _does(scenario: Scenario, move: Move, size: float) -> str:
    """Say what the actor of a move does."""
    if move.kind == "no_deal_cost":
        return f"lost {_points(100 * size)} more by having no deal"
    if move.kind == "payment":
        assert move.payer is not None
        payer = actor_in_words(scenario, move.payer)
        return f"got a side payment worth {_points(100 * size)} from {payer}"
    assert move.issue is not None
    issue, title = scenario.issues[move.issue], scenario.issue_short(move.issue)
    by = _points(size * issue.width)
    end = issue.low if move.sign < 0 else issue.high
    towards = f"towards “{end}”" if end else ("lower" if move.sign < 0 else "higher")
    if move.kind == "red_line":
        line = scenario.stance(move.actor, move.issue).red_line
        is_double = line is not None and line.min is not None and line.max is not None
        return f"gave way by {by} on {title}{f', {towards}' if is_double else ''}"
    if move.kind == "expects":
        return f"expected {title} without a deal to end {by} {towards}"
    return f"wanted {title} {by} {towards}"


def _points(size: float) -> str:
    told = f"{size:.0f}"
    return (
        "less than a point" if size < _HALF_A_POINT else f"{told} point{'' if told == '1' else 's'}"
    )
