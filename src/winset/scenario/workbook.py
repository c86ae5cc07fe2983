"""Workbooks (.xlsx) as sheets of cells, refusing hostile ones before they are opened."""

from __future__ import annotations

import datetime as dt
import io
import warnings
import zipfile
import zlib
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any

from winset.phrases import quoted
from winset.scenario.files import read_bytes
from winset.scenario.sheets import MAX_COLUMNS, Cell, Sheet, SheetRow, column_letters, headings
from winset.scenario.source_places import Finding, Place, UnreadableError

MAX_BYTES = 20_000_000
MAX_EXPANDED = 100_000_000
MAX_PARTS = 2_000
MAX_ROWS = 20_000
MAX_SHEETS = 50

_BROKEN = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    EOFError,
    zlib.error,
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DECLARATIONS = tuple(
    declaration.encode(encoding)
    for declaration in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)


def read_workbook(path: Path, wanted: Container[str]) -> dict[str, Sheet]:
    """Read the wanted tables of an ``.xlsx`` file by their names, stripped and in lower case.

    Formulas count with the value they had when the file was last saved.

    Raises
    ------
    UnreadableError
        If it is no workbook, encrypted, expands beyond reason, declares XML entities, has no sheet
        ``actors``, or a formula has no value.
    """
    content = read_bytes(path, MAX_BYTES)
    _inspect(content, str(path))
    import openpyxl

    try:
        with warnings.catch_warnings():
            # about charts, styles and validations that no number depends on
            warnings.simplefilter("ignore")
            values, formulas = (
                openpyxl.load_workbook(
                    io.BytesIO(content), read_only=True, data_only=only, keep_links=False
                )
                for only in (True, False)
            )
            sheets = dict(_sheets(values, formulas, str(path), wanted))
    except UnreadableError:
        raise
    except Exception as error:  # openpyxl meets a malformed part with any of Python's errors
        fix = "Open it in a spreadsheet program and save it again as .xlsx."
        message = f"not a readable workbook ({type(error).__name__})"
        raise UnreadableError(_found("bad-workbook", message, fix, str(path))) from None
    if "actors" not in sheets:
        message = f"there is no table “actors”, only {quoted(values.sheetnames)}"
        fix = "Name the sheet of the actors “actors”; its first row names the columns."
        raise UnreadableError(_found("missing-table", message, fix, str(path)))
    return sheets


def _found(code: str, message: str, fix: str, file: str, cell: str = "") -> Finding:
    return Finding(code, (), message, fix, place=Place(file, None, cell))


def _inspect(content: bytes, file: str) -> None:
    fix = "Save it as .xlsx, without a password."
    if content.startswith(_OLE):
        message = "an old .xls file, or encrypted"
        raise UnreadableError(_found("bad-workbook", message, fix, file))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _inspect_parts(archive, file)
    except _BROKEN:
        raise UnreadableError(_found("bad-workbook", "not a workbook", fix, file)) from None


def _inspect_parts(archive: zipfile.ZipFile, file: str) -> None:
    parts = archive.infolist()
    expanded = sum(part.file_size for part in parts)
    if expanded > MAX_EXPANDED or len(parts) > MAX_PARTS:
        message = f"expands to more than {MAX_EXPANDED // 10**6} MB or {MAX_PARTS} parts"
        fix = "Keep only the sheets winset reads."
        raise UnreadableError(_found("too-large", message, fix, file))
    for part in parts:
        if part.filename.endswith((".xml", ".rels", ".vml")):
            xml = archive.read(part)
            if any(declaration in xml for declaration in _DECLARATIONS):
                fix = "Save it again with a spreadsheet program; those never write any."
                message = f"“{part.filename}” declares XML entities"
                raise UnreadableError(_found("bad-workbook", message, fix, file))


def _sheets(
    values: Any,  # noqa: ANN401  (openpyxl's two kinds of workbook)
    formulas: Any,  # noqa: ANN401
    file: str,
    wanted: Container[str],
) -> Iterator[tuple[str, Sheet]]:
    problems: list[Finding] = []
    found: set[str] = set()
    for title in values.sheetnames[:MAX_SHEETS]:
        name, sheet = title.strip().lower(), values[title]
        if name not in wanted or not hasattr(sheet, "iter_rows"):
            continue  # other tables, and sheets that are only a chart
        if name in found:
            fix = "Keep one of them."
            problems.append(_found("duplicate-key", f"two sheets “{name}”", fix, file, title))
        found.add(name)
        rows = list(_rows(sheet, formulas[title], file, problems))
        if rows:
            header = tuple("" if c is None else str(c).strip() for c in rows[0].cells)
            last = max((i for i, column in enumerate(header) if column), default=-1) + 1
            problems += _beyond(rows, last, title, file)
            problems += headings(header[:last], rows[0].line, file, title)
            cut = tuple(SheetRow(row.line, row.cells[:last]) for row in rows[1:])
            yield name, Sheet(file, title, header[:last], cut)
    if problems:
        raise UnreadableError(*problems)


def _beyond(rows: list[SheetRow], last: int, name: str, file: str) -> Iterator[Finding]:
    for row in rows[1:]:
        if any(cell is not None for cell in row.cells[last:]):
            fix = "Give every column a name in the first row."
            message = "a cell right of the last named column"
            yield _found("ragged-row", message, fix, file, f"{name}!{row.line}")


def _rows(
    sheet: Any,  # noqa: ANN401
    formulas: Any,  # noqa: ANN401
    file: str,
    problems: list[Finding],
) -> Iterator[SheetRow]:
    for each in (sheet, formulas):
        each.reset_dimensions()  # the size a file states need not be true
    bounds = {"max_row": MAX_ROWS + 1, "max_col": MAX_COLUMNS, "values_only": True}
    pairs = zip(sheet.iter_rows(**bounds), formulas.iter_rows(**bounds), strict=True)
    for line, (row, written) in enumerate(pairs, start=1):
        if line > MAX_ROWS and any(cell is not None for cell in written):
            fix = "Keep one row an actor; put members of bodies in CSV files."
            message = f"more than {MAX_ROWS:,} rows"
            raise UnreadableError(_found("too-large", message, fix, file, sheet.title))
        if written.count(None) == len(written):
            continue
        for i, (value, formula) in enumerate(zip(row, written, strict=True)):
            if formula is not None:
                spot = f"{sheet.title}!{column_letters(i)}{line}"
                problems += _formula_problem(value, formula, file, spot)
        cells = tuple(_cell(value) for value in row)
        if any(cell is not None for cell in cells):
            yield SheetRow(line, cells)


def _formula_problem(value: object, formula: object, file: str, spot: str) -> Iterator[Finding]:
    if value is None:
        fix = "Open and save the workbook in a spreadsheet program, or write the number."
        message = "the formula has no value saved with it"
        yield _found("formula-without-value", message, fix, file, spot)
    elif isinstance(value, str) and value.startswith("#") and formula != value:
        message, fix = f"the formula gives {value[:20]}", "Correct the formula."
        yield _found("formula-without-value", message, fix, file, spot)


def _cell(value: object) -> Cell:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value).strip() or None
