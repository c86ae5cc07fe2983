"""The spatial model of politics on all issues of a table, in which some take no position on some.

KTAB knows no missing position. Who takes none on an issue is put where the others' mean by
salience × capability is, and does not care about it; so it pulls nobody on that issue, though
others see it there. Who takes part in nothing is left out.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from winset.forecast.model import Model
from winset.forecast.outcome import Round
from winset.forecast.spatial import model
from winset.forecast.spatial.choices import Choices
from winset.forecast.spatial.history import SpatialOutcome, Turn

Floats = NDArray[np.float64]


def predict(
    positions: ArrayLike,
    salience: ArrayLike,
    capability: ArrayLike,
    *,
    scale: ArrayLike = (0.0, 100.0),
    rounds: int = 100,
    choices: Choices | None = None,
    seed: int = 1,
) -> SpatialOutcome:
    """Forecast by bargaining over all issues at once.

    Parameters
    ----------
    positions : (worlds, actors, issues)
        On each issue's own scale; NaN, in all worlds, where an actor takes none.
    salience : (worlds, actors, issues), 0–100
        At most 100 over an actor's issues; not read where it takes no position.
    capability : (worlds, actors)
    scale : (2,) or (2, issues)
    rounds, choices, seed
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
    found = model.predict(
        filled[:, takes_part],
        cares[:, takes_part],
        has[:, takes_part],
        scale=scale,
        rounds=rounds,
        choices=choices,
        seed=seed,
    )
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


def _with_all(found: SpatialOutcome, index: NDArray[np.intp], actors: int) -> SpatialOutcome:
    """Put the actors back in their places in a table of all."""

    def spread(values: NDArray[np.float64], nothing: float, axis: int = 1) -> Floats:
        shape = list(values.shape)
        shape[axis] = actors
        full = np.full(shape, nothing)
        full[(slice(None),) * axis + (index,)] = values
        return full

    def whole(values: NDArray[np.int32] | NDArray[np.int8]) -> NDArray[np.int32]:
        return spread(values.astype(np.float64), -1).astype(np.int32)

    def named(values: NDArray[np.int32]) -> NDArray[np.int32]:
        places = np.append(index, -1).astype(np.int32)
        return places[values]  # −1, nobody, is the last place

    def after(one: Round) -> Round:
        return replace(
            one,
            positions=spread(one.positions, np.nan),
            moved_by=whole(named(one.moved_by)),
            reason=whole(one.reason).astype(np.int8),
        )

    def turn(one: Turn) -> Turn:
        return replace(
            one,
            aversion=spread(one.aversion, np.nan),
            target=whole(named(one.target)),
            odds=spread(one.odds, np.nan),
            gain=spread(one.gain, np.nan),
            proposer=named(one.proposer),
            receiver=named(one.receiver),
            taken=whole(one.taken),
            odds_taken=spread(one.odds_taken, np.nan),
        )

    assert found.weights is not None
    assert found.odds_by_turn is not None
    return replace(
        found,
        rounds=tuple(after(one) for one in found.rounds),
        turns=tuple(turn(one) for one in found.turns),
        weights=spread(found.weights, 0.0),
        odds_by_turn=spread(found.odds_by_turn, 0.0, axis=2),
    )
