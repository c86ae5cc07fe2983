"""The frontier by listing every package: for small spaces, and as the twin in tests."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from winset.arrays import Integers
from winset.errors import TooLargeError
from winset.packages.backpointers import CodeTrail, group_equal
from winset.packages.dominance import undominated
from winset.packages.minkowski import MEMORY_LIMIT, Reached


def list_every_package(
    issues: Sequence[Integers],
    constants: Integers,
    margin: int,
    memory_limit: int = MEMORY_LIMIT,
) -> Reached:
    """Compute every package's utilities and keep what is not dominated by the margin.

    Parameters and errors are those of `winset.packages.minkowski.add_issue_by_issue`.
    """
    shape = tuple(len(options) for options in issues)
    packages, actors = math.prod(shape), len(constants)
    needed = packages * (24 * actors + 40)
    if needed > memory_limit:
        raise TooLargeError(
            f"Listing {packages:,} packages needs about {needed / 2**20:,.0f} MiB, more than is "
            'allowed. Use method="minkowski", which does not list them, or raise memory_limit.'
        )
    utilities = constants[None, :]
    for options in issues:
        utilities = (utilities[:, None, :] + options[None, :, :]).reshape(-1, actors)
    kept = undominated(utilities, margin)
    order, starts = group_equal(utilities[kept])
    codes = kept[order].astype(np.int64)
    points = utilities[codes[starts[:-1]]]
    return Reached(points, np.diff(starts), CodeTrail(codes, starts, shape))
