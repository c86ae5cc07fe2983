"""Why no text passes: one class of input dropped at a time, and what then would (model, 3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from winset.engine import Result
from winset.scenario.case import Case
from winset.scenario.model import Actor, Party
from winset.scenario.numbers import Fixed
from winset.scenario.rules import Consent
from winset.texts.few_worlds import zones_of
from winset.uncertainty import Difference, paired

WORLDS = 128
"""Draws that are asked, of those of the run; all figures here are over the same."""

InputClass = Literal["red_lines", "pledges", "expectations", "costs", "rules", "exclusions"]


@dataclass(frozen=True)
class Dropped:
    """The odds that some text would pass, without one class of input."""

    dropped: InputClass
    """``red_lines``: nobody has one; ``pledges``: nobody has made any; ``expectations``: everyone
    expects each issue's own no deal; ``costs``: no deal costs nobody anything; ``rules``: only the
    principals are asked; ``exclusions``: every combination of options may stand in a text."""
    zone: Difference
    """With everything, and without."""


def why_no_zone(result: Result) -> dict[str, tuple[Dropped, ...]]:
    """Drop one class of input at a time and ask whether some text would pass.

    Returns
    -------
    form → the classes that the scenario has, in the order of `InputClass`
        Empty of a run by programme, which cannot list packages.
    """
    tables: dict[str, Case] = {
        dropped: without
        for dropped, drop in _DROPS.items()
        if (without := drop(result.scenario)) is not None
    }
    found: dict[str, tuple[Dropped, ...]] = dict.fromkeys(result.forms, ())
    for form, has_zone in (zones_of(result, tables, WORLDS) if tables else {}).items():
        found[form] = tuple(
            Dropped(dropped, paired(has_zone[""], has_zone[dropped]))
            for dropped in _DROPS
            if dropped in tables
        )
    return found


def _each_actor(scenario: Case, change: Callable[[Actor], Actor]) -> Case | None:
    """Change every actor; None where that changes nothing."""
    actors = {id_: change(actor) for id_, actor in scenario.actors.items()}
    if actors == dict(scenario.actors):
        return None
    return scenario.model_copy(update={"actors": actors})


def _each_stance(field: str) -> Callable[[Case], Case | None]:
    def without(actor: Actor) -> Actor:
        stances = {
            issue: stance.model_copy(update={field: None})
            for issue, stance in actor.stances.items()
        }
        return actor.model_copy(update={"stances": stances})

    return lambda scenario: _each_actor(scenario, without)


def _without_costs(scenario: Case) -> Case | None:
    free = {"no_deal_cost": Fixed(0.0)}
    return _each_actor(scenario, lambda actor: actor.model_copy(update=free))


def _without_pledges(scenario: Case) -> Case | None:
    return _each_actor(scenario, lambda actor: actor.model_copy(update={"pledges": ()}))


def _without_rules(scenario: Case) -> Case | None:
    def principal_alone(party: Party) -> Party:
        rules = dict.fromkeys(party.ratification, Consent(party.principal))
        return party.model_copy(update={"ratification": rules})

    parties = {id_: principal_alone(party) for id_, party in scenario.parties.items()}
    if parties == dict(scenario.parties):
        return None
    return scenario.model_copy(update={"parties": parties})


def _without_exclusions(scenario: Case) -> Case | None:
    return scenario.model_copy(update={"excludes": ()}) if scenario.excludes else None


_DROPS: Mapping[InputClass, Callable[[Case], Case | None]] = {
    "red_lines": _each_stance("red_line"),
    "pledges": _without_pledges,
    "expectations": _each_stance("expects"),
    "costs": _without_costs,
    "rules": _without_rules,
    "exclusions": _without_exclusions,
}
