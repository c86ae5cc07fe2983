"""The package space: every combination of one option per issue."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from winset.arrays import Bools, Floats, Integers
from winset.errors import WinsetError
from winset.scenario.exclusions import Combination, combination_of, texts_left
from winset.scenario.model import Scenario


@dataclass(frozen=True)
class PackageSpace:
    """Issues and their options; packages are numbered with the last issue running fastest."""

    issues: tuple[str, ...]
    """Issue ids in the order of the scenario."""
    options: tuple[tuple[str, ...], ...]
    """Option ids of each issue, in the order of the scenario."""
    excludes: tuple[Combination, ...] = ()
    """Combinations of options that no text may hold."""

    @property
    def shape(self) -> tuple[int, ...]:
        """Number of options of each issue."""
        return tuple(len(options) for options in self.options)

    @property
    def size(self) -> int:
        """Number of packages, excluded ones too, exact at any size: they all have a number."""
        return math.prod(self.shape)

    @cached_property
    def texts(self) -> int:
        """Number of packages that hold no excluded combination, exact at any size."""
        return texts_left(self.shape, self.excludes) if self.excludes else self.size

    @property
    def allowed(self) -> Bools | None:
        """(packages,) which hold no excluded combination; None where nothing is excluded.

        Only of a space that can be listed; not to be changed.
        """
        return _allowed(self) if self.excludes else None

    def allows(self, choices: Integers) -> Bools:
        """Whether packages hold no excluded combination.

        Parameters
        ----------
        choices : (…, issues)
            Option index of each issue.

        Returns
        -------
        (…,)
        """
        allowed = np.ones(choices.shape[:-1], dtype=bool)
        for combination in self.excludes:
            holds = [choices[..., issue] == option for issue, option in combination]
            allowed &= ~np.logical_and.reduce(holds)
        return allowed

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
            If an issue is missing, an option unknown or the package excluded.
        """
        choices: list[int] = []
        for issue, options in zip(self.issues, self.options, strict=True):
            if package.get(issue) not in options:
                raise WinsetError(
                    f"package: {issue} is {package.get(issue)!r}. Choose one of: "
                    + ", ".join(options)
                )
            choices.append(options.index(package[issue]))
        for combination in self.excludes:
            if all(choices[issue] == option for issue, option in combination):
                held = [f"{self.issues[i]}={self.options[i][o]}" for i, o in sorted(combination)]
                raise WinsetError(
                    f"package: no text may hold {' with '.join(held)}, which the scenario "
                    "excludes. Take another option on one of them."
                )
        return self.number_of(choices)

    def beside(
        self, number: int, issues: Iterable[str] | None = None
    ) -> Iterator[tuple[str, str, int]]:
        """Yield every text that differs on one issue and is not excluded.

        Parameters
        ----------
        issues
            Ids of the issues to change, one at a time; by default each.

        Yields
        ------
        issue, option, number
            What differs, the option there, and the number of the other text.
        """
        here = self.choices([number])[0]
        for issue in self.issues if issues is None else issues:
            place = self.issues.index(issue)
            for option, name in enumerate(self.options[place]):
                other = here.copy()
                other[place] = option
                if option != here[place] and self.allows(other):
                    yield issue, name, self.number_of(other)

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
    options = {id_: tuple(issue.options) for id_, issue in scenario.issues.items()}
    excludes = (combination_of(options, excluded) for excluded in scenario.excludes)
    return PackageSpace(
        tuple(options),
        tuple(options.values()),
        tuple(dict.fromkeys(combination for combination in excludes if combination is not None)),
    )


@lru_cache(maxsize=4)
def _allowed(space: PackageSpace) -> Bools:
    grid = np.ones(space.shape, dtype=bool)
    for combination in space.excludes:
        options = dict(combination)
        grid[tuple(options.get(issue, slice(None)) for issue in range(grid.ndim))] = False
    allowed = grid.reshape(-1)
    allowed.flags.writeable = False
    return allowed
