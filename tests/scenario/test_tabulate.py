"""A scenario written as tables is the same scenario when they are read."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from tests.scenario.conftest import changed
from tests.strategies import Case as Drawn
from tests.strategies import cases
from winset.cases import case_ids, load
from winset.errors import WinsetError
from winset.scenario import Scenario, model, read_scenario, write_template
from winset.scenario.columns import CASE, COLUMNS, STANCES
from winset.scenario.rules import parse_rule
from winset.scenario.sheets import Sheet, SheetRow
from winset.scenario.tables import draft_of_tables
from winset.scenario.tabulate import NO_TABLE, tables_of
from winset.scenario.workbook_template import write_workbook

MECHANISMS = {"needs", "pledges", "groups", "excludes", "given", "shocks"}
"""Tables of which the small case to start from has no example."""

DOCS = Path(__file__).parents[2] / "docs" / "reference" / "tables.md"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of the starter case as a workbook; not to be changed."""
    folder = tmp_path_factory.mktemp("cases") / "river-valley"
    return write_template(folder, workbook=True)


def assert_same(one: Scenario, other: Scenario) -> None:
    """Compare all but the perspectives and claims, which no table holds."""
    for key in Scenario.model_fields:
        if key not in NO_TABLE:
            assert getattr(one, key) == getattr(other, key), key
    assert one.forms == other.forms


@pytest.mark.parametrize("case", case_ids())
def test_a_bundled_case_as_a_workbook_and_back(case: str, tmp_path: Path) -> None:
    scenario = load(case)
    assert scenario.origin.base_dir is not None
    shutil.copytree(scenario.origin.base_dir, tmp_path / case)
    (tmp_path / case / "scenario.yaml").unlink()
    write_workbook(scenario.origin.raw, tmp_path / case / "scenario.xlsx")
    again = read_scenario(tmp_path / case)
    assert again.warnings == ()
    assert_same(scenario, again)


def test_the_workbook_is_the_case_that_new_writes(book: Path, starter: Path) -> None:
    scenario = read_scenario(book.parent)
    assert scenario.warnings == ()
    assert_same(scenario, read_scenario(starter))
    readme = (book.parent / "README.md").read_text(encoding="utf-8")
    assert "`scenario.xlsx`" in readme
    assert "scenario.yaml" not in readme
    assert {p.name for p in book.parent.iterdir()} == {"README.md", "scenario.xlsx", "sources"}


def test_every_table_has_a_sheet_with_every_column_and_an_example(book: Path) -> None:
    sheets = {sheet.title: list(sheet.values) for sheet in openpyxl.load_workbook(book)}
    assert set(sheets) == {"Read me", *COLUMNS}
    for name, columns in COLUMNS.items():
        assert set(columns) <= set(sheets[name][0])
        assert len(sheets[name]) > 1 or name in MECHANISMS
    assert {row[0] for row in sheets["case"][1:]} == set(CASE)


def test_cells_with_few_legal_values_have_a_drop_down(book: Path) -> None:
    workbook = openpyxl.load_workbook(book)

    def choices(sheet: str, column: str) -> str:
        (cell,) = (c for c in workbook[sheet][1] if c.value == column)
        found = workbook[sheet].data_validations.dataValidation
        return next(str(d.formula1) for d in found if cell.offset(1).coordinate in d.sqref)

    assert choices("actors", "role") == f'"{",".join(get_args(model.Role))}"'
    assert choices("parties", "regime") == f'"{",".join(get_args(model.Regime))}"'
    assert choices("stances", "basis") == '"source,judgement"'
    assert choices("forms", "ratified") == '"yes,no"'
    assert choices("stances", "issue") == "issues!$A$2:$A$1000"
    assert choices("elections", "party") == "parties!$A$2:$A$1000"


def test_the_read_me_tells_what_every_column_means(book: Path) -> None:
    told = {(row[0], row[1]): row[2] for row in openpyxl.load_workbook(book)["Read me"].values}
    for name, columns in COLUMNS.items():
        for column in columns if name != "case" else CASE:
            kept = column.removeprefix("durability.") in {"source", "note", "basis"}
            where = ("any", column.rpartition(".")[2]) if kept else (name, column)
            assert str(told[where]).endswith("."), where


def read_back(raw: Mapping[str, Any]) -> Any:
    sheets = {}
    for name, (header, *rows) in tables_of(raw).items():
        lines = tuple(SheetRow(i, row) for i, row in enumerate(rows, start=2))
        sheets[name] = Sheet("t.xlsx", name, tuple(map(str, header)), lines)
    draft = draft_of_tables(sheets, Path("t.xlsx"), Path())
    assert draft.findings == ()
    return draft.raw


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(case=cases())
def test_tables_say_the_same_or_refuse(case: Drawn) -> None:
    try:
        again = read_back(case.raw)
    except WinsetError as error:
        assert "cell" in str(error)  # a list of one option, say  # noqa: PT017
        return
    assert_same(Scenario.model_validate(again), Scenario.model_validate(case.raw))


def test_every_mechanism_as_tables_and_back(raw: Mapping[str, Any], starter: Path) -> None:
    stays = {"at": 100, "reverts": "no"}
    whole = changed(
        raw,
        {
            "issues.valley.options": {"returned": 0, "shared": 40, "kept": stays},
            "issues.venue.options": {"Lakeside": None, "Hilltop": {**stays, "at": None}},
            "issues.sanctions.needs": {25: {"all": ["lakeland"]}, "50": "lakeland"},
            "issues.sanctions.binding": "whole",
            "actors.president.pledges": [
                {"issue": "valley", "max": {"low": 50, "high": 60}, "cost": 0.1, "note": "¶1"},
                {"issue": "sanctions", "min": 10, "cost": {"low": 0, "high": 0.2}},
            ],
            "actors.lakeland.disrupts": {"rate": {"low": 0.01, "high": 0.05}},
            "actors.northern_senate.body.groups": {
                "doves": {"members": 60, "offset": 5, "discipline": 0.5, "follows": "president"},
                "hawks": {"members": 40, "offset": {"low": -20, "high": -5}},
            },
            "parties.north.signs": "special_envoy",
            "parties.north.elites": [],
            "parties.south.elites": ["generals"],
            "forms": {"executive": {"undisclosed": ["valley", "venue"], "exit_cost": 0.1}},
            "excludes": [
                {"valley": "kept", "sanctions": 0},
                {"venue": "Hilltop", "valley": "kept"},
            ],
            "given": [
                {"actor": "marshal", "rejects": {"valley": "returned", "sanctions": 0}},
                {"party": "north", "form": "treaty", "accepts": {"valley": "kept"}},
                {"issue": "sanctions", "agreed": 25, "date": "2025-06-27", "source": "gazette"},
            ],
            "shocks": {
                "war": {
                    "title": "War turns",
                    "source": ["gazette"],
                    "loads": {"actors.*.no_deal_cost": 0.1, "actors.marshal.influence": -5},
                },
                "boom": {"title": "Boom", "loads": {"actors.president.influence": 2.5}},
            },
            "texts": {},
        },
    )
    again = Scenario.model_validate(read_back(whole))
    assert_same(again, Scenario.model_validate(whole))
    assert again.issues["valley"].stays == {"kept"}
    assert again.issues["venue"].stays == {"Hilltop"}


@pytest.mark.parametrize("share", [1, 1.0, "2/3", 0.6])
def test_a_count_stays_a_count_and_a_share_a_share(raw: Mapping[str, Any], share: object) -> None:
    rule = {"at_least": share, "of": "northern_senate"}
    again = read_back(changed(raw, {"parties.north.ratification.treaty": rule}))
    assert parse_rule(again["parties"]["north"]["ratification"]["treaty"]) == parse_rule(rule)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"issues.venue.options": ["Lakeside"]}, "issues.venue.options"),
        ({"parties.south.elites": ["none"]}, "parties.south.elites"),
        ({"actors.marshal.pledges": [{"min": {"low": "a"}}]}, "pledges.marshal.min"),
        ({"given": [{"accepts": {"valley": "a; b"}}]}, "given.accepts"),
        ({"shocks": {"war": {"title": "War", "odds": {"a": "b"}}}}, "shocks.war.odds"),
    ],
)
def test_what_no_cell_holds_is_refused_by_name(
    raw: Mapping[str, Any], change: Mapping[str, Any], where: str
) -> None:
    with pytest.raises(WinsetError, match=re.escape(where)):
        tables_of(changed(raw, change))


_PARTS: Mapping[str, tuple[type[model.Entry], set[str]]] = {
    "": (Scenario, {*COLUMNS, *(str(path[0]) for path, _ in CASE.values())}),
    "sources.*": (model.Source, set(COLUMNS["sources"])),
    "issues.*": (model.Issue, {*COLUMNS["issues"], "needs"}),
    "actors.*": (model.Actor, {*COLUMNS["actors"], "stances", "body", "pledges", "disrupts"}),
    "actors.*.body": (model.Body, {*COLUMNS["actors"], "body.groups"}),
    "actors.*.body.groups.*": (model.Group, set(COLUMNS["groups"])),
    "actors.*.pledges.*": (model.Pledge, set(COLUMNS["pledges"])),
    "actors.*.disrupts": (model.Disruption, set(COLUMNS["actors"])),
    "given.*": (model.Event, set(COLUMNS["given"])),
    "shocks.*": (model.Shock, {*COLUMNS["shocks"], "loads"}),
    "actors.*.stances.*": (model.Stance, {*STANCES, "red_line"}),
    "actors.*.stances.*.red_line": (model.RedLine, set(STANCES)),
    "parties.*": (model.Party, {*COLUMNS["parties"], "ratification", "elections"}),
    "parties.*.elections.*": (model.Election, set(COLUMNS["elections"])),
    "talks.*": (model.Round, set(COLUMNS["talks"])),
    "forms.*": (model.FormTerms, set(COLUMNS["forms"])),
    "durability": (model.DurabilityTerms, set(CASE)),
    "settings": (model.Settings, set(CASE)),
}


def test_the_docs_list_every_key_that_tables_cannot_hold() -> None:
    stems = {
        "durability": "durability.",
        "actors.*.body": "body.",
        "actors.*.disrupts": "disrupts.",
    }
    missing = set()
    for at, (part, held) in _PARTS.items():
        stem = stems.get(at, "red_line." if at.endswith("red_line") else "")
        keys = (field.alias or name for name, field in part.model_fields.items())
        missing |= {f"{at}.{key}".removeprefix(".") for key in keys if f"{stem}{key}" not in held}
    missing.remove("winset")  # tables have no version of their own
    assert set(NO_TABLE) == {"winset", "claims", "perspectives"}
    section = DOCS.read_text(encoding="utf-8").split("\n## What tables cannot hold\n")[1]
    listed = re.findall(r"^\| `([^`]+)` \|", section.split("\n## ")[0], flags=re.M)
    assert set(listed) == missing
