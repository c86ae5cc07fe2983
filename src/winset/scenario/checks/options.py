"""Parts of a text, wherever a scenario writes one: what they name must be there and may stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from winset.phrases import commas, did_you_mean
from winset.scenario.model import Issue, Options


def unknown_issues(part: Options, issues: Mapping[str, Issue]) -> Iterator[tuple[str, str]]:
    """Yield each name that is no issue, with what to write instead."""
    for on in part:
        if on not in issues:
            yield on, did_you_mean(on, issues)


def unknown_options(part: Options, issues: Mapping[str, Issue]) -> Iterator[tuple[str, str, str]]:
    """Yield issue and option where the issue does not have it, with what to write instead."""
    for on, option in part.items():
        if on in issues and issues[on].options and option not in issues[on].options:
            yield on, option, did_you_mean(option, issues[on].options)


def held_together(part: Options, excludes: Sequence[Options]) -> Iterator[tuple[Options, str, str]]:
    """Yield each excluded combination that is held, its first issue and what to write instead."""
    for excluded in excludes:
        if excluded and excluded.items() <= part.items():
            fix = f"Take another option on {commas(excluded)}, or drop the exclusion."
            yield excluded, next(iter(excluded)), fix
