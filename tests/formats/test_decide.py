"""Tables of the Decide exchange model: round trips, every fault at once, files as published."""

from __future__ import annotations

import contextlib
import os
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.errors import Problem, ScenarioError
from winset.formats import foreign_file
from winset.formats.decide import (
    DecideActor,
    DecideIssue,
    DecideStance,
    DecideTable,
    from_actor_table,
    is_decide,
    write_decide,
)
from winset.formats.decide_reading import read_decide
from winset.formats.registry import read_actors

SMALL = """\
#O;Fish;and chips
#/;remarks; are skipped
#A;north;The North
#A;south
#P;quota;Tonnes, thousands;
#M;quota;20;less
#M;quota;60;"more; ""much"" more"
#P;nets
#D;north;quota;20;0.9;0.5;by word of mouth
#D;south;quota;55.5;0.25;1
#D;south;nets;100;1;1;;;
"""


@pytest.fixture
def exchange_data() -> Path:
    here = Path(__file__).resolve().parents[2]
    folder = Path(os.environ.get("WINSET_DATA", here.parent / "shared" / "data")) / "exchange"
    if not folder.is_dir():
        pytest.skip("the exchange tables are not there; set WINSET_DATA to the folder they are in")
    return folder


def saved(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "table.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def problems(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(ScenarioError) as caught:
        read_decide(path)
    assert all(problem.file == str(path) and problem.fix for problem in caught.value.problems)
    return caught.value.problems


def test_a_table_is_read(tmp_path: Path) -> None:
    table = read_decide(saved(tmp_path, SMALL))
    assert table.title == "Fish and chips"
    assert table.actors == (DecideActor("north", "The North"), DecideActor("south"))
    assert table.issues == (
        DecideIssue("quota", "Tonnes, thousands", ((20, "less"), (60, 'more; "much" more'))),
        DecideIssue("nets"),
    )
    assert table.stances[0] == DecideStance("north", "quota", 20, 0.9, 0.5, "by word of mouth")
    given_on = table.actor_table()
    assert given_on.scales.tolist() == [[20, 60], [0, 100]]
    assert given_on.capability.tolist() == [[0.5, 1]]
    assert np.isnan(given_on.positions[0, 0, 1])
    assert given_on.salience[0, 1].tolist() == [25, 100]


def test_it_is_told_from_other_tables_of_actors(tmp_path: Path) -> None:
    path = saved(tmp_path, SMALL)
    assert read_actors(path).actors == ("north", "south")
    assert not is_decide(saved(tmp_path, "name,capability,position,salience\na,1,2,3\n"))


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(("delimiter", "quote"), [("\t", "'"), (";", '"'), (",", "")])
def test_dialects_say_the_same(
    tmp_path: Path, mark: str, end: str, delimiter: str, quote: str
) -> None:
    rows = [
        ["#A", "a", "A b"],
        ["#P", "p", ""],
        ["#M", "p", "0"],
        ["#M", "p", "10"],
        ["#D", "a", "p", "5", "0.5", "1"],
    ]
    quoted = [
        delimiter.join(cell if cell[:1].isdigit() else f"{quote}{cell}{quote}" for cell in row)
        for row in rows
    ]
    path = saved(tmp_path, mark + end.join(quoted) + end)
    assert is_decide(path)
    table = read_decide(path)
    assert table.actors == (DecideActor("a", "A b"),)
    assert table.issues == (DecideIssue("p", "", ((0, ""), (10, ""))),)
    assert table.stances == (DecideStance("a", "p", 5, 0.5, 1),)


words = st.text(
    st.characters(exclude_categories=("C", "Z"), max_codepoint=0x2FFF), min_size=1, max_size=8
)
phrases = st.lists(words, max_size=3).map(" ".join)
shares = st.floats(0, 1, exclude_min=True)


@st.composite
def tables(draw: st.DrawFn) -> DecideTable:
    actors = draw(st.lists(words, min_size=1, max_size=4, unique=True))
    issues = []
    for name in draw(st.lists(words, min_size=1, max_size=3, unique=True)):
        places = draw(st.lists(st.floats(-1e6, 1e6), max_size=4, unique=True))
        meanings = tuple((place, draw(phrases)) for place in places) if len(places) > 1 else ()
        issues.append(DecideIssue(name, draw(phrases), meanings))
    stances = []
    for issue in issues:
        for actor in draw(st.lists(st.sampled_from(actors), min_size=1, unique=True)):
            position = draw(st.floats(*issue.scale))
            stances.append(
                DecideStance(actor, issue.id, position, draw(shares), draw(shares), draw(phrases))
            )
    return DecideTable(
        tuple(DecideActor(actor, draw(phrases)) for actor in actors),
        tuple(issues),
        tuple(stances),
        draw(phrases),
    )


@given(tables())
def test_what_is_written_is_read_again(table: DecideTable) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        assert write_decide(table, path) == ()
        assert read_decide(path) == table


def test_line_breaks_in_names_are_told(tmp_path: Path) -> None:
    table = DecideTable(
        (DecideActor("a", "two\nlines"),),
        (DecideIssue("p"),),
        (DecideStance("a", "p", 5, 1, 1),),
    )
    assert write_decide(table, tmp_path / "t.csv") != ()
    assert read_decide(tmp_path / "t.csv").actors[0].name == "two lines"


def test_tables_of_actors_go_there_and_back(tmp_path: Path) -> None:
    table = read_decide(saved(tmp_path, SMALL)).actor_table()
    write_decide(from_actor_table(table), tmp_path / "back.csv")
    back = read_decide(tmp_path / "back.csv").actor_table()
    assert (back.actors, back.issues) == (table.actors, table.issues)
    for name in ("positions", "salience", "capability", "scales"):
        np.testing.assert_allclose(getattr(back, name), getattr(table, name), rtol=1e-15)


def test_large_capabilities_are_divided_by_the_largest(tmp_path: Path) -> None:
    table = read_decide(saved(tmp_path, SMALL)).actor_table()
    larger = from_actor_table(replace(table, capability=table.capability * 40))
    assert [stance.power for stance in larger.stances] == [0.5, 1, 1]


FAULTS = [
    ("#A;north", "actor-twice", "north", "Keep one row."),
    ("#A;", "decide-cells", "", "missing"),
    ('#A;"";x', "actor-unnamed", "", "id of its own"),
    ("#P;nets;again", "issue-twice", "nets", "Keep one row."),
    ("#M;boats;3;x", "unknown-issue", "boats", "Or add a row #P"),
    ("#M;quota;many;x", "not-a-number", "quota.scale", "finite number"),
    ("#M;quota;20;x", "position-twice", "quota.scale", "Keep one row."),
    ("#M;nets;20;x", "scale-one-end", "nets.scale", "other end"),
    ("#D;nort;nets;1;1;1", "unknown-actor", "nets.nort", "Did you mean “north”?"),
    ("#D;north;net;1;1;1", "unknown-issue", "net.north", "Did you mean “nets”?"),
    ("#D;north;nets;1;1", "decide-cells", "", "missing"),
    ("#D;north;nets;;1;1", "not-a-number", "nets.north.position", "finite number"),
    ("#D;north;nets;0,5;1;1", "not-a-number", "nets.north.position", "finite number"),
    ("#D;north;nets;nan;1;1", "not-a-number", "nets.north.position", "finite number"),
    ("#D;north;nets;1;inf;1", "not-a-number", "nets.north.salience", "finite number"),
    ("#D;north;nets;160;1;1", "position-range", "nets.north.position", "#M"),
    ("#D;north;nets;1;80;1", "salience-range", "nets.north.salience", "0.8"),
    ("#D;north;nets;1;1;-0.2", "power-range", "nets.north.power", "0 or more"),
    ("#D;north;quota;30;1;0.5", "stance-twice", "quota.north", "Keep one row."),
    ("#X;north", "decide-kind", "", "#A, #P"),
    ("north;quota;3", "decide-kind", "", "#A, #P"),
    ('#A;"open', "decide-cells", "", "quotation mark"),
]


@pytest.mark.parametrize(("row", "code", "place", "fix"), FAULTS)
def test_each_fault_by_its_line(tmp_path: Path, row: str, code: str, place: str, fix: str) -> None:
    (found,) = problems(saved(tmp_path, SMALL + row + "\n"))
    assert (found.code, found.field, found.line) == (code, place, 12)
    assert fix in found.fix


def test_all_faults_at_once_in_the_order_of_their_lines(tmp_path: Path) -> None:
    # an issue whose scale has one end only tells nothing of positions yet
    rows = [row for row, code, *_ in FAULTS if code != "scale-one-end"]
    found = problems(saved(tmp_path, SMALL + "\n".join(rows)))
    assert len(found) == len(rows)
    lines = [problem.line for problem in found]
    assert all(line is not None for line in lines)
    assert lines == sorted(lines, key=lambda line: line or 0)
    assert set(lines) == set(range(12, 12 + len(rows)))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["decide-format"]),
        ("a;b;c\n", ["decide-format"]),
        ("#O;title\n", ["no-actors", "no-issues"]),
        ("#A;a\n#P;p\n", ["issue-undecided"]),
        ("#A;a\n#P;p\n#D;a;p;1;0;1\n", ["issue-undecided"]),
        (b"#A;\x81\n", ["not-utf8"]),
        ("#A;" + "x" * 200_000, ["no-actors", "no-issues", "decide-cells"]),
    ],
)
def test_files_that_are_no_tables(tmp_path: Path, text: str | bytes, codes: list[str]) -> None:
    assert [problem.code for problem in problems(saved(tmp_path, text))] == codes


def test_missing_and_huge_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert problems(tmp_path / "absent.csv")[0].code == "file-unreadable"
    assert not is_decide(tmp_path / "absent.csv")
    monkeypatch.setattr(foreign_file, "LARGEST_FILE", 10)
    assert problems(saved(tmp_path, SMALL))[0].code == "file-too-large"


def test_powers_by_issue_are_refused_where_they_cannot_be_kept(tmp_path: Path) -> None:
    table = read_decide(saved(tmp_path, SMALL + "#D;north;nets;1;1;0.7\n"))
    with pytest.raises(ScenarioError, match="differs from issue to issue") as caught:
        table.actor_table()
    assert caught.value.problems[0].field == "north.power"


@given(
    st.integers(0, 300), st.integers(0, 40), st.sampled_from(["", "\0", '"', ";", "\n", "#D", "é"])
)
def test_damaged_tables_are_read_or_refused_by_name(at: int, length: int, fragment: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = saved(Path(folder), SMALL[:at] + fragment + SMALL[at + length :])
        with contextlib.suppress(ScenarioError):
            assert read_decide(path).issues


def test_the_published_tables_are_read(exchange_data: Path) -> None:
    copenhagen = read_decide(exchange_data / "copenhagen.csv")
    assert (len(copenhagen.actors), len(copenhagen.issues)) == (11, 7)
    assert len(copenhagen.stances) == 75
    assert np.isnan(copenhagen.actor_table().positions).sum() == 2
    paris = read_decide(exchange_data / "data_short.csv")
    assert (len(paris.actors), len(paris.issues), len(paris.stances)) == (15, 3, 45)
    assert "Windows-1252" in paris.notes[0]
    assert "’" in paris.issues[0].meanings[3][1]
    assert paris.title.startswith("CoP21 Paris negotiations")


def test_the_published_table_with_errors(exchange_data: Path) -> None:
    found = problems(exchange_data / "copenhagen_with_errors.csv")
    assert [(p.code, p.line, p.field, p.value) for p in found] == [
        ("position-range", 86, "Control.Russia.position", "160"),
        ("power-range", 87, "Control.China India.power", "-0.247"),
    ]
