"""Bargaining solutions against their definitions and closed forms."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.concepts import concepts
from winset.concepts.frontier import settle_frontier, winning_points
from winset.errors import WinsetError
from winset.packages.frontier import find_frontier

NAMES = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")


def won(concept: str, points: Any, floor: Any, weights: Sequence[float] | None = None) -> list[int]:
    """Indices of the points a concept picks."""
    return winning_points(concepts()[concept], np.asarray(points), floor, weights).tolist()


def pie(a: float, b: float) -> tuple[float, ...]:
    """Symmetric Nash split of a unit pie in thousandths, with ratification floors a and b."""
    first = np.linspace(0, 1, 1001)
    points = np.column_stack([first, 1 - first])
    ok = (points >= [a - 1e-9, b - 1e-9]).all(axis=1)
    winners = won("nash", points[ok], [0, 0])
    return tuple(points[ok][winners, 0].tolist())


@pytest.mark.parametrize(
    ("a", "b", "share"), [(0.2, 0.3, 0.5), (0.7, 0.1, 0.7), (0.1, 0.8, 0.2), (0.4, 0.6, 0.4)]
)
def test_two_floors_on_a_pie_give_the_closed_form(a: float, b: float, share: float) -> None:
    assert pie(a, b) == pytest.approx((share,))


def test_no_package_satisfies_floors_above_the_pie() -> None:
    points = np.column_stack([np.linspace(0, 1, 101), 1 - np.linspace(0, 1, 101)])
    for name in NAMES:
        assert len(won(name, points, [0.6, 0.6])) == 0


@pytest.mark.parametrize("weight", [0.2, 0.5, 0.8])
def test_weighted_nash_splits_a_pie_by_the_weights(weight: float) -> None:
    first = np.linspace(0, 1, 1001)
    points = np.column_stack([first, 1 - first])
    (winner,) = won("nash", points, [0, 0], [weight, 1 - weight])
    assert first[winner] == pytest.approx(weight)


@given(st.integers(2, 4), st.integers(0, 2**32 - 1), st.booleans())
def test_no_package_beats_the_winners(actors: int, seed: int, coarse: bool) -> None:
    """Every solution on the frontier against its definition over all packages."""
    random = np.random.default_rng(seed)
    values = [random.random((3, actors)).round(1 if coarse else 12) for _ in range(4)]
    every = np.array([sum(p) for p in itertools.product(*values)])
    floor = np.quantile(every, 0.35, axis=0).round(1 if coarse else 12)
    points = find_frontier(values).points
    fair = every[(every >= floor - 1e-9).all(axis=1)]
    winners = {name: won(name, points, floor) for name in NAMES}
    assert all((len(w) > 0) == (len(fair) > 0) for w in winners.values())
    if not len(fair):
        return
    gains = np.maximum(fair - floor, 0)
    ideal = np.where(gains.max(axis=0) > 1e-9, gains.max(axis=0), np.inf)

    def gained(name: str) -> np.ndarray:
        return np.maximum(points[winners[name]] - floor, 0)

    np.testing.assert_allclose(gained("nash").prod(axis=1), gains.prod(axis=1).max(), atol=1e-8)
    np.testing.assert_allclose(
        gained("utilitarian").sum(axis=1), gains.sum(axis=1).max(), atol=1e-8
    )
    useful = np.isfinite(ideal)
    if useful.any():
        share = (gains / ideal)[:, useful].min(axis=1).max()
        mine = (gained("kalai_smorodinsky") / ideal)[:, useful].min(axis=1)
        np.testing.assert_allclose(mine, share, atol=1e-8)
    leximin = max(map(tuple, np.sort(gains, axis=1).round(8).tolist()))
    np.testing.assert_allclose(
        np.sort(gained("egalitarian"), axis=1), [leximin] * len(gained("egalitarian")), atol=1e-7
    )


def test_leximin_looks_past_the_worst_off() -> None:
    points = np.array([[0.4, 0.5, 0.9], [0.4, 0.6, 0.7], [0.7, 0.4, 0.6]])
    assert won("egalitarian", points, [0, 0, 0]) == [1, 2]


def test_all_ties_win() -> None:
    points = np.array([[0.3, 0.6], [0.6, 0.3], [0.4, 0.1]])
    for name in NAMES:
        assert won(name, points, [0, 0]) == [0, 1], name


@pytest.mark.parametrize("name", ["nash", "kalai_smorodinsky"])
def test_an_actor_that_cannot_gain_has_no_part(name: str) -> None:
    points = np.array([[0.9, 0.5, 0.2], [0.5, 0.8, 0.2]])
    assert won(name, points, [0.1, 0.1, 0.2]) == [0]


def test_where_all_can_gain_but_never_together_all_points_tie() -> None:
    points = np.array([[0.9, 0.2, 0.3], [0.1, 0.3, 0.3]])
    assert won("nash", points, [0.1, 0.2, 0.3]) == [0, 1]


def test_gains_need_a_finite_disagreement_point() -> None:
    with pytest.raises(WinsetError, match="reservation"):
        won("nash", np.array([[0.1, 0.2]]), [0.0, -np.inf])


@pytest.mark.parametrize("weights", [[1.0], [-1.0, 1.0], [np.inf, 1.0], [np.nan, 1.0]])
def test_bargaining_weights_must_make_sense(weights: list[float]) -> None:
    with pytest.raises(WinsetError, match="weight"):
        won("nash", np.array([[0.1, 0.2]]), [0.0, 0.0], weights)


def test_a_settled_frontier_renders_with_the_promised_keys() -> None:
    import json

    options = {"pie": ["mine", "half", "yours"], "extra": ["yes", "no"]}
    values = [np.array([[1, 0], [0.5, 0.5], [0, 1]]) * 0.8, np.array([[0.2, 0.2], [0, 0]])]
    settled = settle_frontier(options, ["a", "b"], values, [0.1, 0.3])
    rendered = json.loads(json.dumps(settled.to_dict()))
    assert rendered.pop("seconds") >= 0
    half = {"utilities": [0.6, 0.6], "packages": [{"pie": "half", "extra": "yes"}]}
    assert rendered == {
        "packages": 6,
        "actors": ["a", "b"],
        "reservation": [0.1, 0.3],
        "frontier": {"size": 3, "packages": 3, "points": [[1.0, 0.2], [0.6, 0.6], [0.2, 1.0]]},
        "nash": half,
        "kalai_smorodinsky": half,
        "egalitarian": half,
        "utilitarian": {
            "utilities": [0.6, 0.6],
            "packages": [{"pie": "half", "extra": "yes"}, {"pie": "yours", "extra": "yes"}],
        },
        "method": "enumeration",
    }


def test_no_eligible_package_renders_as_null() -> None:
    settled = settle_frontier({"x": ["p", "q"]}, ["a", "b"], [[[1, 0], [0, 1]]], [0.9, 0.9])
    assert settled.to_dict()["nash"] == {"utilities": None, "packages": []}


def test_tied_packages_are_counted_beyond_the_list() -> None:
    values = [np.full((10, 2), 0.05)] * 20
    options = {str(k): [str(o) for o in range(10)] for k in range(20)}
    settled = settle_frontier(options, ["a", "b"], values, [0, 0], limit=3)
    assert settled.nash.count == 10**20
    assert len(settled.nash.packages) == 3
