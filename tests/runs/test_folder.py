"""A run folder is written whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import winset
from winset.errors import WinsetError
from winset.runs import RunTarget, folder, write_run


@pytest.fixture(scope="module")
def analysis() -> winset.Analysis:
    return winset.analyse(winset.load("treaty-senate"))


def files(path: Path) -> dict[str, bytes]:
    return {str(p.relative_to(path)): p.read_bytes() for p in path.rglob("*") if p.is_file()}


def test_member_files_are_kept_beside_the_scenario(
    analysis: winset.Analysis, tmp_path: Path
) -> None:
    out = write_run(analysis, RunTarget.at(tmp_path / "out"), {"census": 0.5})
    assert (out / "senate.csv").read_bytes() == (
        winset.load("treaty-senate").origin.base_dir / "senate.csv"
    ).read_bytes()
    manifest = json.loads((out / "manifest.json").read_text())
    assert manifest["seconds"] == {"census": 0.5}
    assert manifest["scenario"]["sha256"] == analysis.scenario.sha256
    assert set(manifest["files"]) | {"manifest.json"} == set(files(out))


@pytest.mark.parametrize("earlier", [True, False])
def test_a_failure_leaves_everything_as_it_was(
    earlier: bool, analysis: winset.Analysis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = RunTarget.at(tmp_path / "out")
    if earlier:
        write_run(analysis, target, {})
    before = files(tmp_path)

    def full_disk(draft: Path, scenario: winset.Scenario) -> None:
        (draft / "scenario.yaml").write_text("half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folder, "write_scenario", full_disk)
    with pytest.raises(WinsetError, match="No space left"):
        write_run(analysis, target, {})
    assert files(tmp_path) == before
    assert [path.name for path in tmp_path.iterdir()] == (["out"] if earlier else [])


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(WinsetError, match="is a file"):
        RunTarget.at(tmp_path / "out")


@pytest.mark.parametrize("manifest", ["[]", "{}", "not json", '{"name": "other"}'])
def test_a_folder_with_another_manifest_is_no_run(manifest: str, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(manifest)
    with pytest.raises(WinsetError, match="nothing is overwritten"):
        RunTarget.at(tmp_path)


def test_two_runs_differ_in_their_manifest_only(analysis: winset.Analysis, tmp_path: Path) -> None:
    first = files(write_run(analysis, RunTarget.at(tmp_path / "a"), {"census": 1.0}))
    again = winset.analyse(winset.load("treaty-senate"))
    second = files(write_run(again, RunTarget.at(tmp_path / "b"), {"census": 2.0}))
    assert first.keys() == second.keys()
    assert {name for name in first if first[name] != second[name]} <= {"manifest.json"}
