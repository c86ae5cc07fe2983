"""A perspective's changes, laid over the scenario as written.

Mappings are merged down to the single key of an issue, an actor, a stance, a party or a form; that
key's value, be it an uncertain number, options, a red line or a rule, is replaced whole.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from typing import Any

Plain = Mapping[str, Any]

_TRACE = ("source", "note", "basis")
_WORDS = {"title", "name", "low", "high", "stances", *_TRACE}


def overlay(raw: Plain, perspective: Plain) -> dict[str, Any]:
    """Return the plain scenario as the perspective sees it; neither argument is changed."""
    seen = dict(raw)
    for section, entry in (("issues", _issue), ("actors", _actor), ("parties", _party)):
        changes = perspective.get(section)
        if isinstance(changes, Mapping) and isinstance(raw.get(section), Mapping):
            seen[section] = _each(raw[section], changes, entry)
    return seen


def _each(
    old: Plain, new: Plain, entry: Callable[[Plain, Plain], dict[str, Any]]
) -> dict[str, Any]:
    merged = dict(old)
    for key, change in new.items():
        both = isinstance(change, Mapping) and isinstance(old.get(key), Mapping)
        merged[key] = entry(old[key], change) if both else change
    return merged


def _issue(old: Plain, new: Plain) -> dict[str, Any]:
    return retraced(old, new, {**old, **new})


def _actor(old: Plain, new: Plain) -> dict[str, Any]:
    merged = {**old, **new}
    if isinstance(old.get("stances"), Mapping) and isinstance(new.get("stances"), Mapping):
        merged["stances"] = _each(old["stances"], new["stances"], _stance)
    if isinstance(old.get("body"), Mapping) and isinstance(new.get("body"), Mapping):
        merged["body"] = {**old["body"], **new["body"]}
    return retraced(old, new, merged)


def _stance(old: Plain, new: Plain) -> dict[str, Any]:
    merged = {**old, **new}
    # an ideal position and a worth for each option exclude each other
    if "values" in new and "position" not in new:
        merged.pop("position", None)
    if "position" in new and "values" not in new:
        merged.pop("values", None)
    return retraced(old, new, merged)


def _party(old: Plain, new: Plain) -> dict[str, Any]:
    merged = {**old, **new}
    forms = "ratification"
    if isinstance(old.get(forms), Mapping) and isinstance(new.get(forms), Mapping):
        merged[forms] = {**old[forms], **new[forms]}
    return retraced(old, new, merged)


def retraced(old: Plain, given: Container[str], merged: Plain) -> dict[str, Any]:
    """Drop the trace of the old numbers where the new ones have another, or none.

    Of an entry before and after a change; ``given`` are the keys the change itself writes.
    """
    changed = any(key not in _WORDS and merged.get(key) != old.get(key) for key in {*merged, *old})
    dropped = changed or "source" in given
    return {k: v for k, v in merged.items() if not (dropped and k in _TRACE and k not in given)}
