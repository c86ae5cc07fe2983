"""Changes laid over the scenario as written: a perspective's, or those that switch a claim off.

Mappings are merged down to the single key of an entry (an issue, an actor, a stance, a body or
group, a party, a shock, a form) and of its rules, needs and loads. That key's value, be it an
uncertain number, options, a red line or a list, is replaced whole; null takes the key away.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
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
    "settings",
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


def overlay(raw: Plain, changes: Plain) -> dict[str, Any]:
    """Return the plain scenario with changes laid over it; neither argument is changed."""
    return _merged(raw, {key: changes[key] for key in SECTIONS if key in changes}, ())


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
