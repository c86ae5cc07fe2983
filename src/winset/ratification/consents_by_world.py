"""Consents where each world has packages of its own, decided exactly as when all are listed."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from winset.packages import Utilities, utilities_of, worlds_at_once
from winset.ratification.consents import Consents, consents_from, judgement_of
from winset.ratification.forms import Form
from winset.ratification.grid import (
    Array,
    brought_on_grid,
    cut_of,
    grid_parts,
    grid_threshold,
    needed_on_grid,
)
from winset.ratification.winsets import win_sets
from winset.scenario.model import Scenario
from winset.worlds import Worlds


def in_zone(
    scenario: Scenario, worlds: Worlds, forms: Iterable[Form], choices: NDArray[np.int64]
) -> dict[str, NDArray[np.bool_]]:
    """Whether each world's own packages lie in its zone.

    Parameters
    ----------
    scenario, worlds
        The scenario and its draws.
    forms
        Forms of agreement.
    choices : (worlds, packages, issues)
        Option index of each issue, world by world.

    Returns
    -------
    form → (worlds, packages)
    """
    asked = tuple(forms)
    actors = tuple(dict.fromkeys(actor for form in asked for actor in form.actors))
    found = {form.name: np.empty(choices.shape[:2], dtype=np.bool_) for form in asked}
    rows = max(1, worlds_at_once(scenario, actors) // choices.shape[1])
    for start in range(0, worlds.count, rows):
        stop = min(start + rows, worlds.count)
        consents = _consents(scenario, worlds.rows(start, stop), actors, choices[start:stop])
        for form in asked:
            found[form.name][start:stop] = win_sets(form, consents).zone
    return found


def _consents(
    scenario: Scenario, worlds: Worlds, actors: Iterable[str], choices: NDArray[np.int64]
) -> Consents:
    answers = {}
    for actor in actors:
        own = utilities_of(scenario, worlds, actor)
        backing = _support(own, judgement_of(worlds, actor), choices)
        answers[actor] = (backing, float(own.weights.sum()))
    return consents_from(scenario, worlds, answers)


def _support(utilities: Utilities, noise: Array, choices: NDArray[np.int64]) -> Array:
    """(worlds, packages) weight of the members who accept their world's packages."""
    parts = grid_parts(utilities)
    cut = cut_of([len(part) for part in parts])
    shape = choices.shape[:2]
    picked = [_of_world(part, choices[..., issue]) for issue, part in enumerate(parts)]
    brought = brought_on_grid(_sum(picked[:cut], shape))
    threshold = grid_threshold(utilities, noise)[:, None, :]
    needed = needed_on_grid(threshold, _sum(picked[cut:], shape))
    accepts = np.broadcast_to(brought >= needed, (*shape, len(utilities.weights)))
    found: Array = accepts @ utilities.weights
    return found


def _of_world(part: Array, chosen: NDArray[np.int64]) -> Array:
    """(worlds, packages, members or 1) of (options, worlds or 1, members or 1)."""
    world = np.arange(len(chosen)) if part.shape[1] > 1 else np.zeros(len(chosen), dtype=np.intp)
    picked: Array = part[chosen, world[:, None]]
    return picked


def _sum(picked: list[Array], shape: tuple[int, ...]) -> Array:
    """Sum over issues, in the order of the issues."""
    total: Array = np.zeros((*shape, 1))
    for part in picked:
        total = total + part
    return total
