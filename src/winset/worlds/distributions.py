"""Quantile functions of the uncertain numbers."""

from __future__ import annotations

import math

import numpy as np

from winset.arrays import Floats
from winset.scenario.numbers import Discrete, Fixed, Normal, Number, Pert, Uniform

_PERT_SHAPE = 4.0
_DECIMALS = 12


def quantile(number: Number, u: Floats, low: float = -math.inf, high: float = math.inf) -> Floats:
    """Value of an uncertain number at each probability.

    Parameters
    ----------
    number
        The distribution.
    u : (worlds,) in (0, 1)
        Probabilities.
    low, high
        Range of the field; a normal is truncated to it.

    Returns
    -------
    (worlds,) in the number's own unit
        Rounded to 12 decimals, so that special functions which differ in their last bit between
        machines give the same worlds.
    """
    return np.round(_quantile(number, u, low, high), _DECIMALS)


def _quantile(number: Number, u: Floats, low: float, high: float) -> Floats:
    match number:
        case Fixed(value):
            return np.full_like(u, value)
        case Uniform(a, b):
            return a + (b - a) * u
        case Pert():
            return _pert(number, u)
        case Normal():
            return _truncated_normal(number, u, low, high)
        case Discrete(values, weights):
            edges = np.cumsum(weights) / math.fsum(weights)
            rank = np.searchsorted(edges, u, side="right")
            last = max(i for i, weight in enumerate(weights) if weight > 0)
            return np.asarray(values, dtype=float)[np.minimum(rank, last)]


def _pert(number: Pert, u: Floats) -> Floats:
    from scipy.special import betaincinv

    width = number.high - number.low
    if width == 0:
        return np.full_like(u, number.low)
    alpha = 1 + _PERT_SHAPE * (number.mode - number.low) / width
    beta = 1 + _PERT_SHAPE * (number.high - number.mode) / width
    return number.low + width * np.asarray(betaincinv(alpha, beta, u))


def _truncated_normal(number: Normal, u: Floats, low: float, high: float) -> Floats:
    from scipy.special import ndtr, ndtri

    if number.sd == 0:
        return np.full_like(u, number.mean)
    # the inverse of a truncated distribution is that of the whole one, on the part of the
    # probabilities that lies between its ends; clipping only mends the last bit
    floor = float(ndtr((low - number.mean) / number.sd))
    ceiling = float(ndtr((high - number.mean) / number.sd))
    z = np.asarray(ndtri(floor + (ceiling - floor) * u))
    return np.clip(number.mean + number.sd * z, low, high)
