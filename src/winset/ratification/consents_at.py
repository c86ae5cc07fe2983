"""Consents on chosen packages only, decided exactly as when all packages are listed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from winset.packages import Utilities, utilities_of
from winset.ratification.consents import Consents, consents_from, judgement_of
from winset.ratification.grid import (
    Array,
    brought_on_grid,
    cut_of,
    grid_parts,
    grid_threshold,
    needed_on_grid,
)
from winset.scenario.model import Scenario
from winset.worlds import Worlds


def support_at(
    utilities: Utilities, noise: Array, worlds: int, choices: NDArray[np.int64]
) -> Array:
    """Weight of the members who accept each of some packages.

    Parameters
    ----------
    utilities
        Utilities of the actor over these worlds.
    noise : (worlds or 1,) in utility
        The actor's error of judgement.
    worlds
        Number of worlds.
    choices : (packages, issues)
        Option index of each issue.

    Returns
    -------
    (worlds, packages), in votes
    """
    parts = grid_parts(utilities)
    cut = cut_of([len(part) for part in parts])
    picked = [part[choices[:, issue]] for issue, part in enumerate(parts)]
    brought = brought_on_grid(_sum(picked[:cut], len(choices)))
    needed = needed_on_grid(grid_threshold(utilities, noise), _sum(picked[cut:], len(choices)))
    members = len(utilities.weights)
    accepts = np.broadcast_to(brought >= needed, (len(choices), worlds, members))
    return np.ascontiguousarray((accepts @ utilities.weights).T)


def _sum(picked: list[Array], packages: int) -> Array:
    """Sum (packages, worlds or 1, members or 1) over issues, in the order of the issues."""
    total: Array = np.zeros((packages, 1, 1))
    for part in picked:
        total = total + part
    return total


def consents_at(
    scenario: Scenario,
    worlds: Worlds,
    actors: Iterable[str],
    choices: NDArray[np.int64],
    utilities: Mapping[str, Utilities] | None = None,
) -> Consents:
    """Ask each actor about some packages in every world.

    Parameters
    ----------
    scenario
        The scenario.
    worlds
        Its worlds, or a chunk of them.
    actors
        Ids of the actors to ask.
    choices : (packages, issues)
        Option index of each issue.
    utilities
        Utilities over these worlds, of actors for whom they are at hand.

    Returns
    -------
    Consents
        With arrays of (worlds, packages asked about).
    """
    known = utilities or {}
    answers = {}
    for actor in actors:
        own = known[actor] if actor in known else utilities_of(scenario, worlds, actor)
        backing = support_at(own, judgement_of(worlds, actor), worlds.count, choices)
        answers[actor] = (backing, float(own.weights.sum()))
    return consents_from(scenario, worlds, answers)
