"""Which exchanges come about, and in what order: the one with the highest gain first.

After each, the partners stand at new voting positions, and what they have given they cannot give
again. Interests stay where they were: nobody is moved but by its own exchanges.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from winset.forecast.exchange.potential import Indices, Potential
from winset.forecast.exchange.table import Floats

Overshoot = Literal["allowed", "stopped"]
"""Whether an exchange may carry an outcome past the position of the partner it is meant for.

``allowed``: as published; the partner then counts as gain what it loses. ``stopped``: shifts end at
that position.
"""

_NO_GAIN = 1e-10
_TIE = 1e-12


@dataclass(frozen=True)
class Steps:
    """Exchanges of one round in the order they came about, the same number of steps in each world.

    Attributes
    ----------
    chosen : (steps, worlds)
        Index of the exchange in ``Potential``; −1 once a world has no gainful one left.
    shift : (steps, worlds)
        Of the outcome of the issue given, 0–100.
    before, before_back : (steps, worlds)
        Voting position of the giver on ``given`` and of the taker on ``taken`` before.
    after, after_back : (steps, worlds)
        And after.
    outcome : (steps + 1, worlds, issues)
        Expected outcomes before the first exchange and after each.
    """

    chosen: Indices
    shift: Floats
    before: Floats
    after: Floats
    before_back: Floats
    after_back: Floats
    outcome: Floats


def realise(
    open_: Potential, positions: Floats, outcome: Floats, overshoot: Overshoot, least_gain: float
) -> tuple[Floats, Steps]:
    """Carry out exchanges until none is left from which the partners gain enough.

    Of exchanges that gain the same, the first in the order of the table comes about first.

    Parameters
    ----------
    open_
        The exchanges.
    positions : (worlds, actors, issues)
        Where the actors stand before the round, 0–100.
    outcome : (worlds, issues)
        Expected outcomes before the round, 0–100.
    overshoot
        Whether outcomes may be carried past the partner's position.
    least_gain
        What each partner must gain at least, on average of the two: points of 100 × salience.

    Returns
    -------
    voting positions (worlds, actors, issues), and the steps that led there
    """
    worlds, _, issues = positions.shape
    each, rows = np.arange(worlds), np.arange(worlds)[:, None]
    voting = positions.reshape(worlds, -1).copy()
    giving = open_.giver * issues + open_.given
    returning = open_.taker * issues + open_.taken
    joint = (open_.worth + open_.worth_back) / 2
    now = outcome.copy()
    chosen, shifts, moves, passed = [], [], [], [now.copy()]
    while True:
        room = (open_.toward - voting[rows, giving]) * open_.way * open_.weight
        room_back = (open_.back - voting[rows, returning]) * open_.way_back * open_.weight_back
        if overshoot == "stopped":
            room = np.minimum(room, (open_.toward - now[rows, open_.given]) * open_.way)
            ahead = (open_.back - now[rows, open_.taken]) * open_.way_back
            room_back = np.minimum(room_back, ahead)
        shift = np.minimum(room, room_back / open_.rate)
        gain = shift * joint
        best = gain.max(1, initial=0.0)
        live = best >= max(_NO_GAIN, least_gain)
        if not live.any():
            break
        pick = (gain >= best[:, None] - _TIE).argmax(1)
        by = np.where(live, shift[each, pick], 0.0)
        back_by = by * open_.rate[each, pick]
        before, after = _move(open_.toward, open_.way, open_.weight, voting, giving, pick, by)
        before_back, after_back = _move(
            open_.back, open_.way_back, open_.weight_back, voting, returning, pick, back_by
        )
        now[each, open_.given[each, pick]] += by * open_.way[each, pick]
        now[each, open_.taken[each, pick]] += back_by * open_.way_back[each, pick]
        chosen.append(np.where(live, pick, -1))
        shifts.append(by)
        moves.append((before, after, before_back, after_back))
        passed.append(now.copy())
    walked = np.array(moves).reshape(-1, 4, worlds)
    steps = Steps(
        np.array(chosen, dtype=np.intp).reshape(-1, worlds),
        np.array(shifts).reshape(-1, worlds),
        walked[:, 0],
        walked[:, 1],
        walked[:, 2],
        walked[:, 3],
        np.array(passed),
    )
    return voting.reshape(positions.shape), steps


def _move(
    end: Floats,
    way: Floats,
    weight: Floats,
    voting: Floats,
    where: Indices,
    pick: Indices,
    shift: Floats,
) -> tuple[Floats, Floats]:
    """Move who gives, in place; return its voting positions before and after, (worlds,) each."""
    each = np.arange(len(pick))
    place = where[each, pick]
    before = voting[each, place]
    after = before + way[each, pick] * shift / weight[each, pick]
    goal = end[each, pick]
    # who goes all the way stands exactly there, whatever rounding says
    after = np.where(np.abs(after - goal) < 1e-9, goal, after)
    voting[each, place] = after
    return before, after
