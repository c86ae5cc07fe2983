"""How the points of a frontier were reached: from each point back to its packages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from winset.arrays import Indices, Integers

Package = tuple[int, ...]
"""Index of the option chosen on each issue, in the order of the issues."""


class Trail(Protocol):
    """Anything that can name the packages behind a point."""

    def packages(self, point: int) -> Iterator[Package]:
        """Yield every package that lands on the point."""
        ...


@dataclass(frozen=True)
class BackStep:
    """One issue added to all partial packages."""

    issue: int
    """Index of the issue."""
    parents: NDArray[np.int32]
    options: NDArray[np.int32]
    """``parents``, ``options``: shape (arrivals,): a point of the step before, and the option of
    this issue that leads from it here."""
    starts: Integers
    """Shape (points + 1,): the arrivals of point i are ``starts[i]:starts[i + 1]``."""


@dataclass(frozen=True)
class StepTrail:
    """Back-pointers through the issues, first added first."""

    steps: Sequence[BackStep]

    def packages(self, point: int) -> Iterator[Package]:
        """Yield every package that lands on the point, walking the issues backwards."""
        # Each arrival at a point names the point before it and the option taken; following one
        # arrival at every step back to the start spells out one package, and every package that
        # was not dropped is spelt exactly once.
        chosen = [0] * len(self.steps)
        if not self.steps:
            yield ()
            return
        # An explicit stack: a recursion would end at a thousand issues.
        ways = [self._arrivals(len(self.steps) - 1, point)]
        while ways:
            arrival = next(ways[-1], None)
            if arrival is None:
                ways.pop()
                continue
            depth = len(self.steps) - len(ways)
            step = self.steps[depth]
            chosen[step.issue] = int(step.options[arrival])
            if depth == 0:
                yield tuple(chosen)
            else:
                ways.append(self._arrivals(depth - 1, int(step.parents[arrival])))

    def _arrivals(self, depth: int, point: int) -> Iterator[int]:
        starts = self.steps[depth].starts
        return iter(range(int(starts[point]), int(starts[point + 1])))


@dataclass(frozen=True)
class CodeTrail:
    """Packages listed outright."""

    codes: Integers
    """Shape (arrivals,): row-major numbers of the packages, point after point."""
    starts: Integers
    """Shape (points + 1,): the packages of point i are ``codes[starts[i]:starts[i + 1]]``."""
    shape: tuple[int, ...]
    """Number of options of each issue."""

    def packages(self, point: int) -> Iterator[Package]:
        """Yield every package that lands on the point."""
        for code in self.codes[self.starts[point] : self.starts[point + 1]]:
            yield tuple(int(i) for i in np.unravel_index(code, self.shape)) if self.shape else ()


def group_equal(points: Integers) -> tuple[Indices, Integers]:
    """Sort points so that equal ones stand together.

    Parameters
    ----------
    points
        Shape (points, actors), at least one.

    Returns
    -------
    order : numpy.ndarray
        Shape (points,): indices in lexicographic order.
    starts : numpy.ndarray
        Shape (distinct + 1,): where each run of equal points begins, and the end.
    """
    order = np.lexsort(points.T[::-1])
    ranked = points[order]
    fresh = (ranked[1:] != ranked[:-1]).any(axis=1)
    inner = np.flatnonzero(fresh) + 1
    return order, np.concatenate(([0], inner, [len(points)])).astype(np.int64)
