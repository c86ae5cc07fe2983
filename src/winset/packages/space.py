"""The package space: every combination of one option per issue."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.errors import WinsetError
from winset.scenario.model import Scenario


@dataclass(frozen=True)
class PackageSpace:
    """Issues and their options; packages are numbered with the last issue running fastest.

    Attributes
    ----------
    issues
        Issue ids in the order of the scenario.
    options
        Option ids of each issue, in the order of the scenario.
    """

    issues: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]

    @property
    def shape(self) -> tuple[int, ...]:
        """Number of options of each issue."""
        return tuple(len(options) for options in self.options)

    @property
    def size(self) -> int:
        """Number of packages, exact at any size."""
        return math.prod(self.shape)

    def package(self, number: int) -> dict[str, str]:
        """Issue id → option id of the package with this number, 0 to ``size`` − 1."""
        chosen = self.choices(np.array([number]))[0]
        return {
            issue: options[choice]
            for issue, options, choice in zip(self.issues, self.options, chosen, strict=True)
        }

    def number(self, package: Mapping[str, str]) -> int:
        """Number of a package given as issue id → option id.

        Raises
        ------
        WinsetError
            If an issue is missing or an option unknown.
        """
        found = 0
        for issue, options in zip(self.issues, self.options, strict=True):
            if package.get(issue) not in options:
                raise WinsetError(
                    f"package: {issue} is {package.get(issue)!r}. Choose one of: "
                    + ", ".join(options)
                )
            found = found * len(options) + options.index(package[issue])
        return found

    def choices(self, numbers: Sequence[int] | NDArray[np.int64]) -> NDArray[np.int64]:
        """Option index per issue: (packages, issues) for (packages,) package numbers."""
        left = np.asarray(numbers, dtype=np.int64)
        columns = []
        for options in reversed(self.shape):
            left, choice = np.divmod(left, options)
            columns.append(choice)
        return np.stack(columns[::-1], axis=-1)

    def by_option(self, mass: NDArray[np.float64]) -> dict[str, NDArray[np.float64]]:
        """Issue id → (options,): sum of (packages,) ``mass`` over the packages at each option."""
        sums: dict[str, NDArray[np.float64]] = {}
        below = self.size
        for issue, options in zip(self.issues, self.shape, strict=True):
            below //= options
            sums[issue] = mass.reshape(-1, options, below).sum(axis=(0, 2))
        return sums


def space_of(scenario: Scenario) -> PackageSpace:
    """Return the package space of a scenario."""
    return PackageSpace(
        tuple(scenario.issues), tuple(tuple(issue.options) for issue in scenario.issues.values())
    )
