"""Issues that exclusions link, taken together as one, so that utilities still add up.

An excluded combination says something of the issues it names and of no other. So the issues that
combinations link are put together: an issue whose options are the combinations left of theirs. What
is left of the space is then every combination of one option an issue again.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from winset.arrays import Floats, Integers
from winset.errors import TooLargeError
from winset.packages.backpointers import Package
from winset.packages.space import PackageSpace
from winset.scenario.exclusions import Combination, linked_issues

_MOST_TOGETHER = 2**20


@dataclass(frozen=True)
class LinkedIssues:
    """Which issues are taken together, and which combinations of their options are left."""

    groups: tuple[tuple[int, ...], ...]
    """Indices of the issues of each group; every issue is in one."""
    choices: tuple[Integers, ...]
    """For each group (combinations left, issues of the group): option indices."""

    def summed(self, values: Sequence[Floats]) -> list[Floats]:
        """Add up what the options of each group bring: (combinations left, actors) a group.

        Parameters
        ----------
        values
            One array an issue, shape (options, actors).
        """
        return [
            np.sum([values[issue][rows[:, at]] for at, issue in enumerate(group)], axis=0)
            for group, rows in zip(self.groups, self.choices, strict=True)
        ]

    def spelt_out(self, package: Package) -> Package:
        """Return a package, one combination's index a group, as one option's index an issue."""
        found: dict[int, int] = {}
        for group, rows, chosen in zip(self.groups, self.choices, package, strict=True):
            found |= zip(group, rows[chosen].tolist(), strict=True)
        return tuple(found[issue] for issue in range(len(found)))


def link_issues(shape: Sequence[int], excludes: Sequence[Combination]) -> LinkedIssues:
    """Put issues together that excluded combinations link.

    Parameters
    ----------
    shape
        Number of options of each issue.

    Raises
    ------
    TooLargeError
        If issues with more than a million combinations are linked.
    """
    linked = linked_issues(range(len(shape)), excludes)
    groups = [(tuple(sorted(issues)), linking) for issues, linking in linked]
    return LinkedIssues(
        tuple(group for group, _ in groups),
        tuple(_left(shape, group, linking) for group, linking in groups),
    )


def _left(shape: Sequence[int], group: tuple[int, ...], linking: Iterable[Combination]) -> Integers:
    """(combinations left, issues of the group): option indices that hold no excluded one."""
    options = [shape[issue] for issue in group]
    size = math.prod(options)
    if size > _MOST_TOGETHER:
        raise TooLargeError(
            f"excludes: the combinations link {len(group)} issues with {size:,} combinations of "
            f"options, more than the {_MOST_TOGETHER:,} that can be taken together. Exclude "
            "combinations of fewer issues."
        )
    place = {issue: at for at, issue in enumerate(group)}
    inside = tuple(
        frozenset((place[issue], option) for issue, option in combination)
        for combination in linking
    )
    space = PackageSpace(
        tuple(map(str, group)), tuple(tuple(map(str, range(n))) for n in options), inside
    )
    numbers = np.arange(size) if space.allowed is None else np.flatnonzero(space.allowed)
    return space.choices(numbers)
