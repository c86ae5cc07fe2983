"""Where each actor stands on one issue, read from the scenario."""

from __future__ import annotations

from dataclasses import dataclass

from winset.report.charts.labels import actor_labels
from winset.report.charts.members import Spread, spread_of
from winset.report.palette import slot_of_actor
from winset.scenario.model import Issue, Scenario, Stance
from winset.scenario.numbers import Number


@dataclass(frozen=True)
class Stand:
    """Where one actor stands on the issue; positions are on the issue's own scale."""

    actor: str
    label: str
    slot: int
    outsider: bool
    position: Number | None
    spread: Spread | None
    size: float
    salience: Number
    expects: float | None
    red_min: Number | None
    red_max: Number | None

    @property
    def centre(self) -> float:
        """Middle of where it stands."""
        if self.spread is not None and self.spread.from_file:
            return self.spread.middle
        return self.position.centre if self.position is not None else 0.0


def stands_on(scenario: Scenario, issue: str) -> list[Stand]:
    """Where each actor stands on an issue, the highest position first."""
    cares = [
        actor
        for actor in scenario.actors
        if scenario.stance(actor, issue).position is not None
        or scenario.stance(actor, issue).values
        or spread_of(scenario, actor, issue) is not None
    ]
    labels = actor_labels(scenario, cares)
    stands = [_stand(scenario, issue, actor, labels[actor]) for actor in cares]
    return sorted(stands, key=lambda stand: -stand.centre)


def _stand(scenario: Scenario, issue: str, actor: str, label: str) -> Stand:
    stance, who = scenario.stance(actor, issue), scenario.actors[actor]
    about = scenario.issues[issue]
    influence = who.influence.centre if who.influence is not None else 50.0
    red_line = stance.red_line
    return Stand(
        actor,
        label,
        slot_of_actor(scenario, actor),
        who.party is None,
        stance.position or _favourite(about, stance),
        spread_of(scenario, actor, issue),
        stance.salience.centre * influence / 10_000,
        stance.salience,
        place_on(about, stance.expects),
        red_line.min if red_line else None,
        red_line.max if red_line else None,
    )


def _favourite(issue: Issue, stance: Stance) -> Number | None:
    """Position of the option worth most, for an actor who values options on a scale."""
    if not stance.values:
        return None
    best = max(stance.values, key=lambda option: stance.values[option].centre)  # type: ignore[index]
    return issue.options[best]


def place_on(issue: Issue, value: Number | str | None) -> float | None:
    """Middle of a place on the issue's scale, given as a number or an option; None for none."""
    if isinstance(value, str):
        value = issue.options[value]
    return None if value is None else value.centre
