"""The utilitarian solution."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from winset.concepts.ties import masked_max
from winset.packages import TOLERANCE


def utilitarian(
    gains: NDArray[np.float64], eligible: NDArray[np.bool_], weights: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Packages that maximise the sum of gains, which is that of utilities.

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
    Harsanyi (1955), Journal of Political Economy 63:309.
    """
    del weights
    total = gains.sum(axis=1)
    best = masked_max(total, eligible) - TOLERANCE
    return np.asarray(eligible & (total >= best))
