"""What an option is worth to someone with an ideal point, and what no deal is worth.

v(o) = 1 − (|y_o − p| / R)^γ, with R the width of the scale and γ the exponent of the loss
(model, section 2).
"""

from __future__ import annotations

import numpy as np

from winset.arrays import Floats

_DECIMALS = 12


def spatial_worth(points: Floats, ideals: Floats, width: float, loss: float) -> Floats:
    """Worth of positions to actors with ideal points.

    Parameters
    ----------
    points : (worlds or 1, 1, options) on the issue's scale
        Positions to be valued.
    ideals : (worlds or 1, members or 1, 1) on the issue's scale
        Ideal positions.
    width
        Width of the scale, in its own units.
    loss
        Exponent γ.

    Returns
    -------
    (worlds or 1, members or 1, options) in [0, 1]
    """
    distance = np.abs(points - ideals) / width
    if loss < 1:
        # the loss is steepest at 0: places a rounding error apart are one place
        distance = np.round(distance, _DECIMALS)
    return 1.0 - (distance if loss == 1 else distance**loss)


def interpolated_worth(at: Floats, points: Floats, values: Floats) -> Floats:
    """Worth of a position between options that are valued one by one.

    Linear between neighbouring options, constant beyond the outermost. Options at one position
    count there with their mean, so that the order in which they are listed does not matter.

    Parameters
    ----------
    at : (worlds or 1,) on the issue's scale
        Position to be valued.
    points : (worlds or 1, options) on the issue's scale
        Positions of the options, in any order.
    values : (worlds or 1, options) in [0, 1]
        Worth of each option.

    Returns
    -------
    (worlds or 1,) in [0, 1]
    """
    rows = max(len(at), len(points), len(values))
    at, points, values = (np.broadcast_to(x, (rows, *x.shape[1:])) for x in (at, points, values))
    worth = np.empty(rows)
    for row in range(rows):
        # options at one place are one point of the line, with their mean, whatever their order
        places, place = np.unique(points[row], return_inverse=True)
        means = np.bincount(place, weights=values[row]) / np.bincount(place)
        worth[row] = np.interp(at[row], places, means)
    return worth
