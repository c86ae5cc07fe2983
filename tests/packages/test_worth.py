"""What options and places are worth."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.packages.spatial_utility import interpolated_worth, spatial_worth


@pytest.mark.parametrize(
    ("place", "ideal", "width", "loss", "worth"),
    [
        (30, 30, 100, 1, 1.0),
        (0, 100, 100, 1, 0.0),
        (25, 50, 100, 1, 0.75),
        (25, 50, 100, 2, 0.9375),
        (25, 50, 100, 0.5, 0.5),
        (3, 2, 4, 1, 0.75),
        (-5, 5, 20, 2, 0.75),
    ],
)
def test_worth_falls_with_distance(
    place: float, ideal: float, width: float, loss: float, worth: float
) -> None:
    found = spatial_worth(np.full((1, 1, 1), place), np.full((1, 1, 1), ideal), width, loss)
    assert found.item() == pytest.approx(worth, abs=1e-12)


def test_worth_has_a_row_a_world_and_a_column_a_member() -> None:
    found = spatial_worth(np.zeros((3, 1, 4)), np.zeros((1, 5, 1)), 10, 1)
    assert found.shape == (3, 5, 4)


def between(at: float, points: list[float], values: list[float]) -> float:
    found = interpolated_worth(np.array([at]), np.array([points]), np.array([values]))
    return float(found[0])


@pytest.mark.parametrize(
    ("at", "worth"),
    [(-10, 0.2), (0, 0.2), (25, 0.5), (50, 0.8), (75, 0.4), (100, 0.0), (150, 0.0)],
)
def test_places_between_options_are_worth_what_lies_between(at: float, worth: float) -> None:
    assert between(at, [0, 50, 100], [0.2, 0.8, 0.0]) == pytest.approx(worth)
    assert between(at, [100, 0, 50], [0.0, 0.2, 0.8]) == pytest.approx(worth)


def test_options_at_one_place_count_with_their_mean() -> None:
    for points, values in (([0, 50, 50], [0, 0.2, 0.8]), ([50, 0, 50], [0.8, 0, 0.2])):
        assert between(50, points, values) == pytest.approx(0.5)
        assert between(25, points, values) == pytest.approx(0.25)


@given(
    options=st.lists(
        st.tuples(st.integers(0, 10), st.floats(0, 1)), min_size=1, max_size=6
    ).flatmap(lambda items: st.tuples(st.just(items), st.permutations(items))),
    at=st.integers(-2, 12),
)
def test_the_order_of_options_does_not_matter(
    options: tuple[list[tuple[int, float]], list[tuple[int, float]]], at: int
) -> None:
    one, other = (
        between(at, [float(p) for p, _ in items], [v for _, v in items]) for items in options
    )
    assert one == pytest.approx(other, abs=1e-12)


def test_rows_are_worlds() -> None:
    found = interpolated_worth(
        np.array([0.0, 5.0]), np.array([[0.0, 10.0]]), np.array([[0.0, 1.0]])
    )
    assert found.tolist() == [0, 0.5]
