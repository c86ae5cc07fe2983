"""Scores against their definitions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from winset.forecast.mixture import ticks
from winset.lab.backtest.scores import (
    GRID,
    crps,
    hits,
    interval,
    log_score,
    mean,
    pit,
    quantile,
    score,
)


def at(*places: int) -> NDArray[np.float64]:
    """Odds that lie wholly at one tick each."""
    odds = np.zeros((len(places), 101))
    odds[np.arange(len(places)), places] = 1
    return odds


@given(
    arrays(np.float64, 101, elements=st.floats(0, 1)).filter(lambda a: a.sum() > 0.1),
    st.floats(0, 100),
)
def test_crps_is_the_integral_of_its_definition(mass: NDArray[np.float64], outcome: float) -> None:
    odds = (mass / mass.sum())[None]
    below = np.cumsum(odds[0])
    total = 0.0
    for tick in range(100):
        for low, high in ((tick, min(max(outcome, tick), tick + 1)),
                          (min(max(outcome, tick), tick + 1), tick + 1)):  # fmt: skip
            total += (high - low) * (below[tick] - float(low >= outcome)) ** 2
    assert crps(odds, np.array([outcome]))[0] == pytest.approx(total, abs=1e-9)


@given(st.integers(0, 100), st.floats(0, 100))
def test_crps_of_a_point_is_its_error(place: int, outcome: float) -> None:
    assert crps(at(place), np.array([outcome]))[0] == pytest.approx(abs(place - outcome), abs=1e-9)


def test_even_odds() -> None:
    even = np.full((1, 101), 1 / 101)
    assert mean(even)[0] == pytest.approx(50)
    assert log_score(even, np.array([33.0]))[0] == pytest.approx(np.log(101))
    low, high = interval(even)
    assert (low[0], high[0]) == (10, 90)
    assert pit(even, np.array([50.0]))[0] == pytest.approx(0.5)
    assert quantile(even, 0.5)[0] == 50


def test_no_odds_cost_infinitely() -> None:
    assert log_score(at(3), np.array([4.0]))[0] == np.inf
    assert log_score(at(3), np.array([3.0]))[0] == 0


def test_ticks_round_halves_up_and_stay_on_the_scale() -> None:
    assert ticks(np.array([-5.0, 0.49, 0.5, 99.5, 300])).tolist() == [0, 0, 1, 100, 100]


def test_a_hit_is_the_option_nearest_to_the_outcome() -> None:
    positions = np.array([[0.0, 50, 100, np.nan]] * 4)
    points, outcomes = np.array([20.0, 30, 80, 80]), np.array([10.0, 10, 75, 20])
    # 75 lies as near to 50 as to 100
    assert hits(points, outcomes, positions).tolist() == [1, 0, 1, 0]


def test_what_is_not_forecast_is_not_scored() -> None:
    found = score(
        np.array([np.nan, 40.0, 40.0]),
        at(0, 40, 40),
        np.array([10.0, np.nan, 50.0]),
        np.array([[0.0, 100.0]] * 3),
    )
    for values in (found.error, found.crps, found.covered, found.hit, found.pit, found.width):
        assert np.isnan(values).tolist() == [True, True, False]
    assert found.error[2] == -10
    assert found.covered[2] == 0


def test_the_truth_scores_best_on_average() -> None:
    """Both scores are proper: no other distribution beats the one outcomes are drawn from."""
    rng = np.random.default_rng(5)
    truth = rng.dirichlet(np.full(101, 0.2))
    outcomes = rng.choice(GRID, size=4000, p=truth)
    other = 0.8 * truth + 0.2 * rng.dirichlet(np.full(101, 0.2))
    for measure in (crps, log_score):
        honest = measure(np.tile(truth, (4000, 1)), outcomes).mean()
        assert honest < measure(np.tile(other, (4000, 1)), outcomes).mean()
