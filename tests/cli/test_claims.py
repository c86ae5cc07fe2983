"""``winset claims`` and ``--without`` in the terminal."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Winset
from winset.cases import case_path

CLAIMS = """
texts: {deep_cut: {ceiling: 20}}
claims:
  senate:
    title: The Senate stands in the way
    note: ¶2
    mechanism: two thirds of it must consent
    off: {parties: {home: {ratification: {treaty: president}}}}
  weather:
    title: It rained
    mechanism: Nobody asks the weather.
"""
FEW = ("--worlds", "32")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "senate"
    shutil.copytree(case_path("treaty-senate"), folder)
    scenario = folder / "scenario.yaml"
    scenario.write_text(scenario.read_text("utf-8") + CLAIMS, "utf-8")
    return folder


def test_each_claim_has_its_sentence_and_its_row(winset: Winset, case: Path) -> None:
    done = winset("claims", case, *FEW)
    assert done.returncode == 0
    told = " ".join(done.stdout.split())
    assert "senate The Senate stands in the way (¶2). " in told
    assert "Without it, “deep cut” as a treaty would" in told
    assert "weather It rained. Nothing in the case carries this: nobody asks the weather." in told
    assert "Coded as: two thirds of it must consent." in told
    verbose = winset("claims", case, *FEW, "-v").stdout
    assert "Carried by" in verbose
    assert all(len(line) <= 100 for line in verbose.splitlines())


MORE = """\
  quorum:
    title: A bare majority of it would do
    off: {parties: {home: {ratification: {treaty: {all: [president, {majority: senate}]}}}}}
"""
NO_SENATE = """\
  chamber:
    title: There is a senate
    off: {actors: {senate: null}, parties: {home: {ratification: {treaty: president}}}}
"""


def add(case: Path, text: str) -> None:
    scenario = case / "scenario.yaml"
    scenario.write_text(scenario.read_text("utf-8") + text, "utf-8")


def test_the_order_of_the_switches_changes_nothing_and_a_clash_is_said(
    winset: Winset, case: Path
) -> None:
    add(case, MORE)
    one = winset("vote", case, *FEW, "--without", "senate", "--without", "quorum")
    other = winset("vote", case, *FEW, "--without", "quorum", "--without", "senate")
    assert one.returncode == other.returncode == 0
    assert one.stdout == other.stdout
    told = "without “senate”, “quorum”: each changes “parties.home.ratification.treaty”"
    for done in (one, other, winset("whatif", case, *FEW, "--without", "quorum",
                                    "--without", "senate")):  # fmt: skip
        assert told in " ".join(done.stderr.split())
    assert "[claims-clash]" in one.stderr


def test_a_claim_whose_switch_leaves_no_case_is_one_row(winset: Winset, case: Path) -> None:
    add(case, NO_SENATE + MORE)
    done = winset("claims", case, *FEW, "--without", "chamber", "-v")
    assert done.returncode == 0, done.stderr
    told = " ".join(done.stdout.split())
    assert "It rained. Nothing in the case carries this" in told
    assert (
        "A bare majority of it would do. Without it, the case could not be read: the rule for "
        "“treaty” of “home” asks “senate”, who is no actor." in told
    )
    plain = json.loads(winset("claims", case, *FEW, "--without", "chamber", "--json").stdout)
    (error,) = plain["claims"]["quorum"]["errors"]
    assert "“senate”, who is no actor" in error
    assert "errors" not in plain["claims"]["weather"]
    both = winset("vote", case, *FEW, "--without", "chamber", "--without", "quorum")
    assert both.returncode == 2
    assert "without “chamber”, “quorum”: the rule" in " ".join(both.stderr.split())


def test_claims_as_json(winset: Winset, case: Path) -> None:
    plain = json.loads(winset("claims", case, *FEW, "--json").stdout)
    senate = plain["claims"]["senate"]
    assert senate["matters"]["without"] > senate["matters"]["with"]
    assert plain["claims"]["weather"]["switch"] is False


def test_a_switch_is_the_file_edited_by_hand(winset: Winset, case: Path) -> None:
    switched = winset("vote", case, *FEW, "--without", "senate", "--json")
    scenario = case / "scenario.yaml"
    text = scenario.read_text("utf-8")
    rule = "treaty: {all: [president, {at_least: 2/3, of: senate}]}"
    assert rule in text
    scenario.write_text(text.replace(rule, "treaty: president"), "utf-8")
    by_hand = winset("vote", case, *FEW, "--json")
    one, other = (json.loads(done.stdout) for done in (switched, by_hand))
    assert one["forms"] == other["forms"]
    assert one["scenario"]["without"] == ["senate"]


def test_what_is_off_stands_at_the_top_and_in_the_run(winset: Winset, case: Path) -> None:
    off = ("--without", "senate")
    for command in ("brief", "vote"):
        done = winset(command, case, *FEW, *off)
        assert "Without: The Senate stands in the way" in done.stdout
    done = winset("run", case, *FEW, *off, "-o", "off")
    assert "Without: The Senate stands in the way" in done.stdout
    manifest = json.loads(Path("off/manifest.json").read_text("utf-8"))
    assert manifest["scenario"]["without"] == ["senate"]
    report = Path("off/report.html").read_text("utf-8")
    assert "--without senate" in report
    again = winset("compare", "off", case, "--json")
    assert json.loads(again.stdout)["inputs"][0]["path"].startswith("parties.home")


def test_whatif_compares_with_and_without(winset: Winset, case: Path) -> None:
    done = winset("whatif", case, *FEW, "--without", "senate")
    assert "“as it is” and “without” differ in" in " ".join(done.stdout.split())
    nothing = winset("whatif", case, *FEW)
    assert nothing.returncode == 2
    assert "--without CLAIM" in nothing.stderr


def test_an_unknown_claim_is_refused(winset: Winset, case: Path) -> None:
    done = winset("brief", case, "--without", "senat")
    assert done.returncode == 2
    assert "Did you mean “senate”?" in " ".join(done.stderr.split())
    every = winset("brief", case, "--without", "senat", "--without", "moon").stderr
    assert "“senat”" in every
    assert "“moon”" in every
    none = winset("claims", "treaty-senate")
    assert none.returncode == 2
    assert "makes no claims" in none.stderr
