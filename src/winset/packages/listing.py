"""Which packages the columns of an array stand for: all of a space, or some of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset.arrays import Bools, Floats
from winset.packages.space import PackageSpace


@dataclass(frozen=True)
class Listing:
    """Packages looked at one by one."""

    space: PackageSpace
    """The packages there are."""
    numbers: tuple[int, ...] | None = None
    """Numbers of those listed, ascending; None for all of them."""

    @property
    def size(self) -> int:
        """Number of packages listed."""
        return self.space.size if self.numbers is None else len(self.numbers)

    @property
    def is_whole(self) -> bool:
        """Whether every package is listed."""
        return self.numbers is None

    @property
    def is_dense(self) -> bool:
        """Whether half of all packages are listed, so that asking about all takes no longer."""
        return 2 * self.size >= self.space.size

    @property
    def allowed(self) -> Bools:
        """(packages listed,): which hold no excluded combination."""
        space = self.space
        if self.numbers is not None:
            return space.allows(space.choices(self.numbers))
        return np.ones(self.size, dtype=bool) if space.allowed is None else space.allowed

    def number(self, column: int) -> int:
        """Number of the package in a column."""
        return int(column) if self.numbers is None else self.numbers[column]

    def lists(self, number: int) -> bool:
        """Whether a package is listed."""
        return self.numbers is None or number in self.numbers

    def column(self, number: int) -> int:
        """Column of a package that is listed.

        Raises
        ------
        KeyError
            If it is not.
        """
        if self.numbers is None:
            return number
        if number not in self.numbers:
            raise KeyError(f"package {number} is not among those found")
        return self.numbers.index(number)

    def by_option(self, mass: Floats) -> dict[str, Floats]:
        """Issue id → (options,): sum of a quantity, (packages listed,), at each option."""
        space = self.space
        if self.numbers is None:
            return space.by_option(mass)
        choices = space.choices(self.numbers)
        return {
            issue: np.bincount(choices[:, axis], weights=mass, minlength=count).astype(float)
            for axis, (issue, count) in enumerate(zip(space.issues, space.shape, strict=True))
        }
