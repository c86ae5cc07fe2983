"""The recipe for a forecast model, followed as it is written in "Adding things"."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.adding import recipe
from tests.lab.backtest.made import made_rows, write
from tests.plugins import install
from winset import plugins
from winset.cli import main
from winset.forecast import models
from winset.forecast.forecasts import forecasts
from winset.forecast.model import Model
from winset.formats.registry import read_actors
from winset.lab.backtest import backtest
from winset.lab.backtest.deu import read_deu
from winset.report.forecast_page import render_page

TABLE = "name,capability,position,salience\na,10,20,30\nb,20,70,90\nc,30,100,10\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "cars.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.fixture
def keenest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Model:
    """Steps 1 and 2: the file, and its place in the registry."""
    path = tmp_path / "keenest.py"
    path.write_text(recipe("A forecast model"), encoding="utf-8")
    spec = spec_from_file_location("winset.forecast.keenest", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    model: Model = module.MODEL
    monkeypatch.setattr(models, "MODELS", (*models.MODELS, model))
    return model


@pytest.mark.usefixtures("keenest")
def test_a_model_in_its_file_is_asked_by_every_command(table: Path, tmp_path: Path) -> None:
    found = forecasts(read_actors(table))
    assert found.models[-1].name == "keenest"
    assert found.issues["keenest"]["cars"].centre == 70
    assert "one voice is not an agreement" in render_page(found, "Cars", None)
    decisions = read_deu(write(tmp_path / "made.csv", made_rows()))
    (trial,) = backtest(decisions, ("keenest:votes",)).trials
    assert trial.name == "keenest:votes"
    assert trial.mae.mean > 0


@pytest.fixture
def _package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    entries = {"winset.models": {"keenest": "field_models:MODEL"}}
    install(monkeypatch, tmp_path / "site", "field_models", recipe("A forecast model"), entries)
    yield
    plugins._loaded.cache_clear()
    sys.modules.pop("field_models", None)


@pytest.mark.usefixtures("_package")
def test_a_model_of_another_package_is_asked_too(table: Path) -> None:
    done = CliRunner().invoke(main, ["forecast", str(table), "--doubt", "0", "--json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["models"]["keenest"]["issues"]["cars"]["forecast"] == 70
    asked = ["forecast", str(table), "--model", "keenest"]
    shown = CliRunner().invoke(main, asked, env={"COLUMNS": "100"}).stdout
    assert "not known" in shown
    assert "one voice is not an agreement" in shown


def test_a_model_goes_by_the_name_of_its_entry_point(
    table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = {"winset.models": {"loudest": "loud_models:MODEL"}}
    install(monkeypatch, tmp_path / "site", "loud_models", recipe("A forecast model"), entries)
    done = CliRunner().invoke(main, ["forecast", str(table)])
    plugins._loaded.cache_clear()
    sys.modules.pop("loud_models", None)
    assert done.exit_code != 0
    said = str(done.output) + str(done.exception)
    for part in ("'loudest'", "'winset.models'", "'loud_models'", "named 'keenest' itself"):
        assert part in said
