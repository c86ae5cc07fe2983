"""Odds of an outcome from who supports what: lumps at positions, and a bell between them.

The distribution behind the combined forecast, without its figures. Everything is on a scale of 0 to
100; nothing here knows the European Union.

1. Each actor a has a weight ω_a, half of it 1 / number of actors (a seat at the table), half its
   share of salience × capability (what it can do and cares to).
2. Support felt at its position: s_a = Σ_j ω_j exp(−|x_a − x_j| / 10). Actors near each other count
   for each other.
3. Odds of its position: p_a ∝ s_a^ε / n_a, with n_a = Σ_j exp(−|x_a − x_j|) the actors who stand
   there with it, so that a position has its odds once however many share it. With ε = 1 odds
   are proportional to support; below 1 small camps get more than their share, as a consensus norm
   would have it; ε → ∞ is the plurality winner.
4. Outcome: with chance λ one of the positions by those odds, otherwise a normal around their mean
   with standard deviation √((κ × the positions' own)² + 8²), what falls off the scale put at its
   end.

So the compromise model (λ = 0, ε = 1), the mode (λ = 1, ε → ∞) and the bare spread of positions
(λ = 1, ε = 1) are corners of it, and three figures say where between them decisions lie.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset.arrays import Bools, Floats, Integers

GRID = np.arange(101.0)
"""(101,) the points of the scale a predictive distribution gives odds to."""

TICKS = len(GRID)

HEADS = 0.5
"""Share of an actor's weight that it has for being there."""

REACH = 10.0
"""Points over which support fades by a factor of e."""

SAME = 1.0
"""Points over which standing at the same place fades by a factor of e."""

FLOOR = 8.0
"""Least standard deviation of the bell, in points: positions are known to about that."""

_TINY = 1e-300
_ROWS = 256  # issues or worlds at a time, so that 100 actors fit into memory


@dataclass(frozen=True)
class MixtureShape:
    """The three figures that are fitted."""

    exponent: float
    """ε: how odds grow with support; above 0."""
    lumps: float
    """λ: chance that the outcome is one of the positions, 0–1."""
    spread: float
    """κ: standard deviation of the bell as a share of the positions' own; above 0."""


@dataclass(frozen=True)
class Camps:
    """What does not change with the shape: worked out once, used in every step of a fit."""

    positions: Floats
    """(rows, actors): 0–100; 0 where an actor takes none."""
    taken: Bools
    """(rows, actors): who takes a position."""
    log_support: Floats
    log_crowd: Floats
    """``log_support``, ``log_crowd``: (rows, actors): logarithms of s and n; 0 where an actor takes
    no position."""


def camps(
    positions: Floats, weights: Floats, *, heads: float = HEADS, reach: float = REACH
) -> Camps:
    """Find who stands with whom.

    Parameters
    ----------
    positions : (rows, actors)
        0–100; NaN where an actor takes none. A row is an issue, or an issue in one world.
    weights : (rows, actors)
        Salience × capability, in any unit; where all of a row are 0, heads alone count.
    heads, reach
        Other values of the two constants, to see what they would have done.

    Raises
    ------
    ValueError
        If nobody takes a position in some row, or a weight is negative or not finite.
    """
    taken = np.isfinite(positions)
    counts = np.where(taken, weights, 0.0)
    if not taken.any(axis=1).all():
        raise ValueError("nobody takes a position in some row")
    if not np.isfinite(counts).all() or (counts < 0).any():
        raise ValueError("weights are finite numbers of 0 or more")
    seats = taken / taken.sum(axis=1, keepdims=True)
    total = counts.sum(axis=1, keepdims=True)
    share = np.where(total > 0, counts / np.where(total > 0, total, 1.0), seats)
    omega = heads * seats + (1 - heads) * share
    places = np.where(taken, positions, 0.0)
    support, crowd = np.ones(places.shape), np.ones(places.shape)
    for first in range(0, len(places), _ROWS):
        rows = slice(first, first + _ROWS)
        away = np.abs(places[rows, :, None] - places[rows, None, :])
        support[rows] = (np.exp(-away / reach) * omega[rows, None, :]).sum(axis=2)
        crowd[rows] = (np.exp(-away / SAME) * taken[rows, None, :]).sum(axis=2)
    return Camps(
        places,
        taken,
        np.log(np.maximum(np.where(taken, support, 1.0), _TINY)),
        np.log(np.where(taken, crowd, 1.0)),
    )


def position_odds(stood: Camps, shape: MixtureShape) -> Floats:
    """(rows, actors) odds p of each actor's position; a position that two share has the sum."""
    height = np.where(stood.taken, shape.exponent * stood.log_support - stood.log_crowd, -np.inf)
    odds = np.exp(height - height.max(axis=1, keepdims=True))
    fair: Floats = odds / odds.sum(axis=1, keepdims=True)
    return fair


def outcome_odds(stood: Camps, shape: MixtureShape) -> Floats:
    """(rows, 101) odds of the outcome."""
    odds = position_odds(stood, shape)
    middle = (odds * stood.positions).sum(axis=1)
    apart = (odds * (stood.positions - middle[:, None]) ** 2).sum(axis=1)
    wide = np.sqrt(shape.spread**2 * apart + FLOOR**2)
    return shape.lumps * _lumps(stood.positions, odds) + (1 - shape.lumps) * _bell(middle, wide)


def ticks(values: Floats) -> Integers:
    """Return the nearest tick of each value on the scale of 0 to 100, halves upwards."""
    return np.clip(np.floor(values + 0.5), 0, TICKS - 1).astype(np.int64)


def central(odds: Floats) -> Floats:
    """(rows,) median of (rows, 101) odds; the middle where two ticks both are."""
    below = np.cumsum(odds, axis=1)
    low = np.argmax(below >= 0.5 - 1e-9, axis=1)
    high = np.argmax(below > 0.5 + 1e-9, axis=1)
    median: Floats = (GRID[low] + GRID[high]) / 2
    return median


def _lumps(positions: Floats, odds: Floats) -> Floats:
    """(rows, 101) odds at positions; one between two ticks is split, so that means stay."""
    # one count over cells of all rows at once: row r owns the cells from 101 r on, and a position
    # between two ticks gives each the part by which it is nearer
    lower = np.minimum(np.floor(positions), TICKS - 2).astype(np.int64)
    part = positions - lower
    rows = np.arange(len(positions))[:, None]
    cells = (rows * TICKS + lower).ravel()
    size = len(positions) * TICKS
    odds_by_cell = np.zeros(size)
    odds_by_cell += np.bincount(cells, weights=(odds * (1 - part)).ravel(), minlength=size)
    odds_by_cell += np.bincount(cells + 1, weights=(odds * part).ravel(), minlength=size)[:size]
    return odds_by_cell.reshape(len(positions), TICKS)


def _bell(middle: Floats, wide: Floats) -> Floats:
    """(rows, 101) a normal by ticks, its tails put at the ends of the scale."""
    from scipy.special import ndtr

    # differences of the cumulative normal at half ticks, with 0 and 1 at both ends: what lies
    # beyond the scale is counted at its end, and every row sums to 1
    edges = (GRID[:-1] + 0.5)[None, :]
    below = ndtr((edges - middle[:, None]) / wide[:, None])
    bell: Floats = np.diff(below, axis=1, prepend=0.0, append=1.0)
    return bell
