"""The Kalai–Smorodinsky solution on a finite set of packages."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from winset.concepts.ties import masked_max, undominated
from winset.packages import TOLERANCE


def kalai_smorodinsky(
    gains: NDArray[np.float64], eligible: NDArray[np.bool_], weights: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Packages that maximise the least share of the greatest gain each principal could have.

    On a finite set no package need give all the same share; the maximin is then the solution.
    A principal who can gain nothing anywhere in the zone is left out.

    Parameters
    ----------
    gains : (worlds, principals, packages) in utility
        Utility minus reservation.
    eligible : (worlds, packages)
        In the zone, and no principal below its reservation.
    weights : (worlds or 1, principals)
        Not used by this solution.

    Returns
    -------
    (worlds, packages)
        The solutions, ties included unless another one dominates them.

    References
    ----------
    Kalai & Smorodinsky (1975), Econometrica 43:513.
    """
    del weights
    ideal = np.where(eligible[:, None, :], gains, -np.inf).max(axis=2, keepdims=True)
    can_gain = ideal > TOLERANCE
    shares = np.divide(gains, ideal, out=np.ones_like(gains), where=can_gain)
    least = shares.min(axis=1)
    solutions = eligible & (least >= masked_max(least, eligible) - TOLERANCE)
    return undominated(gains, solutions, solutions.any(axis=1))
