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

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from winset.forecast.condorcet import inferred_risk, odds_at, summarise, voters
from winset.forecast.outcome import Round
from winset.forecast.risk import utility
from winset.forecast.space import Space, distances, place
from winset.forecast.spatial.bargains import Bargains, propose
from winset.forecast.spatial.challenges import Standing, contest_odds, gains, targets
from winset.forecast.spatial.choices import Choices
from winset.forecast.spatial.elections import bargain_odds, option_worth, take
from winset.forecast.spatial.history import SpatialOutcome, Turn

Floats = NDArray[np.float64]

REASONS = ("own proposal", "other's proposal")

_STILL = 1e-4
_CELLS = 200_000


@dataclass(frozen=True)
class State:
    """Where actors stand and where they would like the outcome, (worlds, actors, issues), 0–1."""

    positions: Floats
    ideals: Floats


@dataclass(frozen=True)
class Step:
    """What one turn did, on shares of the scale; fields as in ``Turn``."""

    aversion: Floats
    target: NDArray[np.intp]
    odds: Floats
    gain: Floats
    bargains: Bargains
    bargain_odds: Floats
    taken: NDArray[np.intp]
    after: Floats


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
    positions, salience, capability, scale
        As ``winset.forecast.space.place`` takes them.
    rounds
        The most turns, 0 or more.
    choices
        Options; KTAB's defaults if absent.
    accommodation : (actors, actors) or None
        How far a's ideal follows b's position each turn, [a, b] 0–1, each row summing to at most 1;
        the rest of an ideal stays. None: everyone's own position, in full.
    seed
        Of the draws of a ``stochastic`` transition.

    Returns
    -------
    SpatialOutcome
        ``forecast`` and ``weights`` of the final positions; history in ``rounds``, ``turns``,
        ``odds``.

    Raises
    ------
    ValueError
        If the table is no table of actors, or an option is unknown.
    """
    space = place(positions, salience, capability, scale)
    chosen = choices or Choices()
    if rounds < 0:
        raise ValueError("rounds must be 0 or more")
    follows = _accommodation(accommodation, space.capability.shape[1])
    log = _Log(space, chosen)
    state = State(space.positions, space.positions)
    log.start(state)
    first = np.zeros(len(space.positions))
    moving = np.arange(len(first))
    stopped = np.full(len(first), rounds, dtype=np.int32)
    for number in range(1, rounds + 1):
        if not moving.size:
            break
        draws = _draws(chosen, seed, number, space.capability.shape)
        step = _step_in_chunks(space, state, chosen, draws, moving)
        after = state.positions.copy()
        after[moving] = step.after
        ideals = follows @ after + (1 - follows.sum(-1, keepdims=True)) * state.ideals
        distance = np.sqrt(((after - state.positions) ** 2).sum(-1)).sum(-1)
        if number == 1:
            first = distance + _STILL
        log.add(step, moving, State(state.positions, state.ideals), after, ideals)
        state = State(after, ideals)
        if number >= chosen.least_turns:
            quiet = distance[moving] / first[moving] < chosen.settled
            stopped[moving[quiet]] = number
            moving = moving[~quiet]
    return log.outcome(rounds, seed, stopped)


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


def _step_in_chunks(
    space: Space, state: State, choices: Choices, draws: Floats | None, moving: NDArray[np.intp]
) -> Step:
    """Take a turn in the moving worlds, few enough at a time for their arrays to stay near."""
    size = max(1, _CELLS // space.capability.shape[1] ** 2)
    parts = []
    for begin in range(0, moving.size, size):
        rows = moving[begin : begin + size]
        some = Space(
            state.positions[rows],
            space.salience[rows],
            space.capability[rows],
            space.low,
            space.width,
            space.flat,
        )
        part = State(state.positions[rows], state.ideals[rows])
        parts.append(step(some, part, choices, None if draws is None else draws[rows]))
    return parts[0] if len(parts) == 1 else _joined(parts)


def step(space: Space, state: State, choices: Choices, draws: Floats | None = None) -> Step:
    """Take one turn.

    Parameters
    ----------
    space
        Saliences and capabilities.
    state
        Positions and ideals before the turn.
    choices
        Options.
    draws : (worlds, actors) or None
        Evenly distributed between 0 and 1, for a stochastic transition.
    """
    here = state.positions
    weight = voters(space, choices.weight)
    attention = space.salience.sum(-1)
    away = distances(state.ideals, here, space.salience)
    aversion = inferred_risk(
        away, weight, choices.election, choices.voting, choices.victory_model, choices.risk
    )
    standing = Standing(away, aversion, space.capability * attention, attention)
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
    elected = bargain_odds(worth, weight, bargains, choices)
    taken = take(elected, draws)
    nobody = target < 0
    return Step(
        aversion=aversion,
        target=target,
        odds=np.where(nobody, np.nan, own_odds),
        gain=np.where(nobody, np.nan, np.take_along_axis(gain, to, 2)[..., 0]),
        bargains=bargains,
        bargain_odds=elected,
        taken=taken,
        after=_moved(here, bargains, taken),
    )


def _moved(here: Floats, bargains: Bargains, taken: NDArray[np.intp]) -> Floats:
    """Positions once everyone has moved as the bargain it took says."""
    which = np.maximum(taken - 1, 0)
    mine = np.take_along_axis(bargains.proposer, which, 1) == np.arange(here.shape[1])
    as_proposer = np.take_along_axis(bargains.for_proposer, which[..., None], 1)
    as_receiver = np.take_along_axis(bargains.for_receiver, which[..., None], 1)
    there = np.where(mine[..., None], as_proposer, as_receiver)
    return np.where(taken[..., None] > 0, there, here)


def _joined(parts: list[Step]) -> Step:
    def together(name: str) -> NDArray[np.float64]:
        return np.concatenate([getattr(part, name) for part in parts])

    def bargained(name: str) -> NDArray[np.float64]:
        return np.concatenate([getattr(part.bargains, name) for part in parts])

    bargains = Bargains(
        bargained("proposer").astype(np.intp),
        bargained("receiver").astype(np.intp),
        bargained("for_proposer"),
        bargained("for_receiver"),
    )
    return Step(
        together("aversion"),
        together("target").astype(np.intp),
        together("odds"),
        together("gain"),
        bargains,
        together("bargain_odds"),
        together("taken").astype(np.intp),
        together("after"),
    )


@dataclass
class _Log:
    """The history as it is written, for all worlds, on the issues' own scales."""

    space: Space
    choices: Choices
    rounds: list[Round] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    odds: list[Floats] = field(default_factory=list)
    forecast: Floats = field(default_factory=lambda: np.zeros(0))

    def start(self, state: State) -> None:
        """Note the odds before the first turn."""
        self._judge(state, np.arange(len(state.positions)))

    def _judge(self, state: State, rows: NDArray[np.intp]) -> None:
        """Work out odds and forecast of the worlds that moved; the others keep theirs."""
        choices, space = self.choices, self.space
        odds = self.odds[-1].copy() if self.odds else np.empty(space.capability.shape)
        forecast = (
            self.forecast.copy() if self.odds else np.empty((len(odds), space.positions.shape[2]))
        )
        weight = voters(space, choices.weight)[rows]
        here = state.positions[rows]
        away = distances(state.ideals[rows], here, space.salience[rows])
        rules = (choices.election, choices.voting, choices.victory_model)
        aversion = inferred_risk(away, weight, *rules, choices.risk)
        odds[rows] = odds_at(here, utility(away, aversion[..., None]), weight, *rules)
        forecast[rows] = summarise(odds[rows], here, choices.summary)
        self.odds.append(odds)
        self.forecast = forecast

    def add(
        self, step: Step, rows: NDArray[np.intp], before: State, after: Floats, ideals: Floats
    ) -> None:
        """Note a turn."""
        self._judge(State(after, ideals), rows)
        self.turns.append(self._turn(step, rows))
        worlds, actors, issues = after.shape
        partner = np.full((worlds, actors), -1, dtype=np.int32)
        reason = np.full((worlds, actors), -1, dtype=np.int8)
        which = np.maximum(step.taken - 1, 0)
        proposer = np.take_along_axis(step.bargains.proposer, which, 1)
        receiver = np.take_along_axis(step.bargains.receiver, which, 1)
        mine = proposer == np.arange(actors)
        partner[rows] = np.where(mine, receiver, proposer)
        reason[rows] = np.where(mine, 0, 1)
        stayed = after == before.positions
        shape = (worlds, actors, issues)
        moved_by = np.where(stayed, -1, np.broadcast_to(partner[..., None], shape))
        why = np.where(stayed, -1, np.broadcast_to(reason[..., None], shape))
        flat = self.space.flat
        self.rounds.append(
            Round(
                positions=self.space.on_scale(after),
                forecast=self.space.on_scale(self.forecast),
                moved_by=(moved_by[..., 0] if flat else moved_by).astype(np.int32),
                reason=(why[..., 0] if flat else why).astype(np.int8),
            )
        )

    def _turn(self, step: Step, rows: NDArray[np.intp]) -> Turn:
        worlds = len(self.space.positions)

        def spread(values: NDArray[np.float64], nothing: float) -> NDArray[np.float64]:
            full = np.full((worlds, *values.shape[1:]), nothing)
            full[rows] = values
            return full

        def index(values: NDArray[np.intp]) -> NDArray[np.int32]:
            return spread(values.astype(np.float64), -1).astype(np.int32)

        bargains = step.bargains
        chosen = np.take_along_axis(step.bargain_odds, step.taken[..., None], 2)[..., 0]
        none = (bargains.proposer < 0)[..., None]
        return Turn(
            aversion=spread(step.aversion, np.nan),
            target=index(step.target),
            odds=spread(step.odds, np.nan),
            gain=spread(step.gain, np.nan),
            proposer=index(bargains.proposer),
            receiver=index(bargains.receiver),
            for_proposer=self.space.on_scale(
                spread(np.where(none, np.nan, bargains.for_proposer), np.nan)
            ),
            for_receiver=self.space.on_scale(
                spread(np.where(none, np.nan, bargains.for_receiver), np.nan)
            ),
            taken=index(step.taken - 1),
            odds_taken=spread(chosen, np.nan),
        )

    def outcome(self, rounds: int, seed: int, stopped: NDArray[np.int32]) -> SpatialOutcome:
        """Close the history."""
        return SpatialOutcome(
            model="spatial",
            forecast=self.space.on_scale(self.forecast),
            parameters={**self.choices.named(), "rounds": rounds, "seed": seed},
            rounds=tuple(self.rounds),
            reasons=REASONS,
            weights=self.odds[-1],
            turns=tuple(self.turns),
            odds=np.stack(self.odds),
            stopped=stopped,
        )
