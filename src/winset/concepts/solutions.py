"""Bargaining solutions among the points of a frontier.

Every function takes the utilities of points and the *disagreement point*, what each actor gets
without a deal, and returns the indices of all points that win. A point that gives some actor
less than its disagreement utility is never eligible; if none is eligible, nothing wins.

Searching the frontier is enough. Of two packages of which one dominates the other, the
dominating one has the greater sum, the greater product of gains (unless that is zero for both)
and is better in the leximin order; so dominated packages never win these three. They can at
most *tie* in Kalai–Smorodinsky, which looks only at the actor worst off: a package that gives
that actor the same and another actor less. Such a package is no better for anyone than the
frontier's winner, and is not reported.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from winset.errors import WinsetError
from winset.packages.grid import TOLERANCE

Points = NDArray[np.float64]
Winners = NDArray[np.intp]


def eligible(points: Points, disagreement: ArrayLike, tolerance: float = TOLERANCE) -> Winners:
    """Find the points that give every actor at least its disagreement utility.

    Parameters
    ----------
    points
        Shape (points, actors), in utility.
    disagreement
        Shape (actors,), in utility; −inf for an actor that any deal suits.
    tolerance
        By how much a point may fall short, in utility.

    Returns
    -------
    numpy.ndarray
        Indices of the points.
    """
    return np.flatnonzero((points >= np.asarray(disagreement) - tolerance).all(axis=1))


def nash(
    points: Points,
    disagreement: ArrayLike,
    weights: Sequence[float] | None = None,
    tolerance: float = TOLERANCE,
) -> Winners:
    """Maximise the product of gains over disagreement (Nash 1950, Econometrica 18:155).

    With weights, the product of gains each raised to its actor's bargaining weight (Harsanyi &
    Selten 1972, Management Science 18:P80). Products tie if they differ by less than a share of
    ``tolerance``. Where no eligible point gives every actor of positive weight a gain, the
    product is zero on all of them and tells none apart: all win.

    Parameters
    ----------
    points
        Shape (points, actors), in utility.
    disagreement
        Shape (actors,), in utility, finite.
    weights
        Shape (actors,): bargaining weights, 0 or more, not all 0; default all 1.
    tolerance
        In utility for gains, relative for products.
    """
    floor = _finite(disagreement)
    power = np.ones(len(floor)) if weights is None else np.asarray(weights, dtype=np.float64)
    if power.shape != floor.shape or not (power >= 0).all() or not power.sum() > 0:
        raise WinsetError("Give each actor one bargaining weight of 0 or more, not all 0.")
    candidates = eligible(points, floor, tolerance)
    gains = points[candidates] - floor
    positive = (gains[:, power > 0] > tolerance).all(axis=1)
    if not positive.any():
        return candidates
    candidates, gains = candidates[positive], gains[positive]
    logs = np.log(gains[:, power > 0]) @ power[power > 0]
    return np.asarray(candidates[logs >= logs.max() - tolerance])


def kalai_smorodinsky(
    points: Points,
    disagreement: ArrayLike,
    tolerance: float = TOLERANCE,
) -> Winners:
    """Maximise the least gain as a share of the actor's ideal gain.

    Kalai & Smorodinsky (1975, Econometrica 43:513): gains in proportion to ideal gains. On a
    finite set exact proportion is seldom attainable; the maximin of normalised gains is its
    standard extension (Imai 1983, Econometrica 51:389, without the lexicographic tie-break).
    An actor's ideal is its best utility among *eligible* points. Actors that no eligible
    point gives a gain are left out; if that is all of them, every eligible point wins.

    Parameters
    ----------
    points
        Shape (points, actors), in utility.
    disagreement
        Shape (actors,), in utility, finite.
    tolerance
        In utility, and in shares of the ideal gain.
    """
    floor = _finite(disagreement)
    candidates = eligible(points, floor, tolerance)
    gains = points[candidates] - floor
    ideal = gains.max(axis=0, initial=0.0)
    gaining = ideal > tolerance
    if not gaining.any():
        return candidates
    share = (gains[:, gaining] / ideal[gaining]).min(axis=1)
    return np.asarray(candidates[share >= share.max() - tolerance])


def egalitarian(
    points: Points,
    disagreement: ArrayLike,
    tolerance: float = TOLERANCE,
) -> Winners:
    """Maximise the least gain, then the second least, and so on (leximin).

    Kalai (1977, Econometrica 45:1623) for equal gains; the lexicographic extension is Sen's
    (1970, Collective Choice and Social Welfare, chapter 9*).

    Parameters
    ----------
    points
        Shape (points, actors), in utility.
    disagreement
        Shape (actors,), in utility, finite.
    tolerance
        In utility.
    """
    floor = _finite(disagreement)
    candidates = eligible(points, floor, tolerance)
    ascending = np.sort(points[candidates] - floor, axis=1)
    for rank in range(points.shape[1]):
        if not len(candidates):
            break
        column = ascending[:, rank]
        best = column >= column.max() - tolerance
        candidates, ascending = candidates[best], ascending[best]
    return candidates


def utilitarian(
    points: Points,
    disagreement: ArrayLike,
    tolerance: float = TOLERANCE,
) -> Winners:
    """Maximise the sum of utilities among eligible points (Harsanyi 1955, J. Polit. Econ. 63:309).

    Parameters
    ----------
    points
        Shape (points, actors), in utility.
    disagreement
        Shape (actors,), in utility; −inf for an actor that any deal suits.
    tolerance
        In utility.
    """
    candidates = eligible(points, disagreement, tolerance)
    sums = points[candidates].sum(axis=1)
    return np.asarray(candidates[sums >= sums.max(initial=-np.inf) - tolerance])


def attainable_disagreement(
    reservation: ArrayLike, least: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Raise each reservation value to the least utility any package gives its actor.

    A rule some libraries apply unasked: no actor can end below its worst package, so the
    disagreement point is taken to be no worse than that. It moves every solution that measures
    gains; winset applies it only on request.

    Parameters
    ----------
    reservation
        Shape (actors,), in utility.
    least
        Shape (actors,), in utility: `Frontier.least`.
    """
    return np.maximum(np.asarray(reservation, dtype=np.float64), least)


def _finite(disagreement: ArrayLike) -> NDArray[np.float64]:
    floor = np.asarray(disagreement, dtype=np.float64)
    if not np.isfinite(floor).all():
        raise WinsetError(
            "An actor has no finite disagreement utility, so its gain can't be measured. State "
            "its reservation value."
        )
    return floor
