"""Odds, figures and numbers in words."""

from __future__ import annotations

import math

import pytest

from winset.scenario.numbers import parse_number
from winset.uncertainty import T95, Estimate
from winset.words import quantities as words


def share(count: int, worlds: int) -> Estimate:
    """Return a share whose 95 % interval is that of independent draws."""
    value = count / worlds if worlds else math.nan
    margin = 1.96 * math.sqrt(value * (1 - value) / worlds) if worlds else math.nan
    return Estimate(value, margin / T95, worlds)


@pytest.mark.parametrize(
    ("count", "worlds", "told"),
    [
        (840, 1024, "about four in five worlds (0.82 ± 0.02)"),
        (512, 1024, "about half the worlds (0.50 ± 0.03)"),
        (341, 1024, "about one in three worlds (0.33 ± 0.03)"),
        (49, 1024, "about one in twenty worlds (0.05 ± 0.01)"),
        (1014, 1024, "all but about one in a hundred worlds (0.99 ± 0.01)"),
        (10, 1024, "about one in a hundred worlds (0.01 ± 0.01)"),
        (0, 1024, "none of the 1,024 worlds"),
        (1024, 1024, "all 1,024 worlds"),
        (3, 1024, "3 of the 1,024 worlds"),
        (1023, 1024, "1,023 of the 1,024 worlds"),
        (5, 10, "about half the worlds (0.5 ± 0.3)"),
        (1, 1, "the one world drawn"),
        (82_000, 100_000, "about four in five worlds (0.820 ± 0.002)"),
        (0, 0, "no worlds to count"),
    ],
)
def test_odds(count: int, worlds: int, told: str) -> None:
    assert words.odds(share(count, worlds)) == told


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (0.82, "four in five"),
        (0.78, "four in five"),
        (0.64, "two in three"),
        (0.31, "three in ten"),
        (0.12, "one in eight"),
        (0.02, "one in fifty"),
        (0.98, "all but one in fifty"),
        (0.0009, "one in a thousand"),
    ],
)
def test_share_in_words(value: float, told: str) -> None:
    assert words.share_in_words(value) == told


def test_share_in_words_is_never_far_off() -> None:
    for n in range(40, 961):
        value = n / 1000
        nearest = min(abs(value - known) for known, _ in words._SHARES)
        assert nearest <= 0.038 or words.share_in_words(value).startswith("all but")


def test_digits_follow_the_error() -> None:
    for worlds in (16, 64, 256, 1024, 4096, 2**20):
        for count in range(0, worlds + 1, max(1, worlds // 37)):
            text = words.figure(share(count, worlds))
            if "±" not in text:
                continue
            value, error = text.split(" ± ")
            decimals = len(value.split(".")[1])
            assert len(error.split(".")[1]) == decimals
            assert share(count, worlds).margin > 0.25 * 10.0**-decimals or (
                float(error) == 10.0**-decimals
            )


@pytest.mark.parametrize(
    ("value", "told"),
    [(0.0, "0"), (1.0, "1"), (0.001, "<0.01"), (0.999, ">0.99"), (0.5, "0.50"), (math.nan, "–")],
)
def test_share_without_its_error(value: float, told: str) -> None:
    assert words.share(value, 1024) == told


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
        ({"values": [0, 50], "weights": [1, 3]}, "0 (odds 0.25) or 50 (odds 0.75)"),
    ],
)
def test_numbers(raw: object, told: str) -> None:
    assert words.number_in_words(parse_number(raw)) == told


def test_counts() -> None:
    assert words.counted(1, "source") == "one source"
    assert words.counted(0, "source") == "no sources"
    assert words.counted(143, "judgement") == "143 judgements"


@pytest.mark.parametrize(
    ("count", "bound"),
    [
        (840, "at least four in five worlds (0.82 ± 0.02)"),
        (512, "at least half the worlds (0.50 ± 0.03)"),
        (991, "all but about one in thirty worlds (0.97 ± 0.01)"),
        (1023, "at least 1,023 of the 1,024 worlds"),
        (1024, "all 1,024 worlds"),
        (0, "none of the 1,024 worlds"),
    ],
)
def test_a_lower_bound(count: int, bound: str) -> None:
    assert words.odds_at_least(share(count, 1024)) == bound
