"""The frontier against brute force in exact arithmetic, and at the edges."""

from __future__ import annotations

import itertools
from fractions import Fraction
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.errors import TooLargeError, WinsetError
from winset.packages.frontier import Frontier, find_frontier

Row = tuple[Fraction, ...]


def brute_force(issues: list[list[Row]]) -> dict[Row, int]:
    """Frontier point → number of packages, in rational arithmetic."""
    counts: dict[Row, int] = {}
    for package in itertools.product(*issues):
        total = tuple(map(sum, zip(*package, strict=True)))
        counts[total] = counts.get(total, 0) + 1
    return {
        p: n
        for p, n in counts.items()
        if not any(q != p and all(a >= b for a, b in zip(q, p, strict=True)) for q in counts)
    }


def as_floats(issues: list[list[Row]]) -> list[np.ndarray]:
    return [np.array([[float(v) for v in row] for row in issue]) for issue in issues]


def as_dict(frontier: Frontier) -> dict[tuple[float, ...], int]:
    points = map(tuple, np.round(frontier.points, 9).tolist())
    return dict(zip(points, frontier.counts, strict=True))


@st.composite
def rational_spaces(draw: st.DrawFn) -> list[list[Row]]:
    """Small spaces full of ties that floating-point sums would break."""
    actors = draw(st.integers(1, 4))
    denominator = draw(st.sampled_from([1, 3, 7, 10, 12, 100]))
    value = st.integers(0, 6).map(lambda n: Fraction(n, denominator))
    row = st.tuples(*[value] * actors)
    return draw(st.lists(st.lists(row, min_size=1, max_size=4), min_size=1, max_size=5))


@given(rational_spaces(), st.sampled_from(["minkowski", "enumeration", "auto"]))
def test_equals_exact_brute_force(issues: list[list[Row]], method: str) -> None:
    expected = {tuple(round(float(v), 9) for v in p): n for p, n in brute_force(issues).items()}
    assert as_dict(find_frontier(as_floats(issues), method=method)) == expected


@given(rational_spaces(), st.randoms(use_true_random=False))
def test_order_of_issues_options_and_actors_changes_nothing(
    issues: list[list[Row]], random: Random
) -> None:
    before = as_dict(find_frontier(as_floats(issues)))
    order = list(range(len(issues[0][0])))
    random.shuffle(order)
    shuffled = [[tuple(row[a] for a in order) for row in issue] for issue in issues]
    random.shuffle(shuffled)
    for issue in shuffled:
        random.shuffle(issue)
    after = as_dict(find_frontier(as_floats(shuffled), method="minkowski"))
    assert after == {tuple(p[a] for a in order): n for p, n in before.items()}


@given(
    st.integers(1, 5),
    st.integers(2, 5),
    st.integers(2, 4),
    st.integers(0, 2**32 - 1),
    st.sampled_from([1.0, 3e-10, 1e-9, 5e-9]),
)
def test_both_methods_agree_even_where_utilities_nearly_tie(
    issues: int, options: int, actors: int, seed: int, step: float
) -> None:
    """Differences around the tolerance are where pruning could lose packages."""
    random = np.random.default_rng(seed)
    if step == 1.0:
        values = [random.random((options, actors)) for _ in range(issues)]
    else:
        values = [random.integers(0, 4, (options, actors)) * step for _ in range(issues)]
    sums, listed = (find_frontier(values, method=m) for m in ("minkowski", "enumeration"))
    assert sums.counts == listed.counts
    np.testing.assert_array_equal(sums.points.shape, listed.points.shape)
    np.testing.assert_allclose(sums.points, listed.points, atol=1e-9)
    for point in range(len(sums)):
        packages = sorted(sums.iterate_packages(point))
        assert packages == sorted(listed.iterate_packages(point))
        assert len(set(packages)) == sums.counts[point]


def test_every_point_names_packages_worth_just_that() -> None:
    random = np.random.default_rng(7)
    values = [random.random((3, 3)).round(1) for _ in range(6)]
    frontier = find_frontier(values, [0.5, -1.0, 0.0], method="minkowski")
    for point in range(len(frontier)):
        for package in frontier.iterate_packages(point):
            worth = sum(values[k][o] for k, o in enumerate(package))
            np.testing.assert_allclose(
                worth + np.array([0.5, -1.0, 0.0]), frontier.points[point], atol=1e-9
            )


def test_counts_are_exact_beyond_machine_integers() -> None:
    """Twenty issues of ten options worth the same: all 10^20 packages tie."""
    frontier = find_frontier([np.full((10, 2), 0.05)] * 20)
    assert frontier.packages == frontier.counts[0] == 10**20
    assert frontier.points.tolist() == [[1.0, 1.0]]
    assert len(list(itertools.islice(frontier.iterate_packages(0), 5))) == 5


def test_counts_stay_exact_where_they_outgrow_int64_on_the_way() -> None:
    """A binomial: k of 70 identical yes/no issues go to the first actor."""
    import math

    frontier = find_frontier([np.array([[1.0, 0.0], [0.0, 1.0]])] * 70)
    assert frontier.counts == tuple(math.comb(70, k) for k in range(71))


def test_many_issues_need_no_recursion() -> None:
    values = [np.array([[0.0, 1.0], [1.0, 0.0]])] * 1500
    frontier = find_frontier(values)
    assert len(frontier) == 1501
    assert sum(next(frontier.iterate_packages(700))) == 800


def test_no_neighbour_improves_a_frontier_of_ten_to_the_twenty() -> None:
    """Every package that differs from a frontier's on two issues is no better than it."""
    random = np.random.default_rng(3)
    weights = random.dirichlet(np.ones(20), 2).T
    values = [random.random((10, 2)) * w for w in weights]
    frontier = find_frontier(values)
    assert frontier.packages == 10**20
    for point in range(0, len(frontier), 25):
        package = next(frontier.iterate_packages(point))
        for first, second in itertools.combinations(range(20), 2):
            rest = frontier.points[point] - values[first][package[first]]
            near = (values[first][:, None] + values[second][None]).reshape(-1, 2)
            near = near + (rest - values[second][package[second]])
            ahead = near - frontier.points[point]
            assert not ((ahead > -1e-9).all(axis=1) & (ahead > 2e-9).any(axis=1)).any()


def test_the_supported_points_of_a_large_space_are_found() -> None:
    """Maximising a weighted sum is one choice an issue: all these optima must be there."""
    random = np.random.default_rng(4)
    values = [random.random((10, 3)) * w for w in random.dirichlet(np.ones(12), 3).T]
    frontier = find_frontier(values)
    for weight in random.dirichlet(np.ones(3), 200):
        best = sum(issue[np.argmax(issue @ weight)] for issue in values)
        assert np.abs(frontier.points - best).max(axis=1).min() < 1e-9


def test_utilities_of_any_size_keep_a_relative_tolerance() -> None:
    million = [np.array([[1e6, 0.0], [0.0, 1e6]]), np.array([[3e6, 1.0], [1.0, 3e6]])]
    frontier = find_frontier(million, method="minkowski")
    assert frontier.counts == find_frontier(million, method="enumeration").counts == (1, 1, 1, 1)
    np.testing.assert_allclose(frontier.points[0], [4e6, 1.0], rtol=1e-9)


@pytest.mark.parametrize("method", ["minkowski", "enumeration"])
def test_too_large_says_what_to_do(method: str) -> None:
    random = np.random.default_rng(0)
    values = [random.random((8, 5)) for _ in range(7)]
    with pytest.raises(TooLargeError, match="memory_limit"):
        find_frontier(values, method=method, memory_limit=2**20)


@pytest.mark.parametrize(
    ("values", "constants"),
    [
        ([], None),
        ([[[0.1, 0.2]], [[0.1]]], None),
        ([np.zeros((0, 2))], None),
        ([[[0.1, float("nan")]]], None),
        ([[[0.1, float("inf")]]], None),
        ([[["a", "b"]]], None),
        ([[0.1, 0.2]], None),
        ([[[0.1, 0.2]]], [1.0]),
        ([[[0.1, 0.2], [0.3]]], None),
    ],
)
def test_unusable_utilities_are_named(values: list[Any], constants: list[float] | None) -> None:
    with pytest.raises(WinsetError):
        find_frontier(values, constants)


@pytest.mark.parametrize("tolerance", [0.0, -1e-9, float("nan"), float("inf")])
def test_unusable_tolerance_is_named(tolerance: float) -> None:
    with pytest.raises(WinsetError, match="tolerance"):
        find_frontier([[[0.1, 0.2]]], tolerance=tolerance)


def test_no_issue_leaves_one_package() -> None:
    frontier = find_frontier([], [0.25, 0.75])
    assert frontier.points.tolist() == [[0.25, 0.75]]
    assert list(frontier.iterate_packages(0)) == [()]
