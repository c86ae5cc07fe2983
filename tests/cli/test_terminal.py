"""What the command line prints, where it may write, and what it never overwrites."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Winset
from tests.conftest import ROOT
from tests.durability.divided import divided


def test_no_file_steers_the_terminal(winset: Winset, tmp_path: Path) -> None:
    assert winset("new", "case").returncode == 0
    file = tmp_path / "case" / "scenario.yaml"
    text = file.read_text(encoding="utf-8")
    hostile = '"\\e]0;owned\\a\\e[2J\\u202Etxet"'
    text = text.replace('title: "Talks on the river valley"', f"title: {hostile}")
    text = text.replace("name: President of Northland\n", f"name: {hostile}\n")
    file.write_text(text.replace("name: Northland\n", f"name: {hostile}\n"), encoding="utf-8")
    done = winset("run", "case", "-o", "out", "--worlds", "16")
    assert done.returncode == 0, done.stderr
    others = (
        winset("frontier", "case"),
        winset("durability", "./case", "--worlds", "16"),
        winset("compare", "case", "case", "--worlds", "16"),
        winset("export", "case", "genius", "exported"),
    )
    file.write_text(text.replace("party: north", f"party: {hostile}"), encoding="utf-8")
    refused = winset("check", "case")
    assert refused.returncode == 2
    assert "unknown-party" in refused.stderr
    for other in others:
        assert other.returncode == 0, other.stderr
    for printed in (done.stdout, refused.stderr, *(other.stdout for other in others)):
        assert not {"\x1b", "\x07", "\u202e"} & set(printed)


def test_the_view_is_named(winset: Winset) -> None:
    done = winset("run", "us-russia-2025", "--perspective", "kyiv-brussels", "--worlds", "16")
    assert done.stdout.splitlines()[1:3] == [
        "US–Russia talks, Moscow, December 2025 · as of 9 December 2025",
        "As Kyiv and Brussels put it",
    ]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("arguments", [("schema",), ("run", "unit-pie", "--json"), ("cases",)])
def test_a_full_disk_is_no_traceback(arguments: tuple[str, ...], tmp_path: Path) -> None:
    path = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "winset", *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": path},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_path_with_spaces_can_be_pasted(winset: Winset) -> None:
    assert "winset check 'new case'" in winset("new", "new case").stdout
    assert "winset run 'a copy'" in winset("cases", "copy", "unit-pie", "a copy").stdout


def test_a_schema_replaces_a_schema_only(winset: Winset, tmp_path: Path) -> None:
    for _ in range(2):
        assert winset("schema", "-o", "scenario.schema.json").returncode == 0
    (tmp_path / "scenario.yaml").write_text("winset: 1\n", encoding="utf-8")
    done = winset("schema", "-o", "scenario.yaml")
    assert done.returncode == 2
    assert (tmp_path / "scenario.yaml").read_text(encoding="utf-8") == "winset: 1\n"


def test_a_run_never_replaces_the_folder_it_is_called_in(winset: Winset, tmp_path: Path) -> None:
    done = winset("run", "unit-pie", "-o", ".")
    assert done.returncode == 2
    assert "the folder you are in" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_symbolic_link_stays_one(winset: Winset, tmp_path: Path) -> None:
    (tmp_path / "runs").mkdir()
    (tmp_path / "latest").symlink_to("runs")
    for _ in range(2):
        assert winset("run", "unit-pie", "-o", "latest", "--quiet").returncode == 0
    assert (tmp_path / "latest").is_symlink()
    assert (tmp_path / "runs" / "report.html").is_file()
    assert {path.name for path in tmp_path.iterdir()} == {"runs", "latest"}


def test_one_issue_is_one(winset: Winset, tmp_path: Path) -> None:
    (tmp_path / "pie.yaml").write_text(json.dumps(divided()), encoding="utf-8")
    assert "6 actors, 1 issue, forms" in winset("check", "pie.yaml").stdout


def test_no_table_is_empty(winset: Winset, tmp_path: Path) -> None:
    raw = divided()
    (tmp_path / "open.yaml").write_text(json.dumps(raw), encoding="utf-8")
    opened = winset("run", "open.yaml", "-v").stdout
    assert "The deal most often settled on" in opened
    assert "Who alone would open a zone" not in opened
    for actor in ("a", "b"):
        raw["actors"][actor]["reservation"] = 1
    (tmp_path / "shut.yaml").write_text(json.dumps(raw), encoding="utf-8")
    shut = winset("run", "shut.yaml", "-v").stdout
    assert "The deal most often settled on" not in shut
    assert "Who alone would open a zone" in shut
    assert "lie in the zone" not in shut


def test_the_remedy_for_a_table_without_a_scale_works(winset: Winset, tmp_path: Path) -> None:
    table = "name,capability,position,salience\na,1,5,50\nb,1,5,50\n"
    (tmp_path / "same.csv").write_text(table, encoding="utf-8")
    refused = winset("forecast", "same.csv")
    assert refused.returncode == 2
    assert "--scale LOW HIGH" in refused.stderr
    told = winset("forecast", "same.csv", "--scale", "0", "10", "--worlds", "8")
    assert told.returncode == 0, told.stderr
