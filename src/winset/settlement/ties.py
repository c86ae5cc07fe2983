"""Maxima over the eligible packages, and ties that another package dominates."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from winset.packages import TOLERANCE


def masked_max(score: NDArray[np.float64], among: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Greatest score among the marked packages.

    Parameters
    ----------
    score : (worlds, packages)
    among : (worlds, packages)

    Returns
    -------
    (worlds, 1)
        −∞ where no package is marked.
    """
    best: NDArray[np.float64] = np.where(among, score, -np.inf).max(axis=1, keepdims=True)
    return best


def undominated(
    gains: NDArray[np.float64], tied: NDArray[np.bool_], check: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Drop tied packages that another tied package dominates.

    Parameters
    ----------
    gains : (worlds, principals, packages)
    tied : (worlds, packages)
    check : (worlds,)
        Worlds in which ties may be dominated; the others are returned as they are.

    Returns
    -------
    (worlds, packages)
    """
    kept = tied.copy()
    for world in np.flatnonzero(check & (tied.sum(axis=1) > 1)):
        packages = np.flatnonzero(tied[world])
        kept[world, packages] = _undominated(gains[world][:, packages].T)
    return kept


def _undominated(points: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Mark the rows of (points, principals) that no other row dominates.

    A dominating point has a greater sum, so only earlier points in that order can dominate.
    """
    order = np.argsort(-points.sum(axis=1), kind="stable")
    front = np.empty((0, points.shape[1]))
    keep = np.zeros(len(points), dtype=bool)
    for row in order:
        point = points[row]
        at_least = (front >= point - TOLERANCE).all(axis=1)
        if not (at_least & (front > point + TOLERANCE).any(axis=1)).any():
            keep[row] = True
            front = np.vstack([front, point])
    return keep
