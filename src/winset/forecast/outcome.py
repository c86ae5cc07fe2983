"""What every forecast model returns: where an issue ends up in each world, and how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

import numpy as np
from numpy.typing import NDArray

from winset.arrays import Floats


@dataclass(frozen=True)
class ModelRound:
    """One round of a model that moves actors."""

    positions: Floats
    """(worlds, actors) or (worlds, actors, issues): where the actors stand after the round, on each
    issue's own scale."""
    forecast: Floats
    """(worlds,) or (worlds, issues): what the model would forecast if it stopped here, on each
    issue's own scale."""
    moved_by: NDArray[np.int32]
    """(worlds, actors) or (worlds, actors, issues): index of the actor whose offer, challenge or
    exchange moved this one; −1 where it stayed."""
    reason: NDArray[np.int8]
    """(worlds, actors) or (worlds, actors, issues): index into the outcome's ``reasons``; −1 where
    it stayed."""

    def of_issue(self, at: int) -> ModelRound:
        """Take one issue of a round of several."""
        return ModelRound(*(getattr(self, part.name)[..., at] for part in fields(ModelRound)))


@dataclass(frozen=True)
class Outcome:
    """A model's forecast over worlds."""

    model: str
    """Name of the model, as the command line takes it."""
    forecast: Floats
    """(worlds,) or (worlds, issues): where each issue ends up, on its own scale."""
    parameters: Mapping[str, object] = field(default_factory=dict)
    """Every choice that was made, so that the forecast can be made again."""
    rounds: tuple[ModelRound, ...] = ()
    """Round by round, for models that move actors; empty for the others."""
    reasons: tuple[str, ...] = ()
    """What ``Round.reason`` counts: ``compromise``, ``confrontation``, ``exchange`` …."""
    weights: Floats | None = None
    """For models that give odds to positions rather than a point: (worlds, actors) probabilities
    that sum to 1 in each world, the odds that the position of each actor is the outcome."""
    odds: Floats | None = None
    """For models with a distribution of their own: (worlds, 101) odds of every outcome, in even
    steps from the lower end of the issue's scale to the upper."""

    def of_issue(self, at: int) -> Outcome:
        """Take one issue of a forecast of several, with all actors; a forecast of one is whole."""
        if self.forecast.ndim == 1:
            return self
        rounds = tuple(played.of_issue(at) for played in self.rounds)
        return replace(self, forecast=self.forecast[:, at], rounds=rounds)
