"""One turn of the spatial model of politics, and what a state amounts to."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from winset.arrays import Floats, Indices, joined, rows_of
from winset.forecast.condorcet import inferred_risk, odds_at, summarise, voters
from winset.forecast.risk import utility
from winset.forecast.space import Space, distances
from winset.forecast.spatial.bargains import Bargains, propose
from winset.forecast.spatial.challenges import SpatialStanding, contest_odds, gains, targets
from winset.forecast.spatial.choices import Choices
from winset.forecast.spatial.elections import bargain_odds, option_worth, take

_CELLS = 200_000
"""Worlds × actors² that are worked on at a time."""


@dataclass(frozen=True)
class State:
    """A state, and what it amounts to."""

    positions: Floats
    ideals: Floats
    """``positions``, ``ideals``: (worlds, actors, issues): where actors stand, and where they would
    like the outcome; shares of the scale."""
    aversion: Floats
    """(worlds, actors): attitudes to risk that follow."""
    odds: Floats
    """(worlds, actors): odds of each actor's position; who share one share its odds evenly."""
    forecast: Floats
    """(worlds, issues): the forecast if it ended here, as a share of the scale."""

    def with_rows(self, rows: Indices, arrived: State) -> State:
        """The same with the worlds ``rows``, (worlds taken,), where they have ``arrived``."""
        found = []
        for field in fields(self):
            values = getattr(self, field.name).copy()
            values[rows] = getattr(arrived, field.name)
            found.append(values)
        return State(*found)


@dataclass(frozen=True)
class TurnOutcome:
    """What one turn did, on shares of the scale; fields as in ``Turn``."""

    aversion: Floats
    target: Indices
    odds: Floats
    gain: Floats
    bargains: Bargains
    bargain_odds: Floats
    taken: Indices
    after: Floats


def arrive(space: Space, positions: Floats, ideals: Floats, choices: Choices) -> State:
    """Work out attitudes to risk, odds and forecast of a state.

    Parameters
    ----------
    positions, ideals : (worlds, actors, issues)
        Shares of the scale.
    """
    weight = voters(space, choices)
    away = distances(ideals, positions, space.salience)
    aversion = inferred_risk(away, weight, choices)
    odds = odds_at(positions, utility(away, aversion[..., None]), weight, choices)
    return State(positions, ideals, aversion, odds, summarise(odds, positions, choices.summary))


def step(space: Space, state: State, choices: Choices, draws: Floats | None = None) -> TurnOutcome:
    """Take one turn.

    Parameters
    ----------
    draws : (worlds, actors) or None
        Evenly distributed between 0 and 1, for a stochastic transition.
    """
    here = state.positions
    attention = space.salience.sum(-1)
    away = distances(state.ideals, here, space.salience)
    standing = SpatialStanding(away, state.aversion, space.capability * attention, attention)
    odds = contest_odds(standing, choices, "initiator")
    gain = gains(standing, odds)
    target = targets(gain)
    to = np.maximum(target, 0)[..., None]
    by_target = None
    if choices.proposals != "initiator":
        by_target = np.take_along_axis(contest_odds(standing, choices, "target"), to, 2)[..., 0]
    own_odds = np.take_along_axis(odds, to, 2)[..., 0]
    bargains = propose(space, here, target, own_odds, by_target, choices)
    worth = option_worth(standing, state.ideals, space.salience, bargains)
    elected = bargain_odds(worth, voters(space, choices), bargains, choices)
    taken = take(elected, draws)
    nobody = target < 0
    return TurnOutcome(
        aversion=state.aversion,
        target=target,
        odds=np.where(nobody, np.nan, own_odds),
        gain=np.where(nobody, np.nan, np.take_along_axis(gain, to, 2)[..., 0]),
        bargains=bargains,
        bargain_odds=elected,
        taken=taken,
        after=_moved(here, bargains, taken),
    )


def _moved(here: Floats, bargains: Bargains, taken: Indices) -> Floats:
    """Positions once everyone has moved as the bargain it took says."""
    which = np.maximum(taken - 1, 0)
    mine = np.take_along_axis(bargains.proposer, which, 1) == np.arange(here.shape[1])
    as_proposer = np.take_along_axis(bargains.for_proposer, which[..., None], 1)
    as_receiver = np.take_along_axis(bargains.for_receiver, which[..., None], 1)
    there = np.where(mine[..., None], as_proposer, as_receiver)
    return np.where(taken[..., None] > 0, there, here)


def begin(space: Space, choices: Choices) -> State:
    """What the state at the start amounts to, ideals being positions."""
    parts = []
    for rows in _chunks(np.arange(len(space.positions)), space):
        here = space.positions[rows]
        parts.append(arrive(space.of(rows), here, here, choices))
    return joined(parts)


def turn(
    space: Space,
    state: State,
    choices: Choices,
    draws: Floats | None,
    follows: Floats,
    moving: Indices,
) -> tuple[TurnOutcome, State]:
    """Take one turn in some worlds, few enough at a time for their arrays to stay near.

    Parameters
    ----------
    space, state, draws
        Of all worlds.
    follows : (actors, actors)
        How far the row's ideal follows the column's position.
    moving : (moving worlds,)
        Which worlds.

    Returns
    -------
    TurnOutcome, State
        Of the moving worlds: what they did, and where it led.
    """
    steps, arrivals = [], []
    lag = 1 - follows.sum(-1, keepdims=True)
    for rows in _chunks(moving, space):
        own, now = space.of(rows), rows_of(state, rows)
        done = step(own, now, choices, None if draws is None else draws[rows])
        ideals = np.einsum("ab,wbd->wad", follows, done.after) + lag * now.ideals
        steps.append(done)
        arrivals.append(arrive(own, done.after, ideals, choices))
    return joined(steps), joined(arrivals)


def _chunks(rows: Indices, space: Space) -> list[Indices]:
    size = max(1, _CELLS // space.capability.shape[1] ** 2)
    return [rows[begin : begin + size] for begin in range(0, len(rows), size)]
