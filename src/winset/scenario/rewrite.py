"""Changing values in the text of a scenario file, leaving every other character as it is.

A file an analyst wrote carries comments, order and a layout of its own. So a value is changed
where it stands: the text is parsed for the place of each node, the characters of that value are
replaced, and the result is read again. Unless it then says exactly what it should, nothing is
changed.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from winset.errors import Problem, ScenarioError
from winset.scenario.option_place import option_place
from winset.scenario.source_places import Path, UnreadableError, dotted
from winset.scenario.yamltree import read_yaml

_PLAIN = re.compile(r"^[A-Za-z_][A-Za-z0-9_\-/.]*( [A-Za-z0-9_\-/.]+)*$")
_FRACTION = re.compile(r"^\d{1,9}/\d{1,9}$")
_NOTHING = frozenset({"", "~", "null"})
_RESERVED = frozenset({"true", "false", "null", "yes", "no", "on", "off"})


@dataclass(frozen=True)
class Removed:
    """Stands for a part that is to be taken out."""


REMOVED = Removed()


def rewrite(text: str, changes: Mapping[Path, object]) -> str:
    """Change values in a YAML text, one document and a mapping, and nothing else.

    Parameters
    ----------
    changes
        Path → plain value, or :data:`REMOVED`. Mappings on the way that are missing are made.

    Raises
    ------
    ScenarioError
        If the text is no YAML, or a value cannot be changed in place (it is shared by an alias,
        or the way to it leads through something that is no mapping); the fix says so.
    """
    try:
        expected: Any = copy.deepcopy(read_yaml(text, "").content)
    except UnreadableError as error:
        raise error.at() from None
    # The parser tells where a node's characters begin and end, and only these are replaced. Nothing
    # proves that the rest still means what it did: an indent, a comment, a bracket may be in the
    # way. So the plain content is changed beside it, and the two must agree in the end.
    for given, value in changes.items():
        path = option_place(expected, given, value)
        text = _changed(text, path, value)
        _apply(expected, path, value)
    try:
        found = read_yaml(text, "").content
    except UnreadableError:
        found = None
    if found != expected:
        raise _refusal(next(iter(changes)), "the value is not written in a way that can be edited")
    return text


def _refusal(path: Path, message: str) -> ScenarioError:
    fix = "Change it in the file with a text editor."
    return ScenarioError([Problem("not-editable", message, fix, field=dotted(path))])


def _apply(content: Any, path: Path, value: object) -> None:  # noqa: ANN401
    for step in path[:-1]:
        if isinstance(value, Removed) and isinstance(content, dict) and step not in content:
            return
        if isinstance(content, dict) and not isinstance(content.get(step), dict | list):
            content[step] = {}
        content = content[step]
    if isinstance(value, Removed):
        content.pop(path[-1], None)
    else:
        content[path[-1]] = value


def flow(value: object) -> str:
    """Write a plain value as YAML in one line."""
    if isinstance(value, Mapping):
        inner = ", ".join(f"{_scalar(str(k))}: {flow(v)}" for k, v in value.items())
        return f"{{{inner}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(flow(item) for item in value)}]"
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, float):
        return f"{value:.12g}" if value != int(value) else f"{value:.0f}"
    if isinstance(value, int):
        return str(value)
    return _scalar(str(value))


def _scalar(text: str) -> str:
    plain = _PLAIN.match(text) and text.lower() not in _RESERVED and not text.endswith(".")
    if plain or _FRACTION.match(text):
        return text
    return json.dumps(text, ensure_ascii=False)


def _changed(text: str, path: Path, value: object) -> str:
    # Follow the path as far as it is written. What is there is replaced or taken out, character by
    # character; of what is missing the deepest part that is there gets one new entry.
    node, depth = _compose(text), 0
    parent = key = None
    while depth < len(path):
        inner_key, inner = _child(node, path[depth])
        if inner is None:
            break
        _check_own(node, inner, path[: depth + 1])
        parent, key, node = node, inner_key, inner
        depth += 1
    if depth == len(path):
        if isinstance(value, Removed):
            return _without(text, parent, key, node)
        return _replaced(text, key, node, value)
    if isinstance(value, Removed):
        return text
    for step in reversed(path[depth + 1 :]):
        value = {step: value}
    if key is not None and type(node).__name__ == "ScalarNode" and node.value in _NOTHING:
        return _replaced(text, key, node, {path[depth]: value})
    return _added(text, node, str(path[depth]), value, path)


def _compose(text: str) -> Any:  # noqa: ANN401  (the parser's nodes have no types)
    from ruamel.yaml import YAML

    return YAML(typ="safe", pure=True).compose(text)


def _child(node: Any, step: str | int) -> tuple[Any, Any]:  # noqa: ANN401
    kind = type(node).__name__
    if kind == "MappingNode":
        for key, value in node.value:
            if key.value == str(step):
                return key, value
    elif kind == "SequenceNode" and isinstance(step, int) and 0 <= step < len(node.value):
        return None, node.value[step]
    return None, None


def _check_own(parent: Any, node: Any, path: Path) -> None:  # noqa: ANN401
    """Refuse a value that is written elsewhere and only named here."""
    inside = parent.start_mark.index <= node.start_mark.index < parent.end_mark.index
    if not inside or node.anchor is not None:
        raise _refusal(path, "the value is shared by several places with & and *")


def _end(node: Any, text: str) -> int:  # noqa: ANN401
    """Place after the last character of a node, without the comments and lines that follow."""
    if type(node).__name__ == "ScalarNode":
        end = int(node.end_mark.index)
        return len(text[:end].rstrip()) if node.style in {"|", ">"} else end
    if node.flow_style or not node.value:
        return int(node.end_mark.index)
    # a block's own end mark lies behind the comments and blank lines below it, its last leaf's not
    last = node.value[-1]
    return _end(last[1] if isinstance(last, tuple) else last, text)


def _end_of_entry(text: str, key: Any, node: Any) -> int:  # noqa: ANN401
    """Place after a key and its value; nothing may stand for the value."""
    colon = text.index(":", key.end_mark.index) + 1
    end = _end(node, text)
    return end if text[colon:end].strip() and text[node.start_mark.index : end].strip() else colon


def _replaced(text: str, key: Any, node: Any, value: object) -> str:  # noqa: ANN401
    start, end = node.start_mark.index, _end(node, text)
    if key is not None:
        colon = text.index(":", key.end_mark.index) + 1
        if not text[start:end].strip():
            return f"{text[:colon]} {flow(value)}{text[colon:]}"  # nothing stood there
        if "\n" in text[colon:start]:
            # a block below its key becomes one line beside it; a comment between stays
            between = text[colon:start].rstrip()
            return f"{text[:colon]} {flow(value)}{between}{text[end:]}"
    return f"{text[:start]}{flow(value)}{text[end:]}"


def _without(text: str, parent: Any, key: Any, node: Any) -> str:  # noqa: ANN401
    if key is None:
        raise _refusal((), "an item of a list is not taken out alone")
    start, end = key.start_mark.index, _end_of_entry(text, key, node)
    if parent.flow_style:
        after = re.compile(r"\s*,\s*").match(text, end)
        if after is not None:
            return text[:start] + text[after.end() :]
        before = text[:start].rstrip()
        return before.removesuffix(",") + text[end:]
    if len(parent.value) == 1:
        # a block mapping that would be left without any line
        return _emptied(text, parent, end)
    line = text.rindex("\n", 0, start) + 1 if "\n" in text[:start] else 0
    stop = text.find("\n", end)
    return text[:line] + (text[stop + 1 :] if stop >= 0 else "")


def _emptied(text: str, parent: Any, end: int) -> str:  # noqa: ANN401
    start = parent.start_mark.index
    before = text[:start].rstrip()
    return f"{before} {{}}{text[end:]}"


def _added(text: str, parent: Any, key: str, value: object, path: Path) -> str:  # noqa: ANN401
    kind = type(parent).__name__
    entry = f"{_scalar(key)}: {flow(value)}"
    if kind != "MappingNode":
        raise _refusal(path, "the way to it leads through something that is no mapping")
    if parent.flow_style:
        close = parent.end_mark.index - 1
        before = text[:close].rstrip()
        gap = "" if before.endswith(("{", ",")) else ", "
        gap = " " if before.endswith(",") else gap
        return f"{before}{gap}{entry}{text[close:]}"
    last_key, last = parent.value[-1]
    end = _end_of_entry(text, last_key, last)
    end = len(text[:end].rstrip())
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    indent = " " * parent.value[0][0].start_mark.column
    newline = "\r\n" if text[:stop].endswith("\r") else "\n"
    head = text[:stop].removesuffix("\r")
    tail = text[len(head) :]
    return f"{head}{newline}{indent}{entry}{tail}"
