"""The grid on which utilities are compared, and the two halves of a package.

Acceptance is one comparison: what the options of the first issues bring, against what those of the
rest leave to be brought. Both are rounded to a grid of 2⁻³⁰, about 1e-9, which is the tolerance the
model asks for: whole numbers of 32 bits, so every way of evaluating a package decides alike.

An exact tie always counts as acceptance; a shortfall of more than two steps never does.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from winset.packages import Utilities

Array = NDArray[np.float64]
Grid = NDArray[np.int32]

STEPS = 2.0**30
"""Steps of the grid in one unit of utility."""

_FAR = 1.9
_BARRED = 16.0


def grid_parts(utilities: Utilities) -> list[Array]:
    """Worth of each issue's options, in steps: (options, worlds or 1, members or 1).

    An option beyond a red line is worth so little that nothing makes up for it.
    """
    return [
        np.moveaxis(np.where(barred, -_BARRED, worth) * STEPS, -1, 0)
        for worth, barred in zip(utilities.worth, utilities.barred, strict=True)
    ]


def grid_threshold(utilities: Utilities, noise: Array) -> Array:
    """Least utility that is accepted, in steps: (worlds or 1, members or 1)."""
    return (utilities.reservation - noise[:, None]) * STEPS


def cut_of(options: Sequence[int]) -> int:
    """Number of leading issues that make up the first, smaller half of the packages."""
    size, first = math.prod(options), 1
    for issue, count in enumerate(options):
        first *= count
        if first * first > size:
            return issue
    return len(options)


def sums(parts: Sequence[Array]) -> Array:
    """Sum over issues: (packages, worlds or 1, members or 1), the last issue running fastest."""
    if len(parts) < 2:
        return parts[0].copy() if parts else np.zeros((1, 1, 1))
    total = parts[0]
    for part in parts[1:]:
        total = total[:, None] + part[None]
        total = total.reshape(-1, *total.shape[2:])
    return total


def brought_on_grid(brought: Array) -> Grid:
    """Round what the first half brings; changes ``brought`` in place."""
    return _rounded(brought, _FAR)


def needed_on_grid(threshold: Array, rest: Array) -> Grid:
    """Round what the rest leaves to be brought, less the step of tolerance."""
    # A package beyond a red line brings less than the least that is ever needed.
    return _rounded((threshold - 1) - rest, _FAR - 0.1)


def _rounded(values: Array, far: float) -> Grid:
    np.rint(values, out=values)
    np.clip(values, -far * STEPS, far * STEPS, out=values)
    return values.astype(np.int32)
