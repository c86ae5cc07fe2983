"""The starter case: whole or not there, never over anybody's files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from winset.errors import WinsetError
from winset.scenario import json_schema, read_scenario, write_template
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
