"""The mode: the position with the most weight behind it.

A baseline, not a theory: plurality rule among the positions as stated. Positions within a
thousandth of the range of positions count as one; of several with equally much behind them, their
mean.

Known weakness: with uncertain positions hardly two actors stand at the same place, so in most
worlds it is the position of the weightiest actor alone.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from winset.forecast.model import Model
from winset.forecast.outcome import Outcome
from winset.forecast.weights import Weight, weighed

_SAME = 1e-3
_TIE = 1e-9


def predict(
    positions: ArrayLike,
    salience: ArrayLike,
    capability: ArrayLike,
    *,
    weight: Weight = "salience-capability",
) -> Outcome:
    """Forecast the position most is behind; actors weigh by ``weight``, as ``weighed`` has it."""
    stands, shares = weighed(positions, salience, capability, weight)
    counts = shares > 0
    high = np.where(counts, stands, -np.inf).max(1, keepdims=True)
    low = np.where(counts, stands, np.inf).min(1, keepdims=True)
    near = np.abs(stands[:, :, None] - stands[:, None, :]) <= _SAME * (high - low)[:, None]
    behind = (near * shares[:, None]).sum(2)
    most = counts & (behind >= behind.max(1, keepdims=True) - _TIE)
    held = shares * most
    return Outcome(
        "mode",
        np.clip((held * stands).sum(1) / held.sum(1), low[:, 0], high[:, 0]),
        parameters={"weight": weight},
    )


MODEL = Model(
    "mode",
    "position with the most salience × capability behind it",
    "baseline",
    "with uncertain positions, the position of the weightiest actor",
    predict,
)
