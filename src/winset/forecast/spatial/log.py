"""The history of a play as it is written: all worlds, on the issues' own scales."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

import numpy as np
from numpy.typing import NDArray

from winset.forecast.outcome import Round
from winset.forecast.space import Space
from winset.forecast.spatial.choices import Choices
from winset.forecast.spatial.history import SpatialOutcome, Turn
from winset.forecast.spatial.step import Arrival, Step

Floats = NDArray[np.float64]

REASONS = ("own proposal", "other's proposal")


@dataclass
class Log:
    """The history as it is written, for all worlds, on the issues' own scales."""

    space: Space
    choices: Choices
    rounds: list[Round] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    odds: list[Floats] = field(default_factory=list)
    forecast: Floats = field(default_factory=lambda: np.zeros(0))

    def note(self, state: Arrival) -> None:
        """Note what a state amounts to."""
        self.odds.append(state.odds)
        self.forecast = state.forecast

    def add(self, step: Step, rows: NDArray[np.intp], before: Arrival, state: Arrival) -> None:
        """Note a turn of the worlds ``rows``, (worlds that play on,), and where it led."""
        self.note(state)
        self.turns.append(self._turn(step, rows))
        after = state.positions
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
        """Close the history; ``stopped``, (worlds,), is the last turn of each world."""
        return SpatialOutcome(
            model="spatial",
            forecast=self.space.on_scale(self.forecast),
            parameters={**asdict(self.choices), "rounds": rounds, "seed": seed},
            rounds=tuple(self.rounds),
            reasons=REASONS,
            weights=self.odds[-1],
            turns=tuple(self.turns),
            odds_by_turn=np.stack(self.odds),
            stopped=stopped,
        )
