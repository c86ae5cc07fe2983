"""Doubt about a table of plain numbers: worlds in which each of them is somewhat off."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from winset.arrays import Floats
from winset.errors import WinsetError
from winset.formats.actor_table import ActorTable, TableFact
from winset.scenario.numbers import Normal
from winset.worlds.distributions import quantile
from winset.worlds.sequence import sobol_columns


def with_doubt(table: ActorTable, doubt: float, worlds: int = 1024, seed: int = 1) -> ActorTable:
    """Draw worlds in which every position, salience and capability is off by itself.

    An assumption, not an estimate: nobody has measured how far experts' codings are off. Errors are
    independent of each other and normal; what falls beyond where a number may lie is put at that
    end, so that the number given stays the median of its draws.

    Parameters
    ----------
    table
        A table of one world.
    doubt
        Standard deviation: of positions in shares of the issue's scale, of saliences in shares of
        100, of capabilities in shares of the greatest; 0 leaves the table as it is.
    worlds, seed
        How many to draw, and from which seed.

    Raises
    ------
    WinsetError
        If the table has worlds of its own, or a number makes no sense.
    """
    if not 0 <= doubt <= 1 or worlds < 1 or seed < 0:
        raise WinsetError("Doubt is a share of the scale, 0 to 1, over at least one world.")
    if table.worlds != 1:
        raise WinsetError("The table has worlds of its own already; doubt is for plain numbers.")
    if doubt == 0:
        return table
    cares = np.where(np.isnan(table.positions), np.nan, table.salience)
    means = np.concatenate([table.positions.ravel(), cares.ravel(), table.capability.ravel()])
    sd, low, high = _spreads(table, doubt)
    drawn = np.full((worlds, len(means)), np.nan)
    known = np.flatnonzero(~np.isnan(means)).tolist()
    # every number has a dimension of its own, at its place in the table, so that one more actor's
    # silence leaves the draws of all others as they were
    columns = sobol_columns(worlds, known, seed)
    for slot in known:
        spread = quantile(Normal(float(means[slot]), float(sd[slot])), columns[slot])
        drawn[:, slot] = np.clip(spread, low[slot], high[slot])
    actors, issues = table.positions.shape[1:]
    places, attention, has = np.split(drawn, [actors * issues, 2 * actors * issues], axis=1)
    return replace(
        table,
        positions=places.reshape(worlds, actors, issues),
        salience=attention.reshape(worlds, actors, issues),
        capability=has,
        reference=np.broadcast_to(table.reference, (worlds, issues)).copy(),
        options={
            issue: {name: np.broadcast_to(at, (worlds,)).copy() for name, at in options.items()}
            for issue, options in table.options.items()
        },
        facts=(*table.facts, TableFact("doubt", share=doubt)),
    )


def _spreads(table: ActorTable, doubt: float) -> tuple[Floats, Floats, Floats]:
    """Standard deviations and ends of all positions, then saliences, then capabilities."""
    actors, issues = table.positions.shape[1:]
    slots = actors * issues
    low, high = (np.tile(end, actors) for end in table.scales.T)
    most = table.capability.max()
    sd = [doubt * (high - low), np.full(slots, 100 * doubt), np.full(actors, doubt * most)]
    lowest = [low, np.zeros(slots), np.zeros(actors)]
    highest = [high, np.full(slots, 100.0), np.full(actors, np.inf)]
    return np.concatenate(sd), np.concatenate(lowest), np.concatenate(highest)
