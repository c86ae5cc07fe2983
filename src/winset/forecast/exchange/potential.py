"""Which exchanges are open to whom: two actors, two issues, and what each would give.

Stokman & Van Oosten (1994). Two actors can exchange on two issues if they stand on opposite sides
of the expected outcome on both. On one of the two, each gives way: on that which it cares about
less, relative to the other. What is given is a shift of the expected outcome.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from winset.forecast.exchange.table import Floats, Table, left_of

Indices = NDArray[np.intp]


class Pairings(NamedTuple):
    """Every two actors on every two issues, (candidates,) each, in the order of the table."""

    first: Indices
    second: Indices
    issue: Indices
    other: Indices


def pairings(actors: int, issues: int) -> Pairings:
    """List every two actors on every two issues, whether they can exchange or not."""
    who = np.array(list(combinations(range(actors), 2)), dtype=np.intp).reshape(-1, 2)
    on = np.array(list(combinations(range(issues), 2)), dtype=np.intp).reshape(-1, 2)
    pairs = np.repeat(on, len(who), axis=0)
    people = np.tile(who, (len(on), 1))
    return Pairings(people[:, 0], people[:, 1], pairs[:, 0], pairs[:, 1])


@dataclass(frozen=True)
class Potential:
    """Exchanges open in each world, those of a world first in its row, then padding.

    Of the two partners, ``giver`` moves on the later issue, ``given``, towards the position of
    ``taker``, and ``taker`` on the earlier one, ``taken``, towards that of ``giver``. Shifts are of
    outcomes.

    Attributes
    ----------
    giver, taker, given, taken : (worlds, exchanges)
        Indices of the partners and of the two issues.
    toward, back : (worlds, exchanges)
        Where the giver's move on ``given`` may lead at most, and the taker's on ``taken``, 0–100.
    way, way_back : (worlds, exchanges)
        Direction of these moves, −1 or 1.
    weight, weight_back : (worlds, exchanges)
        What a point of the giver's move shifts the outcome of ``given``, and likewise back.
    rate : (worlds, exchanges)
        Shift on ``taken`` for a shift of 1 on ``given``.
    worth, worth_back : (worlds, exchanges)
        Gain of the giver, and of the taker, for a shift of 1 on ``given``; both 0 in padding.
    """

    giver: Indices
    taker: Indices
    given: Indices
    taken: Indices
    toward: Floats
    back: Floats
    way: Floats
    way_back: Floats
    weight: Floats
    weight_back: Floats
    rate: Floats
    worth: Floats
    worth_back: Floats


def potential(
    table: Table, positions: Floats, outcome: Floats, every: Pairings, tilt: Floats | None
) -> Potential:
    """Find the exchanges open to actors at their positions.

    The rate is that of equal gains, (s_i,given + s_j,given) / (s_i,taken + s_j,taken), or one that
    is tilted from there towards the rate at which one of the two gains nothing.

    Parameters
    ----------
    table
        Saliences and weights.
    positions : (worlds, actors, issues)
        0–100.
    outcome : (worlds, issues)
        Expected outcomes, 0–100.
    every
        All pairings.
    tilt : (worlds, candidates) or None
        −1 to 1: how far the rate goes towards the giver's indifference (−1: the giver gains
        nothing) or the taker's (1). None for equal gains.
    """
    rows = np.arange(len(positions))[:, None]
    left = left_of(positions, outcome)
    cares, weight = table.salience, table.weight
    first, second, p, q = every
    opposite = (left[:, first, p] != left[:, second, p]) & (left[:, first, q] != left[:, second, q])
    able = (weight[:, first, p] > 0) & (weight[:, first, q] > 0)
    able &= (weight[:, second, p] > 0) & (weight[:, second, q] > 0)
    # the first keeps to p and gives on q if p matters more to it, relative to q, than to the second
    lean = cares[:, first, p] * cares[:, second, q] - cares[:, second, p] * cares[:, first, q]
    usable = opposite & able & (np.abs(lean) > 1e-12)
    most = max(1, int(usable.sum(1).max(initial=0)))
    kept = np.argsort(~usable, axis=1, kind="stable")[:, :most]
    usable = usable[rows, kept]
    gives_second = lean[rows, kept] > 0
    giver = np.where(gives_second, first[kept], second[kept])
    taker = np.where(gives_second, second[kept], first[kept])
    given, taken = q[kept], p[kept]
    give, get = cares[rows, giver, given], cares[rows, giver, taken]
    want, cost = cares[rows, taker, given], cares[rows, taker, taken]
    with np.errstate(divide="ignore", invalid="ignore"):
        least, equal, greatest = give / get, (give + want) / (get + cost), want / cost
        rate = equal
        if tilt is not None:
            lean_to = tilt[rows, kept]
            end = np.where(lean_to < 0, least, greatest)
            rate = equal + np.abs(lean_to) * (end - equal)
    rate = np.where(usable, rate, 1.0)
    toward, back = positions[rows, taker, given], positions[rows, giver, taken]
    return Potential(
        giver,
        taker,
        given,
        taken,
        toward,
        back,
        np.sign(toward - positions[rows, giver, given]),
        np.sign(back - positions[rows, taker, taken]),
        np.where(usable, weight[rows, giver, given], 1.0),
        np.where(usable, weight[rows, taker, taken], 1.0),
        rate,
        np.where(usable, rate * get - give, 0.0),
        np.where(usable, want - rate * cost, 0.0),
    )
