"""Reading other people's tables: named errors, counted notes, days as whole numbers.

A day is its proleptic Gregorian ordinal (``datetime.date.toordinal``), so that differences are
days and nothing has a time zone.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from winset.arrays import Integers
from winset.errors import WinsetError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

Row = dict[str, str]
"""One line of a file: column → what stands in it."""

DAYS_PER_YEAR = 365.25
NO_DAY = 0
"""Stands for "no date" in arrays of days; ordinals begin at 1."""


class SourceFileError(WinsetError):
    """A data file is absent, of another version, or not laid out as its codebook says."""


@dataclass(frozen=True)
class Note:
    """Something about a data file that was mended, dropped or worth knowing, with its count."""

    code: str
    """Stable name of the rule (``end-before-begin``)."""
    message: str
    """What was found and what was done about it."""
    count: int
    """Rows, agreements or spells concerned."""

    def __str__(self) -> str:
        """Render as ``code (count): message``."""
        return f"{self.code} ({self.count}): {self.message}"


class NoteBook:
    """Collects notes while a file is read, adding up the counts of each rule."""

    def __init__(self) -> None:
        self._notes: dict[tuple[str, str], int] = {}

    def add(self, code: str, message: str, count: int = 1) -> None:
        """Count ``count`` more cases of one rule; nothing is kept of a count of zero."""
        if count:
            key = (code, message)
            self._notes[key] = self._notes.get(key, 0) + count

    def notes(self) -> tuple[Note, ...]:
        """Return what was collected, in order of first appearance."""
        return tuple(Note(code, message, n) for (code, message), n in self._notes.items())


def read_rows(
    path: Path, columns: Sequence[str], *, encoding: str = "utf-8", versions: Sequence[str] = ()
) -> list[Row]:
    """Read a comma-separated file whose header must name all of ``columns``.

    Parameters
    ----------
    path, columns, encoding
        The file, the columns that are read, and how its text is coded.
    versions
        What its column ``version`` may hold, where it has one: those whose codes were checked.

    Raises
    ------
    SourceFileError
        If the file is absent, empty, of another version, or lacks a column; the message names
        every missing one.
    """
    if not path.is_file():
        raise SourceFileError(
            f"{path.name} is not in {path.parent}. Get it from its publisher: "
            "`winset data` says where."
        )
    with path.open(encoding=encoding, newline="") as handle:
        reader = csv.DictReader(handle)
        header = [name.strip() for name in reader.fieldnames or []]
        reader.fieldnames = header
        missing = [name for name in columns if name not in header]
        if missing:
            raise SourceFileError(
                f"{path.name} lacks the columns {', '.join(missing)}: another version or another "
                "file. Use the version that `winset data` names, unchanged."
            )
        rows = list(reader)
    if not rows:
        raise SourceFileError(f"{path.name} has a header and no rows. Get the file again.")
    others = sorted({row["version"].strip() for row in rows} - set(versions)) if versions else []
    if others:
        raise SourceFileError(
            f"{path.name} says version {', '.join(others[:3])}; codes were checked against "
            f"{' or '.join(versions)} only. Get that version, or extend the loader and its tests."
        )
    return rows


def read_records(
    path: Path,
    columns: Sequence[str],
    read: Callable[[Row, NoteBook], tuple[int, ...] | None],
    *,
    encoding: str = "latin-1",
    versions: Sequence[str] = (),
) -> tuple[Integers, NoteBook]:
    """Read a file row by row into whole numbers, one record a row that can be used.

    Parameters
    ----------
    path, columns, encoding, versions
        As in `read_rows`.
    read
        Reads one row; None, with a note, for one that cannot be used.

    Returns
    -------
    table : (records, values)
    book
        What was dropped or mended.

    Raises
    ------
    SourceFileError
        As `read_rows`.
    """
    book = NoteBook()
    rows = read_rows(path, columns, encoding=encoding, versions=versions)
    records = [record for row in rows if (record := read(row, book)) is not None]
    return np.array(records, dtype=np.int64), book


def number(text: str | None) -> float | None:
    """Read a cell as a number; None where it is empty or a label."""
    if text is None:
        return None
    try:
        return float(text)
    except ValueError:
        return None


def code(text: str | None, unknown: int = -1) -> int:
    """Read a cell as a whole-number code, ``unknown`` where it is empty or a label."""
    value = number(text)
    return unknown if value is None else int(value)


def day_of(year: float | None, month: float | None, day: float | None) -> int:
    """Return the ordinal of a date given in three parts, or ``NO_DAY`` if it is not a date."""
    if year is None or month is None or day is None:
        return NO_DAY
    try:
        return dt.date(int(year), int(month), int(day)).toordinal()
    except ValueError:
        return NO_DAY


def day_from_iso(text: str) -> int:
    """Return the ordinal of ``YYYY-MM-DD``, or ``NO_DAY`` if it is anything else."""
    try:
        return dt.date.fromisoformat(text.strip()).toordinal()
    except ValueError:
        return NO_DAY


def year_of(day: int) -> int:
    """Return the calendar year of an ordinal."""
    return dt.date.fromordinal(day).year


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, as hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
