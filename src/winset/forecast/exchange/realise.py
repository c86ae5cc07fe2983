"""Which exchanges come about, and in what order: the one with the highest gain first.

After each, the partners stand at new voting positions, and what they have given they cannot give
again. Interests stay where they were: nobody is moved but by its own exchanges.

Every step takes the best exchange of each world at once: within a world their order is the model's,
but worlds know nothing of each other. An exchange only uses up room and never makes any, so gains
never rise on the way, and what was passed over needs no second look.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from winset.arrays import Floats, Indices
from winset.forecast.exchange.potential import Potential

Overshoot = Literal["allowed", "stopped"]
"""Whether an exchange may carry an outcome past the position of the partner it is meant for.

``allowed``: as published; the partner then counts as gain what it loses. ``stopped``: shifts end at
that position.
"""

_NO_GAIN = 1e-10
_TIE = 1e-12
_THERE = 1e-9


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
    positions : (worlds, actors, issues)
        Where the actors stand before the round, 0–100.
    outcome : (worlds, issues)
        Expected outcomes before the round, 0–100.
    least_gain
        What each partner must gain at least, on average of the two: points of 100 × salience.

    Returns
    -------
    voting positions (worlds, actors, issues), and the steps that led there
    """
    worlds, _, issues = positions.shape
    each = np.arange(worlds)
    voting = positions.reshape(worlds, -1).copy()
    there = _Half(open_.giver * issues + open_.given, open_.given, open_.toward, open_.way,
                  open_.weight)  # fmt: skip
    back = _Half(open_.taker * issues + open_.taken, open_.taken, open_.back, open_.way_back,
                 open_.weight_back)  # fmt: skip
    joint = (open_.worth + open_.worth_back) / 2
    now = outcome.copy()
    chosen, shifts, moves, passed = [], [], [], [now.copy()]
    while True:
        room, room_back = (half.room(voting, now, overshoot) for half in (there, back))
        shift = np.minimum(room, room_back / open_.rate)
        gain = shift * joint
        best = gain.max(1, initial=0.0)
        live = best >= max(_NO_GAIN, least_gain)
        if not live.any():
            break
        pick = (gain >= best[:, None] - _TIE).argmax(1)
        by = np.where(live, shift[each, pick], 0.0)
        chosen.append(np.where(live, pick, -1))
        shifts.append(by)
        moves.append(
            (*there.move(voting, now, pick, by),
             *back.move(voting, now, pick, by * open_.rate[each, pick]))
        )  # fmt: skip
        passed.append(now.copy())
    walked = np.array(moves).reshape(-1, 4, worlds)
    before, after, before_back, after_back = (walked[:, part] for part in range(4))
    steps = Steps(
        np.array(chosen, dtype=np.intp).reshape(-1, worlds),
        np.array(shifts).reshape(-1, worlds),
        before,
        after,
        before_back,
        after_back,
        np.array(passed),
    )
    return voting.reshape(positions.shape), steps


class _Half(NamedTuple):
    """One partner's side of all exchanges, (worlds, exchanges) each.

    ``place`` is where its voting position stands among those of a world, ``issue`` the one it moves
    on, ``end`` where the move may lead at most, ``way`` its direction, ``weight`` what a point of
    it shifts the outcome.
    """

    place: Indices
    issue: Indices
    end: Floats
    way: Floats
    weight: Floats

    def room(self, voting: Floats, outcome: Floats, overshoot: Overshoot) -> Floats:
        """How far the outcome may still be shifted, (worlds, exchanges)."""
        rows = np.arange(len(voting))[:, None]
        room = (self.end - voting[rows, self.place]) * self.way * self.weight
        if overshoot == "stopped":
            room = np.minimum(room, (self.end - outcome[rows, self.issue]) * self.way)
        return room

    def move(
        self, voting: Floats, outcome: Floats, pick: Indices, shift: Floats
    ) -> tuple[Floats, Floats]:
        """Move who gives, and the outcome, in place; its positions before and after, (worlds,)."""
        each = np.arange(len(pick))
        place, way, end = self.place[each, pick], self.way[each, pick], self.end[each, pick]
        before = voting[each, place]
        after = before + way * shift / self.weight[each, pick]
        # who goes all the way stands exactly there, whatever rounding says
        after = np.where(np.abs(after - end) < _THERE, end, after)
        voting[each, place] = after
        outcome[each, self.issue[each, pick]] += shift * way
        return before, after
