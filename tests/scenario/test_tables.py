"""Tables: cells to scenarios, and what the docs show is what is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.scenario.conftest import errors_of
from winset.errors import Problem
from winset.scenario import cells, read_scenario
from winset.scenario.numbers import Discrete, Fixed, Normal, Pert, Uniform
from winset.scenario.rules import All, Consent, Quorum

DOCS = Path(__file__).parents[2] / "docs" / "reference" / "tables.md"

ACTORS = (
    "id,role,party,influence,land.position,land.salience\n"
    "a,leader,north,50,0,10\n"
    "b,leader,south,60..80,60..90..100,20\n"
    "no_deal,,,,45,\n"
)
ISSUES = "id,title,low,high,scale,options,no_deal\nland,Land,none,all,0..100,kept=0; ceded=100,20\n"
PARTIES = 'id,principal,ratification.treaty\nnorth,a,a\nsouth,b,"{all: [a, b]}"\n'
CASE = "key,value\nas_of,2025-01-02\n"
FULL = {"actors": ACTORS.replace("no_deal,,,,45,\n", ""), "issues": ISSUES, "parties": PARTIES}


def folder_of(folder: Path, tables: dict[str, str]) -> Path:
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def errors(folder: Path, tables: dict[str, str]) -> list[Problem]:
    return errors_of(lambda: read_scenario(folder_of(folder, tables)))


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("50", 50),
        ("0.5", 0.5),
        (5.0, 5),
        ("50..80", {"low": 50, "high": 80}),
        ("-5..-1", {"low": -5, "high": -1}),
        ("50 .. 65 .. 80", {"low": 50, "mode": 65, "high": 80}),
        (".5...7", {"low": 0.5, "high": 0.7}),
        ("60±10", {"mean": 60, "sd": 10}),
        ("60 +- 10", {"mean": 60, "sd": 10}),
        ("0=1; 50=3", {"values": [0, 50], "weights": [1, 3]}),
        ("1..2..3..4", None),
        ("0,5", None),
        ("nan", None),
        ("60±", None),
        (True, None),
        ("x", None),
    ],
)
def test_numbers(cell: Any, value: object) -> None:
    if value is None:
        with pytest.raises(cells.CellError):
            cells.number(cell)
    else:
        assert cells.number(cell) == value


@pytest.mark.parametrize(
    ("read", "cell", "value"),
    [
        (cells.options, "kept=0; shared=50..60", {"kept": 0, "shared": {"low": 50, "high": 60}}),
        (cells.options, 5.0, 5),
        (cells.options, "Istanbul | Budapest", ["Istanbul", "Budapest"]),
        (cells.scale, "-10..10", [-10, 10]),
        (cells.names, "witkoff; kushner", ["witkoff", "kushner"]),
        (cells.pairs, "a=1; b=0.4", {"a": 1, "b": 0.4}),
        (cells.words, "land=open;sea=agreed;", {"land": "open", "sea": "agreed"}),
        (cells.place, "kept", "kept"),
        (cells.place, "10..20", {"low": 10, "high": 20}),
        (cells.text, 2025.0, "2025"),
        (cells.flag, "Yes", True),
        (cells.whole, "100", 100),
        (cells.rule, "president", "president"),
        (cells.rule, "{at_least: 2/3, of: senate}", {"at_least": "2/3", "of": "senate"}),
        (cells.id_of, "Donald J. Trump", "donald_j_trump"),
        (cells.id_of, "Émile Zola", "emile_zola"),
    ],
)
def test_cells(read: Callable[[Any], object], cell: Any, value: object) -> None:
    assert read(cell) == value


@pytest.mark.parametrize(
    ("read", "cell"),
    [
        (cells.options, "one"),
        (cells.options, "a=0; a=1"),
        (cells.scale, "0-100"),
        (cells.scale, "0..x"),
        (cells.pairs, "a"),
        (cells.pairs, "=1"),
        (cells.words, "land="),
        (cells.flag, "maybe"),
        (cells.whole, "1.5"),
        (cells.decimal, "1..2"),
        (cells.rule, "{all: [a, b}"),
        (cells.rule, "{a: 1, a: 2}"),
    ],
)
def test_cells_refused(read: Callable[[Any], object], cell: Any) -> None:
    with pytest.raises(cells.CellError) as caught:
        read(cell)
    assert caught.value.fix


def test_actors_alone(tmp_path: Path) -> None:
    folder = tmp_path / "Border talks"
    folder.mkdir()
    scenario = read_scenario(folder_of(folder, {"actors": ACTORS}))
    assert (scenario.id, scenario.title) == ("border-talks", "Border talks")
    assert len(scenario.issues["land"].options) == 11
    assert scenario.issues["land"].no_deal == Fixed(45)
    assert scenario.stance("b", "land").position == Pert(60, 90, 100)
    assert scenario.actors["b"].influence == Uniform(60, 80)
    assert scenario.parties["south"].ratification == {"understanding": Consent("b")}
    assert [p.code for p in scenario.warnings] == [
        "inferred-issues",
        "inferred-parties",
        "no-cost",
    ]


def test_the_classic_table_of_one_issue(tmp_path: Path) -> None:
    table = (
        "Actor,Capability,Position,Salience,Party,Role\n"
        "Prime Minister,100,20,80,North,leader\n"
        "The King,60,90,70,South Land,leader\n"
        "No deal,,50,,,\n"
    )
    scenario = read_scenario(folder_of(tmp_path, {"actors": table}))
    assert list(scenario.actors) == ["prime_minister", "the_king"]
    assert scenario.actors["the_king"].party == "south_land"
    assert scenario.party_name("south_land") == "South Land"
    assert scenario.stance("the_king", "issue").position == Fixed(90)


def test_spread_columns(tmp_path: Path) -> None:
    table = (
        "id,role,party,influence.low,influence.high,land.position.low,land.position.mode,"
        "land.position.high,land.salience\n"
        "a,leader,north,1,2,0,5,9,10\nb,leader,south,,,60,90,100,20\n"
    )
    scenario = read_scenario(folder_of(tmp_path, {**FULL, "actors": table}))
    assert scenario.stance("a", "land").position == Pert(0, 5, 9)
    assert scenario.actors["a"].influence == Uniform(1, 2)
    assert scenario.actors["b"].influence is None


def test_all_tables(tmp_path: Path) -> None:
    tables = {
        **FULL,
        "actors": "id,name,role,party,body.members,body.dispersion\n"
        "a,A,leader,north,,\nb,B,leader,south,,\nsenate,Senate,legislature,north,100,15\n",
        "stances": "actor,issue,position,salience,red_line.max,expects,source,note\n"
        "a,land,10±5,50,80..90,ceded,paper,p. 3\nb,land,0=1; 100=3,40,,,,\nsenate,land,20,9,,,,\n",
        "parties": "id,name,principal,envoys,ratification.treaty\n"
        'north,North,a,,"{all: [a, {at_least: 2/3, of: senate}]}"\nsouth,South,b,a; b,b\n',
        "sources": "id,title,second_hand\npaper,The paper,yes\n",
        "talks": "date,place,hours,present,status\n2025-01-02,Lakeside,5.5,a; b,land=narrowed\n",
        "case": "key,value\ntitle,Border talks\nas_of,2025-06-01\nworlds,64\nnoise,0.1\n",
    }
    scenario = read_scenario(folder_of(tmp_path, tables))
    assert (scenario.title, scenario.settings.worlds) == ("Border talks", 64)
    stance = scenario.stance("a", "land")
    assert (stance.position, stance.expects, stance.source) == (Normal(10, 5), "ceded", ("paper",))
    assert stance.red_line is not None
    assert stance.red_line.max == Uniform(80, 90)
    assert scenario.stance("b", "land").position == Discrete((0, 100), (1, 3))
    rule = scenario.parties["north"].ratification["treaty"]
    assert isinstance(rule, All)
    assert isinstance(rule.rules[1], Quorum)
    assert scenario.talks[0].status == {"land": "narrowed"}
    assert scenario.sources["paper"].second_hand
    assert {p.code for p in scenario.warnings} == {"envoy-elsewhere", "no-cost"}


BAD: list[tuple[dict[str, str], str, str, int, str, str]] = [
    # tables, code, file, line, column, words
    ({"actors": ACTORS.replace("50,0", "50,x")}, "bad-cell", "actors", 2, "land.position", "±"),
    ({"actors": ACTORS.replace("50,0", "50,400")}, "position-off-scale", "actors", 2, "land.p", ""),
    (
        {"actors": ACTORS.replace("leader,n", "leder,n")},
        "not-a-choice",
        "actors",
        2,
        "role",
        "lead",
    ),
    (
        {"actors": ACTORS.replace("influence", "influense")},
        "unknown-column",
        "actors",
        1,
        "",
        "infl",
    ),
    (
        {"actors": ACTORS.replace("land.pos", "land.poss")},
        "unknown-column",
        "actors",
        1,
        "",
        "posi",
    ),
    ({"actors": ACTORS.replace("b,leader", "a,leader")}, "duplicate-key", "actors", 3, "", "above"),
    ({"actors": ACTORS.replace("b,leader", ",leader")}, "missing-key", "actors", 3, "", "no id"),
    (
        {"actors": ACTORS.replace("45,", "45,5")},
        "bad-cell",
        "actors",
        4,
        "land.salience",
        "no_deal",
    ),
    ({"actors": ACTORS.replace("b,leader", "b,elite")}, "no-leader", "actors", 0, "", "“south”"),
    (
        {**FULL, "parties": PARTIES.replace("{all: [a, b]}", "{all: [a")},
        "bad-cell",
        "parties",
        3,
        "ratification.treaty",
        "brackets",
    ),
    (
        {**FULL, "parties": PARTIES.replace("[a, b]", "[a, c]")},
        "unknown-actor",
        "parties",
        3,
        "ratification.treaty",
        "“c”",
    ),
    (
        {**FULL, "issues": ISSUES.replace("kept=0; ceded=100", "kept")},
        "bad-cell",
        "issues",
        2,
        "options",
        "Istanbul",
    ),
    ({**FULL, "issues": ISSUES.replace("land,", "sea,")}, "unknown-issue", "actors", 2, "", "land"),
    ({**FULL, "actors": ACTORS}, "duplicate-key", "actors", 4, "land.position", "twice"),
    (
        {**FULL, "stances": "actor,issue,position,salience\na,land,5,5\n"},
        "duplicate-key",
        "stances",
        2,
        "",
        "already",
    ),
    (
        {**FULL, "stances": "actor,issue,position\nc,land,5\n"},
        "unknown-actor",
        "stances",
        2,
        "",
        "",
    ),
    ({**FULL, "stances": "actor,issue,position\n,land,5\n"}, "bad-cell", "stances", 2, "", ""),
    ({**FULL, "case": "key,value\ntitel,X\n"}, "unknown-key", "case", 2, "key", "“title”"),
    ({**FULL, "case": "a,b\ntitle,X\n"}, "missing-column", "case", 1, "", "key"),
    ({**FULL, "case": "key,value\nworlds,many\n"}, "bad-cell", "case", 2, "value", "whole"),
    (
        {**FULL, "talks": "date,status\n2025-02-30,land=open\n"},
        "not-a-date",
        "talks",
        2,
        "date",
        "",
    ),
    (
        {**FULL, "elections": "party,date,change\nnorht,2027-01-02,0.5\n"},
        "unknown-party",
        "elections",
        2,
        "",
        "“north”",
    ),
    (
        {**FULL, "case": CASE, "elections": "party,date,change\nnorth,2027-01-02,5\n"},
        "out-of-range",
        "elections",
        2,
        "change",
        "0–1",
    ),
    (
        {**FULL, "forms": "form,ratified\ntreaty,perhaps\n"},
        "bad-cell",
        "forms",
        2,
        "ratified",
        "yes or no",
    ),
    ({**FULL, "forms": "ratified\nyes\n"}, "missing-key", "forms", 2, "", "“form”"),
    (
        {**FULL, "texts": "text,land\ndraft,kep\n"},
        "unknown-option-in-text",
        "texts",
        2,
        "land",
        "“kept”",
    ),
    ({**FULL, "texts": "text,land\ndraft,\n"}, "incomplete-text", "texts", 2, "", "ceded"),
    (
        {**FULL, "case": "key,value\ndurability.years,100\n"},
        "out-of-range",
        "case",
        2,
        "value",
        "at most 40",
    ),
    (
        {**FULL, "actors": "id,influence,influence.low\na,5,5\n"},
        "duplicate-key",
        "actors",
        2,
        "influence.low",
        "once",
    ),
]


@pytest.mark.parametrize(("tables", "code", "file", "line", "column", "words"), BAD)
def test_refused(
    tmp_path: Path,
    tables: dict[str, str],
    code: str,
    file: str,
    line: int,
    column: str,
    words: str,
) -> None:
    found = errors(tmp_path, tables)
    problem = next((p for p in found if p.code == code), None)
    assert problem is not None, found
    if line:
        assert (problem.file, problem.line) == (str(tmp_path / f"{file}.csv"), line)
    assert not column or f"column {column}" in problem.field
    assert words in str(problem)


def test_problems_of_several_tables_are_told_together(tmp_path: Path) -> None:
    tables = {**FULL, "issues": ISSUES + "short\n", "parties": PARTIES + "short\n"}
    assert [Path(p.file).name for p in errors(tmp_path, tables)] == ["issues.csv", "parties.csv"]


def test_every_table_has_its_part(tmp_path: Path) -> None:
    tables = {
        **FULL,
        "case": CASE + "durability.signed,2025-02-01\ndurability.institutions,yes\n",
        "parties": ("id,principal,turnover,ratification.pact\nnorth,a,0.1..0.3,a\nsouth,b,,b\n"),
        "elections": (
            "party,date,takes_office,change,note\n"
            "north,2027-01-02,2027-02-01,0.5,p. 1\nsouth,2028-01-02,,0.2..0.4,\n"
            "north,2031-01-02,,0.4,\n"
        ),
        "forms": "form,ratified\npact,no\n",
        "texts": "text,land\nfirst,kept\nsecond,ceded\n",
    }
    scenario = read_scenario(folder_of(tmp_path, tables))
    assert {p.code for p in scenario.warnings} == {"no-cost"}
    assert scenario.texts == {"first": {"land": "kept"}, "second": {"land": "ceded"}}
    assert scenario.is_ratified("pact") is False
    north, south = scenario.parties["north"], scenario.parties["south"]
    assert [e.date.year for e in north.elections] == [2027, 2031]
    assert north.elections[0].note == "p. 1"
    assert (north.turnover, south.elections[0].change) == (Uniform(0.1, 0.3), Uniform(0.2, 0.4))
    assert str(scenario.signed) == "2025-02-01"
    assert scenario.durability.institutions


ALSO: list[tuple[str, str, str, str]] = [
    # table, its text, code, words
    ("needs", "issue,option,rule\nsea,kept,a\n", "unknown-issue", "land"),
    ("needs", "issue,option,rule\nland,,a\n", "missing-key", "option"),
    ("needs", "issue,option,rule\nland,kept,a\nland,kept,b\n", "duplicate-key", "once"),
    ("pledges", "actor,issue,max,cost\nc,land,5,0\n", "unknown-actor", "a"),
    ("pledges", "actor,issue,max,cost\na,land,x,0\n", "bad-cell", "50"),
    ("groups", "actor,group,members\na,,5\n", "missing-key", "group"),
    ("shocks", "title,path,load\nWar,actors.a.influence,1\n", "missing-key", "shock"),
    ("given", "actor,rejects\na,land\n", "bad-cell", "a=1"),
    ("issues", ISSUES.replace("no_deal", "no_deal,stays").replace(",20", ",20,cedd"),
     "unknown-option", "ceded"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "text", "code", "words"), ALSO)
def test_tables_of_mechanisms_refused(
    tmp_path: Path, table: str, text: str, code: str, words: str
) -> None:
    found = [p for p in errors(tmp_path, {**FULL, table: text}) if p.code == code]
    assert found
    assert Path(found[0].file).name == f"{table}.csv"
    assert words in found[0].fix


@pytest.mark.parametrize("number", [0, 1])
def test_the_examples_of_the_docs(tmp_path: Path, number: int) -> None:
    chapter = DOCS.read_text(encoding="utf-8").split("\n## ")
    examples = [part for part in chapter if "```csv" in part]
    blocks = re.findall(r"`(\w+)\.csv`\n\n```csv\n(.*?)```", examples[number], flags=re.S)
    assert blocks
    scenario = read_scenario(folder_of(tmp_path, dict(blocks)))
    assert scenario.forms
    assert {p.code for p in scenario.warnings} <= {"inferred-issues", "inferred-parties", "no-cost"}
