"""Which numbers of a scenario its common causes move, and by how much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from winset.scenario.model import Scenario, Shock
from winset.scenario.number_places import number_places
from winset.scenario.numbers import Number

S = TypeVar("S", bound=Scenario)

ANY = "*"
"""Stands for any one key of a dotted path."""


def loads_of(scenario: Scenario) -> dict[str, dict[str, float]]:
    """Id of a common cause → dotted path of each number it moves → by how much.

    Where several paths of one cause lead to a number, the one with the fewest ``*`` holds; of
    equal ones the later.
    """
    if not scenario.shocks:
        return {}
    paths = movable(scenario)
    found: dict[str, dict[str, float]] = {}
    for id_, shock in scenario.shocks.items():
        loads: dict[str, float] = {}
        for pattern in sorted(shock.loads, key=_vagueness, reverse=True):
            loads |= dict.fromkeys(matched(pattern, paths), shock.loads[pattern])
        # in the order of the places, whatever the order of the file
        found[id_] = {path: loads[path] for path in paths if loads.get(path)}
    return found


def movable(scenario: Scenario) -> tuple[str, ...]:
    """Dotted paths of the numbers that a common cause may move: places that hold a number."""
    return tuple(path for path, value, _, _ in number_places(scenario) if isinstance(value, Number))


def each_by_itself(scenario: S) -> S:
    """Give every number that a common cause moves a cause of its own, with the same load.

    The first number of each keeps the cause that all had. Every number is then distributed as it
    was, and none goes with another.
    """
    shocks = {}
    for id_, loads in loads_of(scenario).items():
        for n, (path, load) in enumerate(loads.items()):
            shock = Shock(title=scenario.shocks[id_].title, loads={path: load})
            shocks[f"{id_} {path}" if n else id_] = shock
    return scenario.model_copy(update={"shocks": shocks})


def _vagueness(pattern: str) -> int:
    """Count the keys that a dotted path leaves open."""
    return _keys(pattern).count(ANY)


def matched(pattern: str, paths: Iterable[str]) -> Iterator[str]:
    """Yield the paths that a dotted path leads to, ``*`` standing for any one key."""
    keys = _keys(pattern)
    if ANY not in keys:
        yield from (path for path in paths if path == pattern)
        return
    for path in paths:
        there = _keys(path)
        if len(there) == len(keys) and all(
            key in (ANY, at) for key, at in zip(keys, there, strict=True)
        ):
            yield path


def _keys(path: str) -> list[str]:
    """Part a dotted path into keys; an option's name, which may hold dots, is the last of them."""
    return path.split(".", 3 if path.startswith("issues.") else 5)
