"""The Pareto frontier of additive utilities, exact on spaces of any number of packages."""

from __future__ import annotations

import itertools
import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from winset.arrays import Floats, Indices, Integers
from winset.errors import WinsetError
from winset.packages.backpointers import Package, Trail, group_equal
from winset.packages.dominance import undominated
from winset.packages.enumeration import list_every_package
from winset.packages.grid import TOLERANCE, Grid, fit_grid
from winset.packages.linked import LinkedIssues, link_issues
from winset.packages.minkowski import MEMORY_LIMIT, add_issue_by_issue
from winset.scenario.exclusions import Combination

Method = Literal["minkowski", "enumeration"]

# Up to this many packages, listing them takes no longer than the sums' many small steps.
_SMALL = 1024


@dataclass(frozen=True)
class Frontier:
    """The utility vectors that no package improves on for one actor without loss to another.

    Utilities closer than the tolerance are the same utility: points are different to the
    tolerance, and a package behind another by less than that ties with it.
    """

    points: Floats
    """Shape (points, actors), in utility; best for the first actor first."""
    counts: tuple[int, ...]
    """Packages on each point, exact."""
    packages: int
    """Packages in the whole space that are not excluded, exact."""
    least: Floats
    """Shape (actors,): the least utility any package gives each actor."""
    method: Method
    """How it was found."""
    tolerance: Floats
    """Shape (actors,), in utility."""
    seconds: float
    """How long that took."""
    _members: Indices = field(repr=False)
    _starts: Integers = field(repr=False)
    _trail: Trail = field(repr=False)
    _linked: LinkedIssues | None = field(default=None, repr=False)

    def __len__(self) -> int:
        """Count the points."""
        return len(self.points)

    @property
    def best(self) -> Floats:
        """The best utility any package gives each actor: shape (actors,)."""
        return np.asarray(self.points.max(axis=0))

    def iterate_packages(self, point: int) -> Iterator[Package]:
        """Yield the packages on a point, as one option's index an issue."""
        found = itertools.chain.from_iterable(
            self._trail.packages(int(member))
            for member in self._members[self._starts[point] : self._starts[point + 1]]
        )
        return found if self._linked is None else map(self._linked.spelt_out, found)


def find_frontier(
    values: Sequence[ArrayLike],
    constants: ArrayLike | None = None,
    *,
    excludes: Sequence[Combination] = (),
    tolerance: float = TOLERANCE,
    method: Method | Literal["auto"] = "auto",
    memory_limit: int = MEMORY_LIMIT,
) -> Frontier:
    """Find the Pareto frontier of actors whose utility is ``constants`` plus a sum over issues.

    The result is exact for contributions rounded to a small share of the tolerance.

    Parameters
    ----------
    values
        One array an issue, shape (options, actors): what each option adds to each actor's
        utility.
    constants
        Shape (actors,): utility every package has in common; default 0.
    excludes
        Combinations of (issue, option) that no package may hold.
    tolerance
        Difference below which two utilities are the same, in utility.
    method
        ``minkowski`` adds issue by issue, ``enumeration`` lists all, ``auto`` takes the faster.
    memory_limit
        Bytes the computation may take.

    Raises
    ------
    TooLargeError, WinsetError
        If it would take more, or the utilities are not finite numbers of matching shapes.
    """
    begun = time.perf_counter()
    issues, base = _check(values, constants)
    linked = link_issues([len(options) for options in issues], excludes) if excludes else None
    issues = issues if linked is None else linked.summed(issues)
    grid = fit_grid(issues, base, tolerance)
    packages = math.prod(map(len, issues))
    if method == "auto":
        method = "enumeration" if packages <= _SMALL else "minkowski"
    find = list_every_package if method == "enumeration" else add_issue_by_issue
    units, shift = _in_units(grid, issues), grid.to_units(base)
    reached = find(units, shift, grid.steps, memory_limit)
    members, starts = _classes(grid.classes(reached.points))
    least = shift + sum((u.min(axis=0) for u in units), np.zeros_like(shift))
    return Frontier(
        points=grid.to_utilities(reached.points[members[starts[:-1]]]),
        counts=tuple(map(int, np.add.reduceat(reached.counts[members], starts[:-1]))),
        packages=packages,
        least=grid.to_utilities(least),
        method=method,
        tolerance=grid.tolerance,
        seconds=time.perf_counter() - begun,
        _members=members,
        _starts=starts,
        _trail=reached.trail,
        _linked=linked,
    )


def _in_units(grid: Grid, issues: list[Floats]) -> list[Integers]:
    """Put what the options of each issue bring on the grid."""
    cuts = np.cumsum([len(options) for options in issues])[:-1]
    return np.split(grid.to_units(np.concatenate(issues)), cuts) if issues else []


def _classes(numbers: Integers) -> tuple[Indices, Integers]:
    """Group points equal to the tolerance, without the classes that others dominate.

    Parameters
    ----------
    numbers
        Class numbers of every point: shape (points, actors).

    Returns
    -------
    members, starts
        Indices of points, class after class, best for the first actor first; and where each
        class begins, and the end.
    """
    # The class alone decides whether a point dominates another. “Differs by less than the
    # tolerance” is not transitive, so that a chain of small steps could make all points one or
    # leave none; classes are a partition, and dominance among them is an order.
    kept = undominated(numbers, margin=1)
    order, starts = group_equal(-numbers[kept])
    return kept[order], starts


def _check(values: Sequence[ArrayLike], constants: ArrayLike | None) -> tuple[list[Floats], Floats]:
    """Take the utilities as float arrays of matching shapes, or say what is wrong."""
    try:
        issues = [np.asarray(options, dtype=np.float64) for options in values]
        base = None if constants is None else np.asarray(constants, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise WinsetError(f"Utilities must be arrays of numbers: {error}.") from error
    if base is None:
        if not issues or issues[0].ndim != 2:
            raise WinsetError("Give at least one issue, as an array of shape (options, actors).")
        base = np.zeros(issues[0].shape[1])
    if base.ndim != 1 or not len(base):
        raise WinsetError("Give one constant an actor, for at least one actor.")
    for number, options in enumerate(issues, start=1):
        if options.ndim != 2 or options.shape[1] != len(base) or not len(options):
            raise WinsetError(
                f"Issue {number} has utilities of shape {options.shape}; give an array of shape "
                f"(options, {len(base)}) with at least one option."
            )
    if not all(np.isfinite(array).all() for array in [*issues, base]):
        raise WinsetError("A utility is not a finite number; give every option a finite one.")
    return issues, base
