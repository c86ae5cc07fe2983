"""What an actor counts: by salience, by capability, by both or by neither."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

Weight = Literal["plain", "salience", "capability", "salience-capability"]
"""``plain``: everybody alike; ``salience-capability``: the product, the field's usual choice."""


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
    weight
        What counts.

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
    match weight:
        case "plain":
            own: Floats = np.ones(stands.shape)
        case "salience":
            own = np.asarray(salience, dtype=np.float64)
        case "capability":
            own = has
        case "salience-capability":
            own = np.asarray(salience, dtype=np.float64) * has
        case _:
            raise ValueError(f"no weight {weight!r}: choose from {', '.join(get_args(Weight))}")
    own = np.where(taken, np.broadcast_to(own, stands.shape), 0.0)
    if not np.isfinite(own).all() or (own < 0).any():
        raise ValueError("saliences and capabilities are finite numbers of 0 or more")
    total = own.sum(1, keepdims=True)
    if not (total > 0).all():
        raise ValueError("nobody counts: all weights of a world are 0")
    return np.where(taken, stands, 0.0), own / total
