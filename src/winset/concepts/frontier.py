"""The frontier of a negotiation together with the deals that bargaining theory picks on it."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike

from winset.arrays import Floats, Indices
from winset.concepts.concept import Concept
from winset.concepts.registry import concepts
from winset.errors import WinsetError
from winset.packages.frontier import Frontier, Method, find_frontier
from winset.packages.grid import TOLERANCE
from winset.packages.minkowski import MEMORY_LIMIT
from winset.scenario.exclusions import Combination

DisagreementRule = Literal["stated", "attainable"]
"""``stated`` takes reservation values as they are; ``attainable`` raises those below the worst
package to that package's utility, a rule some libraries apply unasked: no actor can end lower. It
moves every solution that measures gains."""


@dataclass(frozen=True)
class FrontierDeal:
    """What one solution concept picks."""

    points: tuple[int, ...]
    """Indices of the winning points of the frontier, all ties; empty if none is eligible."""
    utilities: Floats
    """Shape (points, actors): their utilities."""
    packages: tuple[Mapping[str, str], ...]
    """Packages on the winning points, as issue → option; no more than were asked for."""
    count: int
    """How many packages there are on the winning points, exact."""

    def to_dict(self) -> dict[str, Any]:
        """Render for JSON; of several winning utility vectors, the first."""
        first = self.utilities[0].tolist() if self.points else None
        return {"utilities": first, "packages": [dict(p) for p in self.packages]}


@dataclass(frozen=True)
class SettledFrontier:
    """A frontier with the deals on it."""

    actors: tuple[str, ...]
    """Ids of the actors, in the order of every vector here."""
    reservation: Floats
    """Shape (actors,), in utility: the disagreement point used."""
    frontier: Frontier
    """The frontier of the whole space, reservation values aside."""
    deals: Mapping[str, FrontierDeal]
    """Solution concept → what it picks among packages that give every actor its reservation value;
    each is an attribute of its own too, ``settled.nash``."""

    def __getattr__(self, concept: str) -> FrontierDeal:
        """Return what a concept picks."""
        deals: Mapping[str, FrontierDeal] = self.__dict__.get("deals", {})
        if concept not in deals:
            raise AttributeError(f"a frontier has no {concept!r}")
        return deals[concept]

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
            **{concept: deal.to_dict() for concept, deal in self.deals.items()},
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
    excludes: Sequence[Combination] = (),
    tolerance: float = TOLERANCE,
    method: Method | Literal["auto"] = "auto",
    memory_limit: int = MEMORY_LIMIT,
) -> SettledFrontier:
    """Find the frontier of a negotiation and the bargaining solutions on it.

    Parameters
    ----------
    options, actors
        Issue → names of its options; ids of the actors.
    values
        One array an issue, shape (options, actors), in utility.
    reservation
        Shape (actors,), in utility, finite: the disagreement point.
    constants
        Shape (actors,): utility every package has in common.
    weights
        Shape (actors,): bargaining weights, 0 or more; default all 1.
    disagreement
        Whether reservation values are taken as they are.
    limit
        How many tied packages each solution lists at most.
    excludes, tolerance, method, memory_limit
        See `winset.packages.frontier.find_frontier`.

    Raises
    ------
    WinsetError
        If an actor has no finite reservation value or no sensible weight, or shapes differ; a
        `TooLargeError` if the frontier would take more memory than allowed.
    """
    floor = np.asarray(reservation, dtype=np.float64)
    frontier = find_frontier(
        values,
        constants,
        excludes=excludes,
        tolerance=tolerance,
        method=method,
        memory_limit=memory_limit,
    )
    if not len(actors) == frontier.points.shape[1] == floor.size:
        raise WinsetError("Give each actor one column of utilities and one reservation value.")
    if [len(names) for names in options.values()] != [len(np.asarray(v)) for v in values]:
        raise WinsetError("Name every issue's options: one name for each row of utilities.")
    if disagreement == "attainable":
        floor = np.maximum(floor, frontier.least)
    winners = _winners(frontier, floor, weights)
    deals = {name: _deal(frontier, won, options, limit) for name, won in winners.items()}
    return SettledFrontier(tuple(actors), floor, frontier, deals)


def _winners(
    frontier: Frontier, floor: Floats, weights: Sequence[float] | None
) -> dict[str, Indices]:
    """Concept → the points of a frontier that it picks."""
    slack = float(frontier.tolerance.max())
    return {
        name: winning_points(concept, frontier.points, floor, weights, slack)
        for name, concept in concepts().items()
        if concept.listed is not None and concept.efficient
    }


def eligible_points(
    points: Floats, reservation: ArrayLike, tolerance: float = TOLERANCE
) -> Indices:
    """Find the points that give every actor its reservation value, to the tolerance."""
    return np.flatnonzero((points - np.asarray(reservation) >= -tolerance).all(axis=1))


def winning_points(
    concept: Concept,
    points: Floats,
    reservation: ArrayLike,
    weights: Sequence[float] | None = None,
    tolerance: float = TOLERANCE,
) -> Indices:
    """Find the points of a frontier that a concept picks, all ties.

    The frontier is enough. Of two packages of which one dominates the other, the dominating one
    is at least as good by any efficient concept, and what a principal could gain at best, or
    whether it can gain at all, is the same over the frontier as over all packages.

    Parameters
    ----------
    concept
        An efficient concept with a definition over listed packages.
    points
        Shape (points, actors), in utility.
    reservation
        Shape (actors,), in utility, finite.
    weights
        Shape (actors,): bargaining weights, 0 or more; default all 1.
    tolerance
        In utility.

    Returns
    -------
    numpy.ndarray
        Indices of the points; none if no point gives every actor its reservation value.

    Raises
    ------
    WinsetError
        If a reservation value or a weight is none.
    """
    floor = np.asarray(reservation, dtype=np.float64)
    power = np.ones(len(floor)) if weights is None else np.asarray(weights, dtype=np.float64)
    if not np.isfinite(floor).all():
        raise WinsetError(
            "An actor has no finite disagreement utility, so its gain can't be measured. State "
            "its reservation value."
        )
    if power.shape != floor.shape or not ((power >= 0) & np.isfinite(power)).all():
        raise WinsetError("Give each actor one bargaining weight of 0 or more.")
    candidates = eligible_points(points, floor, tolerance)
    if not len(candidates) or concept.listed is None:
        return candidates
    # Concepts compare in utilities of about one; where those are larger, so is the tolerance, and
    # measuring gains in units of it makes the comparison the same.
    gains = (points[candidates] - floor) * (TOLERANCE / tolerance)
    every = np.ones((1, len(candidates)), dtype=bool)
    won = concept.listed(gains.T[None], every, power[None])[0]
    return np.asarray(candidates[won])


def _deal(
    frontier: Frontier, won: Indices, options: Mapping[str, Sequence[str]], limit: int
) -> FrontierDeal:
    points = tuple(won.tolist())
    tied = itertools.chain.from_iterable(frontier.iterate_packages(p) for p in points)
    named = (
        {issue: names[choice] for choice, (issue, names) in zip(p, options.items(), strict=True)}
        for p in tied
    )
    return FrontierDeal(
        points=points,
        utilities=frontier.points[won],
        packages=tuple(itertools.islice(named, limit)),
        count=sum(frontier.counts[p] for p in points),
    )
