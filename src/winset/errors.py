"""Everything winset refuses, as exceptions a caller can catch by one name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence


class WinsetError(Exception):
    """Base of every error winset raises on purpose; the command line turns it into exit code 2."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong, or doubtful, in an analyst's files."""

    code: str
    """Stable name of the rule that was broken, as listed in the docs (``unknown-actor``)."""
    message: str
    """What is wrong, naming the culprits."""
    fix: str
    """What to write instead."""
    file: str = ""
    line: int | None = None
    """``file``, ``line``: where; ``line`` counts from 1 and is None where the file has no lines (a
    workbook cell is then part of ``field``)."""
    field: str = ""
    """Dotted path of the field, ``actors.us_senate.stances.territory.position``."""
    value: str = ""
    """The offending value, shortened, as the analyst wrote it."""
    severity: Literal["error", "warning"] = "error"
    """An ``error`` stops the reading; a ``warning`` is shown and carried with the scenario."""

    def __str__(self) -> str:
        """Render as ``file:line: field: message (value) → fix``."""
        where = self.file + (f":{self.line}" if self.line is not None else "")
        parts = [p for p in (where, self.field) if p]
        value = f" [{self.value}]" if self.value else ""
        return ": ".join([*parts, f"{self.message}{value}. {self.fix}".strip()])


class ScenarioError(WinsetError):
    """A scenario, or a file it names, can't be used; carries every problem found, not the first.

    Attributes
    ----------
    problems
        The errors, in the order of the file.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(p) for p in self.problems))


class TooLargeError(WinsetError):
    """The package space is too large for the method asked for; says what to do instead."""
