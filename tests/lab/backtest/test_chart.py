"""The chart of a backtest."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.lab.backtest.made import made_rows, write
from winset.lab.backtest import backtest
from winset.lab.backtest.chart import backtest_chart
from winset.lab.backtest.deu import read_deu
from winset.lab.backtest.scores import pit_shares


def test_it_shows_every_model_best_first_and_the_calibration(tmp_path: Path) -> None:
    found = backtest(read_deu(write(tmp_path / "made.csv", made_rows())))
    errors, calibration = backtest_chart(found)["vconcat"]
    values = errors["data"]["values"]
    assert {v["model"] for v in values} == {t.name for t in found.trials}
    assert [v["mae"] for v in values] == sorted(v["mae"] for v in values)
    assert all(v["low"] <= v["mae"] <= v["high"] for v in values)
    assert sum(v["share"] for v in calibration["data"]["values"]) == pytest.approx(1)


def test_right_odds_are_flat_and_lumps_are_spread_over_what_they_cover() -> None:
    even = np.full((101, 101), 1 / 101)
    assert pit_shares(even, np.arange(101.0), 10) == pytest.approx([0.1] * 10)
    lump = np.zeros((1, 101))
    lump[0, [0, 100]] = 0.4, 0.6
    shares = pit_shares(lump, np.array([0.0]), 10)
    assert shares[:4] == pytest.approx([0.25] * 4)
    assert shares[4:] == pytest.approx([0.0] * 6)
