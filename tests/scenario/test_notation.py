"""What is typed into a cell is a number or a range, and is written back the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.scenario.notation import typed, written
from winset.scenario.numbers import parse_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("40", 40),
        (" 40.5 ", 40.5),
        ("0,4", 0.4),
        ("30–50", {"low": 30, "high": 50}),
        ("30-50", {"low": 30, "high": 50}),
        ("30 .. 50", {"low": 30, "high": 50}),
        ("30 to 50", {"low": 30, "high": 50}),
        ("−20–−10", {"low": -20, "high": -10}),
        ("-20 - -10", {"low": -20, "high": -10}),
        ("30/40/50", {"low": 30, "mode": 40, "high": 50}),
        ("40 ± 5", {"mean": 40, "sd": 5}),
        ("40+-5", {"mean": 40, "sd": 5}),
        ("", None),
    ],
)
def test_typed(text: str, value: object) -> None:
    assert typed(text) == value


@pytest.mark.parametrize("text", ["forty", "30/40", "1/2/3/4", "30–", "=A1", "<b>", "nan", "inf"])
def test_refused_with_what_may_be_typed(text: str) -> None:
    with pytest.raises(ValueError, match="30/40/50"):
        typed(text)


NUMBERS = st.floats(-1000, 1000).map(lambda x: float(f"{x:.9g}"))


@given(st.lists(NUMBERS, min_size=1, max_size=3).map(sorted))
def test_written_is_typed_back(parts: list[float]) -> None:
    keys = {1: (), 2: ("low", "high"), 3: ("low", "mode", "high")}[len(parts)]
    plain = dict(zip(keys, parts, strict=True)) if keys else parts[0]
    number = parse_number(plain)
    assert parse_number(typed(written(number))) == number


@given(NUMBERS, NUMBERS.map(abs))
def test_normal_is_typed_back(mean: float, sd: float) -> None:
    number = parse_number({"mean": mean, "sd": sd})
    assert parse_number(typed(written(number))) == number
