"""What an actor counts: by salience, by capability, by both or by neither."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from winset.arrays import Floats
from winset.forecast.model import Predict, check_choice
from winset.forecast.outcome import Outcome
from winset.forecast.space import share_of_weight

Weight = Literal["plain", "salience", "capability", "salience-capability"]
"""``plain``: everybody alike; ``salience-capability``: the product, the field's usual choice."""


def average(model: str, middle: Callable[[Floats, Floats], Floats]) -> Predict:
    """Make a model of a rule that takes positions and shares of weight, as ``weighed`` has them.

    Its one choice is ``weight``, by default salience × capability.
    """

    def predict(
        positions: ArrayLike,
        salience: ArrayLike,
        capability: ArrayLike,
        *,
        weight: Weight = "salience-capability",
    ) -> Outcome:
        """As ``winset.forecast.model.Predict`` has it; NaN where an actor takes no position."""
        stands, shares = weighed(positions, salience, capability, weight)
        return Outcome(model, middle(stands, shares), parameters={"weight": weight})

    return predict


def weighed(
    positions: ArrayLike, salience: ArrayLike, capability: ArrayLike, weight: Weight
) -> tuple[Floats, Floats]:
    """Positions, and what share of the whole each actor counts.

    Parameters
    ----------
    positions : (worlds, actors) or (worlds, actors, issues)
        On each issue's own scale; NaN where an actor takes no position.
    salience : broadcasts to positions
        0 or more.
    capability : broadcasts to (worlds, actors)
        0 or more.

    Returns
    -------
    positions : (worlds, actors) or (worlds, actors, issues)
        With 0 where there was none.
    shares : the same shape
        Sum to 1 over the actors of each world and issue; 0 where an actor takes no position.

    Raises
    ------
    ValueError
        If a shape does not fit, a weight is negative or not finite, or all are 0 somewhere.
    """
    stands = np.asarray(positions, dtype=np.float64)
    if stands.ndim not in {2, 3} or not stands.size:
        raise ValueError(
            "positions are (worlds, actors) or (worlds, actors, issues), and not empty"
        )
    has = np.broadcast_to(np.asarray(capability, dtype=np.float64), stands.shape[:2])
    if stands.ndim == 3:
        has = has[..., None]
    taken = ~np.isnan(stands)
    check_choice("weight", weight, Weight)
    counts: Floats = np.ones(stands.shape)
    if "salience" in weight:
        counts = counts * np.asarray(salience, dtype=np.float64)
    if "capability" in weight:
        counts = counts * has
    counts = np.where(taken, counts, 0.0)
    if not np.isfinite(counts).all() or (counts < 0).any():
        raise ValueError("saliences and capabilities are finite numbers of 0 or more")
    return np.where(taken, stands, 0.0), share_of_weight(counts)
