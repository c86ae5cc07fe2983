"""Who challenged whom in a turn, what was proposed, what was taken: as it is written and kept.

All worlds, on the issues' own scales; in worlds that have stopped, nobody challenges or moves.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from winset.arrays import Floats, Indices
from winset.forecast.outcome import ModelRound, Outcome
from winset.forecast.space import Space
from winset.forecast.spatial.choices import Choices
from winset.forecast.spatial.step import State, TurnOutcome

Kind = TypeVar("Kind", bound=np.generic)

REASONS = ("own proposal", "other's proposal")


@dataclass(frozen=True)
class Turn:
    """One turn in every world; in worlds that had stopped before it, nobody challenges or moves."""

    aversion: Floats
    """(worlds, actors): attitudes to risk during the turn, −1 (seeks) to 1 (averse)."""
    target: NDArray[np.int32]
    """(worlds, actors): index of the actor each actor challenged, −1 if no challenge was worth it.
    """
    odds: Floats
    """(worlds, actors): its own estimate of the odds of winning that challenge; NaN without one."""
    gain: Floats
    """(worlds, actors): its expected gain in utility from it, at most 1; NaN without one."""
    proposer: NDArray[np.int32]
    receiver: NDArray[np.int32]
    """``proposer``, ``receiver``: (worlds, proposals): who made a proposal to whom; −1 for a place
    without proposal."""
    for_proposer: Floats
    for_receiver: Floats
    """``for_proposer``, ``for_receiver``: (worlds, proposals) or (worlds, proposals, issues): where
    the proposal would put the two, on each issue's own scale."""
    taken: NDArray[np.int32]
    """(worlds, actors): index of the proposal each actor took, −1 if it stayed where it was."""
    odds_taken: Floats
    """(worlds, actors): odds of what it took (or of staying) among its bargains."""


@dataclass(frozen=True)
class SpatialOutcome(Outcome):
    """An outcome with all that was proposed on the way."""

    turns: tuple[Turn, ...] = ()
    """One for each of ``rounds``."""
    odds_by_turn: Floats | None = None
    """(turns + 1, worlds, actors): odds of each actor's position before the first turn and after
    each; those who share a position share its odds evenly."""
    stopped: NDArray[np.int32] | None = None
    """(worlds,): turns until a world settled, or the most that were allowed."""


def spread_out(values: NDArray[Kind], index: Indices, size: int, axis: int = 0) -> NDArray[Kind]:
    """Put values at their places along an axis of ``size``; NaN, or −1 of integers, elsewhere.

    ``values`` are (…, places, …) with places along ``axis``, ``index`` is (places,); returned are
    (…, size, …).
    """
    shape = (*values.shape[:axis], size, *values.shape[axis + 1 :])
    nothing = np.nan if np.issubdtype(values.dtype, np.floating) else -1
    full = np.full(shape, nothing, dtype=values.dtype)
    full[(slice(None),) * axis + (index,)] = values
    return full


@dataclass
class Log:
    """The history of a play while it goes on."""

    space: Space
    choices: Choices
    rounds: list[ModelRound] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    odds: list[Floats] = field(default_factory=list)
    forecast: Floats = field(default_factory=lambda: np.zeros(0))

    def note(self, state: State) -> None:
        """Note what a state amounts to."""
        self.odds.append(state.odds)
        self.forecast = state.forecast

    def add(self, step: TurnOutcome, rows: Indices, before: State, state: State) -> None:
        """Note a turn of the worlds ``rows``, (worlds that play on,), and where it led."""
        self.note(state)
        self.turns.append(self._turn(step, rows))
        after = state.positions
        which = np.maximum(step.taken - 1, 0)
        proposer = np.take_along_axis(step.bargains.proposer, which, 1)
        receiver = np.take_along_axis(step.bargains.receiver, which, 1)
        mine = proposer == np.arange(after.shape[1])
        partner = spread_out(np.where(mine, receiver, proposer), rows, len(after))
        reason = spread_out(np.where(mine, 0, 1), rows, len(after))
        stayed = after == before.positions
        moved_by = np.where(stayed, -1, partner[..., None]).astype(np.int32)
        why = np.where(stayed, -1, reason[..., None]).astype(np.int8)
        flat = self.space.flat
        self.rounds.append(
            ModelRound(
                positions=self.space.on_scale(after),
                forecast=self.space.on_scale(self.forecast),
                moved_by=moved_by[..., 0] if flat else moved_by,
                reason=why[..., 0] if flat else why,
            )
        )

    def _turn(self, step: TurnOutcome, rows: Indices) -> Turn:
        def spread(values: NDArray[Kind]) -> NDArray[Kind]:
            """(worlds, …) of (rows, …); NaN, or −1 of integers, in worlds without a row."""
            return spread_out(values, rows, len(self.space.positions))

        def indices(values: Indices) -> NDArray[np.int32]:
            """(worlds, …) actors of (rows, …)."""
            return spread(values.astype(np.int32))

        def places(proposed: Floats) -> Floats:
            """(worlds, …, issues) places on the issues' own scales; NaN where nobody proposes."""
            nobody = (bargains.proposer < 0)[..., None]
            return self.space.on_scale(spread(np.where(nobody, np.nan, proposed)))

        bargains = step.bargains
        chosen = np.take_along_axis(step.bargain_odds, step.taken[..., None], 2)[..., 0]
        return Turn(
            aversion=spread(step.aversion),
            target=indices(step.target),
            odds=spread(step.odds),
            gain=spread(step.gain),
            proposer=indices(bargains.proposer),
            receiver=indices(bargains.receiver),
            for_proposer=places(bargains.for_proposer),
            for_receiver=places(bargains.for_receiver),
            taken=indices(step.taken - 1),
            odds_taken=spread(chosen),
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
