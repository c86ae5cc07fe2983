"""How far each model was off on real decisions, and the odds of outcomes that follow from it.

A model that says only a point has its record: outcome − forecast on decisions of the European
Union (DEU III), in points of a scale of 0 to 100. Laid around a forecast it gives odds of every
outcome; what falls off the scale is put at its end, where outcomes do lump. So an interval holds
the model's known error, whatever the inputs. The backtest scores just these odds, on proposals left
out.

Known weakness: a record of one polity. Elsewhere it is an analogy, and on the narrow side.
"""

from __future__ import annotations

import numpy as np

from winset.arrays import Floats
from winset.forecast.combined import shipped_figures
from winset.forecast.mixture import TICKS, ticks


def scored_as(model: str) -> str:
    """Name a model's row in the shipped backtest: one that weighs actors is scored by votes."""
    by_votes = f"{model}:votes"
    known = {row["model"] for row in shipped_figures()["scores"]}
    return by_votes if by_votes in known else model


def error_on_decisions(model: str) -> float | None:
    """Mean absolute error of a model on decisions of the European Union.

    Returns
    -------
    float or None
        In points of a scale of 0 to 100, from the shipped backtest; None for a model it lacks.
    """
    row = scored_as(model)
    errors = {own["model"]: own["mae"] for own in shipped_figures()["scores"]}
    error: float | None = errors.get(row)
    return error


def misses_of(model: str) -> Floats | None:
    """(decisions,) outcome − forecast of a model, in points of 100; None where it has no record."""
    misses = shipped_figures()["misses"].get(model)
    return None if misses is None else np.asarray(misses, dtype=np.float64)


def odds_around(points: Floats, misses: Floats) -> Floats:
    """Give odds to every outcome from a model's misses, laid around its forecasts.

    One miss more, spread evenly over the scale, leaves nothing impossible.

    Parameters
    ----------
    points : (rows,)
        Forecasts on a scale of 0 to 100.
    misses : (decisions,)
        Outcome − forecast, in the same points.

    Returns
    -------
    (rows, 101)
        Summing to 1 in each row.
    """
    at = ticks(np.clip(points[:, None] + misses[None, :], 0, TICKS - 1))
    cells = (np.arange(len(points))[:, None] * TICKS + at).ravel()
    counts = np.bincount(cells, minlength=len(points) * TICKS).reshape(len(points), TICKS)
    odds: Floats = (counts + 1 / TICKS) / (misses.size + 1)
    return odds
