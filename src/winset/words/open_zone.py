"""What closes a form of agreement and what would open it, in plain sentences."""

from __future__ import annotations

from winset.advice.moves import Move
from winset.advice.open_zone import Opening
from winset.advice.smallest import Change
from winset.ratification.programme import Demand
from winset.scenario.model import Scenario
from winset.uncertainty import Estimate, at_most
from winset.words.demands import demand_in_words
from winset.words.names import actor_in_words, form_in_words, listed, sentence
from winset.words.shares import of_worlds, share_of

_MOST_NAMED = 3
_CLOSE = 1.25
"""Sizes within a quarter of each other differ by less than 256 worlds tell."""


def opening_told(scenario: Scenario, found: Opening) -> tuple[str, ...]:
    """Say what closes a form of agreement, and what would open it."""
    form = sentence(form_in_words(scenario, found.form))
    odds = of_worlds(found.now)
    if found.now.value in (0.0, 1.0) and found.is_certain:
        rest = "" if found.is_open else f" {_smallest(scenario, found)}"
        first = (
            f"{form} has {'a' if found.is_open else 'no'} zone, all numbers being certain.{rest}"
        )
    elif found.is_open:
        first = f"{form} has a zone in {odds} already."
    else:
        only = "only " if found.now.value else ""
        first = f"{form} has a zone in {only}{odds}. {_smallest(scenario, found)}"
    return (first, *_clash_told(scenario, found))


def _smallest(scenario: Scenario, found: Opening) -> str:
    if found.changes is None:
        return sentence(f"{found.why_not}, so nothing was tried.")
    best = found.best
    if best is None:
        furthest = found.changes.furthest
        if furthest is None or furthest.odds <= found.changes.now:
            return f"No change tried makes any difference in the {found.worlds:,} worlds tried."
        reached = _tried(at_most(furthest.odds, found.worlds))
        return (
            "No change of up to three numbers opens it in half of the worlds; what goes furthest, "
            f"if {_change(scenario, furthest)}, opens it in {reached}. Each was "
            "moved by half of its range at most."
        )
    numbers = sorted(found.changes.by_number)
    needed = {1: "One change opens", 2: "Two changes together open"}.get(
        numbers[0], "No two changes open it in half of the worlds; three together open"
    )
    first = found.changes.by_number[numbers[0]][0]
    reached = _tried(at_most(first.odds, found.worlds))
    told = f"{needed} it in half of them ({reached}): if {_change(scenario, first)}."
    pairs = found.changes.by_number.get(2, ())
    if numbers[0] == 1 and pairs and pairs[0].cost < first.cost:
        told += f" Less is needed of two together: if {_change(scenario, pairs[0])}."
    others = found.changes.by_number[numbers[0]][1:]
    close = [change for change in others if change.cost <= _CLOSE * first.cost]
    if close:
        told += f" Hardly more would be needed if {_change(scenario, close[0])}; which of the two "
        told += "is the smaller change is not told apart."
    if not first.holds:
        told += " Going further may close it again."
    return told


def _tried(found: Estimate) -> str:
    if found.value in (0.0, 1.0):
        return f"{'all' if found.value else 'none'} of the {found.worlds:,} worlds tried"
    told = share_of(found)
    if told.endswith(f"of {found.worlds:,}"):
        return f"{told} worlds tried"
    return f"{told} of the {found.worlds:,} worlds tried"


def _change(scenario: Scenario, change: Change) -> str:
    return listed(
        [
            move_in_words(scenario, move, size)
            for move, size in zip(change.moves, change.sizes, strict=True)
        ]
    )


def demands_in_words(scenario: Scenario, demands: tuple[Demand, ...]) -> list[str]:
    """Say each of the demands that clash."""
    actors = {id_: scenario.actor_name(id_) for id_ in scenario.actors}
    parties = {id_: scenario.party_name(id_) for id_ in scenario.parties}
    issues = {id_: issue.title for id_, issue in scenario.issues.items()}
    return [demand_in_words(demand, actors, parties, issues).rstrip(".") for demand in demands]


def _clash_told(scenario: Scenario, found: Opening) -> tuple[str, ...]:
    told = []
    if found.expected:
        told.append(
            "With every number at its centre these cannot hold together, and none can be spared: "
            f"{'; '.join(demands_in_words(scenario, found.expected))}."
        )
    if found.clashes and not found.is_certain:
        first = found.clashes[0]
        looked = first.share.worlds
        told.append(
            f"Of the {looked} worlds without a zone that were looked into, in "
            f"{share_of(first.share)} these cannot hold together: "
            f"{'; '.join(demands_in_words(scenario, first.demands))}."
        )
        if len(found.clashes) > 1:
            named = [
                f"{scenario.actor_name(actor)} in {share_of(share)}"
                for actor, share in found.taking_part[:_MOST_NAMED]
            ]
            told.append(f"Whose demands take part in a clash: {listed(named)}.")
    return tuple(told)


def move_in_words(scenario: Scenario, move: Move, size: float) -> str:
    """Say a move: ``Vladimir Putin expected 12 less of Territory without a deal``."""
    actor = actor_in_words(scenario, move.actor)
    if move.kind == "no_deal_cost":
        return f"having no deal cost {actor} {size:.2f} more in utility"
    if move.kind == "payment":
        assert move.payer is not None
        payer = actor_in_words(scenario, move.payer)
        return f"{payer} made {actor} a side payment worth {size:.2f} in utility to each"
    assert move.issue is not None
    issue = scenario.issues[move.issue]
    by = f"{size * issue.width:.2g}"
    end = issue.low if move.sign < 0 else issue.high
    towards = f"towards “{end}”" if end else ("lower" if move.sign < 0 else "higher")
    if move.kind == "expects":
        return f"{actor} expected {issue.title} without a deal to end {by} points {towards}"
    if move.kind == "red_line":
        return f"the red line of {actor} on {issue.title} gave way by {by} points {towards}"
    return f"{actor} wanted {issue.title} {by} points {towards}"
