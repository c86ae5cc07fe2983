"""Counting each concept's solutions over the worlds, chunk by chunk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.arrays import Bools, Indices
from winset.concepts.concept import Concept
from winset.concepts.gains import Gains, Principals
from winset.packages import TOLERANCE, PackageSpace
from winset.ratification import Form

Counts = NDArray[np.int32]
Columns = Indices

_FEW = 8
"""One in how many packages in the zone are few enough to be valued one by one."""
_MOST_EQUALS = 64
"""Solutions of one world up to which all are remembered, so that memory stays small."""
_MOST_COMPARED = 64
"""Packages that are a solution most often of which it is remembered how often."""


@dataclass(frozen=True)
class Solutions:
    """What is a solution of one concept where, as far as it takes to compare front-runners."""

    world: Indices
    column: Columns
    """``world``, ``column``: (solutions,): the worlds one after the other, and the packages that
    are a solution there; of a world with more than 64 only the first."""
    often: Mapping[int, int]
    """Column → worlds in which it is a solution, of the 64 packages that are one most often, the
    most frequent first; here every solution counts."""

    def marked(self, column: int, worlds: int) -> Bools:
        """(worlds,) whether a package is a solution."""
        marks = np.zeros(worlds, dtype=bool)
        marks[self.world[self.column == column]] = True
        return marks


class SettlementCensus:
    """Running counts of one form's solutions.

    Attributes
    ----------
    concepts
        What is solved for, in the order of results.
    chosen
        Concept → (packages,): worlds in which the package is a solution.
    picked
        Concept → (worlds,): column of the first package that is a solution there; −1 for none.
    also
        Concept → world → (solutions,): columns of all its solutions, where it has a few of them.
    eligible : (worlds,)
        Worlds with a package in the zone that puts no principal below its reservation.
    """

    def __init__(self, form: Form, worlds: int, packages: int, concepts: Sequence[Concept]) -> None:
        self.form, self.concepts = form, concepts
        solved = [concept.name for concept in concepts if concept.listed is not None]
        self.chosen = {concept: np.zeros(packages, dtype=np.int32) for concept in solved}
        self.picked = {concept: np.full(worlds, -1, dtype=np.int32) for concept in solved}
        self.also: dict[str, dict[int, Columns]] = {concept: {} for concept in solved}
        self.eligible = np.zeros(worlds, dtype=bool)

    def add(self, start: int, solved: ChunkSolutions) -> None:
        """Add the solutions of the chunk of worlds that begins at ``start``."""
        for concept, count in solved.chosen.items():
            self.chosen[concept][solved.columns] += count
            rows = start + np.flatnonzero(solved.eligible)
            self.picked[concept][rows] = solved.columns[solved.first[concept]]
            for row, columns in solved.also[concept].items():
                self.also[concept][int(rows[row])] = solved.columns[columns]
        self.eligible[start : start + len(solved.eligible)] = solved.eligible

    def solutions(self, concept: str) -> Solutions:
        """Return what is remembered of the solutions of one concept."""
        picked, also, counts = self.picked[concept], self.also[concept], self.chosen[concept]
        rows = np.flatnonzero(picked >= 0)
        each = [also.get(int(row), picked[row : row + 1]) for row in rows]
        # Only as many packages are sorted as reach the count of the 64th.
        least = 1
        if len(counts) > _MOST_COMPARED:
            least = max(1, int(np.partition(counts, -_MOST_COMPARED)[-_MOST_COMPARED]))
        often = np.flatnonzero(counts >= least)
        often = often[np.argsort(-counts[often], kind="stable")[:_MOST_COMPARED]]
        return Solutions(
            np.repeat(rows, [len(columns) for columns in each]),
            np.concatenate([np.zeros(0, dtype=np.intp), *each]),
            {int(column): int(counts[column]) for column in often},
        )


class ChunkSolutions:
    """Solutions of one form over one chunk of worlds.

    Parameters
    ----------
    zone : (worlds, packages)
        What would be ratified.
    gains
        Of the principals who sign, over the same worlds and packages.

    Attributes
    ----------
    columns : (columns,)
        Numbers of the packages that are eligible in some world of the chunk.
    chosen
        Concept → (columns,): worlds in which each is a solution.
    first
        Concept → (eligible worlds,): which of the columns is the first solution.
    also
        Concept → row of ``first`` → (solutions,): which columns, if more than one but few.
    eligible : (worlds,)
        Worlds with an eligible package.
    """

    def __init__(self, zone: Bools, gains: Gains, concepts: Iterable[Concept]) -> None:
        acceptable = zone & (gains.gains >= -TOLERANCE).all(axis=1)
        self.eligible: Bools = np.asarray(acceptable.any(axis=1))
        self.columns = np.flatnonzero(acceptable.any(axis=0))
        self.chosen: dict[str, Counts] = {}
        self.first: dict[str, Columns] = {}
        self.also: dict[str, dict[int, Columns]] = {}
        if not len(self.columns):
            return
        # Only worlds and packages that matter are solved: most worlds have a small zone, and a
        # concept's cost is that of its arrays.
        rows = self.eligible
        among = acceptable[rows][:, self.columns]
        at_stake = gains.gains[rows][:, :, self.columns]
        weights = gains.weights if len(gains.weights) == 1 else gains.weights[rows]
        for concept in concepts:
            if concept.listed is not None:
                solutions = concept.listed(at_stake, among, weights)
                self.chosen[concept.name] = solutions.sum(axis=0, dtype=np.int32)
                self.first[concept.name] = solutions.argmax(axis=1)
                numbers = solutions.sum(axis=1)
                self.also[concept.name] = {
                    int(row): np.flatnonzero(solutions[row])
                    for row in np.flatnonzero((numbers > 1) & (numbers <= _MOST_EQUALS))
                }


def solutions_of_zone(
    zone: Bools,
    principals: tuple[str, ...],
    signers: Principals,
    space: PackageSpace,
    concepts: Iterable[Concept],
) -> ChunkSolutions:
    """Solve one world; where few packages are in the zone, only their gains are worked out.

    Parameters
    ----------
    zone : (packages,)
        The zone of one world.
    principals
        Actors who sign this form, in the order of the parties.
    signers
        They and perhaps others, in that world.
    """
    columns = np.flatnonzero(zone)
    if len(columns) * _FEW > len(zone):
        every = signers.gains()
        gains = Gains(every.principals, every.gains[:, :, columns], every.weights)
    else:
        gains = signers.gains(space.choices(columns))
    all_in_zone = np.ones((1, len(columns)), dtype=bool)
    solutions = ChunkSolutions(all_in_zone, gains.of(principals), concepts)
    solutions.columns = columns[solutions.columns]
    return solutions
