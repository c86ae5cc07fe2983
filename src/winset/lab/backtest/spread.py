"""A predictive distribution for models that only say a point.

Two, both without a peek at the proposal that is forecast:

``residual``
    The model's own misses on all other proposals, laid around its forecast. What falls off the
    scale is put at its end, where outcomes do lump; one miss more, spread evenly over the scale,
    leaves nothing impossible.
``spread``
    The positions on the table, each with its actor's share of salience × capability, as if the
    outcome were one of them drawn by weight.
"""

from __future__ import annotations

import numpy as np

from winset.arrays import Floats, Integers
from winset.forecast.misses import odds_around
from winset.forecast.mixture import TICKS, ticks


def residual_odds(point: Floats, outcome: Floats, proposals: Integers) -> Floats:
    """(issues, 101) odds from the misses on other proposals.

    Parameters
    ----------
    point : (issues,)
        Forecasts, 0–100; NaN where the model says nothing, and such rows get no odds at all.
    outcome : (issues,)
        What was decided; NaN where unknown.
    proposals : (issues,)
        Which proposal each issue belongs to.
    """
    odds = np.zeros((len(point), TICKS))
    known = np.isfinite(point) & np.isfinite(outcome)
    missed = outcome - point
    for proposal in np.unique(proposals):
        rows = np.flatnonzero((proposals == proposal) & np.isfinite(point))
        others = missed[known & (proposals != proposal)]
        if not rows.size or not others.size:
            continue
        odds[rows] = odds_around(point[rows], others)
    return odds


def spread_odds(positions: Floats, weights: Floats) -> Floats:
    """(issues, 101) odds of the positions by weight.

    Parameters
    ----------
    positions : (issues, actors)
        0–100; NaN where an actor has none.
    weights : (issues, actors)
        Any unit, 0 or more; without any weight on an issue, all who take a position count alike.
    """
    taken = np.isfinite(positions)
    share = np.where(taken, weights, 0.0)
    share = np.where(share.sum(axis=1, keepdims=True) > 0, share, taken)
    share = share / share.sum(axis=1, keepdims=True)
    odds = np.zeros((len(positions), TICKS))
    rows = np.arange(len(positions))[:, None]
    np.add.at(odds, (rows, ticks(np.where(taken, positions, 0.0))), share)
    return odds
