"""Power in a weighted game: a coalition wins if its weights add up to the quota.

Three ways, by size. Up to ``MOST_SPLIT`` players any weights are exact: the players are split in
two halves, and the sums of one are looked up among the sorted sums of the other (Horowitz & Sahni
1974). Beyond, weights that are whole numbers after scaling are exact by the generating function
Π(1 − t + t·y^w), integrated over t (Owen 1972); Gauss–Legendre is exact for polynomials. What
neither can do is sampled.

References
----------
Horowitz, E. & Sahni, S. (1974), Computing Partitions with Applications to the Knapsack Problem,
Journal of the ACM 21(2), 277–292.

Owen, G. (1972), Multilinear Extensions of Games, Management Science 18(5), P64–P79.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import ArrayLike

from winset.arrays import Bools, Floats, Integers
from winset.errors import WinsetError
from winset.packages import TOLERANCE
from winset.ratification.power.indices import Power, exactly, swing_weights
from winset.ratification.power.sampled import sampled

MOST_SPLIT = 30
"""Players up to whom any weights are exact."""

_MOST_STEPS = 500_000_000
_MOST_DIGITS = 10**6


def shapley_shubik(weights: ArrayLike, quota: float, *, strict: bool = False) -> Floats:
    """Shapley–Shubik index of a weighted game.

    Parameters
    ----------
    weights : (players,)
        Whole or real numbers, 0 or more, in any unit.
    quota
        Sum of weights that wins, in the same unit.
    strict
        Whether a coalition must have more than the quota, not just reach it.

    Returns
    -------
    (players,) in [0, 1]
        All 0 where the quota can't be reached, or nobody is needed to.

    Raises
    ------
    WinsetError
        If a weight or the quota is no number of 0 or more, or there is nobody.
    """
    return weighted_power(weights, quota, strict=strict).shapley_shubik


def banzhaf(weights: ArrayLike, quota: float, *, strict: bool = False) -> Floats:
    """Absolute Banzhaf measure of a weighted game; parameters as ``shapley_shubik``."""
    return weighted_power(weights, quota, strict=strict).banzhaf


def weighted_power(
    weights: ArrayLike,
    quota: float,
    *,
    strict: bool = False,
    players: Sequence[str] | None = None,
    seed: int = 1,
) -> Power:
    """Both indices of a weighted game.

    Parameters
    ----------
    weights, quota, strict
        As in ``shapley_shubik``.
    players
        Names; default their numbers.
    seed
        Of the sample, where it takes one.
    """
    own = np.asarray(weights, dtype=np.float64)
    if own.ndim != 1 or not own.size or not np.all(np.isfinite(own)) or (own < 0).any():
        raise WinsetError("weights: not a list of numbers of 0 or more. Give one a player.")
    if not math.isfinite(quota) or quota < 0:
        raise WinsetError(f"quota: {quota} is not a number of 0 or more. Give a sum of weights.")
    names = tuple(map(str, range(len(own)))) if players is None else tuple(players)
    slack = TOLERANCE * max(float(own.sum()), 1.0)
    needed = quota + slack if strict else quota - slack
    if needed <= 0 or own.sum() < needed:
        return exactly(names, np.zeros(len(own)), np.zeros(len(own)))
    if len(own) <= MOST_SPLIT:
        return exactly(names, *_split(own, needed))
    whole = _whole(own, needed)
    if whole is not None:
        return exactly(names, *_generated(*whole))

    def wins(counts: Sequence[Floats]) -> Bools:
        backing = np.zeros_like(counts[0], dtype=np.float64)
        for weight, count in zip(own, counts, strict=True):
            backing += weight * count
        return np.asarray(backing >= needed)

    return sampled(names, np.ones(len(own), dtype=np.int64), wins, seed)


def _split(weights: Floats, needed: float) -> tuple[Floats, Floats]:
    """Count winning coalitions by size and member, from the subsets of two halves."""
    count = len(weights)
    halves = (np.arange(count // 2), np.arange(count // 2, count))
    subsets = [_subsets(weights[half]) for half in halves]
    winning, with_player = np.zeros(count + 1), np.zeros((count, count + 1))
    for at, half in enumerate(halves):
        inside, size, total = subsets[at]
        _, other_size, other_total = subsets[1 - at]
        order = np.argsort(total)
        inside, size, lacking = inside[order], size[order], (needed - total)[order]
        for others in range(count - len(half) + 1):
            sums = np.sort(other_total[other_size == others])
            partners = (len(sums) - np.searchsorted(sums, lacking)).astype(np.float64)
            for player, member in zip(half, inside.T, strict=True):
                found = np.bincount(size[member], partners[member], minlength=len(half) + 1)
                with_player[player, others : others + len(found)] += found
            if at == 0:
                found = np.bincount(size, partners, minlength=len(half) + 1)
                winning[others : others + len(found)] += found
    # A winning coalition of s + 1 with the player counts; if it still wins without him, so does
    # one of s without him, and that is taken off. Among those of size s that are left are all
    # coalitions of the others that he turns, since adding weight never makes one lose.
    swings = with_player[:, 1:] - (winning - with_player)[:, :-1]
    return swings @ swing_weights(count), swings.sum(axis=1) / 2.0 ** (count - 1)


def _subsets(weights: Floats) -> tuple[Bools, Integers, Floats]:
    """All subsets: (subsets, players) who is in, (subsets,) how many, and their weight."""
    number = np.arange(2 ** len(weights))
    inside = (number[:, None] >> np.arange(len(weights))) & 1 == 1
    return inside, inside.sum(axis=1), inside @ weights


def _whole(weights: Floats, needed: float) -> tuple[Integers, int] | None:
    """Scale weights to whole numbers, exactly; None where that is too long to go through."""
    exact = [Fraction(repr(float(weight))) for weight in weights]
    scale = math.lcm(*(weight.denominator for weight in exact))
    if scale > _MOST_DIGITS:
        return None
    whole = [int(weight * scale) for weight in exact]
    shared = math.gcd(*whole)
    whole = [weight // shared for weight in whole]
    least = math.ceil(needed * scale / shared)
    steps = len(whole) // 2 * least * len(whole) * len(set(whole))
    return (np.array(whole), least) if steps <= _MOST_STEPS else None


def _generated(weights: Integers, least: int) -> tuple[Floats, Floats]:
    """Integrate each player's odds of being needed over t, the odds that any other is in."""
    # With everyone else in at odds t, whether a player is needed is a polynomial in t of degree
    # n − 1 at most; its integral over t is Shapley–Shubik, its value at ½ is Banzhaf. With m nodes
    # Gauss–Legendre is exact up to degree 2m − 1, so n // 2 + 1 nodes are enough. Sums from the
    # quota on are dropped, since only coalitions below it can be turned.
    nodes, shares = np.polynomial.legendre.leggauss(len(weights) // 2 + 1)
    odds = np.append((nodes + 1) / 2, 0.5)
    indices = {}
    for weight in np.unique(weights):
        others = np.delete(weights, np.flatnonzero(weights == weight)[0])
        sums = np.zeros((len(odds), least))
        sums[:, 0] = 1.0
        for other in others:
            joined = sums[:, : max(0, least - other)] * odds[:, None]
            sums *= 1 - odds[:, None]
            sums[:, min(other, least) :] += joined
        turned = sums[:, max(0, least - int(weight)) :].sum(axis=1)
        indices[int(weight)] = float(turned[:-1] @ shares) / 2, float(turned[-1])
    found = np.array([indices[int(weight)] for weight in weights])
    return found[:, 0], found[:, 1]
