"""``winset forecast`` from the outside."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Winset
from tests.forecast.emissions import EMISSIONS
from winset.forecast.models import MODELS


def actor_table(folder: Path) -> Path:
    rows = [f"{name},{100 * c:g},{x},{s}" for name, (c, x, s) in EMISSIONS.items()]
    path = folder / "cars.csv"
    path.write_text("\n".join(["name,capability,position,salience", *rows]), "utf-8")
    return path


def test_an_actor_table_gets_every_models_answer(winset: Winset, tmp_path: Path) -> None:
    done = winset("forecast", actor_table(tmp_path), "--doubt", "0", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["case"] == "cars.csv"
    assert found["worlds"] == 1
    assert set(found["models"]) == {model.name for model in MODELS}
    said = {name: own["issues"].get("cars") for name, own in found["models"].items()}
    assert said.pop("status-quo") is None
    assert all(4 <= own["forecast"] <= 10 for own in said.values() if own is not None)
    assert abs(said["compromise"]["forecast"] - 7.390) < 1e-3
    assert abs(said["challenge-program"]["forecast"] - 9.671) < 1e-3
    low, high = said["compromise"]["interval80"]
    assert high - low > 2


def test_a_case_is_told_issue_by_issue(winset: Winset) -> None:
    done = winset("forecast", "us-russia-2025", "--model", "compromise", "--model", "challenge",
                  "--worlds", "32", "--rounds", "3")  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert max(map(len, done.stdout.splitlines())) <= 100
    for part in ("Territory (0 = ", "compromise", "challenge", "12 draws of", "what to beware"):
        assert part in done.stdout


def test_the_combined_forecast_says_what_it_was_fitted_on(winset: Winset) -> None:
    asked = ("forecast", "us-russia-2025", "--model", "combined", "--worlds", "16")
    told = " ".join(winset(*asked).stdout.split())
    assert "EU decisions" in told
    assert "European Union" in told
    found = json.loads(winset(*asked, "--json").stdout)["models"]["combined"]
    assert "elsewhere an analogy" in found["weakness"]
    assert 20 < found["error_on_eu_decisions"] < 23
    assert "combined 22 odds from support" in told
    for issue in found["issues"].values():
        low, high = issue["interval80"]
        assert low < issue["forecast"] < high
        assert abs(sum(issue["options"].values()) - 1) < 1e-4


def test_a_table_is_told_with_its_doubt(winset: Winset, tmp_path: Path) -> None:
    done = winset("forecast", actor_table(tmp_path), "--model", "median", "--scale", "0", "12")
    assert done.returncode == 0, done.stderr
    assert "cars (0 to 12)" in done.stdout
    assert "off by 10 % of its scale" in done.stdout


def test_refusals_name_the_fix(winset: Winset, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("name,capability,position,salience\na,-5,10,200\nb,x,20,50\n", "utf-8")
    for arguments, said in (
        (["us-russia-2025", "--model", "oracle"], "“oracle” is no forecasting model. Models: "),
        (["nowhere"], "no such file, folder or bundled case"),
        (["us-russia-2025", "--scale", "0", "1"], "--scale is for tables of actors"),
        ([bad], "bad.csv:3"),
        ([tmp_path / "gone.csv"], "gone.csv"),
    ):
        done = winset("forecast", *arguments)
        assert done.returncode == 2, arguments
        assert said in done.stderr
        assert "Traceback" not in done.stderr
