"""YAML text to plain Python, remembering the line of every part.

The parser's events are turned into lists and mappings here instead of by the library's own
constructor: events come without recursion, so hostile nesting and aliases are met by counting, and
every duplicate key and forbidden tag of a file is found in one pass.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import Any

from winset.phrases import as_written
from winset.scenario.source_places import Finding, Path, Place, Places, UnreadableError

MAX_NODES = 200_000
MAX_DEPTH = 60

_NULL = re.compile(r"^(~|null|Null|NULL|)$")
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"^[-+]?[0-9]+$|^0o[0-7]+$|^0x[0-9a-fA-F]+$")
_FLOAT = re.compile(r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$")
_NOT_FINITE = re.compile(r"^[-+]?\.(inf|Inf|INF)$|^\.(nan|NaN|NAN)$")
_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null")}
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Tree:
    """What a YAML text says."""

    content: object
    """Lists, mappings with text keys, text, numbers, booleans and None."""
    places: Places
    """The line of every part."""
    findings: tuple[Finding, ...]
    """Errors that still let the rest be read."""


def read_yaml(text: str, file: str) -> Tree:
    """Read one YAML 1.2 document; the file's name is for the places.

    Raises
    ------
    UnreadableError
        If it is no YAML, holds several documents, nests or expands beyond reason.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    builder = _Builder(file)
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            builder.take(event)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark is not None else None
        raise UnreadableError(_invalid(file, line, error.problem or error.context or "")) from None
    except YAMLError as error:
        position = getattr(error, "position", 0)
        line = text.count("\n", 0, position) + 1
        raise UnreadableError(_invalid(file, line, _first_clause(error))) from None
    except (ValueError, OverflowError, TypeError, AttributeError, IndexError, AssertionError):
        # the parser lets Python's own errors through on some malformed escapes and directives
        line = builder.last_line
        raise UnreadableError(_invalid(file, line, "malformed escape or directive")) from None
    return Tree(builder.content, builder.places, tuple(builder.findings))


def _invalid(file: str, line: int | None, problem: str) -> Finding:
    fix = "Check indentation, brackets, quotation marks and colons here and in the line above."
    return Finding("invalid-yaml", (), f"not valid YAML: {problem}", fix, place=Place(file, line))


def _first_clause(error: Exception) -> str:
    return str(error).splitlines()[0].split(":")[0]


@dataclass
class _Frame:
    """A list or mapping that is still open."""

    node: dict[str, Any] | list[Any]
    path: Path
    line: int
    anchor: str | None
    key: str | None = None
    lines: dict[str, int] = field(default_factory=dict)
    size: int = 1
    height: int = 1


@dataclass(frozen=True)
class _Built:
    """A finished value with what an alias to it would cost."""

    value: Any
    text: str | None = None
    size: int = 1
    height: int = 0


class _Builder:
    def __init__(self, file: str) -> None:
        self.file = file
        self.content: object = None
        self.places = Places(Place(file, 1))
        self.findings: list[Finding] = []
        self.last_line = 1
        self._frames: list[_Frame] = []
        self._anchors: dict[str, _Built | None] = {}
        self._documents = 0
        self._nodes = 0

    def take(self, event: Any) -> None:  # noqa: ANN401  (the parser's events have no types)
        kind = type(event).__name__
        if event.start_mark is not None:
            self.last_line = event.start_mark.line + 1
        if kind == "ScalarEvent":
            self._close(event.anchor, self._scalar(event), self.last_line)
        elif kind in {"MappingStartEvent", "SequenceStartEvent"}:
            self._open({} if kind == "MappingStartEvent" else [], event)
        elif kind in {"MappingEndEvent", "SequenceEndEvent"}:
            frame = self._frames.pop()
            built = _Built(frame.node, None, frame.size, frame.height)
            self._close(frame.anchor, built, frame.line)
        elif kind == "AliasEvent":
            self._close(None, self._alias(event.anchor), self.last_line)
        elif kind == "DocumentStartEvent":
            self._documents += 1
            if self._documents > 1:
                fix = "Keep one document a file; remove the line “---”."
                raise self._refusal("several-documents", "a second document begins here", fix)

    def _open(self, node: dict[str, Any] | list[Any], event: Any) -> None:  # noqa: ANN401
        self._count(1)
        self._check_depth(1)
        if event.tag is not None and not event.implicit:
            self._forbidden_tag(event.tag)
        if event.anchor is not None:
            self._anchors[event.anchor] = None  # known, but not finished: an alias within is a loop
        self._frames.append(_Frame(node, self._path(), self.last_line, event.anchor))

    def _path(self) -> Path:
        if not self._frames:
            return ()
        frame = self._frames[-1]
        if isinstance(frame.node, list):
            return (*frame.path, len(frame.node))
        return (*frame.path, frame.key if frame.key is not None else "?")

    def _close(self, anchor: str | None, built: _Built, line: int) -> None:
        if anchor is not None:
            self._anchors[anchor] = built
        if not self._frames:
            self.content = built.value
            return
        # An alias costs as much as the value it names, however often that was shared before: so a
        # “billion laughs” is met by adding up sizes, long before anything is written out.
        frame = self._frames[-1]
        frame.size += built.size
        frame.height = max(frame.height, built.height + 1)
        if isinstance(frame.node, list):
            self.places.put((*frame.path, len(frame.node)), Place(self.file, line))
            frame.node.append(built.value)
        elif frame.key is None:
            # In a mapping every second value is a key, and the key's line is the line of the part:
            # a value below it may begin lines later, where nobody would look for it.
            frame.key = self._key(frame, built, line)
        else:
            frame.node.setdefault(frame.key, built.value)
            frame.key = None

    def _key(self, frame: _Frame, built: _Built, line: int) -> str:
        if built.text is None:
            fix = "Write a name before the colon; put text with brackets in quotation marks."
            self._note("not-a-key", frame.path, "a list or mapping stands as a key", fix, line)
            return "?"
        key = built.text
        if key == "<<":
            fix = "Write the keys out; only whole values can be shared with & and *."
            self._note("merge-key", frame.path, "“<<” is not part of YAML 1.2", fix, line)
        elif key in frame.lines:
            shown, first = as_written(key), frame.lines[key]
            message = f"“{shown}” is written twice; it already stands in line {first}"
            fix = "Remove or rename one of them."
            self._note("duplicate-key", (*frame.path, key), message, fix, line)
        frame.lines.setdefault(key, line)
        self.places.put((*frame.path, key), Place(self.file, line))
        return key

    def _scalar(self, event: Any) -> _Built:  # noqa: ANN401
        self._count(1)
        text, tag = str(event.value), event.tag
        if _SURROGATE.search(text):
            fix = "Write the character itself instead of an escape."
            self._note("not-text", self._path(), "half of a surrogate pair", fix, self.last_line)
            text = _SURROGATE.sub("?", text)
        if event.implicit[0]:
            return _Built(_plain(text), text)
        if tag is None or str(tag) in _TAGS or str(tag) == "!":
            typed = _plain(text) if tag and not str(tag).endswith((":str", "!")) else text
            return _Built(typed, text)
        self._forbidden_tag(tag)
        return _Built(None, text)

    def _alias(self, name: str) -> _Built:
        built = self._anchors.get(name)
        if built is None:
            around = name in self._anchors
            message = (
                f"“*{name}” stands inside the very value it names"
                if around
                else (f"“*{name}” names nothing written above")
            )
            fix = f"Write the value out, or mark one above with “&{name}”."
            raise self._refusal("bad-alias", message, fix)
        self._count(built.size)
        self._check_depth(built.height)
        return built

    def _count(self, nodes: int) -> None:
        self._nodes += nodes
        if self._nodes > MAX_NODES:
            message = f"more than {MAX_NODES:,} values once aliases are written out"
            fix = "Put members of bodies in CSV files and use fewer aliases."
            raise self._refusal("too-large", message, fix)

    def _check_depth(self, more: int) -> None:
        if len(self._frames) + more > MAX_DEPTH:
            message = f"nested more than {MAX_DEPTH} levels deep"
            raise self._refusal("too-deep", message, "Write flatter rules and values.")

    def _forbidden_tag(self, tag: object) -> None:
        name = str(tag).replace("tag:yaml.org,2002:", "!!")
        message = f"the tag “{as_written(name)}” is not allowed"
        fix = "Remove the tag; write plain text, numbers, lists and mappings."
        self._note("forbidden-tag", self._path(), message, fix, self.last_line)

    def _note(self, code: str, path: Path, message: str, fix: str, line: int) -> None:
        self.findings.append(Finding(code, path, message, fix, place=Place(self.file, line)))

    def _refusal(self, code: str, message: str, fix: str) -> UnreadableError:
        place = Place(self.file, self.last_line)
        return UnreadableError(
            *self.findings, Finding(code, self._path(), message, fix, place=place)
        )


def _plain(text: str) -> str | int | float | bool | None:
    """Resolve a plain scalar by the YAML 1.2 core schema."""
    if text in _BOOL:
        return _BOOL[text]
    if _NULL.match(text):
        return None
    if _INT.match(text):
        base = {"0o": 8, "0x": 16}.get(text[:2], 10)
        return int(text, base) if len(text) <= 300 else math.inf
    if _FLOAT.match(text):
        return float(text)
    if _NOT_FINITE.match(text):
        return float(text.replace(".", "", 1))
    return text
