"""``winset durability`` and ``winset data`` from the outside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Winset
from winset.lab.durability_fit.sources import SOURCES

QUICK = ("--worlds", "64")
PACKAGE = (
    "territory=line_frozen,guarantees=mutual,sanctions=eased,economy=some_sectors,standing=heard"
)


@pytest.mark.usefixtures("once")
def test_the_answer_is_printed(winset: Winset, tmp_path: Path) -> None:
    done = winset("durability", "us-russia-2025", *QUICK, COLUMNS="180")
    assert done.returncode == 0, done.stderr
    assert "nearest to the elites lasts about as long" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100
    for mark in ("■ data", "□ judgement", "△ assumption"):
        assert mark in done.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("once")
def test_json_has_the_keys_others_rely_on(winset: Winset) -> None:
    done = winset("durability", "us-russia-2025", *QUICK, "--json", "--years", "5")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert {"forms", "assumptions", "skipped", "leader_only", "years", "signed"} <= found.keys()
    treaty = found["forms"]["treaty"]
    assert [row["years"] for row in treaty["survival"]] == [0, 1, 2, 3, 4, 5]
    assert all(0 <= row["lo"] <= row["p"] <= row["hi"] <= 1 for row in treaty["survival"])
    assert treaty["incidence"].keys() == {"violated", "renegotiated", "ended_otherwise"}
    assert "median_years" in treaty
    last = treaty["survival"][-1]["p"] + sum(r[-1]["p"] for r in treaty["incidence"].values())
    assert last == pytest.approx(1, abs=1e-4)
    assert {row["mark"] for row in found["assumptions"]} == {"data", "judgement", "assumption"}
    assert all(row["text"] for row in found["assumptions"])


@pytest.mark.usefixtures("once")
def test_run_and_durability_agree(winset: Winset) -> None:
    run = json.loads(winset("run", "us-russia-2025", *QUICK, "--json").stdout)
    alone = json.loads(winset("durability", "us-russia-2025", *QUICK, "--json").stdout)
    assert run["durability"]["forms"] == alone["forms"]
    assert "durability" not in run["perspectives"]["kyiv-brussels"]


@pytest.mark.usefixtures("once")
def test_form_and_package(winset: Winset) -> None:
    done = winset(
        "durability",
        "us-russia-2025",
        "--form",
        "executive",
        "--package",
        PACKAGE,
        "--json",
        *QUICK,
    )
    assert done.returncode == 0, done.stderr
    forms = json.loads(done.stdout)["forms"]
    assert set(forms) == {"executive"}
    assert forms["executive"]["of"] == "named"
    named = forms["executive"]["deals"]["named"]["package"]
    assert named["territory"] == "line_frozen"


def test_options_may_come_first_and_the_command_may_be_named(winset: Winset) -> None:
    first = winset("durability", "--json", *QUICK, "unit-pie")
    named = winset("durability", "case", "unit-pie", *QUICK, "--json")
    assert first.returncode == named.returncode == 0, first.stderr
    assert first.stdout == named.stdout


def test_help_shows_both_ways(winset: Winset) -> None:
    shown = winset("durability", "--help")
    assert shown.returncode == 0
    assert "CASE|PATH" in shown.stdout
    assert "fit --data DIR" in shown.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("durability", "no-such-case"), "no such file"),
        (("durability", "unit-pie", "--form", "treatty"), "there is no form"),
        (("durability", "unit-pie", "--package", "cake=0.5"), "names no issue"),
        (("durability", "unit-pie", "--package", "pie"), "names no issue"),
        (("durability", "unit-pie", "--package", "pie=7"), "pie is '7'"),
        (("durability", "unit-pie", "--package", "pie=0.5,pie=0.5"), "stands twice"),
        (("durability", "us-russia-2025", "--package", "territory=de_facto"), "no option for"),
        (("durability", "unit-pie", "--years", "0"), "--years"),
        (("durability", "fit"), "--data"),
        (("durability", "fit", "--data", "nowhere"), "is no folder"),
        (("durability", "fit", "--data", "."), "atop-alliance-level.csv"),
        (("durability", "fit", "--data", ".", "-o", "no/where.json"), "no such folder"),
        (("data", "nowhere"), "is no folder"),
    ],
)
def test_refusals(arguments: tuple[str, ...], said: str, winset: Winset, tmp_path: Path) -> None:
    done = winset(*arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_another_kind_is_refused(winset: Winset, tmp_path: Path) -> None:
    (tmp_path / "atop-alliance-level.csv").write_text("a,b\n1,2\n")
    (tmp_path / "CHISOLSstyr4_0.csv").write_text("a,b\n1,2\n")
    done = winset("durability", "fit", "--data", ".")
    assert done.returncode == 2
    assert "atop-alliance-level.csv" in done.stderr
    assert "Traceback" not in done.stderr


def test_bad_durability_is_told_with_its_line(winset: Winset, tmp_path: Path) -> None:
    assert winset("cases", "copy", "us-russia-2025", "talks").returncode == 0
    path = tmp_path / "talks" / "scenario.yaml"
    text = path.read_text(encoding="utf-8")
    wanted = "takes_office: 2029-01-20, change: {low: 0.35, mode: 0.5, high: 0.65}"
    assert wanted in text
    broken = text.replace(wanted, "takes_office: 2028-01-20, change: {low: 0.35, high: 1.65}")
    broken = broken.replace("durability: {years: 10}", "durability: {years: ten, rho: 2}")
    path.write_text(broken, encoding="utf-8")
    done = winset("check", "talks", "--json")
    assert done.returncode == 2
    found = {(p["field"], p["code"]) for p in json.loads(done.stdout)["problems"]}
    assert ("parties.us.elections.0.change", "out-of-range") in found
    assert ("durability.years", "not-a-number") in found
    assert ("durability.rho", "out-of-range") in found


def test_data_says_where_to_get_each_file(winset: Winset, tmp_path: Path) -> None:
    listed = winset("data")
    assert listed.returncode == 0
    for source in SOURCES:
        assert source.file in listed.stdout
        assert source.page in listed.stdout
    (tmp_path / "archigos.csv").write_text("not the real one")
    found = {e["file"]: e for e in json.loads(winset("data", ".", "--json").stdout)}
    assert found["archigos.csv"]["state"] == "another copy"
    assert found["fortna-pk.dta"]["state"] == "absent"
    assert "[another copy]" in winset("data", ".").stdout
