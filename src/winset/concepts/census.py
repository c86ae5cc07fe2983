"""Counting each concept's solutions over the worlds, chunk by chunk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.concepts.egalitarian import egalitarian
from winset.concepts.kalai_smorodinsky import kalai_smorodinsky
from winset.concepts.nash import nash
from winset.concepts.utilitarian import utilitarian
from winset.packages import TOLERANCE, PackageSpace, Utilities, package_utilities
from winset.ratification import Form

Counts = NDArray[np.int32]

_FEW = 8

SOLVERS = {
    "nash": nash,
    "kalai_smorodinsky": kalai_smorodinsky,
    "egalitarian": egalitarian,
    "utilitarian": utilitarian,
}
"""The concepts that divide the gains; the most ratifiable package follows from the zone alone."""


@dataclass(frozen=True)
class Gains:
    """What the principals gain over no deal, over a chunk of worlds.

    Attributes
    ----------
    principals
        Actor ids, in the order of the parties.
    gains : (worlds, principals, packages) in utility
        Utility minus reservation; the error of judgement has no part in it.
    weights : (worlds or 1, principals)
        Bargaining weights.
    """

    principals: tuple[str, ...]
    gains: NDArray[np.float64]
    weights: NDArray[np.float64]

    def of(self, principals: tuple[str, ...]) -> Gains:
        """Keep only some principals, in their order."""
        if principals == self.principals:
            return self
        rows = [self.principals.index(principal) for principal in principals]
        return Gains(principals, self.gains[:, rows], self.weights[:, rows])


def gains_of(
    utilities: Mapping[str, Utilities], weights: Mapping[str, NDArray[np.float64]], worlds: int
) -> Gains:
    """Gains of the principals at every package.

    Parameters
    ----------
    utilities
        Principal's actor id → its utilities over these worlds.
    weights
        Principal's actor id → (worlds or 1,) bargaining weight.
    worlds
        Number of worlds.

    Returns
    -------
    Gains
    """
    rows = []
    for own in utilities.values():
        worth, reservation = own.mean()
        gain = package_utilities(worth) - reservation[:, None]
        rows.append(np.broadcast_to(gain, (worlds, gain.shape[-1])))
    columns = np.broadcast_arrays(*(weights[principal] for principal in utilities))
    return Gains(tuple(utilities), np.stack(rows, axis=1), np.stack(columns, axis=1))


def gains_at(
    utilities: Mapping[str, Utilities],
    weights: Mapping[str, NDArray[np.float64]],
    worlds: int,
    choices: NDArray[np.int64],
) -> Gains:
    """Gains of the principals at chosen packages only; choices: (packages, issues)."""
    rows = []
    for own in utilities.values():
        worth, reservation = own.mean()
        picked = [part[:, choices[:, issue]] for issue, part in enumerate(worth)]
        gain = sum(picked[1:], start=picked[0]) - reservation[:, None]
        rows.append(np.broadcast_to(gain, (worlds, len(choices))))
    columns = np.broadcast_arrays(*(weights[principal] for principal in utilities))
    return Gains(tuple(utilities), np.stack(rows, axis=1), np.stack(columns, axis=1))


class SettlementCensus:
    """Running counts of one form's solutions.

    Attributes
    ----------
    form
        The form of agreement.
    chosen
        Concept → (packages,): worlds in which the package is a solution.
    picked
        Concept → (worlds,): column of the first package that is a solution there; −1 for none.
    eligible : (worlds,)
        Worlds with a package in the zone that puts no principal below its reservation.
    """

    def __init__(self, form: Form, worlds: int, packages: int) -> None:
        self.form = form
        self.chosen: dict[str, Counts] = {
            concept: np.zeros(packages, dtype=np.int32) for concept in SOLVERS
        }
        self.picked = {concept: np.full(worlds, -1, dtype=np.int32) for concept in SOLVERS}
        self.eligible = np.zeros(worlds, dtype=bool)

    def add(self, start: int, solved: ChunkSolutions) -> None:
        """Add the solutions of the chunk of worlds that begins at ``start``."""
        for concept, count in solved.chosen.items():
            self.chosen[concept][solved.columns] += count
            rows = start + np.flatnonzero(solved.eligible)
            self.picked[concept][rows] = solved.columns[solved.first[concept]]
        self.eligible[start : start + len(solved.eligible)] = solved.eligible


class ChunkSolutions:
    """Solutions of one form over one chunk of worlds.

    Attributes
    ----------
    columns : (columns,)
        Numbers of the packages that are eligible in some world of the chunk.
    chosen
        Concept → (columns,): worlds in which each is a solution.
    first
        Concept → (eligible worlds,): which of the columns is the first solution.
    eligible : (worlds,)
        Worlds with an eligible package.
    """

    def __init__(self, zone: NDArray[np.bool_], gains: Gains) -> None:
        acceptable = zone & (gains.gains >= -TOLERANCE).all(axis=1)
        self.eligible: NDArray[np.bool_] = np.asarray(acceptable.any(axis=1))
        self.columns = np.flatnonzero(acceptable.any(axis=0))
        self.chosen: dict[str, Counts] = {}
        self.first: dict[str, NDArray[np.intp]] = {}
        if not len(self.columns):
            return
        rows = self.eligible
        among = acceptable[rows][:, self.columns]
        own = gains.gains[rows][:, :, self.columns]
        weights = gains.weights if len(gains.weights) == 1 else gains.weights[rows]
        for concept, solve in SOLVERS.items():
            solutions = solve(own, among, weights)
            self.chosen[concept] = solutions.sum(axis=0, dtype=np.int32)
            self.first[concept] = solutions.argmax(axis=1)


def solutions_of_zone(
    zone: NDArray[np.bool_],
    principals: tuple[str, ...],
    utilities: Mapping[str, Utilities],
    weights: Mapping[str, NDArray[np.float64]],
    space: PackageSpace,
) -> ChunkSolutions:
    """Solve one world where few packages are in the zone: only their gains are worked out.

    Parameters
    ----------
    zone : (packages,)
        The zone of one world.
    principals
        Actors who sign, in the order of the parties.
    utilities
        Principal's actor id → its utilities in that world.
    weights
        Principal's actor id → (1,) bargaining weight.
    space
        The packages.
    """
    columns = np.flatnonzero(zone)
    if len(columns) * _FEW > len(zone):
        every = gains_of(utilities, weights, 1)
        gains = Gains(every.principals, every.gains[:, :, columns], every.weights)
    else:
        gains = gains_at(utilities, weights, 1, space.choices(columns))
    solutions = ChunkSolutions(np.ones((1, len(columns)), dtype=bool), gains.of(principals))
    solutions.columns = columns[solutions.columns]
    return solutions
