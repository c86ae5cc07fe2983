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

from winset.arrays import Bools, Floats, Indices
from winset.forecast.exchange.table import ExchangeTable, left_of

_EVEN = 1e-12
"""Products of saliences nearer than this are equal: neither has anything to gain."""


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
    """

    giver: Indices
    taker: Indices
    given: Indices
    taken: Indices
    """``giver``, ``taker``, ``given``, ``taken``: (worlds, exchanges): indices of the partners and
    of the two issues."""
    toward: Floats
    back: Floats
    """``toward``, ``back``: (worlds, exchanges): where the giver's move on ``given`` may lead at
    most, and the taker's on ``taken``, 0–100."""
    way: Floats
    way_back: Floats
    """``way``, ``way_back``: (worlds, exchanges): direction of these moves, −1 or 1."""
    weight: Floats
    weight_back: Floats
    """``weight``, ``weight_back``: (worlds, exchanges): what a point of the giver's move shifts the
    outcome of ``given``, and likewise back."""
    rate: Floats
    """(worlds, exchanges): shift on ``taken`` for a shift of 1 on ``given``."""
    worth: Floats
    worth_back: Floats
    """``worth``, ``worth_back``: (worlds, exchanges): gain of the giver, and of the taker, for a
    shift of 1 on ``given``; both 0 in padding."""


def potential(
    table: ExchangeTable, positions: Floats, outcome: Floats, every: Pairings, tilt: Floats | None
) -> Potential:
    """Find the exchanges open to actors at their positions.

    The rate is that of equal gains, (s_i,given + s_j,given) / (s_i,taken + s_j,taken), or one that
    is tilted from there towards the rate at which one of the two gains nothing.

    Parameters
    ----------
    positions : (worlds, actors, issues)
        0–100.
    outcome : (worlds, issues)
        Expected outcomes, 0–100.
    tilt : (worlds, candidates) or None
        −1 to 1: how far the rate goes towards the giver's indifference (−1: the giver gains
        nothing) or the taker's (1). None for equal gains.
    """
    rows = np.arange(len(positions))[:, None]
    usable, lean = _candidates(table, left_of(positions, outcome), every)
    # worlds differ in how many exchanges are open: the usable ones move to the front of each row,
    # in their order, and the rows are cut to the longest
    most = max(1, int(usable.sum(1).max(initial=0)))
    kept = np.argsort(~usable, axis=1, kind="stable")[:, :most]
    usable = usable[rows, kept]
    gives_second = lean[rows, kept] > 0
    first, second = every.first[kept], every.second[kept]
    giver, taker = np.where(gives_second, [first, second], [second, first])
    given, taken = every.other[kept], every.issue[kept]
    cares, weight = table.salience, table.weight
    give, get = cares[rows, giver, given], cares[rows, giver, taken]
    want, cost = cares[rows, taker, given], cares[rows, taker, taken]
    tilted = None if tilt is None else tilt[rows, kept]
    rate = np.where(usable, _rates(give, get, want, cost, tilted), 1.0)
    toward, back = positions[rows, taker, given], positions[rows, giver, taken]
    return Potential(
        giver=giver,
        taker=taker,
        given=given,
        taken=taken,
        toward=toward,
        back=back,
        way=np.sign(toward - positions[rows, giver, given]),
        way_back=np.sign(back - positions[rows, taker, taken]),
        weight=np.where(usable, weight[rows, giver, given], 1.0),
        weight_back=np.where(usable, weight[rows, taker, taken], 1.0),
        rate=rate,
        worth=np.where(usable, rate * get - give, 0.0),
        worth_back=np.where(usable, want - rate * cost, 0.0),
    )


def _candidates(table: ExchangeTable, left: Bools, every: Pairings) -> tuple[Bools, Floats]:
    """(worlds, candidates) whether two can exchange, and which of them gives on which issue.

    The first keeps to p and gives on q if p matters more to it, relative to q, than to the second:
    s_1p / s_1q > s_2p / s_2q, multiplied out so that a salience of 0 divides nothing.
    """
    first, second, p, q = every
    cares, takes_part = table.salience, table.weight > 0
    usable = np.ones((len(left), len(first)), dtype=np.bool_)
    for issue in (p, q):
        usable &= left[:, first, issue] != left[:, second, issue]
        usable &= takes_part[:, first, issue] & takes_part[:, second, issue]
    lean = cares[:, first, p] * cares[:, second, q] - cares[:, second, p] * cares[:, first, q]
    return usable & (np.abs(lean) > _EVEN), lean


def _rates(give: Floats, get: Floats, want: Floats, cost: Floats, tilt: Floats | None) -> Floats:
    """Shift on the issue taken for a shift of 1 on that given, from four saliences.

    A rate of give / get leaves the giver nothing, want / cost the taker; between the two both gain,
    and alike at (give + want) / (get + cost). Padding may divide by 0; nobody reads it.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        equal: Floats = (give + want) / (get + cost)
        if tilt is None:
            return equal
        end = np.where(tilt < 0, give / get, want / cost)
        rate: Floats = equal + np.abs(tilt) * (end - equal)
        return rate
