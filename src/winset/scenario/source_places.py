"""Where in the analyst's files each part of a scenario was written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from winset.errors import Problem, ScenarioError

Path = tuple[str | int, ...]
"""Keys and list positions that lead to a part: ``("actors", "putin", "role")``."""

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Place:
    """A spot in a file."""

    file: str = ""
    """The file, as its path was given."""
    line: int | None = None
    """Counted from 1; None in a workbook."""
    cell: str = ""
    """What narrows the spot down in a table: ``column influence`` or ``actors!C5``."""


@dataclass
class Places:
    """The place of every part that was written, by its path."""

    whole: Place = Place()
    parts: dict[Path, Place] = field(default_factory=dict)

    def put(self, path: Path, place: Place) -> None:
        """Remember where a part stands; of two with one path the first counts."""
        self.parts.setdefault(path, place)

    def find(self, path: Path) -> Place:
        """Return the place of a part, or else of the nearest part around it."""
        while path:
            place = self.parts.get(path)
            if place is not None:
                return place
            path = path[:-1]
        return self.whole


@dataclass(frozen=True)
class Finding:
    """A `Problem` that still names its part by path, so that it can be placed in any file."""

    code: str
    path: Path
    """The part it concerns; empty for the whole."""
    message: str
    fix: str
    value: str = ""
    severity: Severity = "error"
    place: Place | None = None
    """Where it stands, if that is known better than by ``path``."""

    def located(self, places: Places) -> Problem:
        """Turn into a problem with file and line."""
        place = self.place or places.find(self.path)
        return Problem(
            code=self.code,
            message=self.message,
            fix=self.fix,
            file=place.file,
            line=place.line,
            field=": ".join(p for p in (place.cell, dotted(self.path)) if p),
            value=self.value,
            severity=self.severity,
        )


class UnreadableError(Exception):
    """A file, or a part of it, that cannot be read at all; carries what was found."""

    def __init__(self, *findings: Finding) -> None:
        self.findings = findings
        super().__init__("; ".join(f.message for f in findings))

    def at(self, file: str = "") -> ScenarioError:
        """Return the error a caller hears; what has no place of its own stands in ``file``."""
        return ScenarioError([f.located(Places(Place(file))) for f in self.findings])


def value_at(content: object, path: Path) -> object:
    """Return what stands at a path of plain mappings and lists; None where nothing does."""
    found: Any = content
    for step in path:
        try:
            found = found[step]
        except (KeyError, IndexError, TypeError):
            return None
    value: object = found
    return value


def dotted(path: Sequence[str | int]) -> str:
    """Write a path the way messages and ``with_changes`` do: ``actors.putin.role``."""
    return ".".join(str(step) for step in path)
