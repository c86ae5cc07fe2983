"""Who challenged whom in a turn, what was proposed, what was taken."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.forecast.outcome import Outcome

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Turn:
    """One turn in every world; in worlds that had stopped before it, nobody challenges or moves.

    Attributes
    ----------
    aversion : (worlds, actors)
        Attitudes to risk during the turn, −1 (seeks) to 1 (averse).
    target : (worlds, actors)
        Index of the actor each actor challenged, −1 if no challenge was worth it.
    odds : (worlds, actors)
        Its own estimate of the odds of winning that challenge; NaN without one.
    gain : (worlds, actors)
        Its expected gain in utility from it, at most 1; NaN without one.
    proposer, receiver : (worlds, proposals)
        Who made a proposal to whom; −1 for a place without proposal.
    for_proposer, for_receiver : (worlds, proposals) or (worlds, proposals, issues)
        Where the proposal would put the two, on each issue's own scale.
    taken : (worlds, actors)
        Index of the proposal each actor took, −1 if it stayed where it was.
    odds_taken : (worlds, actors)
        Odds of what it took (or of staying) among its bargains.
    """

    aversion: Floats
    target: NDArray[np.int32]
    odds: Floats
    gain: Floats
    proposer: NDArray[np.int32]
    receiver: NDArray[np.int32]
    for_proposer: Floats
    for_receiver: Floats
    taken: NDArray[np.int32]
    odds_taken: Floats


@dataclass(frozen=True)
class SpatialOutcome(Outcome):
    """An outcome with all that was proposed on the way.

    Attributes
    ----------
    turns
        One for each of ``rounds``.
    odds_by_turn : (turns + 1, worlds, actors)
        Odds of each actor's position before the first turn and after each; those who share a
        position share its odds evenly.
    stopped : (worlds,)
        Turns until a world settled, or the most that were allowed.
    """

    turns: tuple[Turn, ...] = ()
    odds_by_turn: Floats | None = None
    stopped: NDArray[np.int32] | None = None
