"""Utilities on a fine grid of whole numbers, so that sums are exact and ties are ties.

Adding floating-point utilities issue by issue gives sums that differ in the last bits with the
order of addition: packages worth the same then look different, and one of them looks dominated.
Here every option's contribution is rounded once to a whole number of *units*, a small share of
the tolerance, and everything after that is integer arithmetic. The utility of a package of K
issues is thereby known to K/2 units, 1e-13 for twenty issues of ordinary utilities, whatever
the order of addition.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from winset.arrays import Floats, Integers
from winset.errors import WinsetError

TOLERANCE = 1e-9
"""Utilities closer than this are the same utility."""

# Units per tolerance: the finest that leaves totals exact. Powers of ten, so that decimal
# utilities come back as they were written.
_STEPS = (100_000, 10_000, 1_000)

# Classes begin at a golden-section offset: decimal and simple rational utilities, which are the
# ones that tie in practice, lie far from the border between two classes.
_CLASS_OFFSET = 0.618

# Totals stay below 2**51 units: exact as float64 (which the dominance filter takes) with room
# for the margin, and far from the end of int64.
_LARGEST_TOTAL = 2.0**51


@dataclass(frozen=True)
class Grid:
    """How utilities become whole numbers."""

    units: Floats
    """Units per 1 of utility, one an actor: shape (actors,). 1e14 at the default tolerance for
    utilities up to 22, fewer for larger ones. Beyond about two thousand, fewer by powers of two, so
    that the tolerance becomes relative to the size of the utilities.
    """
    steps: int
    """Units per tolerance."""

    @property
    def tolerance(self) -> Floats:
        """Effective tolerance of each actor's utility: shape (actors,), in utility."""
        return self.steps / self.units

    def to_units(self, utilities: Floats) -> Integers:
        """Round utilities, shape (..., actors), to whole units."""
        return np.rint(utilities * self.units).astype(np.int64)

    def to_utilities(self, units: Integers) -> Floats:
        """Turn whole units, shape (..., actors), back into utilities."""
        return units / self.units

    def classes(self, units: Integers) -> Integers:
        """Give each value the number of its class of utilities equal to the tolerance.

        Class numbers grow with utility, and two values a whole tolerance or more apart are
        never in one class.
        """
        return (units + round(_CLASS_OFFSET * self.steps)) // self.steps


def fit_grid(
    values: Sequence[Floats],
    constants: Floats,
    tolerance: float = TOLERANCE,
) -> Grid:
    """Choose the grid for additive utilities.

    Parameters
    ----------
    values
        One array an issue, shape (options, actors), in utility.
    constants
        Utility every package has in common: shape (actors,).
    tolerance
        Difference below which two utilities are the same, in utility.

    Raises
    ------
    WinsetError
        If the tolerance is not a positive number.
    """
    if not 0 < tolerance < np.inf:
        raise WinsetError(f"The tolerance is {tolerance!r}; give a positive number such as 1e-9.")
    total = np.abs(constants) + sum(
        (np.abs(issue).max(axis=0) for issue in values), np.zeros_like(constants)
    )
    steps, units = _STEPS[-1], 0.0
    for steps in _STEPS:  # the last one tried is the one to use
        units = _whole(steps / tolerance)
        if total.max() * units <= _LARGEST_TOTAL:
            break
    excess = np.maximum(total * units / _LARGEST_TOTAL, 1.0)
    return Grid(units / 2.0 ** np.ceil(np.log2(excess)), steps)


def _whole(units: float) -> float:
    return float(round(units)) if units > 1 else units
