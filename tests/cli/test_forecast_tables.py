"""``winset forecast`` on tables of actors in every format, whole and damaged, from the outside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Winset
from tests.formats.test_actor_columns import CSV as COLUMNS
from tests.formats.test_ktab import CSV as KTAB
from tests.formats.test_ktab import XML
from tests.scenario.test_tables import FULL, folder_of
from winset.formats.actor_columns import read_actor_columns, write_actor_columns


def told(winset: Winset, path: Path, *arguments: str) -> dict[str, dict[str, float]]:
    """Model → issue → forecast."""
    done = winset("forecast", path, "--doubt", "0", "--json", *arguments)
    assert done.returncode == 0, done.stderr
    models = json.loads(done.stdout)["models"]
    return {
        name: {issue: found["forecast"] for issue, found in own["issues"].items()}
        for name, own in models.items()
    }


def test_the_actors_of_a_case_are_forecast_as_the_case_is(winset: Winset, tmp_path: Path) -> None:
    folder = folder_of(tmp_path, FULL)
    assert told(winset, folder / "actors.csv") == told(winset, folder)
    plain = folder_of(tmp_path, {"actors": COLUMNS})
    assert set(told(winset, plain / "actors.csv")["compromise"]) == {"actors"}


def test_formats_of_actors_lead_to_forecasts(winset: Winset, tmp_path: Path) -> None:
    ktab, xml, columns = (tmp_path / name for name in ("p.csv", "p.xml", "delay.csv"))
    for path, text in ((ktab, KTAB), (xml, XML), (columns, COLUMNS)):
        path.write_text(text, encoding="utf-8")
    models = ("--model", "spatial-joint", "--model", "condorcet", "--model", "spatial")
    found = told(winset, ktab, *models)
    assert set(found) == {"spatial-joint", "condorcet", "spatial"}
    for issues in found.values():
        assert set(issues) == {"Route", "Date"}
        assert all(0 <= value <= 100 for value in issues.values())
    assert set(told(winset, xml, *models)["spatial"]) == {"Route"}
    plain = told(winset, columns, *models)
    book = tmp_path / "delay.xlsx"
    write_actor_columns(read_actor_columns(columns), book)
    assert told(winset, book, "--table", *models) == plain


def test_a_ktab_file_s_own_choices_are_said_to_be_unused(winset: Winset, tmp_path: Path) -> None:
    path = tmp_path / "p.xml"
    path.write_text(XML, encoding="utf-8")
    done = winset("forecast", path, "--model", "spatial")
    assert done.returncode == 0, done.stderr
    assert "not used here" in " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "p.csv",
            KTAB.replace("40.5", "-40").replace(",100,39.5", ",,101"),
            ["p.csv:3", "NO.capability", "p.csv:4", "EU.Date.position", "EU.Date.salience"],
        ),
        ("p.xml", XML.replace("<capability>40<", "<capability><"), ["p.xml:15", "NO.capability"]),
        (
            "p.xml",
            '<!DOCTYPE b [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><Scenario>&b;</Scenario>',
            ["xml-entity"],
        ),
        (
            "p.csv",
            COLUMNS.replace(",16,", ",x,"),
            ["p.csv:3", "France.capability", "[not-a-number]"],
        ),
    ],
)
def test_damaged_tables_are_refused(
    winset: Winset, tmp_path: Path, name: str, text: str, said: list[str]
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    done = winset("forecast", path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    for part in said:
        assert part in done.stderr
    assert list(tmp_path.iterdir()) == [path]
