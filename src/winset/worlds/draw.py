"""The worlds: joint draws of everything uncertain in a scenario."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from winset.arrays import Bools, Floats
from winset.errors import WinsetError
from winset.scenario.model import Scenario
from winset.scenario.numbers import Fixed, Number
from winset.worlds.distributions import quantile
from winset.worlds.inputs import Input, inputs_of
from winset.worlds.sequence import sobol_columns


@dataclass(frozen=True)
class Worlds:
    """Joint draws of the uncertain inputs of a scenario."""

    count: int
    """Number of worlds."""
    seed: int
    """Seed of the sequence."""
    inputs: tuple[Input, ...]
    """The uncertain inputs, in the order of the file."""
    columns: Mapping[str, Floats]
    """Path of each uncertain input → (worlds,) its draws, in its own unit."""

    def values(self, path: str, number: Number) -> Floats:
        """Draws of the number at ``path``: (worlds,), or (1,) if it is the same in every world."""
        if isinstance(number, Fixed):
            return np.array([number.value])
        return self.columns[path]

    def rows(self, start: int, stop: int) -> Worlds:
        """Worlds ``start`` to ``stop`` (exclusive) as views, without copying the draws."""
        chunk = {path: column[start:stop] for path, column in self.columns.items()}
        return replace(self, count=stop - start, columns=chunk)

    def chunks(self, rows: int) -> Iterator[tuple[slice, Worlds]]:
        """Part the worlds into chunks of so many rows, each with its place among all."""
        for start in range(0, self.count, rows):
            here = slice(start, min(start + rows, self.count))
            yield here, self.rows(here.start, here.stop)

    def only(self, chosen: Bools) -> Worlds:
        """Keep the worlds marked in ``chosen``: (worlds,)."""
        kept = {path: column[chosen] for path, column in self.columns.items()}
        return replace(self, count=int(chosen.sum()), columns=kept)

    def redrawn(self, columns: Mapping[str, Floats]) -> Worlds:
        """Give some uncertain inputs other draws, by path: (worlds,) each; all else as drawn."""
        return replace(self, columns={**self.columns, **columns})

    def held(self, values: Mapping[str, float]) -> Worlds:
        """Hold some uncertain inputs at one value each, given by path; all else as drawn."""
        return self.redrawn({path: np.full(self.count, value) for path, value in values.items()})

    def agree(self, other: Worlds, prefix: str) -> bool:
        """Whether two sets of worlds draw the same under every path that begins with ``prefix``."""
        own, theirs = (
            {path: column for path, column in worlds.columns.items() if path.startswith(prefix)}
            for worlds in (self, other)
        )
        return own.keys() == theirs.keys() and all(
            np.array_equal(column, theirs[path]) for path, column in own.items()
        )


def draw_worlds(
    scenario: Scenario,
    worlds: int | None = None,
    seed: int | None = None,
    known: Worlds | None = None,
) -> Worlds:
    """Draw the worlds of a scenario.

    Parameters
    ----------
    scenario
        The scenario; its settings give the defaults below.
    known
        Worlds of a like scenario, of the same number and seed; inputs that are the same there are
        taken over, not drawn again.

    Raises
    ------
    WinsetError
        If there is nothing to draw: fewer than one world, or a negative seed.

    Returns
    -------
    Worlds
        One column for each uncertain input, noise included.
    """
    count = scenario.settings.worlds if worlds is None else worlds
    seed = scenario.settings.seed if seed is None else seed
    if count < 1 or seed < 0:
        raise WinsetError(
            f"{count} worlds from seed {seed} cannot be drawn. Ask for at least one world, from a "
            "seed of 0 or more."
        )
    inputs, _ = inputs_of(scenario)
    drawn: dict[Input, Floats] = {}
    if known is not None and (known.count, known.seed) == (count, seed):
        drawn = {item: known.columns[item.path] for item in known.inputs}
    missing = [item for item in inputs if item not in drawn]
    points = sobol_columns(count, [item.slot for item in missing], seed)
    for item in missing:
        drawn[item] = quantile(item.number, points[item.slot], item.low, item.high)
    return Worlds(count, seed, inputs, {item.path: drawn[item] for item in inputs})
