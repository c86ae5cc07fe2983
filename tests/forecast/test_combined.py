"""The combined forecast: its laws, its corners, its shipped figures."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from winset.forecast.combined import FiguresError, predict, read_fitted, shipped, shipped_figures
from winset.forecast.mixture import (
    FLOOR,
    GRID,
    REACH,
    SAME,
    MixtureShape,
    camps,
    central,
    outcome_odds,
    position_odds,
)

SHAPE = MixtureShape(0.7, 0.44, 0.46)
actors = st.lists(st.tuples(st.floats(0, 100), st.floats(0.5, 100)), min_size=1, max_size=8)


def arrays(found: list[tuple[float, float]]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return np.array([[p for p, _ in found]]), np.array([[w for _, w in found]])


@settings(deadline=None)  # the first example loads SciPy
@given(actors)
def test_odds_are_odds_and_mirror_with_the_scale(found: list[tuple[float, float]]) -> None:
    positions, weights = arrays(found)
    odds = outcome_odds(camps(positions, weights), SHAPE)
    turned = outcome_odds(camps(100 - positions, weights), SHAPE)
    assert odds.sum() == pytest.approx(1)
    assert (odds >= 0).all()
    assert turned[0] == pytest.approx(odds[0, ::-1], abs=1e-9)
    assert central(turned)[0] == pytest.approx(100 - central(odds)[0], abs=1)


@given(actors, st.randoms(use_true_random=False), st.floats(0.1, 1000))
def test_neither_order_nor_unit_matters(
    found: list[tuple[float, float]], random: Random, unit: float
) -> None:
    positions, weights = arrays(found)
    order = random.sample(range(len(found)), len(found))
    odds = outcome_odds(camps(positions, weights), SHAPE)
    other = outcome_odds(camps(positions[:, order], unit * weights[:, order]), SHAPE)
    assert other[0] == pytest.approx(odds[0], abs=1e-9)


@given(actors)
def test_absent_actors_change_nothing(found: list[tuple[float, float]]) -> None:
    positions, weights = arrays(found)
    more = np.hstack([positions, [[np.nan]]]), np.hstack([weights, [[50.0]]])
    odds = outcome_odds(camps(positions, weights), SHAPE)
    assert outcome_odds(camps(*more), SHAPE)[0] == pytest.approx(odds[0], abs=1e-12)


def test_odds_of_positions_are_those_of_a_slow_twin() -> None:
    positions, weights = [10.0, 10, 40, 90], [1.0, 3, 4, 2]
    share = [0.5 / 4 + 0.5 * w / 10 for w in weights]
    height = []
    for x in positions:
        support = sum(
            o * np.exp(-abs(x - z) / REACH) for o, z in zip(share, positions, strict=True)
        )
        crowd = sum(np.exp(-abs(x - z) / SAME) for z in positions)
        height.append(support**0.7 / crowd)
    expected = np.array(height) / sum(height)
    found = camps(np.array([positions]), np.array([weights]))
    assert position_odds(found, SHAPE)[0] == pytest.approx(expected)
    centre = float(expected @ positions)
    spread = np.sqrt(0.46**2 * (expected @ (np.array(positions) - centre) ** 2) + FLOOR**2)
    draws = np.random.default_rng(0).normal(centre, spread, 400_000).clip(0, 100)
    odds = outcome_odds(found, MixtureShape(0.7, 0.0, 0.46))[0]
    counts = np.bincount(np.round(draws).astype(int), minlength=101) / draws.size
    assert np.abs(odds - counts).max() < 2e-3


def test_its_corners_are_the_classics() -> None:
    """A great exponent picks the plurality; the bell alone centres on the support-weighted mean."""
    positions, weights = np.array([[0.0, 60, 100, 100]]), np.array([[3.0, 1, 3, 3]])
    found = camps(positions, weights)
    plural = outcome_odds(found, MixtureShape(60.0, 1.0, 1.0))
    assert plural[0, 100] == pytest.approx(1, abs=1e-6)
    even = outcome_odds(found, MixtureShape(1e-9, 1.0, 1.0))[0]
    assert even[[0, 60, 100]] == pytest.approx([1 / 3] * 3, abs=1e-6)
    bell = outcome_odds(found, MixtureShape(1.0, 0.0, 1e-6))
    lumps = outcome_odds(found, MixtureShape(1.0, 1.0, 1.0))
    assert (bell @ GRID)[0] == pytest.approx((lumps @ GRID)[0], abs=0.1)


def test_small_camps_get_more_than_their_share_below_one() -> None:
    found = camps(np.array([[0.0, 100, 100, 100]]), np.ones((1, 4)))
    alike, tempered = (position_odds(found, MixtureShape(e, 1.0, 1.0))[0, 0] for e in (1.0, 0.5))
    assert alike == pytest.approx(0.25, abs=1e-3)
    assert tempered > 0.33


def test_what_cannot_be_weighed_is_refused() -> None:
    with pytest.raises(ValueError, match="nobody"):
        camps(np.array([[np.nan]]), np.ones((1, 1)))
    with pytest.raises(ValueError, match="0 or more"):
        camps(np.array([[1.0]]), -np.ones((1, 1)))
    with pytest.raises(ValueError, match="off the scale"):
        predict(np.array([[11.0]]), 50, 1, scale=(0, 10))
    with pytest.raises(ValueError, match="low to high"):
        predict(np.array([[11.0]]), 50, 1, scale=(10, 0))


def test_any_scale_will_do() -> None:
    """Years of delay from 4 to 10, and the same on 0 to 100."""
    years = np.array([[4.0, 7, 4, 4, 10, 10, 10, 7, 4, 7]])
    salience = np.array([[80.0, 40, 20, 80, 60, 60, 90, 10, 100, 70]])
    capability = np.array([0.08, 0.08, 0.03, 0.16, 0.16, 0.16, 0.16, 0.05, 0.05, 0.08])
    own = predict(years, salience, capability, scale=(4, 10))
    hundred = predict((years - 4) / 6 * 100, salience, capability)
    assert own.forecast == pytest.approx(4 + 6 * hundred.forecast / 100)
    assert own.odds is not None
    assert own.odds[0] == pytest.approx(hundred.odds[0])  # type: ignore[index]
    assert "European Union" in str(own.parameters["fitted_on"])


def test_worlds_are_independent() -> None:
    rng = np.random.default_rng(1)
    positions, salience = rng.uniform(0, 100, (300, 5)), rng.uniform(1, 100, (300, 5))
    whole = predict(positions, salience, np.ones(5))
    one = predict(positions[270:271], salience[270:271], np.ones(5))
    assert whole.forecast[270] == one.forecast[0]


def test_the_shipped_figures_are_whole() -> None:
    figures = shipped_figures()
    fitted = read_fitted(figures)
    assert len(fitted.without) == figures["provenance"]["proposals"]
    for shape in (fitted.shape, *fitted.without.values()):
        assert shape.exponent > 0
        assert 0 < shape.lumps < 1
        assert shape.spread > 0
    with pytest.raises(FiguresError, match="format 0"):
        read_fitted({**figures, "format": 0})


def test_every_single_model_is_worse_and_in_crps_clearly_so() -> None:
    """Of the least error among them, the interval of the difference reaches nought; so we say."""
    for row in shipped_figures()["pairs"]:
        assert row["better"] == "combined"
        assert row["crps_share"] > 0.05
        assert row["crps_difference_ci"][0] > 0
    closest = min(shipped_figures()["pairs"], key=lambda row: row["mae_difference"])
    assert closest["mae_share"] > 0.03
    assert closest["mae_difference_ci"][0] == pytest.approx(0, abs=0.1)


def test_it_is_not_the_mean_of_something() -> None:
    """Against the compromise model on a lopsided table: the lone camp draws it further."""
    positions, weights = np.array([[0.0, 100, 100, 100, 100]]), np.ones((1, 5))
    odds = outcome_odds(camps(positions, weights), shipped().shape)
    assert (odds @ GRID)[0] < positions.mean() - 3
