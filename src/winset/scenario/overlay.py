"""Changes laid over the scenario as written: a perspective's, or those that switch a claim off.

Mappings are merged down to the single key of an entry (an issue, an actor, a stance, a body or
group, a party, a shock, a form) and of its rules, needs and loads. That key's value, be it an
uncertain number, options, a red line or a list, is replaced whole; null takes the key away.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Plain = Mapping[str, Any]
Steps = tuple[str, ...]

SECTIONS = (
    "issues",
    "actors",
    "parties",
    "shocks",
    "given",
    "excludes",
    "forms",
    "talks",
    "durability",
)
"""Sections that may be overlaid; of a perspective, the first three and what has happened."""

_STANCE = ("actors", "*", "stances", "*")
_TRACED = (("issues", "*"), ("actors", "*"), ("parties", "*"), _STANCE, ("durability",))
_MERGED = {
    *((section,) for section in SECTIONS),
    *((section, "*") for section in ("issues", "actors", "parties", "shocks", "forms")),
    ("issues", "*", "needs"),
    ("actors", "*", "stances"),
    _STANCE,
    ("actors", "*", "body"),
    ("actors", "*", "body", "groups"),
    ("actors", "*", "body", "groups", "*"),
    ("parties", "*", "ratification"),
    ("shocks", "*", "loads"),
}
_TRACE = ("source", "note", "basis")
_WORDS = {"title", "name", "low", "high", "stances", *_TRACE}


def overlay(raw: Plain, *overlays: Plain) -> dict[str, Any]:
    """Return the plain scenario with changes laid over it, one overlay after the other.

    What one takes away no later one changes, so that none brings back a part of it. No argument is
    changed.
    """
    laid, gone = dict(raw), set[Steps]()
    for changes in overlays:
        left = _but_for(gone, {key: changes[key] for key in SECTIONS if key in changes}, ())
        laid = _merged(laid, left, ())
        gone |= {path for path, value in _writes(left, ()) if value is None}
    return laid


@dataclass(frozen=True)
class OverlayClash:
    """A place at which several overlays say different things."""

    path: Steps
    """The place."""
    counts: str
    """Id of the overlay that counts there."""
    others: tuple[str, ...]
    """Ids of those that change nothing there."""


def clashes(overlays: Mapping[str, Plain]) -> Iterator[OverlayClash]:
    """Yield the places at which overlays, by id and in the order they are laid, do not agree.

    The last counts, but for one that takes away what others change a part of.
    """
    writes: dict[Steps, dict[str, Any]] = {}
    for id_, changes in overlays.items():
        for path, value in _writes(changes, ()):
            writes.setdefault(path, {})[id_] = value
    for path, values in writes.items():
        *_, (counts, last) = values.items()
        others = [id_ for id_, value in values.items() if value != last]
        if last is None:
            others += [
                id_
                for below, parts in writes.items()
                if len(below) > len(path) and below[: len(path)] == path
                for id_, value in parts.items()
                if id_ != counts and value is not None
            ]
        if others:
            yield OverlayClash(path, counts, tuple(dict.fromkeys(others)))


def _writes(changes: Plain, path: Steps) -> Iterator[tuple[Steps, Any]]:
    """Yield the places that an overlay writes, each with what it writes there as a whole."""
    for key, change in changes.items():
        inner = (*path, key)
        if isinstance(change, Mapping) and is_merged(inner):
            yield from _writes(change, inner)
        else:
            yield inner, change


def _but_for(gone: Container[Steps], changes: Plain, path: Steps) -> dict[str, Any]:
    """Leave out of an overlay whatever lies below what is gone."""
    left = {}
    for key, change in changes.items():
        inner = (*path, key)
        if isinstance(change, Mapping) and is_merged(inner):
            if inner not in gone:
                left[key] = _but_for(gone, change, inner)
        else:
            left[key] = change
    return left


def is_merged(path: tuple[str | int, ...]) -> bool:
    """Whether the mapping at a path is merged key by key, and not replaced whole."""
    return not path or any(_is_like(path, pattern) for pattern in _MERGED)


def _merged(old: Plain, new: Plain, path: Steps) -> dict[str, Any]:
    merged = dict(old)
    for key, change in new.items():
        inner = (*path, key)
        if change is None:
            merged.pop(key, None)
        elif isinstance(change, Mapping) and isinstance(old.get(key), Mapping):
            both = is_merged(inner)
            merged[key] = _merged(old[key], change, inner) if both else change
        elif isinstance(change, Mapping) and is_merged(inner) and _only_takes_away(change, inner):
            continue  # from what is not there
        else:
            merged[key] = change
    if _is_like(path, _STANCE):
        # an ideal position and a worth for each option exclude each other
        if "values" in new and "position" not in new:
            merged.pop("position", None)
        if "position" in new and "values" not in new:
            merged.pop("values", None)
    if any(_is_like(path, pattern) for pattern in _TRACED):
        return retraced(old, new, merged)
    return merged


def _only_takes_away(change: Plain, path: Steps) -> bool:
    return all(value is None for _, value in _writes(change, path))


def _is_like(path: tuple[str | int, ...], pattern: Steps) -> bool:
    return len(path) == len(pattern) and all(
        want in ("*", step) for want, step in zip(pattern, path, strict=True)
    )


def retraced(old: Plain, given: Container[str], merged: Plain) -> dict[str, Any]:
    """Drop the trace of the old numbers where the new ones have another, or none.

    Of an entry before and after a change; ``given`` are the keys the change itself writes.
    """
    changed = any(key not in _WORDS and merged.get(key) != old.get(key) for key in {*merged, *old})
    dropped = changed or "source" in given
    return {k: v for k, v in merged.items() if not (dropped and k in _TRACE and k not in given)}
