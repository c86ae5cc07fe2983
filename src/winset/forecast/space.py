"""Actors in a space of issues: input of the models with coalitions, checked, on one scale."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

SAME_PLACE = 1e-3
"""Positions nearer than this share of the scale count as one (KTAB: a difference of 0.1 in 100)."""


@dataclass(frozen=True)
class Space:
    """Where actors stand and what they bring.

    Attributes
    ----------
    positions : (worlds, actors, issues)
        Share of each issue's scale, 0–1.
    salience : (worlds, actors, issues)
        Share of each actor's attention, 0–1, at most 1 in total.
    capability : (worlds, actors)
        In any unit, 0 or more.
    low, width : (issues,)
        Each issue's lower end and range, on its own scale.
    flat
        Whether there was one issue without an axis of its own.
    """

    positions: Floats
    salience: Floats
    capability: Floats
    low: Floats
    width: Floats
    flat: bool

    def on_scale(self, positions: Floats) -> Floats:
        """Put shares of the scale, (worlds, …, issues), back on each issue's own scale."""
        found = self.low + positions * self.width
        return found[..., 0] if self.flat else found


def place(
    positions: ArrayLike,
    salience: ArrayLike,
    capability: ArrayLike,
    scale: ArrayLike = (0.0, 100.0),
) -> Space:
    """Check a table of actors and put it on one scale.

    Parameters
    ----------
    positions : (worlds, actors) or (worlds, actors, issues)
        On each issue's own scale.
    salience : broadcasts to positions
        0–100, at most 100 over an actor's issues. Who cares about none measures all alike.
    capability : broadcasts to (worlds, actors)
        0 or more, above 0 for some actor of each world.
    scale : (2,) or (2, issues)
        Lower and upper end of each issue.

    Raises
    ------
    ValueError
        If a shape does not fit, a number is not finite or lies outside its range, or nobody has
        any capability.
    """
    stands = np.asarray(positions, dtype=np.float64)
    flat = stands.ndim == 2
    if flat:
        stands = stands[..., None]
    if stands.ndim != 3 or not stands.size:
        raise ValueError(
            "positions are (worlds, actors) or (worlds, actors, issues), and not empty"
        )
    cares = np.asarray(salience, dtype=np.float64)
    cares = np.broadcast_to(cares[..., None] if flat and cares.ndim else cares, stands.shape) / 100
    has = np.broadcast_to(np.asarray(capability, dtype=np.float64), stands.shape[:2])
    ends = np.asarray(scale, dtype=np.float64)
    low = np.broadcast_to(ends[0], stands.shape[2:])
    width = np.broadcast_to(ends[1], stands.shape[2:]) - low
    if not (np.isfinite(stands).all() and np.isfinite(cares).all() and np.isfinite(has).all()):
        raise ValueError("positions, saliences and capabilities must be finite numbers")
    if not (width > 0).all():
        raise ValueError("the upper end of a scale must lie above its lower end")
    shares = (stands - low) / width
    if shares.min() < -1e-9 or shares.max() > 1 + 1e-9:
        raise ValueError("a position lies outside its scale")
    if (cares < 0).any() or (cares.sum(-1) > 1 + 1e-9).any():
        raise ValueError(
            "an actor's saliences must be 0–100 and sum to at most 100 over the issues"
        )
    if (has < 0).any() or not (has.sum(-1) > 0).all():
        raise ValueError("capabilities must be 0 or more, and above 0 for some actor")
    return Space(np.clip(shares, 0, 1), cares, has, low, width, flat)


def distances(ideals: Floats, positions: Floats, salience: Floats) -> Floats:
    """How far positions are from actors' ideals, in the actors' own eyes.

    √(Σ_d s_d² (x_d − y_d)² / Σ_d s_d²), so an issue that an actor does not care about counts for
    nothing and the greatest distance is 1. To who cares about none, all issues count alike.

    Parameters
    ----------
    ideals : (worlds, actors, issues)
    positions : (worlds, options, issues)
    salience : (worlds, actors, issues)

    Returns
    -------
    (worlds, actors, options), 0–1
    """
    total = (salience**2).sum(-1, keepdims=True)
    alike = np.full_like(salience, 1 / salience.shape[-1])
    weight = np.divide(salience**2, total, out=alike, where=total > 0)
    squares = np.zeros((*ideals.shape[:2], positions.shape[1]))
    for issue in range(ideals.shape[2]):
        gap = ideals[..., None, issue] - positions[:, None, :, issue]
        squares += weight[..., None, issue] * gap**2
    return np.sqrt(squares)


def representatives(positions: Floats) -> NDArray[np.intp]:
    """Which actor, the first in order, stands for everyone at its place.

    Parameters
    ----------
    positions : (worlds, actors, issues)
        Shares of the scale.

    Returns
    -------
    (worlds, actors)
        The first actor less than ``SAME_PLACE`` away; itself if there is none.
    """
    worlds, actors, _ = positions.shape
    each = np.arange(actors)
    found = np.tile(each, (worlds, 1))
    for actor in range(1, actors):
        gap = positions[:, :actor] - positions[:, actor : actor + 1]
        # only who stands for others can: a chain of near positions is not one place
        near = ((gap**2).sum(-1) < SAME_PLACE**2) & (found[:, :actor] == each[:actor])
        found[:, actor] = np.where(near.any(-1), near.argmax(-1), actor)
    return found
