"""The starter case: whole or not there, never over anybody's files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.scenario.conftest import changed
from winset.errors import WinsetError
from winset.scenario import json_schema, read_scenario, scenario_from, write_template
from winset.scenario import template as module


def test_a_new_case(tmp_path: Path) -> None:
    path = write_template(tmp_path / "deep" / "Border talks", title='North: "and" # South')
    assert path == tmp_path / "deep" / "Border talks" / "scenario.yaml"
    scenario = read_scenario(path.parent)
    assert (scenario.id, scenario.title) == ("border-talks", 'North: "and" # South')
    assert scenario.warnings == ()
    assert json.loads((path.parent / "scenario.schema.json").read_text()) == json_schema()
    assert path.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=scenario.s")
    assert 'North: "and" # South' in (path.parent / "README.md").read_text(encoding="utf-8")
    assert {p.name for p in path.parent.iterdir()} == {
        "README.md",
        "scenario.schema.json",
        "scenario.yaml",
        "sources",
    }
    assert [p.name for p in tmp_path.joinpath("deep").iterdir()] == ["Border talks"]


def test_the_notes_hold_what_the_case_says_of_its_source(tmp_path: Path) -> None:
    scenario = read_scenario(write_template(tmp_path / "case").parent)
    notes = (tmp_path / "case" / "sources" / "gazette.md").read_text(encoding="utf-8")
    stances = [stance for actor in scenario.actors.values() for stance in actor.stances.values()]
    named = [entry for entry in (*stances, *scenario.talks) if entry.source]
    assert all(entry.note and f"{entry.note}: " in notes for entry in named)
    (sat,) = (entry for entry in named if not entry.is_judgement)
    assert sat is scenario.talks[0]
    assert sat.hours == 6
    assert "six hours at Lakeside on 27 June" in notes


def test_a_source_alone_gives_no_number(raw: Mapping[str, Any]) -> None:
    claimed = {"actors.marshal.stances.valley.basis": "source"}
    assert scenario_from(raw).stance("marshal", "valley").is_judgement
    assert not scenario_from(changed(raw, claimed)).stance("marshal", "valley").is_judgement


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("border-talks", "Border talks"),
        ("Gaza_2026", "Gaza 2026"),
        ("--", "Talks on the river valley"),
    ],
)
def test_the_title_is_the_name_of_the_folder(tmp_path: Path, name: str, title: str) -> None:
    assert read_scenario(write_template(tmp_path / name).parent).title == title


def test_an_empty_folder_is_filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "case").mkdir()
    assert write_template(tmp_path / "case").is_file()
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert write_template(".").resolve() == tmp_path / "here" / "scenario.yaml"
    assert (tmp_path / "here" / "scenario.yaml").is_file()


@pytest.mark.parametrize(
    "title", ["Line\nbreak", "tab\t", "\u2028", "{a: b}", "'", "no", "5", "中文"]
)
def test_odd_titles(tmp_path: Path, title: str) -> None:
    if not title.strip():
        with pytest.raises(WinsetError):
            write_template(tmp_path / "c", title=title)
    else:
        scenario = read_scenario(write_template(tmp_path / "c", title=title).parent)
        assert scenario.title == " ".join(title.split())


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(WinsetError, match="not an empty folder"):
        write_template(tmp_path)
    with pytest.raises(WinsetError, match="not an empty folder"):
        write_template(tmp_path / "notes.txt")
    assert [p.name for p in tmp_path.iterdir()] == ["notes.txt"]


def test_nothing_half_written_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> dict[str, object]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "json_schema", fail)
    with pytest.raises(WinsetError, match="No space left"):
        write_template(tmp_path / "case")
    assert list(tmp_path.iterdir()) == []
