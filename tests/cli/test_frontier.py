"""``winset frontier`` from the outside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.cli.conftest import Winset
from tests.cli.foreign import TABLE, genius_files, write_files
from winset.scenario.origin import write_yaml

SOLUTIONS = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")
KEYS = {"packages", "actors", "reservation", "frontier", *SOLUTIONS, "method", "seconds"}


def huge(options: int = 10, issues: int = 20) -> dict[str, Any]:
    """A scenario of options ** issues packages between two parties."""
    random = np.random.default_rng(5)
    names = [f"o{n}" for n in range(options)]

    def stances() -> dict[str, Any]:
        return {
            f"issue{k}": {
                "values": dict(zip(names, random.random(options).round(3).tolist(), strict=True)),
                "salience": {"low": 10, "high": 90},
            }
            for k in range(issues)
        }

    return {
        "winset": 1,
        "id": "huge",
        "title": "Huge",
        "issues": {f"issue{k}": {"title": f"Issue {k}", "options": names} for k in range(issues)},
        "actors": {
            "a": {"party": "p", "reservation": 0.4, "stances": stances()},
            "b": {"party": "q", "reservation": 0.4, "stances": stances()},
        },
        "parties": {
            "p": {"principal": "a", "ratification": {"accord": "a"}},
            "q": {"principal": "b", "ratification": {"accord": "b"}},
        },
    }


def check_schema(found: dict[str, Any]) -> None:
    """The keys and kinds that other programs rely on."""
    assert set(found) == KEYS
    actors = len(found["actors"])
    assert isinstance(found["packages"], int)
    assert len(found["reservation"]) == actors
    assert set(found["frontier"]) == {"size", "packages", "points"}
    assert found["frontier"]["size"] == len(found["frontier"]["points"])
    assert found["frontier"]["packages"] >= found["frontier"]["size"]
    assert all(len(point) == actors for point in found["frontier"]["points"])
    for solution in SOLUTIONS:
        assert set(found[solution]) == {"utilities", "packages"}
        if found[solution]["utilities"] is None:
            assert found[solution]["packages"] == []
        else:
            assert len(found[solution]["utilities"]) == actors
            assert found[solution]["packages"]
    assert found["method"] in {"minkowski", "enumeration"}
    assert found["seconds"] >= 0


def test_json_of_a_bundled_case(winset: Winset) -> None:
    done = winset("frontier", "us-russia-2025", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    check_schema(found)
    assert found["packages"] == 3000  # what the case excludes is none
    assert set(found["nash"]["packages"][0]) == {
        "territory",
        "guarantees",
        "sanctions",
        "economy",
        "standing",
    }


def test_json_of_foreign_files(winset: Winset, tmp_path: Path) -> None:
    write_files(tmp_path / "src", genius_files())
    (tmp_path / "t.csv").write_text(TABLE)
    for source, format_ in (("src", "genius"), ("t.csv", "table")):
        done = winset("frontier", source, "--from", format_, "--json")
        assert done.returncode == 0, done.stderr
        check_schema(json.loads(done.stdout))


def test_readings_and_disagreement_rules_differ(winset: Winset, tmp_path: Path) -> None:
    files = genius_files()
    write_files(tmp_path / "src", {name: text.replace("0.46", "0") for name, text in files.items()})

    def found(*options: str) -> dict[str, Any]:
        return json.loads(winset("frontier", "src", "--from", "genius", "--json", *options).stdout)

    assert found()["frontier"]["points"] != found("--reading", "raw")["frontier"]["points"]
    assert found()["reservation"][0] == 0
    raised = found("--disagreement", "attainable")["reservation"][0]
    assert raised == pytest.approx(0.6 * 0.1 + 0.4 * 0.25)


def test_agrees_with_run_on_a_small_case(winset: Winset, tmp_path: Path) -> None:
    write_files(tmp_path / "src", genius_files())
    assert winset("import", "genius", "src", "case").returncode == 0
    run = json.loads(winset("run", "case", "--json").stdout)
    found = json.loads(winset("frontier", "case", "--json").stdout)
    settled = run["forms"]["agreement"]["settlement"]
    assert found["packages"] == run["packages"] == 6
    for solution in SOLUTIONS:
        assert settled[solution]["package"] in found[solution]["packages"]
        own = [settled[solution]["utilities"][actor] for actor in found["actors"]]
        assert own == pytest.approx(found[solution]["utilities"], abs=1e-9)


def test_more_packages_than_can_be_listed(winset: Winset, tmp_path: Path) -> None:
    (tmp_path / "huge.yaml").write_text(write_yaml(huge()))
    done = winset("frontier", "huge.yaml", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    check_schema(found)
    assert found["packages"] == 10**20
    assert found["method"] == "minkowski"
    told = winset("frontier", "huge.yaml").stdout
    assert "10²⁰" in told
    assert "Every uncertain number stands at its centre." in told


def test_every_tie_is_counted_and_so_many_listed(winset: Winset, tmp_path: Path) -> None:
    case = huge(options=4, issues=30)
    for actor in case["actors"].values():
        for stance in actor["stances"].values():
            stance |= {"values": dict.fromkeys(stance["values"], 0.5), "salience": 10}
    (tmp_path / "flat.yaml").write_text(write_yaml(case))
    found = json.loads(winset("frontier", "flat.yaml", "--json", "--ties", "7").stdout)
    assert found["frontier"]["packages"] == 4**30
    assert found["frontier"]["size"] == 1
    assert len(found["nash"]["packages"]) == 7
    told = winset("frontier", "flat.yaml", "--ties", "3").stdout
    assert "Like the first, but" in told
    assert "more tie. --ties lists them." in told


def test_where_nothing_is_better_than_no_deal(winset: Winset, tmp_path: Path) -> None:
    case = huge(options=2, issues=3)
    for actor in case["actors"].values():
        actor["reservation"] = 1
    (tmp_path / "none.yaml").write_text(write_yaml(case))
    found = json.loads(winset("frontier", "none.yaml", "--json").stdout)
    check_schema(found)
    assert found["nash"] == {"utilities": None, "packages": []}
    done = winset("frontier", "none.yaml", "-o", "plot.html")
    assert done.returncode == 0, done.stderr
    assert "No deal gives every side what it has without one." in " ".join(done.stdout.split())


@pytest.mark.parametrize("case", ["us-russia-2025", "unit-pie"])
def test_printed_within_a_hundred_columns(winset: Winset, case: str) -> None:
    done = winset("frontier", case, COLUMNS="200")
    assert done.returncode == 0, done.stderr
    assert "The Pareto frontier of " in done.stdout.splitlines()[2]
    assert max(len(line) for line in done.stdout.splitlines()) <= 100


def test_chosen_actors(winset: Winset) -> None:
    done = winset("frontier", "us-russia-2025", "--actors", "putin, us_senate", "--json")
    assert json.loads(done.stdout)["actors"] == ["putin", "us_senate"]
    for wrong in ("putin,nobody", "putin,putin", ","):
        done = winset("frontier", "us-russia-2025", "--actors", wrong)
        assert done.returncode == 2
        assert "Choose among" in done.stderr


def test_plots_are_written_whole_or_not_at_all(winset: Winset, tmp_path: Path) -> None:
    assert winset("frontier", "unit-pie", "-o", "plot.gif").returncode == 2
    assert winset("frontier", "unit-pie", "-o", "absent/plot.html").returncode == 2
    assert list(tmp_path.iterdir()) == []
    assert winset("frontier", "unit-pie", "-o", "plot.html").returncode == 0
    page = (tmp_path / "plot.html").read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert [path.name for path in tmp_path.iterdir()] == ["plot.html"]


def test_images(winset: Winset, tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    for name, start in (("plot.png", b"\x89PNG"), ("plot.svg", b"<svg")):
        assert winset("frontier", "us-russia-2025", "-o", name).returncode == 0
        assert (tmp_path / name).read_bytes().startswith(start)
