"""The grid keeps utilities, ties and the promised tolerance."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.packages.grid import fit_grid


@given(
    st.floats(1e-6, 1e12),
    st.lists(st.floats(-1, 1), min_size=1, max_size=20),
    st.sampled_from([1e-9, 1e-6, 0.25]),
)
def test_totals_stay_exact_and_close(scale: float, worths: list[float], tolerance: float) -> None:
    values = [np.array([[w * scale]]) for w in worths]
    grid = fit_grid(values, np.zeros(1), tolerance)
    total = sum(grid.to_units(v) for v in values)
    assert abs(int(total[0, 0])) < 2**52
    expected = sum(w * scale for w in worths)
    assert grid.to_utilities(total)[0, 0] == pytest.approx(
        expected, abs=len(worths) * grid.tolerance[0] / 1000, rel=1e-12
    )


@pytest.mark.parametrize("size", [0.1, 1.0, 20.0, 100.0, 2000.0])
def test_the_tolerance_is_absolute_for_ordinary_utilities(size: float) -> None:
    grid = fit_grid([np.array([[size, -size]])], np.zeros(2))
    assert grid.tolerance.tolist() == pytest.approx([1e-9, 1e-9])


def test_the_tolerance_grows_with_enormous_utilities() -> None:
    grid = fit_grid([np.array([[1e9, 1.0]])], np.zeros(2))
    assert 4e-13 < grid.tolerance[0] / 1e9 < 1e-12
    assert grid.tolerance[1] == pytest.approx(1e-9)


@given(st.integers(-(10**14), 10**14), st.integers(1, 10**6))
def test_classes_are_monotone_and_never_wider_than_the_tolerance(start: int, gap: int) -> None:
    grid = fit_grid([np.array([[1.0]])], np.zeros(1))
    low, high = grid.classes(np.array([start, start + gap])).tolist()
    assert low <= high
    if gap >= grid.steps:
        assert low < high


def test_sums_of_thirds_sevenths_and_tenths_tie_with_their_wholes() -> None:
    grid = fit_grid([np.ones((1, 1))], np.zeros(1))
    for denominator in range(2, 30):
        part = grid.to_units(np.array([1 / denominator]))
        whole = grid.to_units(np.array([1.0]))
        assert grid.classes(part * denominator) == grid.classes(whole), denominator
