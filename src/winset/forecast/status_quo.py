"""The status quo: nothing changes. The baseline every model has to beat.

Known weakness: it is right exactly where talks fail, and says nothing of what else may happen.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from winset.forecast.model import Model
from winset.forecast.outcome import Outcome


def predict(
    positions: ArrayLike,
    salience: ArrayLike,
    capability: ArrayLike,
    *,
    reference: ArrayLike,
) -> Outcome:
    """Forecast that the issue stays where it is without a decision; it is an error not to know."""
    del salience, capability
    stands = np.asarray(positions, dtype=np.float64)
    stays = np.broadcast_to(
        np.asarray(reference, dtype=np.float64), (len(stands), *stands.shape[2:])
    )
    if not np.isfinite(stays).all():
        raise ValueError("the reference point is not known")
    return Outcome("status-quo", stays.copy())


MODEL = Model(
    "status-quo",
    "where the issue stays without a decision",
    "baseline",
    "right only where talks fail",
    predict,
    given=("reference",),
    in_runs=True,
    no_change=True,
)
