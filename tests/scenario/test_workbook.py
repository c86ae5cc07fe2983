"""Workbooks: the same tables as CSV files, and hostile ones refused before they are opened."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.scenario.conftest import errors_of
from tests.scenario.test_tables import ACTORS, FULL, folder_of
from winset.scenario import read_scenario
from winset.scenario.sheets import column_letters, read_csv

Tables = dict[str, list[list[object]]]

DOCS = Path(__file__).parents[2] / "docs" / "reference" / "tables.md"


def rows(folder: Path, tables: dict[str, str]) -> Tables:
    """Take CSV texts apart, with numbers as numbers."""
    folder_of(folder, tables)
    found: Tables = {}
    for name in tables:
        sheet = read_csv(folder / f"{name}.csv", 10**6)
        found[name] = [list(sheet.header), *([_typed(c) for c in r.cells] for r in sheet.rows)]
    return found


def _typed(cell: object) -> object:
    try:
        return float(str(cell)) if cell is not None else None
    except ValueError:
        return cell


def workbook(path: Path, tables: Tables) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, lines in tables.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    book.save(path)
    return path


def test_the_same_scenario_as_from_csv(tmp_path: Path) -> None:
    tables = rows(tmp_path, FULL)
    csv = read_scenario(tmp_path)
    named = {"Actors ": tables["actors"], "ISSUES": tables["issues"], "parties": tables["parties"]}
    notes: Tables = {"Notes": [["anything", None, 5], [None, "=1+1"]]}
    book = read_scenario(workbook(tmp_path / f"{tmp_path.name}.xlsx", {**named, **notes}))
    assert (book.issues, book.actors, book.parties) == (csv.issues, csv.actors, csv.parties)
    assert book.id == csv.id


def test_dates_and_blank_rows(tmp_path: Path) -> None:
    tables = rows(tmp_path, FULL)
    tables["actors"].insert(1, [None, None])
    tables["talks"] = [[], ["date", "hours"], [dt.date(2025, 1, 2), 5], [], ["2025-01-03", 2.5]]
    talks = read_scenario(workbook(tmp_path / "t.xlsx", tables)).talks
    assert [(t.date.day, t.hours) for t in talks] == [(2, 5), (3, 2.5)]


def test_errors_name_sheet_cell_and_field(tmp_path: Path) -> None:
    tables = rows(tmp_path, {**FULL, "actors": ACTORS.replace("no_deal,,,,45,\n", "")})
    tables["actors"][1][4] = "half"
    tables["actors"][2][1] = "king"
    tables["issues"][1][6] = 500
    found = errors_of(lambda: read_scenario(workbook(tmp_path / "t.xlsx", tables)))
    assert [(p.field, p.code, p.line) for p in found] == [
        ("actors!B3: actors.b.role", "not-a-choice", None),
        ("actors!E2: actors.a.stances.land.position", "bad-cell", None),
        ("issues!G2: issues.land.no_deal", "no-deal-off-scale", None),
    ]
    assert all(p.file == str(tmp_path / "t.xlsx") for p in found)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_errors_the_docs_show(tmp_path: Path, kind: str) -> None:
    table = 'id,role,valley.position\na,leader,1\nb,leader,\nmarshal,leader,"100,0"\n'
    if kind == "csv":
        folder_of(tmp_path, {"actors": table})
        path = tmp_path
    else:
        path = workbook(tmp_path / "talks.xlsx", rows(tmp_path, {"actors": table}))
    said = next(p for p in errors_of(lambda: read_scenario(path)) if p.code == "bad-cell")
    line = str(said).replace(f"{tmp_path}/", "")
    assert line in DOCS.read_text(encoding="utf-8")


def test_formulas(tmp_path: Path) -> None:
    tables = rows(tmp_path, FULL)
    tables["actors"][1][4] = "=1+1"
    (problem,) = errors_of(lambda: read_scenario(workbook(tmp_path / "t.xlsx", tables)))
    assert (problem.code, problem.field) == ("formula-without-value", "actors!E2")


def test_a_formula_counts_with_its_saved_value(tmp_path: Path) -> None:
    tables = rows(tmp_path, FULL)
    tables["actors"][1][4] = "=1+1"
    path = workbook(tmp_path / "t.xlsx", tables)
    # openpyxl writes an empty value as lxml does where that is installed, else as Python does
    _rewrite(path, lambda xml: re.sub(rb"<f>1\+1</f><v( ?/>|></v>)", b"<f>1+1</f><v>2</v>", xml))
    assert read_scenario(path).origin.raw["actors"]["a"]["stances"]["land"]["position"] == 2
    _rewrite(
        path, lambda xml: xml.replace(b"><f>1+1</f><v>2</v>", b' t="e"><f>1+1</f><v>#REF!</v>')
    )
    (problem,) = errors_of(lambda: read_scenario(path))
    assert "#REF!" in problem.message


def _rewrite(path: Path, change: Callable[[bytes], bytes]) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, change(content))


@pytest.mark.parametrize(
    ("tables", "code", "words"),
    [
        ({"Sheet1": [["id"], ["a"]]}, "missing-table", "“actors”"),
        ({"actors": []}, "missing-table", "actors"),
        ({"actors": [["id"], ["a"]], "Actors ": [["id"]]}, "duplicate-key", "two sheets"),
        ({"actors": [["id", None, "role"], ["a", None, "leader"]]}, "unnamed-column", "column 2"),
        ({"actors": [["id", "id"], ["a", "b"]]}, "duplicate-column", "twice"),
        ({"actors": [["id"], ["a", None, 5]]}, "ragged-row", "right of"),
        ({"actors": [["id", "rol"], ["a", "leader"]]}, "unknown-column", "“role”"),
    ],
)
def test_tables_refused(tmp_path: Path, tables: Tables, code: str, words: str) -> None:
    found = errors_of(lambda: read_scenario(workbook(tmp_path / "t.xlsx", tables)))
    problem = next(p for p in found if p.code == code)
    assert words in str(problem)


@pytest.mark.timeout(60)  # hostile input must not take for ever
def test_a_row_that_claims_to_be_the_last(tmp_path: Path) -> None:
    path = workbook(tmp_path / "t.xlsx", {"actors": [["id"], ["a"]]})
    _rewrite(path, lambda xml: xml.replace(b'<row r="2"', b'<row r="1048576"'))
    _rewrite(path, lambda xml: xml.replace(b'r="A2"', b'r="XFD1048576"'))
    assert errors_of(lambda: read_scenario(path))


def test_too_many_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("winset.scenario.workbook.MAX_ROWS", 3)
    tables: Tables = {"actors": [["id"], ["a"], ["b"], ["c"]]}
    (problem,) = errors_of(lambda: read_scenario(workbook(tmp_path / "t.xlsx", tables)))
    assert problem.code == "too-large"


ENTITY = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


def _archive(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"\0" * 150_000_000)
    return stream.getvalue()


HOSTILE: list[tuple[Callable[[], bytes], str]] = [
    (lambda: b"", "bad-workbook"),
    (lambda: b"id,role\na,leader\n", "bad-workbook"),
    (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "bad-workbook"),
    (lambda: b"PK\x03\x04" + b"\0" * 60, "bad-workbook"),
    (lambda: _archive({}), "bad-workbook"),
    (lambda: _archive({"a.txt": b"x"}), "bad-workbook"),
    (lambda: _archive({"[Content_Types].xml": b"<x", "xl/workbook.xml": b"<y"}), "bad-workbook"),
    (lambda: _archive({"xl/workbook.xml": ENTITY + b"<x/>"}), "bad-workbook"),
    (lambda: _archive({"x.xml": ENTITY.decode().encode("utf-16-le")}), "bad-workbook"),
    (lambda: _archive({f"{i}.xml": b"" for i in range(2500)}), "too-large"),
    (_bomb, "too-large"),
]


@pytest.mark.timeout(60)  # hostile input must not take for ever
@pytest.mark.parametrize(("content", "code"), HOSTILE)
def test_hostile(tmp_path: Path, content: Callable[[], bytes], code: str) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(content())
    (problem,) = errors_of(lambda: read_scenario(path))
    assert problem.code == code
    assert problem.file == str(path)
    assert problem.fix


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
def test_damaged(tmp_path: Path, cut: float) -> None:
    path = workbook(tmp_path / "t.xlsx", rows(tmp_path, FULL))
    content = bytearray(path.read_bytes())
    middle = int(len(content) * cut)
    content[middle : middle + 40] = b"\xff" * 40
    path.write_bytes(bytes(content))
    assert errors_of(lambda: read_scenario(path))[0].code == "bad-workbook"


def test_entities_are_not_resolved_by_the_parser() -> None:
    import openpyxl.xml

    assert openpyxl.xml.DEFUSEDXML


@pytest.mark.parametrize(("number", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ")])
def test_column_letters(number: int, letters: str) -> None:
    assert column_letters(number) == letters


def test_a_folder_with_one_workbook_is_a_case(tmp_path: Path) -> None:
    case = tmp_path / "case"
    case.mkdir()
    workbook(case / "talks.xlsx", rows(tmp_path, FULL))
    (case / "~$talks.xlsx").write_bytes(b"left by a spreadsheet program")
    assert read_scenario(case).title == "talks"
    shutil.copy(case / "talks.xlsx", case / "more.xlsx")
    (problem,) = errors_of(lambda: read_scenario(case))
    assert problem.code == "no-scenario"
    assert "more.xlsx, talks.xlsx" in problem.message
