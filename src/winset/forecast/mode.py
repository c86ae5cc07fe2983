"""The mode: the position with the most weight behind it.

A baseline, not a theory: plurality rule among the positions as stated. Positions within a
thousandth of the range of positions count as one; of several with equally much behind them, their
mean.

Known weakness: with uncertain positions hardly two actors stand at the same place, so in most
worlds it is the position of the weightiest actor alone.
"""

from __future__ import annotations

import numpy as np

from winset.arrays import Floats
from winset.forecast.model import Model
from winset.forecast.weights import average

_SAME = 1e-3
_TIE = 1e-9


def heaviest(positions: Floats, shares: Floats) -> Floats:
    """(worlds, …) position (worlds, actors, …) that most of the shares stand at."""
    counts = shares > 0
    high = np.where(counts, positions, -np.inf).max(1, keepdims=True)
    low = np.where(counts, positions, np.inf).min(1, keepdims=True)
    near = np.abs(positions[:, :, None] - positions[:, None, :]) <= _SAME * (high - low)[:, None]
    behind = (near * shares[:, None]).sum(2)
    most = counts & (behind >= behind.max(1, keepdims=True) - _TIE)
    held = shares * most
    place: Floats = np.clip((held * positions).sum(1) / held.sum(1), low[:, 0], high[:, 0])
    return place


predict = average("mode", heaviest)

MODEL = Model(
    "mode",
    "position with the most salience × capability behind it",
    "baseline",
    "with uncertain positions, the position of the weightiest actor",
    predict,
)
