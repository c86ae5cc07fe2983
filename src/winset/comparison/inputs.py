"""Where two scenario files differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from winset.scenario.model import Scenario

_NUMBER_KEYS = ({"low", "mode", "high"}, {"low", "high"}, {"mean", "sd"}, {"values", "weights"})
_ASIDE = {"winset", "id", "title", "summary", "sources", "perspectives", "talks"}


@dataclass(frozen=True)
class InputChange:
    """A place of the file where the two differ."""

    path: str
    """Dotted path."""
    before: object
    after: object
    """``before``, ``after``: as written; None where nothing stands there."""


def input_changes(one: Scenario, other: Scenario) -> list[InputChange]:
    """List the places where two files differ, titles, sources and talks aside."""
    before, after = _leaves(one.origin.raw), _leaves(other.origin.raw)
    paths = dict.fromkeys([*before, *after])
    return [
        InputChange(path, before.get(path), after.get(path))
        for path in paths
        if before.get(path) != after.get(path)
    ]


def _leaves(raw: Mapping[str, Any]) -> dict[str, object]:
    leaves: dict[str, object] = {}

    def walk(part: object, path: str) -> None:
        if isinstance(part, Mapping) and part and set(part) not in _NUMBER_KEYS:
            for key, inner in part.items():
                walk(inner, f"{path}.{key}")
        elif path.rsplit(".", 1)[-1] not in ("note", "source", "basis"):
            leaves[path] = part

    for key, part in raw.items():
        if key not in _ASIDE:
            walk(part, str(key))
    return leaves
