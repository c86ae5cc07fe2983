"""Odds of winning a challenge, from how everybody would vote between two positions.

A voter k throws in w_k (|x_k − x_j| − |x_k − x_i|) for position i against j, and the other way
round where that is negative; w = capability × salience (Bueno de Mesquita 1994).
"""

from __future__ import annotations

import numpy as np

from winset.arrays import Floats, Indices

_NOTHING = 1e-12
"""Share of all weight below which what is cast is rounding."""


def linear_odds(places: Floats, weight: Floats) -> Floats:
    """Odds of [i, j]: that i's position beats j's, of the votes cast between the two.

    P_ij = Σ_k max(v_k, 0) / Σ_k |v_k|. With voters sorted by position, those up to the lower of two
    positions throw in its distance from the higher one, those between it and the midpoint what is
    left of it: running sums of w and w·x give every pair at once, without a sum over voters.

    Parameters
    ----------
    places : (worlds, actors), 0–1
        Positions as shares of their range.
    weight : (worlds, actors), 0 or more

    Returns
    -------
    (worlds, actors, actors), 0–1
        ½ where nobody cares which of two it is.
    """
    order = places.argsort(1, kind="stable")
    heavy = np.take_along_axis(weight, order, 1)
    lower, upper = _votes_between(np.take_along_axis(places, order, 1), heavy)
    pro, con = lower + upper.swapaxes(1, 2), upper + lower.swapaxes(1, 2)
    cast = pro + con
    matters = cast > _NOTHING * heavy.cumsum(1)[:, -1, None, None]
    odds = np.divide(pro, cast, out=np.full_like(pro, 0.5), where=matters)
    # rows and columns back from the order of positions to that of the table
    back = order.argsort(1)
    odds = np.take_along_axis(odds, back[:, :, None], 1)
    in_order: Floats = np.take_along_axis(odds, back[:, None, :], 2)
    return in_order


def _votes_between(ranked: Floats, heavy: Floats) -> tuple[Floats, Floats]:
    """(worlds, actors, actors) votes for i and for j, for i < j in the order of positions; else 0.

    Parameters
    ----------
    ranked, heavy : (worlds, actors)
        Positions in rising order, and the weights that belong to them.
    """
    worlds, actors = ranked.shape
    none = np.zeros((worlds, 1))
    mass = np.concatenate([none, heavy.cumsum(1)], axis=1)
    moment = np.concatenate([none, (heavy * ranked).cumsum(1)], axis=1)
    low, high = ranked[:, :, None], ranked[:, None, :]
    upto = _voters_below((low + high) / 2, ranked)

    def between(sums: Floats, first: Indices, last: Indices) -> Floats:
        flat = sums.reshape(worlds, -1)
        cut = [np.take_along_axis(flat, at.reshape(worlds, -1), 1) for at in (first, last)]
        return (cut[1] - cut[0]).reshape(upto.shape)

    rank = np.arange(actors)
    start = np.broadcast_to(rank[None, :, None] + 1, upto.shape)
    whole = np.broadcast_to(np.intp(actors), upto.shape)
    above = np.broadcast_to(rank[None, None, :], upto.shape)
    upto = np.maximum(upto, start)
    upto_high = np.minimum(upto, above)
    # for the lower position i of a pair: voters at or below it, who throw in all of the distance,
    # and those between it and the middle, who throw in (low + high) − 2x; for j likewise
    below = mass[:, 1:, None] * (high - low)
    nearer = between(mass, start, upto) * (low + high) - 2 * between(moment, start, upto)
    farther = 2 * between(moment, upto_high, above) - between(mass, upto_high, above) * (low + high)
    beyond = between(mass, above, whole) * (high - low)
    upper = np.triu(np.ones((actors, actors), dtype=np.bool_), 1)
    return (
        np.where(upper, np.maximum(below + nearer, 0), 0),
        np.where(upper, np.maximum(farther + beyond, 0), 0),
    )


def _voters_below(middle: Floats, ranked: Floats) -> Indices:
    """(worlds, actors, actors) how many voters stand below each midpoint of two positions.

    Each world gets a stretch of the line of its own, so that one search serves them all. What the
    shift costs in digits moves only voters at the midpoint, whose vote is nothing.
    """
    worlds, actors = ranked.shape
    shift = 2.0 * np.arange(worlds)[:, None]
    line = (ranked + shift).ravel()
    found = np.searchsorted(line, (middle + shift[..., None]).ravel()).reshape(middle.shape)
    found -= actors * np.arange(worlds)[:, None, None]
    return np.clip(found, 0, actors)


def bent_odds(places: Floats, weight: Floats, risk: Floats) -> Floats:
    """Odds of [i, j] as Scholz' program has them: of all votes between any two positions.

    Distances are raised to the voter's own risk exponent, and the denominator sums |v_k| over all
    ordered pairs of actors' positions; so all odds are small, and those of [i, j] and [j, i] do not
    sum to 1.

    Parameters
    ----------
    places : (worlds, actors), 0–1
    weight : (worlds, actors), 0 or more
    risk : (worlds, actors), above 0

    Returns
    -------
    (worlds, actors, actors), 0–1
    """
    worlds, actors = places.shape
    pro = np.zeros((worlds, actors, actors))
    cast = np.zeros(worlds)
    signs = 2.0 * np.arange(actors) - (actors - 1)
    for voter in range(actors):
        away = np.abs(places - places[:, [voter]]) ** risk[:, [voter]]
        mine = weight[:, voter]
        gain = away[:, None, :] - away[:, :, None]
        np.maximum(gain, 0, out=gain)
        gain *= mine[:, None, None]
        pro += gain
        # Σ_ab |d_a − d_b| = 2 Σ_m (2m − n + 1) d_(m) over sorted d
        cast += 2 * mine * (np.sort(away, axis=1) @ signs)
    total = cast[:, None, None]
    return np.divide(pro, total, out=np.zeros_like(pro), where=total > 0)
