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
        choices: list[int] = []
        for issue, options in zip(self.issues, self.options, strict=True):
            if package.get(issue) not in options:
                raise WinsetError(
                    f"package: {issue} is {package.get(issue)!r}. Choose one of: "
                    + ", ".join(options)
                )
            choices.append(options.index(package[issue]))
        return int(np.ravel_multi_index(choices, self.shape))

    def choices(self, numbers: Sequence[int] | NDArray[np.int64]) -> NDArray[np.int64]:
        """Option index per issue: (packages, issues) for (packages,) package numbers."""
        return np.stack(np.unravel_index(np.asarray(numbers), self.shape), axis=-1)


def space_of(scenario: Scenario) -> PackageSpace:
    """Return the package space of a scenario."""
    return PackageSpace(
        tuple(scenario.issues), tuple(tuple(issue.options) for issue in scenario.issues.values())
    )
