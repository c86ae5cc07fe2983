"""The Nash bargaining solution, weighted."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from winset.concepts.ties import masked_max, undominated
from winset.packages import TOLERANCE


def nash(
    gains: NDArray[np.float64], eligible: NDArray[np.bool_], weights: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Packages that maximise the product of gains, Π gain^weight.

    A principal who can gain nothing anywhere in the zone has no part in the product: else every
    package would tie at 0. Where all others can gain but never together, the packages no other
    one dominates tie.

    Parameters
    ----------
    gains : (worlds, principals, packages) in utility
        Utility minus reservation.
    eligible : (worlds, packages)
        In the zone, and no principal below its reservation.
    weights : (worlds or 1, principals), 0 or more
        Bargaining weights.

    Returns
    -------
    (worlds, packages)
        The solutions, ties included; all False in a world without an eligible package.

    References
    ----------
    Nash (1950), Econometrica 18:155; Kalai (1977), International Journal of Game Theory 6:129.
    """
    positive = gains > TOLERANCE
    can_gain = (positive & eligible[:, None, :]).any(axis=2, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.where(positive, np.log(gains), -np.inf)
        terms = np.where(weights[:, :, None] > 0, weights[:, :, None] * logs, 0.0)
    score = np.where(can_gain, terms, 0.0).sum(axis=1)
    best = masked_max(score, eligible)
    with np.errstate(invalid="ignore"):
        solutions = eligible & (score >= best - TOLERANCE)
    return undominated(gains, solutions, np.isneginf(best[:, 0]))
