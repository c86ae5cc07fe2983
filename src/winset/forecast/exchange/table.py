"""Actors, issues and weights as position exchange takes them, checked and on one scale."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from winset.arrays import Bools, Floats, rows_of
from winset.errors import WinsetError
from winset.forecast.space import numbers, shares_of_scale

_ON_IT = 1e-9  # points of 100


@dataclass(frozen=True)
class ExchangeTable:
    """Who stands where on which issue, what it cares and what it brings."""

    positions: Floats
    """(worlds, actors, issues): 0–100 of each issue's scale; 0 for an actor that takes no part in
    the issue."""
    salience: Floats
    """(worlds, actors, issues): 0–1; 0 for an actor that takes no part."""
    weight: Floats
    """(worlds, actors, issues): salience × capability as a share of the issue's total: what moving
    an actor by one point moves the outcome."""
    absent: Bools
    """(worlds, actors, issues): who has no position on an issue."""
    low: Floats
    width: Floats
    """``low``, ``width``: (issues,): each issue's lower end and range, on its own scale."""
    flat: bool
    """Whether there was one issue without an axis of its own."""

    def on_scale(self, positions: Floats) -> Floats:
        """Put positions (worlds, …, issues) in 0–100 back on each issue's own scale."""
        on = self.low + positions * self.width / 100
        return on[..., 0] if self.flat else on

    def standing(self, positions: Floats) -> Floats:
        """Put actors' positions back on each issue's own scale, NaN for who has none."""
        return self.on_scale(np.where(self.absent, np.nan, positions))

    def worlds(self, chunk: slice) -> ExchangeTable:
        """Take some of the worlds."""
        return rows_of(self, chunk, "positions", "salience", "weight", "absent")


def tabulate(
    positions: ArrayLike, salience: ArrayLike, capability: ArrayLike, scale: ArrayLike
) -> ExchangeTable:
    """Put a table of actors on one scale, each issue's saliences by themselves.

    Raises
    ------
    ValueError
        As ``numbers`` and ``shares_of_scale``.
    WinsetError
        If an issue has nobody with a position, a salience and a capability above 0.
    """
    stands, cares, has, flat = numbers(positions, salience, capability, gaps=True)
    shares, low, width = shares_of_scale(stands, scale)
    absent = np.isnan(stands)
    strength = cares * has
    total = strength.sum(1, keepdims=True)
    if not (total > 0).all():
        raise WinsetError(
            "Nobody takes part in an issue: position exchange needs an actor with a position, a "
            "salience and a capability above 0 on each."
        )
    placed = np.where(absent, 0.0, shares * 100)
    return ExchangeTable(placed, cares, strength / total, absent, low, width, flat)


def outcomes(positions: Floats, weight: Floats) -> Floats:
    """Where each issue would end, (worlds, issues): the mean by salience × capability."""
    mean: Floats = np.einsum("wap,wap->wp", positions, weight)
    return mean


def left_of(positions: Floats, outcome: Floats) -> Bools:
    """Who stands to the left of expected outcomes; who stands on one counts to its right.

    Parameters
    ----------
    positions : (…, actors, issues)
    outcome : (…, issues)
    """
    # rounding must not decide on which side of an outcome an actor stands that stands on it
    left: Bools = positions < outcome[..., None, :] - _ON_IT
    return left
