"""Shares of worlds and their Monte-Carlo standard errors."""

from __future__ import annotations

import math

import pytest

from winset.ratification import Estimate


@pytest.mark.parametrize(
    ("count", "worlds", "value", "se"),
    [
        (0, 100, 0.0, 0.0),
        (100, 100, 1.0, 0.0),
        (50, 100, 0.5, 0.05),
        (10, 100, 0.1, 0.03),
        (512, 1024, 0.5, 0.015625),
        (1, 1, 1.0, 0.0),
    ],
)
def test_the_standard_error_is_binomial(count: int, worlds: int, value: float, se: float) -> None:
    estimate = Estimate.share(count, worlds)
    assert estimate.value == value
    assert estimate.se == pytest.approx(se)


def test_without_worlds_there_is_no_share() -> None:
    estimate = Estimate.share(0, 0)
    assert math.isnan(estimate.value)
    assert math.isnan(estimate.se)
