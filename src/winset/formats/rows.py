"""Tables as rows of text, from CSV files and workbooks, and back."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from winset.formats.foreign_file import LARGEST_FILE, ForeignFile, label

Row = list[str]

_LARGEST_WORKBOOK = 8 * LARGEST_FILE  # unpacked, in bytes


def read_rows(file: ForeignFile) -> list[Row]:
    """Read a ``.csv`` file, or the first sheet of a ``.xlsx`` file; the first row is line 1.

    Raises
    ------
    ScenarioError
        If the file is no such file, or too large.
    """
    return _workbook_rows(file) if file.path.suffix.lower() == ".xlsx" else csv_rows(file)


def header_of(rows: Sequence[Row]) -> Row:
    """Take the first row as headings, stripped, without empty ones at its end."""
    header = [cell.strip() for cell in rows[0]] if rows else []
    while header and not header[-1]:
        header.pop()
    return header


def rows_below(file: ForeignFile, rows: Sequence[Row], width: int) -> Iterator[tuple[int, Row]]:
    """Yield each row below the header with its line, blank ones left out.

    Cells are stripped, and as many as ``width``; a row that has more is noted.
    """
    for line, row in enumerate(rows[1:], start=2):
        cells = [cell.strip() for cell in row] + [""] * (width - len(row))
        if any(cells[width:]):
            fix = "Quote commas."
            file.report("table-width", "the row is longer than the header", fix, line=line)
        if any(cells):
            yield line, cells[:width]


def csv_rows(file: ForeignFile) -> list[Row]:
    """Read comma-separated rows, quoted where need be."""
    text = file.text()
    try:
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        file.refuse("csv-malformed", f"not usable CSV: {error}", "Save it as comma-separated.")


def _workbook_rows(file: ForeignFile) -> list[Row]:
    """Read the first sheet's values; a zip bomb is refused before it is unpacked."""
    from openpyxl import load_workbook

    content = file.content()
    fix = "Save it as .xlsx anew, or as CSV."
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except Exception as error:  # a broken archive raises half a dozen kinds of error
        file.refuse("xlsx-malformed", f"not a workbook: {error}", fix)
    if unpacked > _LARGEST_WORKBOOK:
        file.refuse("file-too-large", "the workbook unpacks to too much", "Save it as CSV.")
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        rows = [[_cell(v) for v in row] for row in book.worksheets[0].iter_rows(values_only=True)]
        book.close()
    except Exception as error:  # openpyxl lets out whatever zip, zlib and XML readers raise
        file.refuse("xlsx-malformed", f"not a usable workbook: {error}", fix)
    return rows


def _cell(value: object) -> str:
    return "" if value is None else label(value)


def write_rows(rows: Sequence[Sequence[str | float]], path: Path, *, sheet: str = "table") -> None:
    """Write rows as a ``.xlsx`` workbook of one sheet, or else as CSV."""
    if path.suffix.lower() == ".xlsx":
        _write_workbook(rows, path, sheet)
        return
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)


def _write_workbook(rows: Sequence[Sequence[str | float]], path: Path, name: str) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet(name)
    for row in rows:
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=value)
            if isinstance(value, str):
                cell.data_type = "s"  # an option called =SUM(…) is a name, not a formula
            cells.append(cell)
        sheet.append(cells)
    book.save(path)
