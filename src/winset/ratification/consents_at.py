"""Consents on chosen packages only, decided exactly as when all packages are listed.

The packages may be the same in all worlds, or each world may have its own: choices have the shape
(packages, issues) or (worlds, packages, issues).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from winset.arrays import Bools, Floats, Integers
from winset.packages import Caucus, Utilities, space_of, utilities_of, worlds_at_once
from winset.ratification.consents import (
    Consents,
    asked_by_form,
    consents_from,
    judgement_of,
)
from winset.ratification.forms import Form
from winset.ratification.quorum import majority
from winset.ratification.utility_grid import brought_on_grid, halves_on_grid, needed_on_grid
from winset.ratification.winsets import win_sets
from winset.scenario.model import Scenario
from winset.worlds import Worlds

Choices = Integers


def support_at(utilities: Utilities, noise: Floats, worlds: int, choices: Choices) -> Floats:
    """Weight of the members who accept each of some packages, as `support_for` counts them.

    Parameters
    ----------
    utilities
        Utilities of the actor over these worlds.
    noise : (worlds or 1,) in utility
        The actor's error of judgement.
    choices : (packages, issues) or (worlds, packages, issues)
        Option index of each issue.

    Returns
    -------
    (worlds, packages), in votes
    """
    accepted = accepted_at(utilities, noise, choices)
    shape = (worlds, choices.shape[-2], len(utilities.weights))
    return votes_of_members(
        np.broadcast_to(accepted, shape), utilities.weights, utilities.caucuses, utilities.alone
    )


def votes_at(
    scenario: Scenario, worlds: Worlds, actor: str, choices: Choices, form: str | None = None
) -> tuple[Floats, float]:
    """(worlds, packages) votes in favour of some packages, the same in all worlds; all votes.

    Parameters
    ----------
    choices : (packages, issues)
        Option index of each issue.
    form
        Form of agreement the actor is asked in; by default all is disclosed.
    """
    votes, total = [], 1.0
    for _, chunk in worlds.chunks(max(1, worlds_at_once(scenario, [actor]) // len(choices))):
        utilities = utilities_of(scenario, chunk, actor, form)
        votes.append(support_at(utilities, judgement_of(chunk, actor), chunk.count, choices))
        total = float(utilities.weights.sum())
    return np.concatenate(votes), total


def votes_of_members(
    accepted: Bools, weights: Floats, caucuses: Iterable[Caucus], alone: Bools
) -> Floats:
    """Weight of the members who vote yes, but for those who follow another actor's line.

    Parameters
    ----------
    accepted : (worlds, packages, members)
        Whether each member would accept, deciding alone.
    weights : (members,)
    caucuses
        Groups whose members follow a line.
    alone : (worlds or 1, members)
        Who follows none.

    Returns
    -------
    (worlds, packages), in votes
    """
    if alone.all():
        return np.asarray(accepted @ weights)
    support: Floats = (accepted & alone[:, None, :]) @ weights
    for caucus in caucuses:
        if caucus.leader is None:
            of_group = weights * caucus.members
            line = majority(float(of_group.sum())).met_by(accepted @ of_group)
            support = support + line * caucus.votes(weights)
    return support


def accepted_at(utilities: Utilities, noise: Floats, choices: Choices) -> Bools:
    """Whether each member accepts each of some packages.

    Parameters
    ----------
    utilities, noise, choices
        As of `support_at`.

    Returns
    -------
    (worlds or 1, packages, members or 1)
    """
    # The issues are parted and summed in the order in which listing parts and sums them: sums of
    # floating-point numbers depend on the order, and the answers must be the same.
    halves = halves_on_grid(utilities, noise)
    cut = len(halves.first)
    brought = brought_on_grid(_sum(halves.first, choices[..., :cut]))
    rest = _sum(halves.rest, choices[..., cut:])
    needed = needed_on_grid(halves.threshold[:, None, :], rest)
    return np.asarray(brought >= needed)


def _picked(part: Floats, chosen: Integers) -> Floats:
    """(worlds or 1, packages, members or 1) of (options, worlds or 1, members or 1)."""
    if chosen.ndim == 1:
        return np.moveaxis(part[chosen], 0, 1)
    world = np.arange(len(chosen)) if part.shape[1] > 1 else np.zeros(len(chosen), dtype=np.intp)
    picked: Floats = part[chosen, world[:, None]]
    return picked


def _sum(parts: list[Floats], choices: Choices) -> Floats:
    """Sum over issues, in the order of the issues."""
    total: Floats = np.zeros((1, 1, 1))
    for issue, part in enumerate(parts):
        total = total + _picked(part, choices[..., issue])
    return total


def consents_at(
    scenario: Scenario,
    worlds: Worlds,
    actors: Iterable[str],
    choices: Choices,
    utilities: Mapping[str, Utilities] | None = None,
    form: str | None = None,
) -> Consents:
    """Ask each actor about some packages in every world.

    Parameters
    ----------
    choices : (packages, issues) or (worlds, packages, issues)
        Option index of each issue.
    utilities
        Utilities over these worlds, of actors for whom they are at hand.
    form
        Form of agreement they are asked in; by default all is disclosed.

    Returns
    -------
    Consents
        With arrays of (worlds, packages asked about).
    """
    known = utilities or {}
    answers = {}
    for actor in scenario.with_leaders(actors):
        own = known[actor] if actor in known else utilities_of(scenario, worlds, actor, form)
        backing = support_at(own, judgement_of(worlds, actor), worlds.count, choices)
        answers[actor] = (backing, float(own.weights.sum()))
    space = space_of(scenario)
    allowed = np.atleast_2d(space.allows(choices)) if space.excludes else None
    return consents_from(scenario, worlds, answers, allowed=allowed)


def in_zone(
    scenario: Scenario, worlds: Worlds, forms: Iterable[Form], choices: Choices
) -> dict[str, Bools]:
    """Whether some packages lie in the zone, a chunk of worlds at a time.

    Parameters
    ----------
    choices : (packages, issues) or (worlds, packages, issues)
        Option index of each issue.

    Returns
    -------
    form → (worlds, packages)
    """
    asked, packages = tuple(forms), choices.shape[-2]
    actors = tuple(dict.fromkeys(actor for form in asked for actor in form.actors))
    zones = {form.name: np.empty((worlds.count, packages), dtype=np.bool_) for form in asked}
    rows = max(1, worlds_at_once(scenario, actors) // max(1, packages))
    for here, chunk in worlds.chunks(rows):
        own = choices if choices.ndim == 2 else choices[here]
        by_form = asked_by_form(
            scenario,
            asked,
            lambda form, whom: consents_at(scenario, chunk, whom, own, form=form),  # noqa: B023
        )
        for form in asked:
            zones[form.name][here] = win_sets(form, by_form[form.name]).zone
    return zones
