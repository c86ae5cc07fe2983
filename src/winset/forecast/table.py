"""One issue of a table of actors, as a model of one issue is given it: nothing missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from winset.arrays import Floats, Indices
from winset.errors import WinsetError
from winset.formats.actor_table import ActorTable


@dataclass(frozen=True)
class IssueTable:
    """The actors who take part in one issue."""

    issue: str
    """Its name."""
    actors: tuple[str, ...]
    """Names of those who take a position, care in some world and can do something about it."""
    index: Indices
    """(actors,): their places in the whole table."""
    scale: tuple[float, float]
    """Lower and upper end."""
    positions: Floats
    """(worlds, actors): on the issue's scale, none missing."""
    salience: Floats
    """(worlds, actors), 0–100."""
    capability: Floats
    """(worlds, actors), 0 or more."""
    reference: Floats
    """(worlds,): where the issue stays without a decision; NaN where that is not known."""
    options: Mapping[str, Floats]
    """Name → (worlds,) position."""


def taking_part(table: ActorTable, issue: str) -> Indices:
    """(actors,) places of those who take a position, care and count in some world."""
    at = table.issues.index(issue)
    weight = np.nan_to_num(table.salience[..., at]) * table.capability
    return np.flatnonzero(~np.isnan(table.positions[0, :, at]) & (weight > 0).any(0))


def issue_table(table: ActorTable, issue: str) -> IssueTable:
    """Take one issue out of a table, with those who take part in it.

    Raises
    ------
    WinsetError
        If there is no such issue, or nobody takes part in it in some world.
    """
    if issue not in table.issues:
        raise WinsetError(f"No issue “{issue}”. Issues: {', '.join(table.issues)}.")
    at = table.issues.index(issue)
    cares = np.nan_to_num(table.salience[..., at])
    index = taking_part(table, issue)
    if not ((cares * table.capability)[:, index].sum(-1) > 0).all():
        raise WinsetError(
            f"Nobody takes part in “{issue}”: forecasts need an actor with a position, a salience "
            "and a capability above 0."
        )
    low, high = table.scales[at]
    return IssueTable(
        issue,
        tuple(table.actors[i] for i in index),
        index,
        (float(low), float(high)),
        table.positions[:, index, at],
        cares[:, index],
        table.capability[:, index],
        table.reference[:, at],
        table.options.get(issue, {}),
    )


def with_attention(table: ActorTable) -> ActorTable:
    """Scale each actor's saliences down so that they sum to 100 at most over the issues.

    Some models take saliences as shares of one's attention; a table may not.
    """
    total = np.nansum(table.salience, axis=-1, keepdims=True)
    return replace(table, salience=table.salience * (100 / np.maximum(total, 100)))
