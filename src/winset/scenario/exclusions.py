"""Options that cannot stand in one text, and how many texts they leave."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from winset.errors import TooLargeError
from winset.scenario.model.events import Options

Place = tuple[int, int]
"""Index of an issue, and of one of its options."""

Combination = frozenset[Place]
"""Options of several issues that exclude each other: a text may hold all but one of them."""

_MOST_STEPS = 10_000


def combination_of(options: Mapping[str, Collection[str]], excluded: Options) -> Combination | None:
    """Turn a combination as written into indices; None where an issue or option is not there.

    Parameters
    ----------
    options
        Issue id → its options in order.
    """
    issues = list(options)
    if any(issue not in options or name not in options[issue] for issue, name in excluded.items()):
        return None
    return frozenset(
        (issues.index(issue), list(options[issue]).index(name)) for issue, name in excluded.items()
    )


def texts_left(shape: Iterable[int], excluded: Iterable[Combination]) -> int:
    """Count the texts that hold none of some combinations, exactly and without listing them.

    Issues that no combination links multiply. Within a group of linked issues one is fixed at each
    option in turn, the one that most combinations name; options that none names are all alike.

    Parameters
    ----------
    shape
        Number of options of each issue.

    Raises
    ------
    TooLargeError
        If the combinations are too entangled to be counted.
    """
    return _Count().of(dict(enumerate(shape)), frozenset(excluded))


class _Count:
    """One count, with what it has counted already."""

    def __init__(self) -> None:
        self.known: dict[tuple[frozenset[Combination], frozenset[int]], int] = {}

    def of(self, options: Mapping[int, int], excluded: frozenset[Combination]) -> int:
        """Count the texts over some issues, index → number of options."""
        if frozenset() in excluded:
            return 0
        total = 1
        for issues, linking in linked_issues(options, excluded):
            inside = {issue: options[issue] for issue in issues}
            total *= self._linked(inside, linking) if linking else math.prod(inside.values())
            if not total:
                break
        return total

    def _linked(self, options: Mapping[int, int], excluded: frozenset[Combination]) -> int:
        key = (excluded, frozenset(options))
        if key in self.known:
            return self.known[key]
        if len(self.known) >= _MOST_STEPS:
            raise TooLargeError(
                "excludes: the combinations are too entangled to count the texts they leave. "
                "Exclude fewer of them."
            )
        self.known[key] = 0
        named = Counter(issue for combination in excluded for issue, _ in combination)
        fixed = max(options, key=lambda issue: named[issue])
        rest = {issue: count for issue, count in options.items() if issue != fixed}
        elsewhere = frozenset(c for c in excluded if fixed not in dict(c))
        choices = {option for c in excluded for issue, option in c if issue == fixed}
        total = (options[fixed] - len(choices)) * self.of(rest, elsewhere)
        for option in choices:
            here = (fixed, option)
            total += self.of(rest, elsewhere | {c - {here} for c in excluded if here in c})
        self.known[key] = total
        return total


def linked_issues(
    issues: Iterable[int], excluded: Collection[Combination]
) -> list[tuple[frozenset[int], frozenset[Combination]]]:
    """Group issues that some combination names together, each in one group, in their order.

    Returns
    -------
    list
        The issues of each group, and the combinations of their options.
    """
    group_of = {issue: {issue} for issue in issues}
    for combination in excluded:
        first, *others = (group_of[issue] for issue, _ in combination)
        for other in others:
            if other is not first:
                small, large = sorted((first, other), key=len)
                large |= small
                group_of |= dict.fromkeys(small, large)
                first = large
    inside: dict[int, list[Combination]] = {id(group): [] for group in group_of.values()}
    for combination in excluded:
        inside[id(group_of[next(iter(combination))[0]])].append(combination)
    groups = {id(group): group for group in group_of.values()}
    return [(frozenset(group), frozenset(inside[key])) for key, group in groups.items()]
