"""The spatial model of politics, on one issue or several at once.

Each turn (KTAB; Wise, Lester & Efird 2015, *Multidimensional bargaining using KTAB*; restated):

1. Attitudes to risk follow from the odds of actors' positions (``risk``, ``condorcet``).
2. Everyone looks for the target it would gain most by challenging (``challenges``).
3. It proposes a bargain in which both move (``bargains``).
4. For every actor, an election among the bargains it is party to and the status quo decides, all
   voting (``elections``). It moves as *its* winner says, even if the other party has another.
5. Ideals follow positions (``accommodation``; by default at once and in full).

A world stops when a turn moves less than 2 % of what the first moved, after two turns at least. The
forecast is the expected position under a probabilistic Condorcet election among final positions.

Known weakness: a party may give what it promised though the other took a different bargain (step
4); actors challenge at any odds a target whose saliences sum to less than 50, and third parties do
not defend their friends (``challenges``); whom one challenges and what one takes are decided by a
hair, so that a small change of input may send the turns another way.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from winset.arrays import Floats
from winset.forecast.model import Model
from winset.forecast.space import Space, place
from winset.forecast.spatial.choices import Choices
from winset.forecast.spatial.history import Log, SpatialOutcome
from winset.forecast.spatial.step import begin, turn

_STILL = 1e-4


def predict(
    positions: ArrayLike,
    salience: ArrayLike,
    capability: ArrayLike,
    *,
    scale: ArrayLike = (0.0, 100.0),
    rounds: int = 100,
    choices: Choices | None = None,
    accommodation: ArrayLike | None = None,
    seed: int = 1,
) -> SpatialOutcome:
    """Forecast by bargaining turn by turn.

    Parameters
    ----------
    positions, salience, capability, scale, seed
        As ``Predict`` has them; an actor's saliences sum to at most 100 over the issues.
    rounds
        The most turns, 0 or more.
    choices
        Options; KTAB's defaults if absent.
    accommodation : (actors, actors) or None
        How far a's ideal follows b's position each turn, [a, b] 0–1, each row summing to at most 1;
        the rest of an ideal stays. None: everyone's own position, in full.

    Returns
    -------
    SpatialOutcome
        ``forecast`` and ``weights`` of the final positions; history in ``rounds``, ``turns``,
        ``odds_by_turn``.
    """
    if rounds < 0:
        raise ValueError("rounds must be 0 or more")
    space = place(positions, salience, capability, scale)
    chosen = choices or Choices()
    follows = _accommodation(accommodation, space.capability.shape[1])
    log = Log(space, chosen)
    stopped = _play(space, chosen, log, rounds, seed, follows)
    return log.outcome(rounds, seed, stopped)


def _play(
    space: Space, choices: Choices, log: Log, rounds: int, seed: int, follows: Floats
) -> NDArray[np.int32]:
    """Play, and write it down; (worlds,) turns until each world settled."""
    state = begin(space, choices)
    log.note(state)
    worlds = len(space.positions)
    first = np.zeros(worlds)
    moving = np.arange(worlds)
    stopped = np.full(worlds, rounds, dtype=np.int32)
    for number in range(1, rounds + 1):
        if not moving.size:
            break
        draws = _draws(choices, seed, number, space.capability.shape)
        done, arrived = turn(space, state, choices, draws, follows, moving)
        before, state = state, state.with_rows(moving, arrived)
        gone = np.sqrt(((state.positions - before.positions) ** 2).sum(-1)).sum(-1)
        if number == 1:
            # a world in which nobody moves at first settles at once, and nothing is divided by 0
            first = gone + _STILL
        log.add(done, moving, before, state)
        if number >= choices.least_turns:
            quiet = gone[moving] / first[moving] < choices.settled
            stopped[moving[quiet]] = number
            moving = moving[~quiet]
    return stopped


MODEL = Model(
    "spatial",
    "spatial model of politics, an issue at a time",
    "Wise, Lester & Efird 2015 (KTAB)",
    "small changes of input may turn the path; third parties do not defend their friends",
    predict,
    given=("scale", "rounds", "seed"),
)


def _accommodation(given: ArrayLike | None, actors: int) -> Floats:
    if given is None:
        return np.eye(actors)
    follows = np.asarray(given, dtype=np.float64)
    if follows.shape != (actors, actors):
        raise ValueError("accommodation is (actors, actors)")
    if not (follows >= 0).all() or (follows.sum(-1) > 1 + 1e-9).any():
        raise ValueError("accommodation is 0–1, each actor's row summing to at most 1")
    return follows


def _draws(choices: Choices, seed: int, number: int, shape: tuple[int, ...]) -> Floats | None:
    """Draw for all worlds, moving or not, so that no world's draws depend on another's."""
    if choices.transition == "deterministic":
        return None
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(number,))).random(shape)
