"""Actors in a space of issues: input of the models with coalitions, checked, on one scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from winset.arrays import Floats, Indices, rows_of

SAME_PLACE = 1e-3
"""Positions nearer than this share of the scale count as one (KTAB: a difference of 0.1 in 100)."""


_ROUNDING = 1e-9


@dataclass(frozen=True)
class Space:
    """Where actors stand and what they bring."""

    positions: Floats
    """(worlds, actors, issues): share of each issue's scale, 0–1."""
    salience: Floats
    """(worlds, actors, issues): share of each actor's attention, 0–1, at most 1 in total."""
    capability: Floats
    """(worlds, actors): in any unit, 0 or more."""
    low: Floats
    width: Floats
    """``low``, ``width``: (issues,): each issue's lower end and range, on its own scale."""
    flat: bool
    """Whether there was one issue without an axis of its own."""

    def on_scale(self, positions: Floats) -> Floats:
        """Put shares of the scale, (worlds, …, issues), back on each issue's own scale."""
        on = self.low + positions * self.width
        return on[..., 0] if self.flat else on

    def of(self, rows: Indices) -> Space:
        """Only the worlds ``rows``, (worlds taken,)."""
        return rows_of(self, rows, "positions", "salience", "capability")


class Numbers(NamedTuple):
    """Positions, saliences and capabilities as arrays with an axis of issues, checked.

    ``positions`` (worlds, actors, issues) as given, ``salience`` the same in 0–1, ``capability``
    (worlds, actors, 1 or issues), and whether there was one issue without an axis of its own.
    """

    positions: Floats
    salience: Floats
    capability: Floats
    flat: bool


def numbers(
    positions: ArrayLike, salience: ArrayLike, capability: ArrayLike, *, gaps: bool = False
) -> Numbers:
    """Check what ``Predict`` takes, whatever the model makes of it.

    Parameters
    ----------
    positions, salience, capability
        As ``Predict`` has them; capability may also be (worlds, actors, issues).
    gaps
        Whether an actor may take no position on an issue, NaN; its salience there is then 0.

    Raises
    ------
    ValueError
        If a shape does not fit, or a number is not finite or lies outside its range.
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
    has = np.asarray(capability, dtype=np.float64)
    if has.ndim < 3:
        has = np.broadcast_to(has, stands.shape[:2])[..., None]
    known = stands
    if gaps:
        cares = np.where(np.isnan(stands), 0.0, cares)
        known = np.where(np.isnan(stands), 0.0, stands)
    if not all(np.isfinite(part).all() for part in (known, cares, has)):
        raise ValueError("positions, saliences and capabilities must be finite numbers")
    if (cares < 0).any() or (cares > 1 + _ROUNDING).any():
        raise ValueError("saliences must be 0–100")
    if (has < 0).any():
        raise ValueError("capabilities must be 0 or more")
    return Numbers(stands, cares, has, flat)


def shares_of_scale(positions: Floats, scale: ArrayLike) -> tuple[Floats, Floats, Floats]:
    """Put positions on 0–1 of each issue's scale; also its lower end and width, (issues,) each.

    Raises
    ------
    ValueError
        If a scale does not rise, or a position lies outside its own; NaN stays.
    """
    ends = np.asarray(scale, dtype=np.float64)
    low = np.broadcast_to(ends[0], positions.shape[2:])
    width = np.broadcast_to(ends[1], positions.shape[2:]) - low
    if not (width > 0).all():
        raise ValueError("the upper end of a scale must lie above its lower end")
    shares = (positions - low) / width
    known = shares[~np.isnan(shares)]
    if known.min(initial=0) < -_ROUNDING or known.max(initial=1) > 1 + _ROUNDING:
        raise ValueError("a position lies outside its scale")
    return np.clip(shares, 0, 1), low, width


def share_of_weight(weight: Floats) -> Floats:
    """What share of the whole each actor, the second axis, has in its world and issue.

    Raises
    ------
    ValueError
        If nobody has any.
    """
    total = weight.sum(1, keepdims=True)
    if not (total > 0).all():
        raise ValueError("nobody counts: all weights of a world are 0")
    shares: Floats = weight / total
    return shares


def place(
    positions: ArrayLike,
    salience: ArrayLike,
    capability: ArrayLike,
    scale: ArrayLike = (0.0, 100.0),
) -> Space:
    """Put a table of actors on one scale, saliences being shares of an actor's attention.

    Who cares about no issue measures all alike.

    Raises
    ------
    ValueError
        As ``numbers`` and ``shares_of_scale``; also if an actor's saliences sum to more than 100
        over the issues, or nobody has any capability.
    """
    stands, cares, has, flat = numbers(positions, salience, capability)
    shares, low, width = shares_of_scale(stands, scale)
    if (cares.sum(-1) > 1 + _ROUNDING).any():
        raise ValueError("an actor's saliences must sum to at most 100 over the issues")
    if not (has.sum(1) > 0).all():
        raise ValueError("capabilities must be above 0 for some actor")
    return Space(shares, cares, has[..., 0], low, width, flat)


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
    # issue by issue: (worlds, actors, options) stays small where (…, issues) would not
    squares = np.zeros((*ideals.shape[:2], positions.shape[1]))
    for issue in range(ideals.shape[2]):
        gap = ideals[..., None, issue] - positions[:, None, :, issue]
        squares += weight[..., None, issue] * gap**2
    return np.sqrt(squares)


def representatives(positions: Floats) -> Indices:
    """Which actor, the first in order, stands for everyone at its place.

    Of a chain of near positions, which are one place hangs on the order of the actors, as in KTAB.

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
    stands_for = np.tile(each, (worlds, 1))
    for actor in range(1, actors):
        gap = positions[:, :actor] - positions[:, actor : actor + 1]
        # only who stands for others can: a chain of near positions is not one place
        near = ((gap**2).sum(-1) < SAME_PLACE**2) & (stands_for[:, :actor] == each[:actor])
        stands_for[:, actor] = np.where(near.any(-1), near.argmax(-1), actor)
    return stands_for
