"""What was exchanged: a row an exchange, and what each did to everybody else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from winset.arrays import Bools, Floats, Indices, joined, rows_of
from winset.forecast.exchange.potential import Potential
from winset.forecast.exchange.realise import Steps
from winset.forecast.exchange.table import ExchangeTable, left_of


@dataclass(frozen=True)
class Exchanges:
    """Exchanges that came about, by world, round and step, (exchanges,) unless said otherwise."""

    world: Indices
    round: Indices
    """``world``, ``round``: from 0."""
    giver: Indices
    taker: Indices
    """``giver``, ``taker``: indices of the partners: ``giver`` moves on ``given`` towards
    ``taker``, who moves on ``taken`` towards ``giver``."""
    given: Indices
    taken: Indices
    """``given``, ``taken``: indices of the two issues."""
    before: Floats
    after: Floats
    """``before``, ``after``: voting position of the giver on ``given``, on the issue's own scale.
    """
    before_back: Floats
    after_back: Floats
    """``before_back``, ``after_back``: voting position of the taker on ``taken``, on that issue's
    own scale."""
    toward: Floats
    back: Floats
    """``toward``, ``back``: the partner's position that each moves towards."""
    gain: Floats
    gain_back: Floats
    """``gain``, ``gain_back``: of the giver and of the taker: shift of the outcome (points of 100)
    × salience (0–1), got less given."""
    again: Bools
    """Whether one of the two had moved on its issue before in the round."""
    externality: Floats
    """(exchanges, actors): what the exchange changes for everyone, in the same unit: salience × how
    much nearer the two outcomes come to its position. For the partners this is what they get in
    fact; it falls short of their gain where an outcome passes the position of the one it is meant
    for.
    """
    inner: Bools
    """(exchanges, actors): who stands on the same sides of both outcomes as one of the partners:
    inner externalities are theirs, outer ones those of the others, who had something else to
    exchange.
    """

    def __len__(self) -> int:
        """Count the exchanges."""
        return len(self.world)

    @property
    def own(self) -> Bools:
        """Whose externality is its own doing, (exchanges, actors)."""
        who = np.arange(self.externality.shape[1])
        found: Bools = (who == self.giver[:, None]) | (who == self.taker[:, None])
        return found


def record(
    table: ExchangeTable,
    positions: Floats,
    open_: Potential,
    steps: Steps,
    *,
    round_: int,
    first_world: int,
) -> Exchanges:
    """Write down the exchanges of one round.

    Parameters
    ----------
    positions : (worlds, actors, issues)
        Where the actors stood before the round, 0–100.
    open_, steps
        What could be exchanged and what was.
    round_, first_world
        Numbers of the round, from 0, and of the first world.
    """
    step, world = np.nonzero(steps.chosen >= 0)
    pick = steps.chosen[step, world]
    giver, taker = open_.giver[world, pick], open_.taker[world, pick]
    given, taken = open_.given[world, pick], open_.taken[world, pick]
    shift = steps.shift[step, world]
    moves = _Moves(table, positions, steps, step, world)

    def scaled(found: Floats, issue: Indices) -> Floats:
        on: Floats = table.low[issue] + found * table.width[issue] / 100
        return on

    return Exchanges(
        world=world + first_world,
        round=np.full(len(pick), round_, dtype=np.intp),
        giver=giver,
        taker=taker,
        given=given,
        taken=taken,
        before=scaled(steps.before[step, world], given),
        after=scaled(steps.after[step, world], given),
        before_back=scaled(steps.before_back[step, world], taken),
        after_back=scaled(steps.after_back[step, world], taken),
        toward=scaled(open_.toward[world, pick], given),
        back=scaled(open_.back[world, pick], taken),
        gain=shift * open_.worth[world, pick],
        gain_back=shift * open_.worth_back[world, pick],
        again=(steps.before[step, world] != positions[world, giver, given])
        | (steps.before_back[step, world] != positions[world, taker, taken]),
        externality=moves.externality(given) + moves.externality(taken),
        inner=moves.inner(giver, taker, given, taken),
    )


class _Moves(NamedTuple):
    """The exchanges of a round, (exchanges,) by world and step, beside all actors."""

    table: ExchangeTable
    positions: Floats
    steps: Steps
    step: Indices
    world: Indices

    def externality(self, issue: Indices) -> Floats:
        """(exchanges, actors) salience × how much nearer the outcome of an issue comes."""
        stands, cares = (
            part[self.world, :, issue] for part in (self.positions, self.table.salience)
        )
        was, became = (
            self.steps.outcome[at, self.world, issue][:, None] for at in (self.step, self.step + 1)
        )
        nearer: Floats = cares * (np.abs(was - stands) - np.abs(became - stands))
        return nearer

    def inner(self, giver: Indices, taker: Indices, given: Indices, taken: Indices) -> Bools:
        """(exchanges, actors) who stands on the same sides of both outcomes as one of the two."""
        left = left_of(self.positions[self.world], self.steps.outcome[0][self.world])
        row = np.arange(len(giver))
        with_giver, with_taker = np.ones((2, *left.shape[:2]), dtype=np.bool_)
        takes_part = np.ones(left.shape[:2], dtype=np.bool_)
        for issue in (given, taken):
            side = left[row, :, issue]
            with_giver &= side == side[row, giver][:, None]
            with_taker &= side == side[row, taker][:, None]
            takes_part &= self.table.weight[self.world, :, issue] > 0
        inner: Bools = (with_giver | with_taker) & takes_part
        return inner


def in_order(parts: list[Exchanges]) -> Exchanges:
    """Put records together, in order of world, then round, then step."""
    every = joined(parts)
    return rows_of(every, np.lexsort((every.round, every.world)))
