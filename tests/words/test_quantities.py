"""Odds, figures and numbers in words."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.scenario.numbers import parse_number
from winset.uncertainty import Estimate
from winset.words import quantities as words


def share(count: int, worlds: int) -> Estimate:
    """Return a share of so many worlds."""
    return Estimate(count / worlds if worlds else math.nan, 0.01, worlds)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (0.0, "0 %"),
        (1e-6, "<1 %"),
        (0.0049, "<1 %"),
        (0.005, "1 %"),
        (0.074, "7 %"),
        (0.625, "63 %"),
        (0.994, "99 %"),
        (0.995, "99 %"),
        (0.9951, ">99 %"),
        (1.0, "100 %"),
        (math.nan, "–"),
    ],
)
def test_percent(value: float, told: str) -> None:
    assert words.percent(value) == told


@given(st.floats(0, 1))
def test_percent_is_whole_and_as_near_as_whole_percents_can_be(value: float) -> None:
    told = words.percent(value).removesuffix(" %")
    if told in ("<1", ">99"):
        assert 0 < min(value, 1 - value) <= 0.005
    elif told in ("0", "100"):
        assert value == int(told) / 100
    else:
        assert abs(100 * value - int(told)) <= 0.5 + 1e-9


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (0.2, 0.7, "20–70 %"),
        (0.001, 0.12, "<1–12 %"),
        (0.0, 1.0, "0–100 %"),
        (0.5, 0.501, "50 %"),
        (0.97, 0.999, "97–>99 %"),
    ],
)
def test_percents(low: float, high: float, told: str) -> None:
    assert words.percents(low, high) == told


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (0.17, "+17 points"),
        (-0.02, "−2 points"),
        (0.01, "+1 point"),
        (0.004, "less than a point"),
        (0.0, "no change"),
    ],
)
def test_points(value: float, told: str) -> None:
    assert words.points(value) == told


@pytest.mark.parametrize(
    ("count", "worlds", "told"),
    [
        (840, 1024, "82 % of draws"),
        (0, 1024, "0 % of draws"),
        (3, 1024, "<1 % of draws"),
        (1024, 1024, "100 % of draws"),
        (0, 0, "no draws to count"),
    ],
)
def test_odds(count: int, worlds: int, told: str) -> None:
    assert words.odds(share(count, worlds)) == told


def test_figure_of_no_world_is_a_dash() -> None:
    assert words.figure(share(0, 0)) == "–"


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (60, "60"),
        (0.125, "0.125"),
        (-3, "−3"),
        (123456, "123,456"),
        ({"low": 20, "high": 40}, "20 to 40"),
        ({"low": 50, "mode": 65, "high": 80}, "65 (50 to 80)"),
        ({"mean": 20, "sd": 5}, "20, standard deviation 5"),
        ({"values": [0, 50], "weights": [1, 3]}, "0 (25 %) or 50 (75 %)"),
    ],
)
def test_numbers(raw: object, told: str) -> None:
    assert words.number_in_words(parse_number(raw)) == told


def test_counts() -> None:
    assert words.counted(1, "source") == "one source"
    assert words.counted(0, "source") == "no sources"
    assert words.counted(143, "judgement") == "143 judgements"
