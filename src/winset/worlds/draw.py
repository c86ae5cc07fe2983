"""The worlds: joint draws of everything uncertain in a scenario."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from winset.arrays import Bools, Floats, Indices
from winset.errors import WinsetError
from winset.scenario.model import Scenario
from winset.scenario.numbers import Fixed, Number, Uniform
from winset.uncertainty import replicates_of
from winset.worlds.distributions import quantile
from winset.worlds.inputs import Input, Pull, inputs_of, pulls_of
from winset.worlds.sequence import sobol_columns

DRAWN = Uniform(0.0, 1.0)
"""Stands in a scenario for a number that is read from its draws."""


@dataclass(frozen=True)
class Worlds:
    """Joint draws of the uncertain inputs of a scenario."""

    count: int
    """Number of worlds."""
    seed: int
    """Seed of the sequence."""
    inputs: tuple[Input, ...] = field(repr=False)
    """The uncertain inputs, in the order of the file."""
    columns: Mapping[str, Floats] = field(repr=False)
    """Path of each uncertain input → (worlds,) its draws, in its own unit, before any common cause
    moves it."""
    numbers: Indices = field(repr=False)
    """(worlds,): which of the draws each is."""
    drawn: int
    """How many draws they were taken from: the draws of another number are others."""
    pulls: Mapping[str, Pull] = field(default_factory=dict, repr=False)
    """Path of each number that common causes move → what they do to it."""

    def values(self, path: str, number: Number) -> Floats:
        """Draws of the number at ``path``: (worlds,), or (1,) if it is the same in every world."""
        drawn = np.array([number.value]) if isinstance(number, Fixed) else self.columns[path]
        pull = self.pulls.get(path)
        if pull is None:
            return drawn
        for cause, load in pull.loads.items():
            drawn = drawn + load * self.columns[cause]
        return np.asarray(np.clip(drawn, pull.low, pull.high))

    def reached_from(self, path: str) -> tuple[str, ...]:
        """Paths of the numbers that an input moves: its own, or all that a common cause moves."""
        if path.startswith("shocks."):
            return tuple(at for at, pull in self.pulls.items() if path in pull.loads)
        return (path,)

    def heard_by(self, paths: Iterable[str], actors: Collection[str]) -> set[str]:
        """Those of some actors whose numbers any of these inputs may move: of issues, all."""
        reached = [at.split(".", 2)[:2] for path in paths for at in self.reached_from(path)]
        if any(room == "issues" for room, _ in reached):
            return set(actors)
        return {id_ for room, id_ in reached if room == "actors" and id_ in actors}

    def rows(self, start: int, stop: int) -> Worlds:
        """Worlds ``start`` to ``stop`` (exclusive) as views, without copying the draws."""
        chunk = {path: column[start:stop] for path, column in self.columns.items()}
        return replace(self, count=stop - start, columns=chunk, numbers=self.numbers[start:stop])

    def chunks(self, rows: int) -> Iterator[tuple[slice, Worlds]]:
        """Part the worlds into chunks of so many rows, each with its place among all."""
        for start in range(0, self.count, rows):
            here = slice(start, min(start + rows, self.count))
            yield here, self.rows(here.start, here.stop)

    def only(self, chosen: Bools) -> Worlds:
        """Keep the worlds marked in ``chosen``: (worlds,)."""
        return self.at(np.flatnonzero(chosen))

    def at(self, places: Indices) -> Worlds:
        """Pick worlds by their places, in the order given: (picked,)."""
        kept = {path: column[places] for path, column in self.columns.items()}
        return replace(self, count=len(places), columns=kept, numbers=self.numbers[places])

    def dealt(self, chosen: Bools) -> Worlds:
        """Keep the worlds marked in ``chosen``, (worlds,), each in its replicate where it can be.

        Errors are read from the places of worlds: every eighth belongs to one replicate
        (`uncertainty`). Were the kept ones closed up in their order, replicates would be mixed and
        their spread too small. So each goes to the next free place of its own replicate; only
        what one replicate keeps beyond its share of places fills those of others, some one world in
        twenty, and there is no error that it makes larger. Nothing moves where all are kept.
        """
        kept = np.flatnonzero(chosen)
        home, place = replicates_of(self.count)[kept], replicates_of(len(kept))
        order = np.full(len(kept), -1)
        for replicate in range(int(home.max(initial=-1)) + 1):
            slots = np.flatnonzero(place == replicate)
            mine = kept[home == replicate][: len(slots)]
            order[slots[: len(mine)]] = mine
        order[order < 0] = np.setdiff1d(kept, order)
        return self.at(order)

    def shares_draws(self, other: Worlds) -> bool:
        """Whether two sets of worlds were taken from the same draws."""
        return (self.drawn, self.seed) == (other.drawn, other.seed)

    def are(self, other: Worlds) -> bool:
        """Whether two sets of worlds are the same draws, one by one."""
        return self.shares_draws(other) and np.array_equal(self.numbers, other.numbers)

    def shared_with(self, other: Worlds) -> tuple[Indices, Indices]:
        """Places, here and there, of the draws that both hold: none where they drew others."""
        if not self.shares_draws(other):
            return np.array([], dtype=np.intp), np.array([], dtype=np.intp)
        _, here, there = np.intersect1d(self.numbers, other.numbers, return_indices=True)
        return here, there

    def among_draws(self, values: Floats | Bools | float = 1.0) -> Floats:
        """Lay figures of these worlds out over all draws: (drawn,), 0 elsewhere; default 1."""
        laid_out = np.zeros(self.drawn)
        laid_out[self.numbers] = values
        return laid_out

    def redrawn(self, columns: Mapping[str, Floats]) -> Worlds:
        """Give some uncertain inputs other draws, by path: (worlds,) each; all else as drawn."""
        return replace(self, columns={**self.columns, **columns})

    def held(self, values: Mapping[str, float]) -> Worlds:
        """Hold some uncertain inputs at one value each, given by path; all else as drawn."""
        return self.redrawn({path: np.full(self.count, value) for path, value in values.items()})

    def settled(self, columns: Mapping[str, Floats]) -> Worlds:
        """Give some numbers their values, by path: (worlds or 1,), whatever common causes do."""
        pulls = {path: pull for path, pull in self.pulls.items() if path not in columns}
        return replace(self.redrawn(columns), pulls=pulls)

    def shifted(
        self, path: str, number: Number, step: float, ends: tuple[float, float]
    ) -> tuple[Number, Worlds]:
        """Move a number by a step in every world, within its range.

        Returns
        -------
        number, worlds
            What to put in the scenario for the number, and the worlds to read it in.
        """
        if isinstance(number, Fixed) and path not in self.pulls:
            return Fixed(float(np.clip(number.value + step, *ends))), self
        values = np.clip(self.values(path, number) + step, *ends)
        return DRAWN, self.settled({path: values})

    def agree(self, other: Worlds, prefix: str) -> bool:
        """Whether two sets of worlds draw the same under every path that begins with ``prefix``."""
        own, theirs = (
            {path: pull for path, pull in worlds.pulls.items() if path.startswith(prefix)}
            for worlds in (self, other)
        )
        if own != theirs:
            return False
        causes = {cause for pull in own.values() for cause in pull.loads}
        mine, others = (
            {path for path in worlds.columns if path.startswith(prefix)} | causes
            for worlds in (self, other)
        )
        return mine == others and all(
            np.array_equal(self.columns[path], other.columns[path]) for path in mine
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
        Draws of a like scenario, all of as many from the same seed; inputs that are the same there
        are taken over, not drawn again.

    Raises
    ------
    WinsetError
        If there is nothing to draw: fewer than one world, or a negative seed.

    Returns
    -------
    Worlds
        One column for each uncertain input, noise and common causes included.
    """
    count = scenario.settings.worlds if worlds is None else worlds
    seed = scenario.settings.seed if seed is None else seed
    if count < 1 or seed < 0:
        raise WinsetError(
            f"{count} worlds from seed {seed} cannot be drawn. Ask for at least one world, from a "
            "seed of 0 or more."
        )
    whole = known is not None and (known.drawn, known.count, known.seed) == (count, count, seed)
    return _drawn(scenario, count, seed, np.arange(count), known if whole else None)


def same_draws(scenario: Scenario, worlds: Worlds) -> Worlds:
    """Draw a like scenario in the very draws that other worlds are, and in no others."""
    return _drawn(scenario, worlds.drawn, worlds.seed, worlds.numbers, worlds)


def _drawn(
    scenario: Scenario, count: int, seed: int, numbers: Indices, known: Worlds | None
) -> Worlds:
    """Draw so many worlds and keep those of some numbers; ``known`` are just these."""
    inputs, _ = inputs_of(scenario)
    drawn: dict[Input, Floats] = {}
    if known is not None:
        drawn = {item: known.columns[item.path] for item in known.inputs}
    missing = [item for item in inputs if item not in drawn]
    points = sobol_columns(count, [item.slot for item in missing], seed)
    for item in missing:
        drawn[item] = quantile(item.number, points[item.slot][numbers], item.low, item.high)
    columns = {item.path: drawn[item] for item in inputs}
    pulls = pulls_of(scenario)
    return Worlds(len(numbers), seed, inputs, columns, numbers, count, pulls)
