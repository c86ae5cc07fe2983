"""From plain mappings to the typed scenario, and from pydantic's errors to plain English."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from winset.phrases import as_written, did_you_mean
from winset.scenario.model import (
    Actor,
    Body,
    Claim,
    Disruption,
    DurabilityTerms,
    Election,
    Event,
    FormTerms,
    Group,
    Issue,
    Party,
    Perspective,
    Pledge,
    RedLine,
    Round,
    Scenario,
    Settings,
    Shock,
    Source,
    Stance,
)
from winset.scenario.source_places import Finding, Path

S = TypeVar("S", bound=Scenario)

_PARTS: tuple[tuple[tuple[str, ...], type[BaseModel]], ...] = (
    ((), Scenario),
    (("sources", "*"), Source),
    (("issues", "*"), Issue),
    (("actors", "*"), Actor),
    (("actors", "*", "body"), Body),
    (("actors", "*", "body", "groups", "*"), Group),
    (("actors", "*", "pledges", "*"), Pledge),
    (("actors", "*", "disrupts"), Disruption),
    (("actors", "*", "stances", "*"), Stance),
    (("actors", "*", "stances", "*", "red_line"), RedLine),
    (("parties", "*"), Party),
    (("parties", "*", "elections", "*"), Election),
    (("talks", "*"), Round),
    (("given", "*"), Event),
    (("shocks", "*"), Shock),
    (("claims", "*"), Claim),
    (("perspectives", "*"), Perspective),
    (("forms", "*"), FormTerms),
    (("durability",), DurabilityTerms),
    (("settings",), Settings),
)

_EXAMPLES = {
    "title": "title: Talks on the border",
    "winset": "winset: 1",
    "id": "id: border-talks",
    "issues": "issues: {territory: {title: …, options: …, no_deal: …}}",
    "actors": "actors: {president: {name: …, party: …, stances: …}}",
    "parties": "parties: {north: {principal: …, ratification: …}}",
    "options": "options: {kept: 0, shared: 50, ceded: 100}",
    "principal": "principal: president",
    "ratification": "ratification: {treaty: {all: [president, parliament]}}",
    "date": "date: 2025-12-02",
    "change": "change: {low: 0.3, high: 0.6}",
    "ratified": "ratified: true",
}


def typed_scenario(raw: object, kind: type[S]) -> tuple[S | None, list[Finding]]:
    """Check the structure of a plain scenario, its keys and the kind of each value, and build it.

    Returns
    -------
    scenario
        None if there is any finding.
    findings
        Every structural error, in the order of the model.
    """
    if not isinstance(raw, Mapping):
        shown = "" if raw is None else as_written(raw)
        message = "the file is empty" if raw is None else "the top level is not a mapping"
        fix = "Begin with “winset: 1”, then id, title, issues, actors and parties."
        return None, [Finding("not-a-scenario", (), message, fix, shown)]
    try:
        return kind.model_validate(dict(raw)), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, [explain(detail) for detail in details]


def explain(detail: Mapping[str, Any]) -> Finding:
    """Say one of pydantic's errors in words an analyst can act on."""
    path, kind = _path(detail), str(detail["type"])
    context = detail.get("ctx") or {}
    if "fix" in context:
        code, message, fix = kind, str(detail["msg"]).strip(), str(context["fix"])
    else:
        code, message, fix = _say(kind, path, context, detail)
    if "within" in context:  # the error of a whole knows which of its parts is at fault
        path, detail = (*path, *context["within"]), {"input": context["value"]}
    value = "" if code in {"missing-key", "unknown-key"} else as_written(detail["input"])
    return Finding(code, path, message, fix, value)


def part_at(path: Path) -> type[BaseModel] | None:
    """Return the model of the part at a path, None where the path leads to a plain value."""
    for pattern, model in _PARTS:
        if len(pattern) == len(path) and all(
            want in ("*", step) for want, step in zip(pattern, path, strict=True)
        ):
            return model
    return None


def keys_of(part: type[BaseModel]) -> list[str]:
    """Return the keys of a part as they stand in the file."""
    return [field.alias or name for name, field in part.model_fields.items()]


def _path(detail: Mapping[str, Any]) -> Path:
    path: Path = tuple(step for step in detail["loc"] if step != "[key]")
    # options are spelled out before the fields of an issue are read, so their errors come a step
    # too high
    return (*path, "options") if str(detail["type"]).startswith("options-") else path


_Said = tuple[str, str, str]


def _missing(path: Path, _: Mapping[str, Any], __: Mapping[str, Any]) -> _Said:
    if isinstance(path[-1], int):
        return _list(path[:-1], _, __)
    key = str(path[-1])
    example = _EXAMPLES.get(key, f"{key}: …")
    return "missing-key", f"“{key}” is missing", f"Add it: {example}."


def _unknown(path: Path, _: Mapping[str, Any], __: Mapping[str, Any]) -> _Said:
    part = part_at(path[:-1])
    known = keys_of(part) if part is not None else []
    message = f"there is no key “{as_written(path[-1])}” here"
    return "unknown-key", message, did_you_mean(path[-1], known)


def _choice(_: Path, context: Mapping[str, Any], detail: Mapping[str, Any]) -> _Said:
    allowed = re.findall(r"'([^']*)'|(\d+)", str(context.get("expected", "")))
    names = [text or number for text, number in allowed]
    if names == ["1"]:
        return "format-version", "not a format this version of winset reads", "Write winset: 1."
    fix = did_you_mean(detail["input"], names)
    if not fix.startswith("Choose"):
        fix += f" Allowed are {', '.join(names)}."
    return "not-a-choice", "not one of the allowed words", fix


def _pattern(path: Path, _: Mapping[str, Any], __: Mapping[str, Any]) -> _Said:
    if path == ("id",):
        fix = "Use lower-case letters, digits and hyphens, such as us-russia-2025."
    else:
        fix = "Use letters, digits, hyphens and underscores, no spaces or dots."
    return "bad-id", "not an id", fix


def _mapping(path: Path, _: Mapping[str, Any], __: Mapping[str, Any]) -> _Said:
    part = part_at(path)
    keys = f", with keys such as {', '.join(keys_of(part)[:4])}" if part else ""
    fix = f"Write “key: value” lines below it{keys}."
    return "not-a-mapping", f"“{path[-1]}” is not a mapping", fix


def _list(path: Path, _: Mapping[str, Any], __: Mapping[str, Any]) -> _Said:
    if path[-1] == "scale":
        return "not-a-list", "a scale has two ends", "Write scale: [0, 100]."
    if path[-1] == "source":
        fix = "Write the id of a source, or several: [a, b]."
        return "not-a-list", "“source” is neither a text nor a list of texts", fix
    return "not-a-list", f"“{path[-1]}” is not a list", "Write a list, such as [a, b]."


def _short(path: Path, _: Mapping[str, Any], __: Mapping[str, Any]) -> _Said:
    if path[-1] == "scale":
        return _list(path, _, __)
    fix = f"Give at least one of {path[-1]}, or leave the key out where it is optional."
    return "empty-part", f"“{path[-1]}” is empty", fix


def _bound(path: Path, context: Mapping[str, Any], _: Mapping[str, Any]) -> _Said:
    words = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}
    bound = next((f"{words[k]} {v:,}" for k, v in context.items() if k in words), "less extreme")
    return "out-of-range", f"“{path[-1]}” is out of range", f"Write a number that is {bound}."


def _unforeseen(_: Path, __: Mapping[str, Any], detail: Mapping[str, Any]) -> _Said:
    fix = "See the scenario reference for what may stand here."
    return "bad-value", str(detail["msg"]).lower(), fix


_KINDS: dict[str, Callable[[Path, Mapping[str, Any], Mapping[str, Any]], _Said]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "literal_error": _choice,
    "string_pattern_mismatch": _pattern,
    **dict.fromkeys(("model_type", "model_attributes_type", "dict_type", "mapping_type"), _mapping),
    "tuple_type": _list,
    **dict.fromkeys(("too_short", "too_long"), _short),
    **dict.fromkeys(("greater_than", "greater_than_equal", "less_than", "less_than_equal"), _bound),
}
_WHOLE = ("not-a-number", "“{key}” is not a whole number", "Write a whole number.")
_FINITE = (
    "not-a-number",
    "“{key}” is not a number",
    "Write a finite number, without quotation marks and with a point for decimals.",
)
_FLAG = ("not-true-or-false", "“{key}” is neither yes nor no", "Write yes or no.")
_TEXT = ("not-text", "“{key}” is not text", "Write text; put a number in quotation marks.")
_PLAIN: dict[str, _Said] = {
    "string_type": _TEXT,
    **dict.fromkeys(("int_type", "int_from_float"), _WHOLE),
    **dict.fromkeys(("float_type", "finite_number"), _FINITE),
    **dict.fromkeys(("bool_type", "bool_parsing"), _FLAG),
}
"""pydantic's kind of error → code, message and fix, where they hang on nothing but the key."""


def _say(kind: str, path: Path, context: Mapping[str, Any], detail: Mapping[str, Any]) -> _Said:
    if kind in _PLAIN:
        code, message, fix = _PLAIN[kind]
        return code, message.format(key=path[-1]), fix
    return _KINDS.get(kind, _unforeseen)(path, context, detail)
