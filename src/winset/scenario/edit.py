"""Scenarios made from another: seen from a perspective, without claims, changed by dotted path."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from winset.errors import Problem, ScenarioError
from winset.phrases import as_written, did_you_mean, quoted
from winset.scenario.model import Scenario
from winset.scenario.option_place import option_place
from winset.scenario.origin import Draft
from winset.scenario.overlay import clashes, overlay, retraced
from winset.scenario.source_places import Finding, Path, Place, Places, dotted, value_at
from winset.scenario.structure import keys_of, part_at

_OPEN_ENDED = {
    "sources",
    "issues",
    "actors",
    "parties",
    "shocks",
    "claims",
    "perspectives",
    "texts",
}


def perspective_draft(scenario: Scenario, perspective: str) -> Draft:
    """Lay a perspective over a scenario.

    Raises
    ------
    ScenarioError
        If there is no such perspective, or the scenario is already seen from one.
    """
    if scenario.perspective_id is not None:
        fix = "Start from the scenario as it was read."
        raise _refusal("seen-twice", f"already seen as “{scenario.perspective_id}”", fix)
    if perspective not in scenario.perspectives:
        fix = did_you_mean(perspective, scenario.perspectives)
        raise _refusal("unknown-perspective", f"there is no perspective “{perspective}”", fix)
    return _overlaid(scenario, [("perspectives", perspective)])


def without_draft(scenario: Scenario, claims: Sequence[str]) -> Draft:
    """Switch claims off, one after the other in the order of the file.

    Raises
    ------
    ScenarioError
        If there is no such claim; names every one.
    """
    unknown = [claim for claim in claims if claim not in scenario.claims]
    none = None if scenario.claims else "The scenario makes no claims; list them under claims."
    if unknown:
        raise ScenarioError(
            [
                Problem(
                    "unknown-claim",
                    f"there is no claim “{claim}”",
                    none or did_you_mean(claim, scenario.claims),
                )
                for claim in unknown
            ]
        )
    return _overlaid(scenario, [("claims", claim, "off") for claim in claims])


def changed_draft(scenario: Scenario, changes: Mapping[str, object]) -> Draft:
    """Change a scenario by dotted paths.

    Raises
    ------
    ScenarioError
        If a path leads nowhere.
    """
    origin = scenario.origin
    raw = copy.deepcopy(dict(origin.raw))
    parts = dict(origin.places.parts)
    for target, value in changes.items():
        path = option_place(raw, _resolve(raw, target, scenario), value)
        _set(raw, path, _copied(value))
        _retrace(raw, origin.raw, path, changes)
        parts = {p: place for p, place in parts.items() if p[: len(path)] != path}
        parts[path] = Place(origin.places.whole.file, None, "changed")
    places = Places(origin.places.whole, parts)
    return Draft(raw, places, (), origin.path, origin.base_dir)


def _overlaid(scenario: Scenario, starts: Sequence[Path]) -> Draft:
    """Lay parts of the file over it, beside those that lie there; it stays the same file.

    A perspective comes first, then claims in the order of the file, whenever each was laid.
    """
    origin = scenario.origin
    under = origin.under or origin
    claims = [*scenario.claims]
    laid = sorted(
        {*origin.laid, *starts},
        key=lambda start: claims.index(str(start[1])) if start[0] == "claims" else -1,
    )
    overlays = {start: _changes_at(under.raw, start) for start in laid}
    parts = dict(under.places.parts)
    for start in laid:
        for path, place in under.places.parts.items():
            if path[: len(start)] == start and len(path) > len(start) + 1:
                parts[path[len(start) :]] = place
    return Draft(
        overlay(under.raw, *overlays.values()),
        Places(under.places.whole, parts),
        tuple(_clashes({str(at[1]): each for at, each in overlays.items() if at[0] == "claims"})),
        under.path,
        under.base_dir,
        under.text,
        under.sha256,
        under,
        tuple(laid),
    )


def _changes_at(raw: object, start: Path) -> Mapping[str, Any]:
    changes = value_at(raw, start)
    return changes if isinstance(changes, Mapping) else {}


def _clashes(off: Mapping[str, Mapping[str, Any]]) -> Iterator[Finding]:
    """Warn of each place where claims that are off say different things."""
    for clash in clashes(off):
        place = dotted(clash.path)
        message = (
            f"without {quoted([*clash.others, clash.counts])}: each changes “{place}”, and what "
            f"“{clash.counts}” says counts"
        )
        fix = (
            "Switch one of them off at a time, or write under off of each only what carries it. "
            "The last in the file counts, but for one that takes the whole away."
        )
        yield Finding(
            "claims-clash",
            ("claims", clash.counts, "off", *clash.path),
            message,
            fix,
            severity="warning",
        )


def _copied(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(k): _copied(v) for k, v in value.items()}
    return [_copied(v) for v in value] if isinstance(value, list | tuple) else value


def _resolve(raw: dict[str, Any], target: str, scenario: Scenario) -> Path:
    """Split a dotted path into steps, for names may hold dots themselves."""
    part: Any = raw
    words = target.split(".")
    path: list[str | int] = []
    while words:
        step, used = _step(part, words)
        path.append(step)
        words = words[used:]
        if words:
            part = _descend(part, tuple(path), target, scenario)
    return tuple(path)


def _step(part: object, words: list[str]) -> tuple[str | int, int]:
    if isinstance(part, list) and words[0].isascii() and words[0].isdigit():
        return int(words[0]), 1
    if isinstance(part, Mapping):
        # the longest name wins: an option may be called “1.5”, and then no shorter step is meant
        for used in range(len(words), 0, -1):
            if ".".join(words[:used]) in part:
                return ".".join(words[:used]), used
    return words[0], 1


def _descend(part: Any, path: Path, target: str, scenario: Scenario) -> object:  # noqa: ANN401
    step = path[-1]
    if isinstance(part, list):
        if isinstance(step, int) and step < len(part):
            return part[step]
        fix = f"The list has {len(part)} items, counted from 0."
        raise _no_path(target, f"there is no item “{step}” in “{dotted(path[:-1])}”", fix)
    if not isinstance(part, dict):
        fix = f"Change “{dotted(path[:-1])}” as a whole."
        raise _no_path(target, f"“{dotted(path[:-1])}” is written as {as_written(part)}", fix)
    if part.get(step) is None:
        _check_known(part, path, target, scenario)
        part[step] = {}
    return part[step]


def _check_known(part: dict[str, Any], path: Path, target: str, scenario: Scenario) -> None:
    """Refuse to create an entry by a slip of the pen; parts with fixed keys may be created."""
    is_entry = len(path) == 2 and path[0] in _OPEN_ENDED
    known = [*part]
    if len(path) == 4 and path[2] == "stances":
        known, is_entry = [*scenario.issues], path[3] not in scenario.issues
    if is_entry:
        message = f"there is no “{path[-1]}” in “{dotted(path[:-1])}”"
        raise _no_path(target, message, did_you_mean(path[-1], known))
    around = part_at(path[:-1])
    if around is not None and path[-1] not in keys_of(around):
        message = f"there is no key “{path[-1]}” in “{dotted(path[:-1]) or 'the scenario'}”"
        raise _no_path(target, message, did_you_mean(path[-1], keys_of(around)))


def _set(raw: Any, path: Path, value: object) -> None:  # noqa: ANN401
    for step in path[:-1]:
        raw = raw[step]
    in_list = isinstance(raw, list) and isinstance(path[-1], int) and path[-1] < len(raw)
    if isinstance(raw, dict) or in_list:
        raw[path[-1]] = value
    else:
        fix = f"Change “{dotted(path[:-1])}” as a whole."
        raise _no_path(dotted(path), f"“{dotted(path[:-1])}” is written as {as_written(raw)}", fix)


def _retrace(
    raw: dict[str, Any], before: Mapping[str, Any], path: Path, changes: Mapping[str, object]
) -> None:
    """Drop the source of an entry whose numbers are changed, as a perspective does."""
    # a trace stands two steps down (actors.putin) or, a stance's, four; a changed stance leaves the
    # actor's own numbers, and so their source, as they were: `retraced` does not look at stances
    for depth in (2, 4):
        entry, old = value_at(raw, path[:depth]), value_at(before, path[:depth])
        if len(path) <= depth or (depth == 4 and path[2] != "stances"):
            continue
        if isinstance(entry, dict) and isinstance(old, Mapping):
            given = {key for key in entry if f"{dotted(path[:depth])}.{key}" in changes}
            kept = retraced(old, given, entry)
            for key in set(entry) - set(kept):
                del entry[key]


def _no_path(target: str, message: str, fix: str) -> ScenarioError:
    return ScenarioError([Problem("unknown-path", message, fix, field=target)])


def _refusal(code: str, message: str, fix: str) -> ScenarioError:
    return ScenarioError([Problem(code, message, fix)])
