"""Actors, issues and weights as position exchange takes them, checked and on one scale."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from winset.errors import WinsetError

Floats = NDArray[np.float64]

_ON_IT = 1e-9  # points of 100


@dataclass(frozen=True)
class Table:
    """Who stands where on which issue, what it cares and what it brings.

    Attributes
    ----------
    positions : (worlds, actors, issues)
        0–100 of each issue's scale; 0 for an actor that takes no part in the issue.
    salience : (worlds, actors, issues)
        0–1; 0 for an actor that takes no part.
    weight : (worlds, actors, issues)
        Salience × capability as a share of the issue's total: what moving an actor by one point
        moves the outcome.
    absent : (worlds, actors, issues)
        Who has no position on an issue.
    low, width : (issues,)
        Each issue's lower end and range, on its own scale.
    flat
        Whether there was one issue without an axis of its own.
    """

    positions: Floats
    salience: Floats
    weight: Floats
    absent: NDArray[np.bool_]
    low: Floats
    width: Floats
    flat: bool

    def on_scale(self, positions: Floats) -> Floats:
        """Put positions (worlds, …, issues) in 0–100 back on each issue's own scale."""
        found = self.low + positions * self.width / 100
        return found[..., 0] if self.flat else found

    def standing(self, positions: Floats) -> Floats:
        """Put actors' positions back on each issue's own scale, NaN for who has none."""
        return self.on_scale(np.where(self.absent, np.nan, positions))

    def worlds(self, chunk: slice) -> Table:
        """Take some of the worlds."""
        return Table(
            self.positions[chunk],
            self.salience[chunk],
            self.weight[chunk],
            self.absent[chunk],
            self.low,
            self.width,
            self.flat,
        )


def tabulate(
    positions: ArrayLike, salience: ArrayLike, capability: ArrayLike, scale: ArrayLike
) -> Table:
    """Check positions, saliences and capabilities and put them on one scale.

    Parameters
    ----------
    positions : (worlds, actors) or (worlds, actors, issues)
        On each issue's own scale; NaN where an actor takes no part in an issue.
    salience : broadcasts to positions
        0–100, each issue by itself: an actor's saliences need not sum to anything.
    capability : broadcasts to (worlds, actors), or (worlds, actors, issues)
        In any unit, 0 or more.
    scale : (2,) or (2, issues)
        Lower and upper end of each issue.

    Raises
    ------
    ValueError
        If a shape does not fit, or a number lies outside its range or is not finite.
    WinsetError
        If an issue has nobody with a position, a salience and a capability above 0.
    """
    stands = np.asarray(positions, dtype=np.float64)
    flat = stands.ndim == 2
    if flat:
        stands = stands[..., None]
    if stands.ndim != 3 or not stands.size:
        raise ValueError(
            "positions are (worlds, actors) or (worlds, actors, issues), and not empty"
        )
    absent = np.isnan(stands)
    cares = np.asarray(salience, dtype=np.float64)
    cares = np.broadcast_to(cares[..., None] if flat and cares.ndim else cares, stands.shape) / 100
    cares = np.where(absent, 0.0, cares)
    has = np.asarray(capability, dtype=np.float64)
    has = np.broadcast_to(has if has.ndim == 3 else _every_issue(has), stands.shape)
    ends = np.asarray(scale, dtype=np.float64)
    low = np.broadcast_to(ends[0], stands.shape[2:])
    width = np.broadcast_to(ends[1], stands.shape[2:]) - low
    if not (width > 0).all():
        raise ValueError("the upper end of a scale must lie above its lower end")
    placed = np.where(absent, 0.0, (stands - low) / width * 100)
    if not (np.isfinite(placed).all() and np.isfinite(cares).all() and np.isfinite(has).all()):
        raise ValueError("positions, saliences and capabilities must be finite numbers")
    if placed.min() < -1e-7 or placed.max() > 100 + 1e-7:
        raise ValueError("a position lies outside its scale")
    if (cares < 0).any() or (cares > 1 + 1e-9).any():
        raise ValueError("saliences must be 0–100")
    if (has < 0).any():
        raise ValueError("capabilities must be 0 or more")
    strength = cares * has
    total = strength.sum(1, keepdims=True)
    if not (total > 0).all():
        raise WinsetError(
            "Nobody takes part in an issue: position exchange needs an actor with a position, a "
            "salience and a capability above 0 on each."
        )
    return Table(np.clip(placed, 0, 100), cares, strength / total, absent, low, width, flat)


def _every_issue(capability: Floats) -> Floats:
    """Give capabilities (worlds, actors), or fewer axes, one for the issues."""
    return capability[..., None] if capability.ndim else capability


def outcomes(positions: Floats, weight: Floats) -> Floats:
    """Where each issue would end, (worlds, issues): the mean by salience × capability."""
    found: Floats = np.einsum("wap,wap->wp", positions, weight)
    return found


def left_of(positions: Floats, outcome: Floats) -> NDArray[np.bool_]:
    """Who stands to the left of expected outcomes; who stands on one counts to its right.

    Parameters
    ----------
    positions : (…, actors, issues)
    outcome : (…, issues)
    """
    # rounding must not decide on which side of an outcome an actor stands that stands on it
    found: NDArray[np.bool_] = positions < outcome[..., None, :] - _ON_IT
    return found
