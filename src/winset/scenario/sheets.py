"""Tables as rows of cells, whether they come from a CSV file or a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from winset.scenario.files import read_text
from winset.scenario.source_places import Finding, Place, UnreadableError

Cell = str | int | float | bool | None
"""What stands in a cell; None if it is empty."""

MAX_COLUMNS = 500
_DELIMITERS = ",;\t"


@dataclass(frozen=True)
class SheetRow:
    """One row of a table: its line, counted from 1, and a cell for every column."""

    line: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """A table with a header."""

    file: str
    """The file it comes from."""
    name: str
    """Name of the sheet in a workbook, "" for a CSV file."""
    header: tuple[str, ...]
    """Names of the columns."""
    rows: tuple[SheetRow, ...]
    """The rows below the header, blank ones left out."""

    def place(self, line: int, column: int | None = None) -> Place:
        """Return the place of a cell, or of a row where no column is given."""
        if self.name:
            letters = "" if column is None else column_letters(column)
            return Place(self.file, None, f"{self.name}!{letters}{line}")
        return Place(self.file, line, "" if column is None else f"column {self.header[column]}")

    def column(self, name: str) -> int | None:
        """Return the number of a column, counted from 0, None if there is none of that name."""
        return self.header.index(name) if name in self.header else None


def column_letters(column: int) -> str:
    """Name a column, counted from 0, the way spreadsheets do: 0 → A, 26 → AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def read_csv(path: Path, limit: int) -> Sheet:
    """Read a CSV file: UTF-8, a header, and commas, semicolons or tabs between the cells.

    Raises
    ------
    UnreadableError
        If it is larger than the limit in bytes, cannot be read, has no header, or a row has more or
        fewer cells than the header.
    """
    text = read_text(path, limit)
    lines = list(_records(text, str(path)))
    if not lines:
        fix = "Write a header and at least one row."
        raise UnreadableError(
            Finding("empty-table", (), "the file is empty", fix, place=Place(str(path), 1))
        )
    header = tuple(name.strip() for name in lines[0][1])
    ragged = list(_ragged(lines, str(path))) + list(headings(header, lines[0][0], str(path)))
    if ragged:
        raise UnreadableError(*ragged)
    rows = tuple(
        SheetRow(line, tuple(c.strip() or None for c in cells)) for line, cells in lines[1:]
    )
    return Sheet(str(path), "", header, rows)


def _records(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begin = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begin, cells
            begin = reader.line_num + 1
    except csv.Error as error:
        fix = "Check quotation marks; double one that stands inside a quoted cell."
        message, place = f"not valid CSV: {error}", Place(file, begin)
        raise UnreadableError(Finding("invalid-csv", (), message, fix, place=place)) from None


def _ragged(lines: list[tuple[int, list[str]]], file: str) -> Iterator[Finding]:
    width = len(lines[0][1])
    for line, cells in lines[1:]:
        if len(cells) != width:
            message = f"{len(cells)} cells under {width} columns"
            fix = "Give every row as many cells as the header; quote a cell that holds a comma."
            yield Finding("ragged-row", (), message, fix, place=Place(file, line))


def headings(header: tuple[str, ...], line: int, file: str, name: str = "") -> Iterator[Finding]:
    """Yield what is wrong with the names of the columns in a line of a file, or of a sheet."""
    place = Place(file, None, f"{name}!{line}") if name else Place(file, line)
    if len(header) > MAX_COLUMNS:
        message = f"more than {MAX_COLUMNS} columns"
        yield Finding("too-large", (), message, "Remove columns that are not needed.", place=place)
    first: set[str] = set()
    for i, column in enumerate(header):
        if not column:
            message = f"column {i + 1} has no name"
            yield Finding("unnamed-column", (), message, "Name or remove it.", place=place)
        elif column in first:
            message = f"the column “{column}” stands twice"
            yield Finding("duplicate-column", (), message, "Keep one of them.", place=place)
        first.add(column)
