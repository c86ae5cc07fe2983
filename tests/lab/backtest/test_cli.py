"""``winset backtest`` from the outside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Winset
from tests.lab.backtest.made import HEADER, made_rows, write
from winset.forecast.combined import read_fitted, shipped_figures
from winset.lab.backtest import fitting
from winset.lab.backtest.cli import _difference
from winset.lab.backtest.resampling import ResampledMean


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write(tmp_path / "made.csv", made_rows())


def test_the_table_is_printed(winset: Winset, file: Path) -> None:
    done = winset("backtest", "--from", "deu", file, COLUMNS="180")
    assert done.returncode == 0, done.stderr
    assert "issues of 20 proposals" in done.stdout
    assert "compromise:gdp" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_json_has_the_keys_others_rely_on(winset: Winset, file: Path) -> None:
    done = winset(
        "backtest", "--from", "deu", file, "--models", "mean,compromise:votes,status-quo", "--json"
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert set(found["models"]) == {"mean", "compromise:votes", "status-quo"}
    for model in found["models"].values():
        assert {"mae", "mae_ci", "rmse", "crps", "coverage80", "n"} <= model.keys()
        assert model["mae_ci"][0] <= model["mae"] <= model["mae_ci"][1]
    assert len(found["pairs"]) == 3
    assert found["models"]["status-quo"]["n"] < found["issues"]


def test_output_is_written_as_asked(winset: Winset, file: Path, tmp_path: Path) -> None:
    named = ("--models", "combined,mean", "--from", "deu", file)
    done = winset("backtest", *named, "-o", "found.json")
    assert done.returncode == 0, done.stderr
    assert "Wrote found.json." in done.stdout
    printed = json.loads(winset("backtest", *named, "--json").stdout)
    assert json.loads((tmp_path / "found.json").read_text(encoding="utf-8")) == printed
    pytest.importorskip("vl_convert")
    assert winset("backtest", *named, "-o", "found.svg").returncode == 0
    assert "combined" in (tmp_path / "found.svg").read_text(encoding="utf-8")


@pytest.mark.slow
def test_fit_writes_figures_like_the_shipped_ones(
    winset: Winset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path / "made.csv", made_rows(12))
    # that the constants are chosen well is asked of the real decisions, in test_fitting
    monkeypatch.setattr(fitting, "HEADS_TRIED", (0.5,))
    monkeypatch.setattr(fitting, "REACH_TRIED", (10.0, 20.0))
    monkeypatch.setattr(fitting, "FOLDS", 3)
    done = winset("backtest", "fit", "--from", "deu", file, "-o", "new.json")
    assert done.returncode == 0, done.stderr
    assert "exponent" in done.stdout
    found = json.loads((tmp_path / "new.json").read_text(encoding="utf-8"))
    assert found["provenance"]["proposals"] == len(found["without"]) == 12
    assert found.keys() == shipped_figures().keys()
    assert read_fitted(found).shape.exponent > 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--from", "deu", "no.csv"), "can't read"),
        (("--from", "dna", "made.csv"), "--from"),
        (("made.csv",), "--from"),
        (("--from", "deu", "made.csv", "--models", "meen"), "is no model"),
        (("--from", "deu", "made.csv", "--models", "mean,,"), "empty name"),
        (("--from", "deu", "made.csv", "--seed", "-1"), "--seed"),
        (("--from", "deu", "made.csv", "-o", "scores.pdf"), "ends in .json, .svg, .png"),
        (("--from", "deu", "made.csv", "-o", "no/scores.json"), "no such folder"),
        (("fit", "--from", "deu", "made.csv", "-o", "new.svg"), "ends in .json"),
        (("fit", "--from", "deu", "no.csv"), "can't read"),
    ],
)
def test_refusals(
    arguments: tuple[str, ...], said: str, winset: Winset, file: Path, tmp_path: Path
) -> None:
    done = winset("backtest", *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == [file]


def test_bad_cells_are_all_told_with_their_lines(winset: Winset, tmp_path: Path) -> None:
    rows = made_rows()
    rows[0][HEADER.index("pfr")] = "x"
    rows[1][HEADER.index("out")] = "101"
    done = winset("backtest", "--from", "deu", write(tmp_path / "bad.csv", rows))
    assert done.returncode == 2
    assert "bad.csv:3: pfr" in done.stderr
    assert "bad.csv:4: out" in done.stderr
    assert "2 errors; nothing was written." in done.stderr


def test_differences_read_as_everywhere_else() -> None:
    assert _difference(ResampledMean(-1.36, -2.83, 0.19, 205), -1) == "1.36 (−0.19 to 2.83)"
