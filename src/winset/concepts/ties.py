"""Maxima over the eligible packages, and ties that another package dominates."""

from __future__ import annotations

import numpy as np

from winset.arrays import Bools, Floats
from winset.packages import TOLERANCE

_SAME = 1e-14


def masked_max(score: Floats, among: Bools) -> Floats:
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
    best: Floats = np.where(among, score, -np.inf).max(axis=1, keepdims=True)
    return best


def undominated(gains: Floats, tied: Bools, check: Bools) -> Bools:
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


def _undominated(points: Floats) -> Bools:
    """Mark the rows of (points, principals) that no other row dominates.

    A dominating point has a greater sum, so the first point left in that order is always kept;
    each round keeps one point with its duplicates and drops all that it dominates.
    """
    keep = np.zeros(len(points), dtype=bool)
    left = np.argsort(-points.sum(axis=1), kind="stable")
    while len(left):
        point, others = points[left[0]], points[left]
        dominated = (point >= others - TOLERANCE).all(axis=1)
        dominated &= (point > others + TOLERANCE).any(axis=1)
        same = (np.abs(others - point) <= _SAME).all(axis=1)
        keep[left[same]] = True
        left = left[~(dominated | same)]
    return keep
