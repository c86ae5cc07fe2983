"""The grid on which utilities are compared, and the two halves of a package.

Acceptance is one comparison: what the options of the first issues bring, against what those of the
rest leave to be brought. Both are rounded to a grid of 2⁻³⁰, about 1e-9, which is the tolerance the
model asks for: whole numbers of 32 bits, so every way of evaluating a package decides alike.

An exact tie always counts as acceptance; a shortfall of more than two steps never does.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.arrays import Floats, Indices
from winset.packages import Utilities

Grid = NDArray[np.int32]

STEPS = 2.0**30
"""Steps of the grid in one unit of utility."""

_FAR = 1.9
_BARRED = 16.0

UNREACHABLE = 16.0
"""A reservation that nothing reaches, whatever the error of judgement."""


@dataclass(frozen=True)
class GridHalves:
    """What the options of the two halves of the issues bring an actor, and what it asks for."""

    first: list[Floats]
    rest: list[Floats]
    """``first``, ``rest``: for each issue (options, worlds or 1, members or 1), in steps: worth of
    its options. One beyond a red line is worth so little that nothing makes up for it."""
    threshold: Floats
    """(worlds or 1, members or 1), in steps: least utility that is accepted."""

    def of(self, members: slice | Indices) -> GridHalves:
        """Pick members, unless all are alike."""

        def picked(values: Floats) -> Floats:
            return values if values.shape[-1] == 1 else values[..., members]

        first, rest = ([picked(part) for part in half] for half in (self.first, self.rest))
        return GridHalves(first, rest, picked(self.threshold))

    def tables(self) -> tuple[Grid, Grid]:
        """(packages of the half, worlds or 1, members or 1): what is brought, what is needed."""
        return brought_on_grid(sums(self.first)), needed_on_grid(self.threshold, sums(self.rest))


def halves_on_grid(utilities: Utilities, noise: Floats) -> GridHalves:
    """Part an actor's utilities into halves; noise: (worlds or 1,) in utility."""
    parts = [
        # most actors have no red line on most issues
        np.moveaxis((np.where(barred, -_BARRED, worth) if barred.any() else worth) * STEPS, -1, 0)
        for worth, barred in zip(utilities.worth, utilities.barred, strict=True)
    ]
    cut = cut_of([len(part) for part in parts])
    return GridHalves(parts[:cut], parts[cut:], (utilities.reservation - noise[:, None]) * STEPS)


def cut_of(options: Sequence[int]) -> int:
    """Number of leading issues that make up the first, smaller half of the packages."""
    size, first = math.prod(options), 1
    for issue, count in enumerate(options):
        first *= count
        if first * first > size:
            return issue
    return len(options)


def sums(parts: Sequence[Floats]) -> Floats:
    """Sum over issues: (packages, worlds or 1, members or 1), the last issue running fastest."""
    if len(parts) < 2:
        return parts[0].copy() if parts else np.zeros((1, 1, 1))
    total = parts[0]
    for part in parts[1:]:
        total = total[:, None] + part[None]
        total = total.reshape(-1, *total.shape[2:])
    return total


def brought_on_grid(brought: Floats) -> Grid:
    """Round what the first half brings; changes ``brought`` in place."""
    return _rounded(brought, _FAR)


def needed_on_grid(threshold: Floats, rest: Floats) -> Grid:
    """Round what the rest leaves to be brought, less the step of tolerance."""
    # A package beyond a red line brings less than the least that is ever needed.
    return _rounded((threshold - 1) - rest, _FAR - 0.1)


def _rounded(values: Floats, far: float) -> Grid:
    np.rint(values, out=values)
    np.clip(values, -far * STEPS, far * STEPS, out=values)
    return values.astype(np.int32)
