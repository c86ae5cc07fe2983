"""One rounding and one conversion for all of JSON."""

from __future__ import annotations

import datetime
import json
import math
from dataclasses import dataclass

import numpy as np
import pytest

from winset.serialise.numbers import DIGITS, band, by_key, estimate, plain, rounded
from winset.uncertainty import Band, Estimate


@dataclass(frozen=True)
class Inner:
    when: datetime.date
    figures: np.ndarray


@dataclass(frozen=True)
class Outer:
    inner: Inner
    odds: dict[str, float]
    names: tuple[str, ...]
    missing: float = math.nan


def test_figures_are_rounded_alike_and_what_is_no_number_is_null() -> None:
    assert rounded(1 / 3) == round(1 / 3, DIGITS)
    assert rounded(np.float64(2 / 3)) == round(2 / 3, DIGITS)
    assert str(rounded(-1e-13)) == "0.0"
    assert rounded(None) is rounded(math.nan) is rounded(math.inf) is None
    assert by_key({"a": 0.1234567890123456}) == {"a": 0.123456789012}


def test_a_figure_stands_beside_its_error() -> None:
    assert estimate(Estimate(0.25, 0.01, 64)) == {"probability": 0.25, "se": 0.01}
    assert estimate(Estimate(math.nan, math.nan, 0), "share") == {"share": None, "se": None}
    assert estimate(None, "total", "total_se") == {"total": None, "total_se": None}
    assert band(Band(0.5, 0.4, 0.6)) == {"p": 0.5, "lo": 0.4, "hi": 0.6}


def test_dataclasses_become_mappings_that_json_holds() -> None:
    inner = Inner(datetime.date(2025, 3, 1), np.array([1 / 3, math.nan]))
    found = plain(Outer(inner, {"x": np.float64(0.5)}, ("a", "b")))
    assert json.loads(json.dumps(found, allow_nan=False)) == {
        "inner": {"when": "2025-03-01", "figures": [0.333333333333, None]},
        "odds": {"x": 0.5},
        "names": ["a", "b"],
        "missing": None,
    }


def test_what_has_no_plain_form_is_refused() -> None:
    with pytest.raises(TypeError, match="object has no plain form"):
        plain([object()])
