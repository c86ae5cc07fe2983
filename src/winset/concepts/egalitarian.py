"""The egalitarian solution, refined to the leximin."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from winset.concepts.ties import masked_max
from winset.packages import TOLERANCE


def egalitarian(
    gains: NDArray[np.float64], eligible: NDArray[np.bool_], weights: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Packages that maximise the least gain, then the second least, and so on.

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
        The solutions, ties included.

    References
    ----------
    Kalai (1977), Econometrica 45:1623; leximin refinement: Sen (1970).
    """
    del weights
    solutions = eligible
    for level in np.moveaxis(np.sort(gains, axis=1), 1, 0):
        solutions = solutions & (level >= masked_max(level, solutions) - TOLERANCE)
    return solutions
