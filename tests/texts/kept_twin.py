"""Whether a bloc keeps a deal, and whether it could be revised, by loops in plain Python."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from tests.twin import SLACK, Member, Package, World
from winset.scenario.numbers import Fixed

GAIN = 4 / 2**30


def at_exit(world: World, actor: str, deal: Package, cost: float) -> list[Member]:
    """Members with leaving a deal in place of no deal."""
    scenario = world.scenario
    found = []
    for row, member in enumerate(world.members[actor]):
        at = None if scenario.actors[actor].body is None else row
        saliences = [world._salience(actor, issue, at) for issue in scenario.issues]
        total = sum(saliences)
        reservation, barred = member.reservation, list(member.barred)
        for k, (issue_id, issue) in enumerate(scenario.issues.items()):
            if deal[k] in issue.stays:
                without = world._worth(actor, issue_id, at)[1]
                share = saliences[k] / total if total else 0.0
                reservation += member.worth[k][deal[k]] - share * without
                barred[k] = barred[k] - {deal[k]}
        found.append(replace(member, reservation=reservation - cost, barred=tuple(barred)))
    return found


def cost_of_leaving(world: World, form: str) -> float:
    terms = world.scenario.form_terms.get(form)
    number = Fixed(0.0) if terms is None else terms.exit_cost
    return world.value(f"forms.{form}.exit_cost", number)


def most(members: Sequence[Member], like: Sequence[bool]) -> bool:
    """More than half by weight."""
    total = sum(member.weight for member in members)
    yes = sum(member.weight for member, likes in zip(members, like, strict=True) if likes)
    return yes > total / 2 + SLACK * total


def keeps(world: World, actor: str, deal: Package, form: str) -> bool:
    members = at_exit(world, actor, deal, cost_of_leaving(world, form))
    return most(members, [member.accepts(deal, world.noise(actor)) for member in members])


def prefers(members: Sequence[Member], other: Package, deal: Package) -> bool:
    return most(
        members,
        [
            not any(o in barred for barred, o in zip(m.barred, other, strict=True))
            and m.utility(other) > m.utility(deal) + GAIN
            for m in members
        ],
    )


def revisions(
    world: World, in_form: World, bloc: str, across: Sequence[str], deal: Package
) -> list[Package]:
    """Texts that are better than a deal for a bloc and for those across the table.

    The bloc in power knows all; those across the table see what the form shows them.
    """
    everyone = [at_exit(world, bloc, deal, 0.0), *(in_form.members[actor] for actor in across)]
    options = [list(issue.options) for issue in world.scenario.issues.values()]
    return [
        other
        for other in itertools.product(*options)
        if all(prefers(members, other, deal) for members in everyone)
    ]
