"""Which numbers of a scenario are uncertain, and which dimension of the sequence draws each.

Every place where a number may stand has a dimension of its own, whether or not the number there
is uncertain. So a number that becomes a range, or a range that becomes a number, leaves the draws
of all others as they were: two versions of a scenario differ by the edit, not by the luck.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from winset.scenario.model import Actor, Issue, Scenario, Stance
from winset.scenario.numbers import Fixed, Normal, Number


@dataclass(frozen=True)
class Input:
    """One uncertain number."""

    path: str
    """Dotted path in the scenario file; ``actors.ID.noise`` for an actor's judgement of a deal."""
    number: Number
    """Its distribution."""
    low: float
    high: float
    """``low``, ``high``: range of the field, to which a normal is truncated; infinite for noise."""
    slot: int
    """Dimension of the sequence, from 0."""


_Place = tuple[str, object, float, float]


def inputs_of(scenario: Scenario) -> tuple[tuple[Input, ...], int]:
    """List the uncertain inputs of a scenario, and count the dimensions it spans.

    Returns
    -------
    inputs
        Uncertain inputs in the order of their slots.
    dimensions
        Number of slots, used or not.
    """
    inputs: list[Input] = []
    slot = -1
    for slot, (path, value, low, high) in enumerate(_places(scenario)):
        if isinstance(value, Number) and not isinstance(value, Fixed):
            inputs.append(Input(path, value, low, high, slot))
    return tuple(inputs), slot + 1


def _places(scenario: Scenario) -> Iterator[_Place]:
    for issue_id, issue in scenario.issues.items():
        yield f"issues.{issue_id}.no_deal", issue.no_deal, *issue.scale
        for option, position in issue.options.items():
            yield f"issues.{issue_id}.options.{option}", position, *issue.scale
    for party_id, party in scenario.parties.items():
        yield f"parties.{party_id}.bargaining_weight", party.bargaining_weight, 0.0, math.inf
    for actor_id, actor in scenario.actors.items():
        yield from _actor_places(scenario, actor_id, actor)
    # places that came later stand after all others, so that they move no draw of a file without
    for form in dict.fromkeys([*scenario.forms, *scenario.form_terms]):
        terms = scenario.form_terms.get(form)
        yield f"forms.{form}.exit_cost", None if terms is None else terms.exit_cost, 0.0, 1.0
    for actor_id, actor in scenario.actors.items():
        yield from _pledge_places(scenario, f"actors.{actor_id}.pledges", actor)


def _actor_places(scenario: Scenario, actor_id: str, actor: Actor) -> Iterator[_Place]:
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
        stance = scenario.stance(actor_id, issue_id)
        yield from _stance_places(f"{at}.stances.{issue_id}", stance, issue)


def _pledge_places(scenario: Scenario, at: str, actor: Actor) -> Iterator[_Place]:
    for number, pledge in enumerate(actor.pledges):
        scale = scenario.issues[pledge.issue].scale
        yield f"{at}.{number}.min", pledge.min, *scale
        yield f"{at}.{number}.max", pledge.max, *scale
        yield f"{at}.{number}.cost", pledge.cost, 0.0, 1.0


def _stance_places(at: str, stance: Stance, issue: Issue) -> Iterator[_Place]:
    red_line, values = stance.red_line, stance.values or {}
    yield f"{at}.salience", stance.salience, 0.0, 100.0
    yield f"{at}.position", stance.position, *issue.scale
    yield f"{at}.expects", stance.expects, *issue.scale
    yield f"{at}.red_line.min", red_line.min if red_line else None, *issue.scale
    yield f"{at}.red_line.max", red_line.max if red_line else None, *issue.scale
    for option in issue.options:
        yield f"{at}.values.{option}", values.get(option), 0.0, 1.0
