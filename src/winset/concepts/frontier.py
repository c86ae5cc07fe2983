"""The frontier of a negotiation together with the deals that bargaining theory picks on it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from winset.concepts import solutions as on_frontier
from winset.errors import WinsetError
from winset.packages.backpointers import Package
from winset.packages.frontier import Frontier, Method, find_frontier
from winset.packages.grid import TOLERANCE
from winset.packages.minkowski import MEMORY_LIMIT

DisagreementRule = Literal["stated", "attainable"]


@dataclass(frozen=True)
class Settlement:
    """What one bargaining solution picks.

    Attributes
    ----------
    points
        Indices of the winning points of the frontier, all ties; empty if none is eligible.
    utilities
        Shape (points, actors): their utilities.
    packages
        Packages on the winning points, as issue → option; no more than were asked for.
    count
        How many packages there are on the winning points, exact.
    """

    points: tuple[int, ...]
    utilities: NDArray[np.float64]
    packages: tuple[Mapping[str, str], ...]
    count: int

    def to_dict(self) -> dict[str, Any]:
        """Render for JSON; of several winning utility vectors, the first."""
        first = self.utilities[0].tolist() if self.points else None
        return {"utilities": first, "packages": [dict(p) for p in self.packages]}


@dataclass(frozen=True)
class SettledFrontier:
    """A frontier with its settlements.

    Attributes
    ----------
    actors
        Ids of the actors, in the order of every vector here.
    reservation
        Shape (actors,), in utility: the disagreement point used.
    frontier
        The frontier of the whole space, reservation values aside.
    nash, kalai_smorodinsky, egalitarian, utilitarian
        The settlements, among packages that give every actor its reservation value.
    """

    actors: tuple[str, ...]
    reservation: NDArray[np.float64]
    frontier: Frontier
    nash: Settlement
    kalai_smorodinsky: Settlement
    egalitarian: Settlement
    utilitarian: Settlement

    def to_dict(self) -> dict[str, Any]:
        """Render for JSON; vectors are lists in the order of ``actors``."""
        return {
            "packages": self.frontier.packages,
            "actors": list(self.actors),
            "reservation": self.reservation.tolist(),
            "frontier": {
                "size": len(self.frontier),
                "packages": sum(self.frontier.counts),
                "points": self.frontier.points.tolist(),
            },
            "nash": self.nash.to_dict(),
            "kalai_smorodinsky": self.kalai_smorodinsky.to_dict(),
            "egalitarian": self.egalitarian.to_dict(),
            "utilitarian": self.utilitarian.to_dict(),
            "method": self.frontier.method,
            "seconds": self.frontier.seconds,
        }


def settle_frontier(
    options: Mapping[str, Sequence[str]],
    actors: Sequence[str],
    values: Sequence[ArrayLike],
    reservation: ArrayLike,
    *,
    constants: ArrayLike | None = None,
    weights: Sequence[float] | None = None,
    disagreement: DisagreementRule = "stated",
    limit: int = 100,
    tolerance: float = TOLERANCE,
    method: Method | Literal["auto"] = "auto",
    memory_limit: int = MEMORY_LIMIT,
) -> SettledFrontier:
    """Find the frontier of a negotiation and the bargaining solutions on it.

    Parameters
    ----------
    options
        Issue → names of its options.
    actors
        Ids of the actors.
    values
        One array an issue, shape (options, actors), in utility.
    reservation
        Shape (actors,), in utility, finite: the disagreement point.
    constants
        Shape (actors,): utility every package has in common.
    weights
        Shape (actors,): bargaining weights of the Nash solution; default all 1.
    disagreement
        ``stated`` takes the reservation values as they are; ``attainable`` raises those below
        the worst package to that package's utility.
    limit
        How many tied packages each settlement lists at most.
    tolerance, method, memory_limit
        See `winset.packages.frontier.find_frontier`.
    """
    floor = np.asarray(reservation, dtype=np.float64)
    frontier = find_frontier(
        values, constants, tolerance=tolerance, method=method, memory_limit=memory_limit
    )
    if not len(actors) == frontier.points.shape[1] == floor.size:
        raise WinsetError("Give each actor one column of utilities and one reservation value.")
    if [len(names) for names in options.values()] != [len(np.asarray(v)) for v in values]:
        raise WinsetError("Name every issue's options: one name for each row of utilities.")
    if disagreement == "attainable":
        floor = on_frontier.attainable_disagreement(floor, frontier.least)
    slack = float(frontier.tolerance.max())

    def settle(solution: Callable[..., on_frontier.Winners], *extra: object) -> Settlement:
        winners = solution(frontier.points, floor, *extra, tolerance=slack)
        return _settlement(frontier, winners, options, limit)

    return SettledFrontier(
        actors=tuple(actors),
        reservation=floor,
        frontier=frontier,
        nash=settle(on_frontier.nash, weights),
        kalai_smorodinsky=settle(on_frontier.kalai_smorodinsky),
        egalitarian=settle(on_frontier.egalitarian),
        utilitarian=settle(on_frontier.utilitarian),
    )


def _settlement(
    frontier: Frontier,
    winners: NDArray[np.intp],
    options: Mapping[str, Sequence[str]],
    limit: int,
) -> Settlement:
    points = tuple(int(w) for w in winners)
    listed = itertools.chain.from_iterable(frontier.iterate_packages(p) for p in points)
    return Settlement(
        points=points,
        utilities=frontier.points[list(points)],
        packages=tuple(name_package(p, options) for p in itertools.islice(listed, limit)),
        count=sum(frontier.counts[p] for p in points),
    )


def name_package(package: Package, options: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Turn option indices into issue → option's name."""
    return {
        issue: names[choice]
        for choice, (issue, names) in zip(package, options.items(), strict=True)
    }
