"""What every forecast model returns: where an issue ends up in each world, and how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Round:
    """One round of a model that moves actors.

    Attributes
    ----------
    positions : (worlds, actors) or (worlds, actors, issues)
        Where the actors stand after the round, on each issue's own scale.
    forecast : (worlds,) or (worlds, issues)
        What the model would forecast if it stopped here, on each issue's own scale.
    moved_by : (worlds, actors) or (worlds, actors, issues)
        Index of the actor whose offer, challenge or exchange moved this one; −1 where it stayed.
    reason : (worlds, actors) or (worlds, actors, issues)
        Index into the outcome's ``reasons``; −1 where it stayed.
    """

    positions: NDArray[np.float64]
    forecast: NDArray[np.float64]
    moved_by: NDArray[np.int32]
    reason: NDArray[np.int8]

    def of_issue(self, at: int) -> Round:
        """Take one issue of a round of several."""
        return Round(*(getattr(self, part.name)[..., at] for part in fields(Round)))


@dataclass(frozen=True)
class Outcome:
    """A model's forecast over worlds.

    Attributes
    ----------
    model
        Name of the model, as the command line takes it.
    forecast : (worlds,) or (worlds, issues)
        Where each issue ends up, on its own scale.
    parameters
        Every choice that was made, so that the forecast can be made again.
    rounds
        Round by round, for models that move actors; empty for the others.
    reasons
        What ``Round.reason`` counts: ``compromise``, ``confrontation``, ``exchange`` …
    weights
        For models that give odds to positions rather than a point: (worlds, actors) probabilities
        that sum to 1 in each world, the odds that the position of each actor is the outcome.
    odds
        For models with a distribution of their own: (worlds, 101) odds of every outcome, in even
        steps from the lower end of the issue's scale to the upper.
    """

    model: str
    forecast: NDArray[np.float64]
    parameters: Mapping[str, object] = field(default_factory=dict)
    rounds: tuple[Round, ...] = ()
    reasons: tuple[str, ...] = ()
    weights: NDArray[np.float64] | None = None
    odds: NDArray[np.float64] | None = None

    def of_issue(self, at: int) -> Outcome:
        """Take one issue of a forecast of several, with all actors; a forecast of one is whole."""
        if self.forecast.ndim == 1:
            return self
        rounds = tuple(played.of_issue(at) for played in self.rounds)
        return replace(self, forecast=self.forecast[:, at], rounds=rounds)
