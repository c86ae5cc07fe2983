"""Readers of other people's files, and what they do with bad ones."""

import struct
from pathlib import Path

import numpy as np
import pytest

from tests.lab.durability_fit.made import alliance_row, day, load_made, state_year, write
from winset.errors import WinsetError
from winset.lab.durability_fit import archigos, atop, chisols, sources, stata, ucdp
from winset.lab.durability_fit.reading import NO_DAY, SourceFileError, day_of


def counts(notes: tuple[object, ...]) -> dict[str, int]:
    return {n.code: n.count for n in notes}  # type: ignore[attr-defined]


def test_a_missing_file_says_where_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(SourceFileError, match=r"chisols\.org"):
        sources.locate(tmp_path, "chisols")


def test_an_unknown_source_names_the_known_ones() -> None:
    with pytest.raises(SourceFileError, match="archigos"):
        sources.source("polity")


def test_missing_columns_are_all_named(tmp_path: Path) -> None:
    keep = [c for c in atop.COLUMNS if c not in ("estmode", "term")]
    path = write(tmp_path / "atop.csv", keep, [{"atopid": 1}])
    with pytest.raises(SourceFileError, match="estmode, term"):
        atop.load_atop(path)


def test_another_version_is_refused(tmp_path: Path) -> None:
    row = alliance_row(1, "1950-01-01", None, version="5.1")
    with pytest.raises(SourceFileError, match=r"version 5\.1"):
        atop.load_atop(write(tmp_path / "atop.csv", atop.COLUMNS, [row]))


def test_a_file_without_rows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceFileError, match="no rows"):
        atop.load_atop(write(tmp_path / "atop.csv", atop.COLUMNS, []))


def test_bad_alliances_are_dropped_aloud(tmp_path: Path) -> None:
    rows = [
        alliance_row(1, "1950-01-01", "1960-05-05", 2),
        alliance_row(1, "1950-01-01", "1960-05-05", 2),
        alliance_row(2, "1950-01-01", "1949-01-01", 2),
        alliance_row(3, "1950-01-01", None, begday=""),
        alliance_row(4, "1950-01-01", "1960-05-05", 2, endday=""),
        alliance_row(5, "1950-01-01", "1960-05-05", 2, endmo="", endday=""),
        alliance_row(6, "1950-01-01", None, bilat=0),
    ]
    read = atop.load_atop(write(tmp_path / "atop.csv", atop.COLUMNS, rows))
    assert read.atopid.tolist() == [1, 4]
    assert counts(read.notes) == {
        "duplicate": 1, "end-before-begin": 1, "no-begin": 1, "no-end-day": 1,
        "unreadable-end": 1, "multilateral": 1,
    }  # fmt: skip


def test_changes_are_filed_under_the_regime_they_happened_in(tmp_path: Path) -> None:
    _, support = load_made(
        tmp_path,
        [alliance_row(1, "1950-01-01", None)],
        [
            state_year(155, 1972, dem=1),
            state_year(155, 1973, dem=0, changes=[("1973-09-11", True)]),
            state_year(155, 1974, dem=0, changes=[("1974-01-01", False)]),
        ],
    )
    assert support.change_coalition.tolist() == [True, False]
    assert support.change_democracy.tolist() == [1, 0]
    assert support.change_new_democracy.tolist() == [0, 0]


def test_leader_spells_are_checked(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"gwcode": 2, "startdate": "2000-01-01", "enddate": "2004-01-01", "exit": "Regular"},
        {"gwcode": 2, "startdate": "2003-01-01", "enddate": "2005-01-01", "exit": "Abducted"},
        {"gwcode": 2, "startdate": "2005-01-01", "enddate": "2001-01-01", "exit": "Regular"},
        {"gwcode": 2, "startdate": "", "enddate": "2001-01-01", "exit": "Regular"},
    ]
    read = archigos.load_archigos(write(tmp_path / "a.csv", archigos.COLUMNS, rows))
    assert len(read.exit) == 2
    assert counts(read.notes) == {
        "unknown-exit": 1, "end-before-begin": 1, "no-date": 1, "overlap": 1,
    }  # fmt: skip


def test_peace_agreements_are_checked(tmp_path: Path) -> None:
    good = {"paid": 1, "region": 4, "gwno": "540", "conflict_id": "1, 2", "pa_date": "1991-05-31",
            "ended": "True", "duration": "1992-10-01", "pa_type": 2, "pko": 1,
            "inclusive": 1, "version": "22.1"}  # fmt: skip
    rows: list[dict[str, object]] = [
        dict(good),
        good | {"paid": 2, "duration": "soon"},
        good | {"paid": 3, "duration": "1990-01-01"},
        good | {"paid": 4, "gwno": "540, 541"},
    ]
    read = ucdp.load_ucdp(write(tmp_path / "u.csv", ucdp.COLUMNS, rows))
    assert read.paid.tolist() == [1]
    assert read.ended.tolist() == [day("1992-10-01")]
    assert set(counts(read.notes)) == {"no-end-date", "end-before-begin", "several-governments"}


@pytest.mark.parametrize(
    "parts", [(1999, 2, 29), (None, 1, 1), (1999, 13, 1), (0, 0, 0), (1999, 1, None)]
)
def test_what_is_no_date_is_no_day(parts: tuple[int | None, int | None, int | None]) -> None:
    assert day_of(*parts) == NO_DAY


def stata_file(path: Path, release: int = 114) -> Path:
    """Write three variables (float, byte, text) and two observations by hand."""
    head = struct.pack("<BBBBhi81s18s", release, 2, 1, 0, 3, 2, b"made", b"now")
    names = b"".join(n.ljust(33, b"\0") for n in (b"x", b"b", b"s"))
    rest = bytes(2 * 4) + bytes(3 * (49 + 33 + 81))
    note = struct.pack("<bi", 1, 4) + b"note" + struct.pack("<bi", 0, 0)
    rows = struct.pack("<fb3s", 1.5, 101, b"ab\0") + struct.pack("<fb3s", 1.8e38, 7, b"c\0\0")
    path.write_bytes(head + bytes([254, 251, 3]) + names + rest + note + rows)
    return path


def test_stata_reader_knows_missing_values(tmp_path: Path) -> None:
    table = stata.read_stata(stata_file(tmp_path / "a.dta"))
    np.testing.assert_array_equal(table["x"], [1.5, np.nan])
    np.testing.assert_array_equal(table["b"], [np.nan, 7])
    assert table["s"].tolist() == ["ab", "c"]


def test_stata_reader_refuses_other_releases_and_stumps(tmp_path: Path) -> None:
    with pytest.raises(SourceFileError, match="release 114"):
        stata.read_stata(stata_file(tmp_path / "a.dta", release=118))
    path = stata_file(tmp_path / "b.dta")
    path.write_bytes(path.read_bytes()[:-4])
    with pytest.raises(SourceFileError, match="cut short"):
        stata.read_stata(path)


def test_check_data_tells_absent_from_changed(tmp_path: Path) -> None:
    entry = sources.source("archigos")
    (tmp_path / entry.folder).mkdir()
    (tmp_path / entry.folder / entry.file).write_text("not it")
    states = {s.source.key: s.state for s in sources.check_data(tmp_path)}
    assert states["archigos"] == "another copy"
    assert states["atop"] == "absent"
    assert all(s.advice for s in sources.check_data(tmp_path))


def test_the_publishers_files_are_the_checked_copies(data_dir: Path) -> None:
    there = [s for s in sources.check_data(data_dir) if s.path is not None]
    assert {s.source.key for s in there} >= {"atop", "chisols"}
    assert all(s.state == "as checked" for s in there)


def test_every_refusal_is_one_error() -> None:
    assert issubclass(SourceFileError, WinsetError)
    assert chisols.UNKNOWN == -1
