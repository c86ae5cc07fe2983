"""Member tables: read whole, or refused with line and column."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.scenario.conftest import GONE, changed, errors_of, problems_of
from winset.errors import Problem
from winset.scenario import read_scenario, scenario_from
from winset.scenario.origin import write_yaml

_NOTES = "sources.gazette.file"
GOOD = "member,weight,bloc,valley,sanctions.salience\nAdams,2,left,20,10\nBaker,0.5,,45.5,90\n"


def case(
    raw: Mapping[str, Any], folder: Path, table: str | bytes, file: str = "senate.csv"
) -> Path:
    content = table.encode() if isinstance(table, str) else table
    (folder / "senate.csv").write_bytes(content)
    mapping = changed(raw, {"actors.northern_senate.body": {"file": file}, _NOTES: GONE})
    (folder / "scenario.yaml").write_text(write_yaml(mapping), encoding="utf-8")
    return folder


def errors(raw: Mapping[str, Any], folder: Path, table: str | bytes) -> list[Problem]:
    return errors_of(lambda: read_scenario(case(raw, folder, table)))


@pytest.mark.parametrize(
    "table",
    [
        GOOD,
        GOOD.replace(",", ";"),
        GOOD.replace(",", "\t"),
        GOOD.replace("\n", "\r\n") + "\r\n,,,,\r\n",
        "\ufeff" + GOOD,
        GOOD.replace("Adams", '"Ad\nams"').replace("left", '"left"'),
    ],
)
def test_members(raw: Mapping[str, Any], tmp_path: Path, table: str) -> None:
    scenario = read_scenario(case(raw, tmp_path, table))
    body = scenario.actors["northern_senate"].body
    assert body is not None
    assert body.table is not None
    assert body.table.names[1] == "Baker"
    assert body.table.weights == (2.0, 0.5)
    assert body.table.blocs == ("left", "")
    assert body.table.positions == {"valley": (20.0, 45.5)}
    assert body.table.saliences == {"sanctions": (10.0, 90.0)}
    assert (body.size, body.votes) == (2, 2.5)
    assert set(scenario.origin.files) == {"senate.csv"}


def test_weight_and_bloc_may_be_left_out(raw: Mapping[str, Any], tmp_path: Path) -> None:
    scenario = read_scenario(case(raw, tmp_path, "member\nAdams\nBaker\n"))
    body = scenario.actors["northern_senate"].body
    assert body is not None
    assert body.table is not None
    assert (body.table.weights, body.table.blocs) == ((1.0, 1.0), ("", ""))
    assert body.table.positions == {}


BAD: list[tuple[str, str, int, str, str]] = [
    ("", "empty-table", 1, "", "header"),
    ("member\n", "empty-table", 1, "", "no members"),
    ("name\nAdams\n", "missing-column", 1, "", "member"),
    (GOOD.replace("valley", "vally"), "unknown-column", 1, "column vally", "“valley”"),
    (GOOD.replace("valley", "venue"), "position-on-nominal", 1, "column venue", "scale"),
    (GOOD.replace("valley", "member"), "duplicate-column", 1, "", "twice"),
    (GOOD.replace("valley", ""), "unnamed-column", 1, "", "column 4"),
    (GOOD.replace("Baker,", "Baker,,"), "ragged-row", 3, "", "6 cells under 5"),
    (GOOD + "Clark\n", "ragged-row", 4, "", "1 cells under 5"),
    (GOOD.replace("45.5", "half"), "bad-cell", 3, "column valley", "half"),
    (GOOD.replace("45.5", '"45,5"'), "bad-cell", 3, "column valley", "45,5"),
    (GOOD.replace("45.5", "nan"), "bad-cell", 3, "column valley", "nan"),
    (GOOD.replace("45.5", "1e999"), "bad-cell", 3, "column valley", "1e999"),
    (GOOD.replace("45.5", "4_5"), "bad-cell", 3, "column valley", "4_5"),
    (GOOD.replace("45.5", ""), "bad-cell", 3, "column valley", "empty"),
    (GOOD.replace("45.5", "100.5"), "out-of-range", 3, "column valley", "0–100"),
    (GOOD.replace(",90", ",101"), "out-of-range", 3, "column sanctions.salience", "0–100"),
    (GOOD.replace("0.5", "-1"), "out-of-range", 3, "column weight", "below 0"),
    (GOOD.replace("Adams,2", "Adams,0").replace("0.5", "0"), "no-weight", 2, "column weight", "0"),
    (GOOD.replace("Baker", "Adams"), "duplicate-member", 3, "column member", "line 2"),
    (GOOD.replace("Baker", " "), "bad-cell", 3, "column member", "no name"),
    (GOOD.replace("Adams", '"Adams'), "invalid-csv", 2, "", "not valid CSV"),
]


@pytest.mark.parametrize(("table", "code", "line", "column", "words"), BAD)
def test_refused(
    raw: Mapping[str, Any],
    tmp_path: Path,
    table: str,
    code: str,
    line: int,
    column: str,
    words: str,
) -> None:
    found = errors(raw, tmp_path, table)
    problem = next(p for p in found if p.code == code)
    assert problem.file == str(tmp_path / "senate.csv")
    assert problem.line == line
    assert column in problem.field
    assert problem.field.endswith("actors.northern_senate.body.file")
    assert words in str(problem)


def test_every_cell_is_told_and_nothing_that_follows(
    raw: Mapping[str, Any], tmp_path: Path
) -> None:
    table = GOOD.replace("20,10", "x,y").replace("0.5", "z")
    found = errors(raw, tmp_path, table)
    assert [(p.line, p.code) for p in found] == [(2, "bad-cell"), (2, "bad-cell"), (3, "bad-cell")]


@pytest.mark.parametrize(
    "file",
    ["../senate.csv", "/etc/passwd", "sub/../../senate.csv", "link.csv", "C:\\x.csv", "", "a\0b"],
)
def test_files_stay_inside_the_case_folder(
    raw: Mapping[str, Any], tmp_path: Path, file: str
) -> None:
    folder = tmp_path / "case"
    folder.mkdir()
    (tmp_path / "outside.csv").write_text(GOOD, encoding="utf-8")
    (folder / "link.csv").symlink_to(tmp_path / "outside.csv")
    mapping = changed(raw, {"actors.northern_senate.body": {"file": file}, _NOTES: GONE})
    codes = {p.code for p in problems_of(mapping, folder) if p.field.endswith("body.file")}
    assert codes == {"outside-folder"}


def test_missing_file_and_no_folder(raw: Mapping[str, Any], tmp_path: Path) -> None:
    mapping = changed(raw, {"actors.northern_senate.body": {"file": "lost.csv"}})
    assert "no-such-file" in {p.code for p in problems_of(mapping, tmp_path)}
    assert "no-folder" in {p.code for p in problems_of(mapping)}


def test_a_missing_file_is_shown_where_the_scenario_names_it(
    raw: Mapping[str, Any], tmp_path: Path
) -> None:
    folder = case(raw, tmp_path, GOOD, file="lost.csv")
    (lost,) = errors_of(lambda: read_scenario(folder))
    assert (lost.code, lost.value) == ("no-such-file", "lost.csv")
    assert lost.file == str(folder / "scenario.yaml")
    assert lost.line is not None
    named = (folder / "scenario.yaml").read_text(encoding="utf-8").splitlines()[lost.line - 1]
    assert "lost.csv" in named


def test_a_large_body_is_read_in_good_time(raw: Mapping[str, Any], tmp_path: Path) -> None:
    rows = "".join(f"Member {i},1,,{i % 100},50\n" for i in range(5000))
    scenario = read_scenario(case(raw, tmp_path, GOOD.splitlines()[0] + "\n" + rows))
    body = scenario.actors["northern_senate"].body
    assert body is not None
    assert body.size == 5000


def test_the_mapping_is_left_as_it_was(raw: Mapping[str, Any], starter: Path) -> None:
    mapping = changed(raw, {})
    scenario_from(mapping, starter)
    assert mapping == raw
