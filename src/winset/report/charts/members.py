"""How far the members of a body are spread on an issue."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset.packages import even_quantiles
from winset.scenario.model import Body, Scenario

_Z80 = 1.2816


@dataclass(frozen=True)
class Spread:
    """Where the middle four fifths of a body's members stand, on the issue's scale."""

    low: float
    middle: float
    high: float
    from_file: bool


def spread_of(scenario: Scenario, actor: str, issue: str) -> Spread | None:
    """Find the spread of a body's members; None for anyone else."""
    body, about = scenario.actors[actor].body, scenario.issues[issue]
    if body is None or about.nominal:
        return None
    if body.table is not None:
        column = body.table.positions.get(issue)
        if column is None:
            return None
        low, middle, high = _quantiles(column, body.table.weights)
        return Spread(low, middle, high, from_file=True)
    position = scenario.stance(actor, issue).position
    if position is None or body.dispersion is None:
        return None
    if body.groups:
        return _spread_of_groups(body, position.centre, body.dispersion.centre, about.scale)
    reach = _Z80 * body.dispersion.centre
    low, high = (float(np.clip(position.centre + sign * reach, *about.scale)) for sign in (-1, 1))
    return Spread(round(low, 6), position.centre, round(high, 6), from_file=False)


def _spread_of_groups(
    body: Body, position: float, dispersion: float, scale: tuple[float, float]
) -> Spread:
    """Find the spread of members who stand around the offsets of their groups."""
    places = [
        np.clip(position + group.offset.centre + dispersion * even_quantiles(members), *scale)
        for group in body.groups.values()
        if (members := group.members)
    ]
    column = tuple(np.concatenate(places).tolist())
    low, middle, high = (round(place, 6) for place in _quantiles(column, (1.0,) * len(column)))
    return Spread(low, middle, high, from_file=False)


def _quantiles(column: tuple[float, ...], weights: tuple[float, ...]) -> list[float]:
    order = np.argsort(column, kind="stable")
    reached = np.cumsum(np.asarray(weights)[order]) / sum(weights)
    ranked = np.asarray(column)[order]
    return [float(ranked[np.searchsorted(reached, share - 1e-12)]) for share in (0.1, 0.5, 0.9)]
