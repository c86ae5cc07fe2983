"""The package space: every combination of one option per issue."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from winset.arrays import Floats, Integers
from winset.errors import WinsetError
from winset.scenario.model import Scenario


@dataclass(frozen=True)
class PackageSpace:
    """Issues and their options; packages are numbered with the last issue running fastest."""

    issues: tuple[str, ...]
    """Issue ids in the order of the scenario."""
    options: tuple[tuple[str, ...], ...]
    """Option ids of each issue, in the order of the scenario."""

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
        return {
            issue: options[choice]
            for issue, options, choice in zip(
                self.issues, self.options, self.choices([number])[0], strict=True
            )
        }

    def number(self, package: Mapping[str, str]) -> int:
        """Number of a package given as issue id → option id.

        Raises
        ------
        WinsetError
            If an issue is missing or an option unknown.
        """
        choices: list[int] = []
        for issue, options in zip(self.issues, self.options, strict=True):
            if package.get(issue) not in options:
                raise WinsetError(
                    f"package: {issue} is {package.get(issue)!r}. Choose one of: "
                    + ", ".join(options)
                )
            choices.append(options.index(package[issue]))
        return self.number_of(choices)

    def number_of(self, choices: Iterable[int]) -> int:
        """Number of the package with these option indices, one an issue; exact at any size."""
        number = 0
        for choice, count in zip(choices, self.shape, strict=True):
            number = number * count + int(choice)
        return number

    def choices(self, numbers: Iterable[int]) -> Integers:
        """Option index per issue: (packages, issues) for (packages,) package numbers.

        Numbers of a space beyond 2⁶³ packages do not fit in an array: pass Python's integers.
        """
        if self.size > np.iinfo(np.int64).max:
            rows = [self._digits(int(number)) for number in numbers]
            return np.array(rows, dtype=np.int64).reshape(-1, len(self.shape))
        left = np.asarray(
            numbers if isinstance(numbers, np.ndarray) else list(numbers), dtype=np.int64
        )
        columns = []
        for options in reversed(self.shape):
            left, choice = np.divmod(left, options)
            columns.append(choice)
        if left.any():
            raise IndexError("no package has this number")
        return np.stack(columns[::-1], axis=-1)

    def _digits(self, number: int) -> list[int]:
        """Digits of a number in the mixed base of the issues, the last issue lowest."""
        digits = []
        for count in reversed(self.shape):
            number, digit = divmod(number, count)
            digits.append(digit)
        if number:
            raise IndexError("no package has this number")
        return digits[::-1]

    def by_option(self, mass: Floats) -> dict[str, Floats]:
        """Issue id → (options,): sum of (packages,) ``mass`` over the packages at each option."""
        sums: dict[str, Floats] = {}
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
