"""Decisions to forecast: made up, and the real ones if they are there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import winset
from tests.conftest import ROOT
from tests.lab.backtest.made import made_rows, write
from winset.lab.backtest.decisions import Decisions
from winset.lab.backtest.deu import read_deu

__all__ = ["winset"]


@pytest.fixture
def made(tmp_path: Path) -> Decisions:
    return read_deu(write(tmp_path / "made.csv", made_rows()))


@pytest.fixture(scope="session")
def deu() -> Decisions:
    """The real decisions, from WINSET_DATA or ../shared/data beside the repository."""
    root = Path(os.environ.get("WINSET_DATA", ROOT.parent / "shared" / "data"))
    path = root / "deu" / "deu3-train.csv"
    if not path.is_file():
        pytest.skip(f"DEU decisions are not at {path}; set WINSET_DATA to the folder above theirs")
    return read_deu(path)
