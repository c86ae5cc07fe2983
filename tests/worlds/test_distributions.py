"""Quantile functions, against SciPy's distributions."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from scipy import stats

from tests.strategies import numbers
from winset.scenario.numbers import (
    Discrete,
    Fixed,
    Normal,
    Number,
    Pert,
    Uniform,
    parse_number,
)
from winset.worlds.distributions import quantile

U = (np.arange(4096) + 0.5) / 4096


@pytest.mark.parametrize(
    ("number", "low", "high", "expected"),
    [
        (Uniform(-3, 7), -10, 10, stats.uniform(-3, 10)),
        (Pert(0, 25, 100), 0, 100, stats.beta(2, 4, 0, 100)),
        (Pert(10, 10, 20), 0, 100, stats.beta(1, 5, 10, 10)),
        (Pert(10, 20, 20), 0, 100, stats.beta(5, 1, 10, 10)),
        (Normal(0, 0.05), -math.inf, math.inf, stats.norm(0, 0.05)),
        (Normal(50, 10), 0, 100, stats.truncnorm(-5, 5, 50, 10)),
        (Normal(0, 30), 0, 100, stats.truncnorm(0, 100 / 30, 0, 30)),
        (Normal(100, 80), 0, 100, stats.truncnorm(-1.25, 0, 100, 80)),
        (Normal(3, 4), 0, math.inf, stats.truncnorm(-0.75, math.inf, 3, 4)),
    ],
)
def test_quantiles_are_those_of_the_distribution(
    number: Number, low: float, high: float, expected: stats.rv_continuous
) -> None:
    found = quantile(number, U, low, high)
    assert found == pytest.approx(expected.ppf(U), abs=1e-9)
    assert found.mean() == pytest.approx(expected.mean(), rel=2e-3, abs=2e-4)


@pytest.mark.parametrize(
    ("values", "weights", "u", "expected"),
    [
        ((5, 7), (1, 3), (0.001, 0.249, 0.251, 0.999), (5, 5, 7, 7)),
        ((7, 5), (3, 1), (0.001, 0.749, 0.751, 0.999), (7, 7, 5, 5)),
        ((1, 2, 3), (0, 1, 0), (2.0**-33, 0.5, 1 - 2.0**-33), (2, 2, 2)),
        ((1, 2, 3), (1, 0, 1), (0.499, 0.5, 0.501), (1, 3, 3)),
        ((4,), (0.1,), (0.0001, 0.9999), (4, 4)),
        (tuple(range(10)), (0.1,) * 10, (float(np.nextafter(1, 0)),), (9,)),
    ],
)
def test_discrete_values_come_by_their_weights(
    values: tuple[float, ...],
    weights: tuple[float, ...],
    u: tuple[float, ...],
    expected: tuple[float, ...],
) -> None:
    assert tuple(quantile(Discrete(values, weights), np.array(u))) == expected


@pytest.mark.parametrize(
    ("number", "place"),
    [
        (Fixed(3), 3),
        (Uniform(3, 3), 3),
        (Pert(3, 3, 3), 3),
        (Normal(3, 0), 3),
        (Normal(3, 5e-324), 3),
        (Discrete((3, 3), (1, 2)), 3),
    ],
)
def test_a_range_without_width_is_its_only_value(number: Number, place: float) -> None:
    assert (quantile(number, U, 0, 10) == place).all()


@given(raw=numbers(-10, 10, certain=False))
def test_quantiles_stay_in_range_and_rise_with_probability(raw: object) -> None:
    number = parse_number(raw)
    found = quantile(number, U[::64], -10, 10)
    assert np.isfinite(found).all()
    low, high = (-10, 10) if isinstance(number, Normal) else (number.low, number.high)
    assert (found >= low - 1e-12).all()
    assert (found <= high + 1e-12).all()
    if not isinstance(number, Discrete):
        assert (np.diff(found) >= 0).all()


def test_extreme_probabilities_are_finite_even_without_a_range() -> None:
    ends = np.array([2.0**-33, 1 - 2.0**-33])
    assert np.isfinite(quantile(Normal(0, 1), ends)).all()
    assert quantile(Pert(0, 1, 2), ends) == pytest.approx([0, 2], abs=0.02)


def test_a_pert_has_its_mean() -> None:
    for low, mode, high in ((0, 10, 50), (0, 0, 6), (2, 2.5, 3)):
        mean = (low + 4 * mode + high) / 6
        assert quantile(Pert(low, mode, high), U).mean() == pytest.approx(mean, rel=1e-3)
