"""The compromise model: the weighted mean of positions.

x = Σ_i w_i x_i / Σ_i w_i, by default with w_i = salience_i × capability_i.

Source: Van den Bos (1991, *Dutch EC policy making*) as the compromise model; Achen (2006, in
Thomson et al., *The European Union Decides*, ch. 4) derives it as what the Nash bargaining solution
comes to if losses are quadratic and no agreement is very bad for all. In half a century of
comparisons no procedural model has beaten it by much.

Known weakness: it splits every difference, so it is wrong wherever a side wins outright or nothing
changes; and one stated extreme pulls it, which pays exaggerating.
"""

from __future__ import annotations

import numpy as np

from winset.arrays import Floats
from winset.forecast.model import Model
from winset.forecast.weights import average


def weighted_mean(positions: Floats, shares: Floats) -> Floats:
    """(worlds, …) mean of positions (worlds, actors, …) by shares that sum to 1 over actors."""
    # a mean of rounded shares may lie beyond what it is a mean of, by the last bit
    low = np.where(shares > 0, positions, np.inf).min(1)
    high = np.where(shares > 0, positions, -np.inf).max(1)
    mean: Floats = np.clip((shares * positions).sum(1), low, high)
    return mean


predict = average("compromise", weighted_mean)

MODEL = Model(
    "compromise",
    "mean position by salience × capability",
    "Van den Bos 1991; Achen 2006",
    "splits every difference, so it misses clear wins and deadlock",
    predict,
    in_runs=True,
)

MEAN = Model(
    "mean",
    "mean position, everybody alike",
    "baseline",
    "counts the weak and the indifferent in full",
    predict,
    options={"weight": "plain"},
)
