"""The weighted median: the position no majority of weight would leave.

Source: Black (1948, *Journal of Political Economy* 56:23): on one dimension with single-peaked
preferences the median voter's position beats every other. Weights as in the compromise model; where
two positions both split the weight in halves, the middle between them.

Known weakness: it jumps. A small change of a weight near the middle may carry it across a gap that
nobody stands in, and in assemblies that need more than half, or all, nothing makes it the outcome.
"""

from __future__ import annotations

import numpy as np

from winset.arrays import Floats
from winset.forecast.model import Model
from winset.forecast.weights import average

_TIE = 1e-9


def weighted_median(positions: Floats, shares: Floats) -> Floats:
    """Find the middle of the positions that split the weight in halves.

    Parameters
    ----------
    positions : (worlds, actors, …)
    shares : (worlds, actors, …)
        Sum to 1 over actors.

    Returns
    -------
    (worlds, …)
    """
    order = np.argsort(np.where(shares > 0, positions, np.inf), axis=1, kind="stable")
    below = np.take_along_axis(shares, order, axis=1).cumsum(axis=1)
    ranked = np.take_along_axis(positions, order, axis=1)
    first, second = (
        np.take_along_axis(ranked, past.argmax(axis=1)[:, None], axis=1)[:, 0]
        for past in (below >= 0.5 - _TIE, below > 0.5 + _TIE)
    )
    return (first + second) / 2


predict = average("median", weighted_median)

MODEL = Model(
    "median",
    "median position by salience × capability",
    "Black 1948",
    "jumps when a weight near the middle changes",
    predict,
    in_runs=True,
)
