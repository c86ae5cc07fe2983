"""Doubt about a table of plain numbers: worlds in which each of them is somewhat off."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from winset.errors import WinsetError
from winset.formats.actor_table import ActorTable
from winset.scenario.numbers import Normal
from winset.worlds.distributions import quantile
from winset.worlds.sequence import sobol_columns

Floats = NDArray[np.float64]


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
    actors, issues = table.positions.shape[1:]
    taken = np.flatnonzero(~np.isnan(table.positions[0]).ravel())
    slots = actors * issues
    columns = sobol_columns(
        worlds, [*taken, *(slots + taken), *(2 * slots + np.arange(actors))], seed
    )

    def drawn(mean: float, sd: float, low: float, high: float, slot: int) -> Floats:
        return np.clip(quantile(Normal(mean, sd), columns[slot]), low, high)

    positions, salience = (np.full((worlds, slots), np.nan) for _ in range(2))
    for place in taken:
        low, high = table.scales[place % issues]
        mean, cares = table.positions[0].flat[place], table.salience[0].flat[place]
        positions[:, place] = drawn(mean, doubt * (high - low), low, high, int(place))
        salience[:, place] = drawn(cares, 100 * doubt, 0, 100, int(slots + place))
    most = float(table.capability.max())
    capability = np.stack(
        [
            drawn(own, doubt * most, 0, np.inf, 2 * slots + at)
            for at, own in enumerate(table.capability[0])
        ],
        axis=-1,
    )
    shape = (worlds, actors, issues)
    reference = np.broadcast_to(table.reference, (worlds, issues)).copy()
    return replace(
        table,
        positions=positions.reshape(shape),
        salience=salience.reshape(shape),
        capability=capability,
        reference=reference,
        options={
            issue: {name: np.broadcast_to(at, (worlds,)).copy() for name, at in own.items()}
            for issue, own in table.options.items()
        },
        notes=(
            *table.notes,
            f"Every number is taken to be off by ±{100 * doubt:g} % (one standard deviation of its "
            "scale): an assumption.",
        ),
    )
