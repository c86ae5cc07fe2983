"""Every place of a scenario where a number may stand that is drawn, and the range it is held to."""

from __future__ import annotations

import math
from collections.abc import Iterator

from winset.scenario.model import Actor, Issue, Scenario, Stance
from winset.scenario.numbers import Fixed, Normal

NumberPlace = tuple[str, object, float, float]
"""Dotted path; the number there, or what stands in its place; least and greatest value."""


_FORMS_FROM, _ACTORS_FROM = 2**39, 2**40
_APART, _PLEDGES = 2**16, 2**15
"""Where places that the format gained later stand: far beyond all others. Each actor has a stretch
of its own there, its groups first and its pledges from the middle on."""


def number_places(scenario: Scenario) -> Iterator[NumberPlace]:
    """List the places in the order of their dimensions; an actor's judgement of a deal is one."""
    yield from (place for _, place in places_by_slot(scenario))


def places_by_slot(scenario: Scenario) -> Iterator[tuple[int, NumberPlace]]:
    """List the places, each with its dimension.

    Exit costs, groups and pledges stand far beyond the others, so that neither they nor another
    actor moves the draw of anything else.
    """
    yield from enumerate(_places(scenario))
    yield from enumerate(_form_places(scenario), _FORMS_FROM)
    for number, (actor_id, actor) in enumerate(scenario.actors.items()):
        at, slot = f"actors.{actor_id}", _ACTORS_FROM + number * _APART
        yield from enumerate(_group_places(scenario, f"{at}.body.groups", actor), slot)
        pledges = _pledge_places(scenario, f"{at}.pledges", actor)
        yield from enumerate(pledges, slot + _PLEDGES)


def _form_places(scenario: Scenario) -> Iterator[NumberPlace]:
    for form in dict.fromkeys([*scenario.forms, *scenario.form_terms]):
        terms = scenario.form_terms.get(form)
        yield f"forms.{form}.exit_cost", None if terms is None else terms.exit_cost, 0.0, 1.0


def _group_places(scenario: Scenario, at: str, actor: Actor) -> Iterator[NumberPlace]:
    reach = max((issue.width for issue in scenario.issues.values()), default=0.0)
    for name, group in (actor.body.groups if actor.body is not None else {}).items():
        yield f"{at}.{name}.offset", group.offset, -reach, reach
        yield f"{at}.{name}.discipline", group.discipline, 0.0, 1.0


def _places(scenario: Scenario) -> Iterator[NumberPlace]:
    for issue_id, issue in scenario.issues.items():
        yield f"issues.{issue_id}.no_deal", issue.no_deal, *issue.scale
        for option, position in issue.options.items():
            yield f"issues.{issue_id}.options.{option}", position, *issue.scale
    for party_id, party in scenario.parties.items():
        yield f"parties.{party_id}.bargaining_weight", party.bargaining_weight, 0.0, math.inf
    for actor_id, actor in scenario.actors.items():
        yield from _actor_places(scenario, actor_id, actor)


def _actor_places(scenario: Scenario, actor_id: str, actor: Actor) -> Iterator[NumberPlace]:
    at = f"actors.{actor_id}"
    noise = scenario.settings.noise
    judgement = Normal(0.0, noise) if noise > 0 else Fixed(0.0)
    yield f"{at}.noise", judgement, -math.inf, math.inf
    yield f"{at}.influence", actor.influence, 0.0, 100.0
    yield f"{at}.votes", actor.votes, 0.0, math.inf
    yield f"{at}.no_deal_cost", actor.no_deal_cost, 0.0, 1.0
    yield f"{at}.reservation", actor.reservation, 0.0, 1.0
    dispersion = actor.body.dispersion if actor.body is not None else None
    yield f"{at}.body.dispersion", dispersion, 0.0, math.inf
    for issue_id, issue in scenario.issues.items():
        stance = actor.stances.get(issue_id)
        yield from _stance_places(f"{at}.stances.{issue_id}", stance, issue)


def _pledge_places(scenario: Scenario, at: str, actor: Actor) -> Iterator[NumberPlace]:
    for number, pledge in enumerate(actor.pledges):
        issue = scenario.issues.get(pledge.issue)
        if issue is None:  # told by a rule of its own
            continue
        yield f"{at}.{number}.min", pledge.min, *issue.scale
        yield f"{at}.{number}.max", pledge.max, *issue.scale
        yield f"{at}.{number}.cost", pledge.cost, 0.0, 1.0


def _stance_places(at: str, given: Stance | None, issue: Issue) -> Iterator[NumberPlace]:
    stance = given or Stance()
    red_line, values = stance.red_line, stance.values or {}
    yield f"{at}.salience", given and given.salience, 0.0, 100.0
    yield f"{at}.position", stance.position, *issue.scale
    yield f"{at}.expects", stance.expects, *issue.scale
    yield f"{at}.red_line.min", red_line.min if red_line else None, *issue.scale
    yield f"{at}.red_line.max", red_line.max if red_line else None, *issue.scale
    for option in issue.options:
        yield f"{at}.values.{option}", values.get(option), 0.0, 1.0
