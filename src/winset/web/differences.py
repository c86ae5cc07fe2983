"""What differs between two revisions of a case, as a person reads it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from winset.scenario import Scenario
from winset.scenario.rewrite import flow
from winset.scenario.source_places import dotted

MOST = 40
_LONGEST = 80


def differences(before: Scenario, after: Scenario) -> list[dict[str, str]]:
    """List the parts that differ, deepest first, at most forty.

    Returns
    -------
    list of dict
        ``field`` (dotted path), ``before`` and ``after`` as they would be written; empty for a
        part that is not there.
    """
    changes: list[dict[str, str]] = []
    _compare((), before.origin.raw, after.origin.raw, changes)
    return changes[:MOST]


def _compare(
    path: tuple[str, ...],
    before: Any,  # noqa: ANN401
    after: Any,  # noqa: ANN401
    changes: list[dict[str, str]],
) -> None:
    if before == after:
        return
    both = isinstance(before, Mapping) and isinstance(after, Mapping)
    if not both or _is_number(before) or _is_number(after):
        changes.append({"field": dotted(path), "before": _short(before), "after": _short(after)})
        return
    for key in [*before, *(key for key in after if key not in before)]:
        _compare((*path, key), before.get(key), after.get(key), changes)


def _is_number(value: Mapping[str, Any]) -> bool:
    """Whether a mapping is an uncertain number, which is shown whole."""
    return set(value) <= {"low", "mode", "high", "mean", "sd", "values", "weights"}


def _short(value: object) -> str:
    text = "" if value is None else flow(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
