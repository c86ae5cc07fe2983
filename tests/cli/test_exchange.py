"""``winset import`` and ``winset export`` from the outside."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from tests.cli.conftest import Winset
from tests.cli.foreign import (
    ENTITY_BOMB,
    EXTERNAL_ENTITY,
    TABLE,
    WRONG_WEIGHTS,
    genius_files,
    write_files,
)
from winset import read_domain

EVERY = ["genius", "geniusweb", "negmas", "table"]


def test_an_imported_case_is_checked_and_run(winset: Winset, tmp_path: Path) -> None:
    write_files(tmp_path / "src", genius_files())
    done = winset("import", "genius", "src", "case")
    assert done.returncode == 0, done.stderr
    assert "2 actors, 2 issues, 6 packages" in done.stdout
    assert {path.name for path in (tmp_path / "case").iterdir()} == {"scenario.yaml", "README.md"}
    checked = winset("check", "case")
    assert (checked.returncode, checked.stderr) == (0, "")
    ran = winset("run", "case", "-o", "out", "--quiet")
    assert ran.returncode == 0, ran.stderr
    readme = (tmp_path / "case" / "README.md").read_text("utf-8")
    assert "Genius files, reading genius" in readme
    assert "Discount factors of first are not applied." in readme
    assert str(tmp_path) not in readme


@pytest.mark.parametrize("format_", EVERY)
def test_import_export_import_keeps_values(winset: Winset, tmp_path: Path, format_: str) -> None:
    write_files(tmp_path / "src", genius_files())
    assert winset("import", "genius", "src", "case").returncode == 0
    target = "out.csv" if format_ == "table" else "out"
    exported = winset("export", "case", format_, target)
    assert exported.returncode == 0, exported.stderr
    first = read_domain(tmp_path / "src", "genius")
    again = read_domain(tmp_path / target, format_)
    assert again.options == first.options
    assert [actor.name for actor in again.actors] == [actor.name for actor in first.actors]
    for own, other in zip(again.contributions(), first.contributions(), strict=True):
        np.testing.assert_allclose(own, other, atol=1e-12)
    if "can't state" not in exported.stdout:
        np.testing.assert_allclose(again.reservation(), first.reservation(), atol=1e-12)
    assert winset("import", format_, target, "back").returncode == 0


def test_export_says_what_is_lost(winset: Winset, tmp_path: Path) -> None:
    done = winset("export", "us-russia-2025", "negmas", "out")
    assert done.returncode == 0, done.stderr
    for lost in ("Every uncertain number", "red lines", "Ratifiers"):
        assert lost in done.stdout
    assert len(list((tmp_path / "out").iterdir())) == 1 + 4


def test_exclusions_hold_on_the_frontier_and_are_lost_in_an_export(
    winset: Winset, tmp_path: Path
) -> None:
    assert winset("new", "valley").returncode == 0
    scenario = tmp_path / "valley" / "scenario.yaml"
    free = json.loads(winset("frontier", "valley", "--json").stdout)
    scenario.write_text(
        f"{scenario.read_text('utf-8')}\nexcludes: [{{valley: kept, sanctions: 0}}]\n", "utf-8"
    )
    bound = json.loads(winset("frontier", "valley", "--json").stdout)
    assert bound["packages"] == free["packages"] - 2  # one of two venues each
    done = winset("export", "valley", "negmas", "out")
    assert "An excluded combination is lost." in done.stdout
    refused = winset("vote", "valley", "--package", "valley=kept,sanctions=0,venue=Hilltop")
    assert refused.returncode == 2
    assert "valley=kept with sanctions=0" in refused.stderr


def test_export_of_chosen_actors(winset: Winset, tmp_path: Path) -> None:
    done = winset("export", "unit-pie", "table", "out.xlsx", "--actors", "b,a")
    assert done.returncode == 2
    assert "no actor is called" in done.stderr
    assert not (tmp_path / "out.xlsx").exists()
    done = winset("export", "us-russia-2025", "table", "out.xlsx", "--actors", "putin,us_senate")
    assert done.returncode == 0, done.stderr
    assert "the mean utility of the members counts" in done.stdout
    assert len(read_domain(tmp_path / "out.xlsx", "table").actors) == 2


def test_a_folder_with_files_is_left_alone(winset: Winset, tmp_path: Path) -> None:
    write_files(tmp_path / "src", genius_files())
    write_files(tmp_path / "mine", {"notes.txt": "keep"})
    (tmp_path / "mine.csv").write_text("keep")
    for arguments in (
        ("import", "genius", "src", "mine"),
        ("export", "unit-pie", "genius", "mine"),
        ("export", "unit-pie", "table", "mine.csv"),
        ("export", "unit-pie", "table", "mine.txt"),
    ):
        done = winset(*arguments)
        assert done.returncode == 2, arguments
        assert "Traceback" not in done.stderr
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["notes.txt"]
    assert (tmp_path / "mine.csv").read_text() == "keep"
    assert not (tmp_path / "mine.txt").exists()


BAD = [
    ("genius", {"domain.xml": "<negotiation_template>"}, "xml-malformed"),
    ("genius", {"domain.xml": ENTITY_BOMB}, "xml-entity"),
    ("genius", {"domain.xml": EXTERNAL_ENTITY}, "xml-entity"),
    ("genius", genius_files(profile_issue="hours"), "profile-domain"),
    ("genius", genius_files(weights=(0.6, 0.6)), "weights-sum"),
    ("genius", genius_files(missing=True), "evaluation"),
    ("genius", {}, "no-files"),
    ("geniusweb", {"d.json": '{"issuesValues": {'}, "json-malformed"),
    ("negmas", {"d.yml": "issues: ["}, "yaml-malformed"),
    ("table", {"": WRONG_WEIGHTS}, "weights-sum"),
    ("table", {"": TABLE.replace("0.2", "")}, "not-a-number"),
]


@pytest.mark.parametrize(("format_", "files", "code"), BAD)
def test_bad_files_are_refused(
    winset: Winset, tmp_path: Path, format_: str, files: dict[str, str], code: str
) -> None:
    source = tmp_path / ("src.csv" if format_ == "table" else "src")
    if format_ == "table":
        source.write_text(files[""], encoding="utf-8")
    else:
        write_files(source, files)
    before = sorted(path.name for path in tmp_path.iterdir())
    for command in (
        ("import", format_, source.name, "case"),
        ("frontier", source.name, "--from", format_, "-o", "plot.html"),
    ):
        done = winset(*command)
        assert done.returncode == 2, done.stdout
        assert code in done.stderr
        assert "Traceback" not in done.stderr
        assert "root:" not in done.stderr
        assert done.stdout == ""
        assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_a_single_actor_is_no_case(winset: Winset, tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text("issue,option,Ministry\nwage,low,1\nwage,high,0\n")
    done = winset("import", "table", "one.csv", "case")
    assert done.returncode == 2
    assert "one-actor" in done.stderr
    assert not (tmp_path / "case").exists()


@pytest.mark.slow
@pytest.mark.usefixtures("few_futures")
@pytest.mark.parametrize("reading", ["genius", "raw"])
@pytest.mark.parametrize(
    "name", ["Domain16", "Energy", "EnglandZimbabwe", "EnglandvsZimbabweA", "Politics"]
)
def test_competition_domains_run(
    winset: Winset, tmp_path: Path, negotiation: Path, name: str, reading: str
) -> None:
    done = winset("import", "genius", negotiation / name, "case", "--reading", reading)
    assert done.returncode == 0, done.stderr
    checked = winset("check", "case", "--json")
    assert json.loads(checked.stdout) == {"usable": True, "problems": []}
    ran = winset("run", "case", "--json")
    found = json.loads(winset("frontier", "case", "--json").stdout)
    settled = json.loads(ran.stdout)["forms"]["agreement"]["settlement"]
    for concept in ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian"):
        assert settled[concept]["package"] in found[concept]["packages"]
        own = [settled[concept]["utilities"][actor] for actor in found["actors"]]
        np.testing.assert_allclose(own, found[concept]["utilities"], atol=1e-9)
