"""The spatial model of politics on all issues of a table, in which some take no position on some.

KTAB knows no missing position. Who takes none on an issue is put where the others' mean by
salience × capability is, and does not care about it; so it pulls nobody on that issue, though
others see it there. Who takes part in nothing is left out.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import ArrayLike

from winset.arrays import Indices
from winset.forecast.model import Model
from winset.forecast.outcome import ModelRound
from winset.forecast.spatial import model
from winset.forecast.spatial.history import SpatialOutcome, Turn, spread_out

Part = TypeVar("Part", ModelRound, Turn)


def predict(
    positions: ArrayLike,
    salience: ArrayLike,
    capability: ArrayLike,
    **choices: Any,  # noqa: ANN401
) -> SpatialOutcome:
    """Forecast by bargaining over all issues at once.

    Parameters
    ----------
    positions, salience, capability
        As ``Predict`` has them; NaN, in all worlds, where an actor takes no position on an issue,
        and an actor's saliences sum to at most 100.
    choices
        As ``model.predict`` takes them.

    Returns
    -------
    SpatialOutcome
        Actors keep their places in the table: who takes part in nothing has no odds, no positions
        and no turns (0, NaN, −1).

    Raises
    ------
    ValueError
        As ``model.predict``; or if an issue has nobody who takes part in it.
    """
    stands = np.asarray(positions, dtype=np.float64)
    if stands.ndim != 3:
        raise ValueError("positions are (worlds, actors, issues)")
    taken = ~np.isnan(stands)
    cares = np.where(taken, np.broadcast_to(np.asarray(salience, dtype=float), stands.shape), 0)
    has = np.broadcast_to(np.asarray(capability, dtype=np.float64), stands.shape[:2])
    weight = cares * has[..., None]
    takes_part = (weight > 0).any((0, 2))
    total = weight.sum(1, keepdims=True)
    if not takes_part.any() or not (total > 0).all():
        raise ValueError("an issue has nobody with a position, a salience and a capability")
    middle = np.where(taken, weight * stands, 0).sum(1, keepdims=True) / total
    filled = np.where(taken, stands, middle)
    seen = (part[:, takes_part] for part in (filled, cares, has))
    found = model.predict(*seen, **choices)
    return found if takes_part.all() else _with_all(found, np.flatnonzero(takes_part), len(has[0]))


MODEL = Model(
    "spatial-joint",
    "spatial model of politics, all issues at once",
    "Wise, Lester & Efird 2015 (KTAB)",
    "as the spatial model; who takes no position on an issue is put at its weighted mean",
    predict,
    given=("scale", "rounds", "seed"),
    scope="issues",
    attention=True,
)


_NAMING = {"moved_by", "target", "proposer", "receiver"}
"""Fields of rounds and turns that hold indices of actors."""

_WITHOUT_ACTORS = {"forecast", "proposer", "receiver", "for_proposer", "for_receiver"}
"""Fields without an axis of actors."""


def _with_all(found: SpatialOutcome, index: Indices, actors: int) -> SpatialOutcome:
    """Put the actors back in their places in a table of all."""
    places = np.append(index, -1).astype(np.int32)  # −1, nobody, is the last place

    def among_all(part: Part) -> Part:
        wide = {}
        for name in (field.name for field in fields(part)):
            values = getattr(part, name)
            values = places[values] if name in _NAMING else values
            if name not in _WITHOUT_ACTORS:
                values = spread_out(values, index, actors, axis=1)
            wide[name] = values
        return replace(part, **wide)

    assert found.weights is not None
    assert found.odds_by_turn is not None
    return replace(
        found,
        rounds=tuple(map(among_all, found.rounds)),
        turns=tuple(map(among_all, found.turns)),
        weights=np.nan_to_num(spread_out(found.weights, index, actors, axis=1)),
        odds_by_turn=np.nan_to_num(spread_out(found.odds_by_turn, index, actors, axis=2)),
    )
