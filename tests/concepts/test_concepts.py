"""Each settlement concept on gains made by hand, and against the twin on random ones."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import twin
from winset.concepts import ChunkSolutions, Gains, concepts

Points = list[tuple[float, ...]]

SOLVERS = {name: concept.listed for name, concept in concepts().items() if concept.listed}
CONCEPTS = list(SOLVERS)


def solve(
    concept: str,
    points: Points,
    weights: tuple[float, ...] | None = None,
    eligible: list[bool] | None = None,
) -> set[int]:
    """Numbers of the packages a concept picks; ``points`` has a gain a principal for each."""
    gains = np.array([points]).transpose(0, 2, 1)
    among = np.array([[True] * len(points) if eligible is None else eligible])
    own = np.ones((1, gains.shape[1])) if weights is None else np.array([weights])
    return set(np.flatnonzero(SOLVERS[concept](gains, among, own)[0]).tolist())


@pytest.mark.parametrize(
    ("points", "nash", "kalai_smorodinsky", "egalitarian", "utilitarian"),
    [
        # a pie: all agree on the middle but the utilitarian, to whom it is all one
        ([(0.0, 1.0), (0.25, 0.75), (0.5, 0.5), (1.0, 0.0)], {2}, {2}, {2}, {0, 1, 2, 3}),
        # a lopsided frontier on which the concepts part
        ([(0.1, 0.9), (0.3, 0.5), (0.45, 0.3), (0.35, 0.4)], {1}, {1}, {3}, {0}),
        # where the greatest gains differ, Kalai-Smorodinsky looks at shares of them
        ([(0.2, 0.0), (0.1, 0.5), (0.15, 0.2), (0.0, 1.0)], {1}, {1}, {2}, {3}),
        # one package alone
        ([(0.0, 0.0)], {0}, {0}, {0}, {0}),
        # nobody can gain: all is one to all
        ([(0.0, 0.0), (0.0, 0.0)], {0, 1}, {0, 1}, {0, 1}, {0, 1}),
        # the second can gain nothing: the first takes its best
        ([(0.1, 0.0), (0.4, 0.0), (0.4, 0.0)], {1, 2}, {1, 2}, {1, 2}, {1, 2}),
        # each can gain, never both: what is not dominated ties
        ([(0.5, 0.0), (0.2, 0.0), (0.0, 0.4)], {0, 2}, {0, 2}, {0}, {0}),
        # equal least gains: the leximin looks further, and no dominated package is kept
        ([(0.2, 0.2), (0.2, 0.6), (0.2, 0.4)], {1}, {1}, {1}, {1}),
        # three principals
        ([(0.1, 0.5, 0.5), (0.3, 0.3, 0.3), (0.6, 0.2, 0.25)], {2}, {1}, {1}, {0}),
    ],
)
def test_solutions_worked_by_hand(
    points: Points,
    nash: set[int],
    kalai_smorodinsky: set[int],
    egalitarian: set[int],
    utilitarian: set[int],
) -> None:
    found = {concept: solve(concept, points) for concept in twin.SOLVERS}
    assert found == {
        "nash": nash,
        "kalai_smorodinsky": kalai_smorodinsky,
        "egalitarian": egalitarian,
        "utilitarian": utilitarian,
    }


PIE = [(k / 10, 1 - k / 10) for k in range(11)]


@pytest.mark.parametrize(
    ("weights", "shares"),
    [
        ((1, 1), {5}),
        ((10, 10), {5}),
        ((3, 2), {6}),
        ((9, 1), {9}),
        ((1e-3, 1e-3), {5}),
        ((1, 0), {10}),
        ((0, 1), {0}),
        ((0, 0), set(range(11))),
    ],
)
def test_bargaining_weights_divide_the_pie_in_their_ratio(
    weights: tuple[float, float], shares: set[int]
) -> None:
    assert solve("nash", PIE, weights) == shares


def test_weights_matter_to_nash_alone() -> None:
    for concept in ("kalai_smorodinsky", "egalitarian", "utilitarian"):
        assert solve(concept, PIE, (9, 1)) == solve(concept, PIE)


@pytest.mark.parametrize("concept", CONCEPTS)
def test_packages_that_are_not_eligible_change_nothing(concept: str) -> None:
    points = [(0.1, 0.3), (0.2, 0.2), (5.0, 5.0), (-1.0, 9.0)]
    eligible = [True, True, False, False]
    assert solve(concept, points, eligible=eligible) == solve(concept, points[:2])


@pytest.mark.parametrize(
    ("concept", "ties"),
    [
        ("nash", {0}),  # the logarithm of the product falls by four times the step
        ("kalai_smorodinsky", {0, 1}),  # the share of the greatest gain by twice
        ("egalitarian", {0, 1, 2, 3}),
        ("utilitarian", {0, 1}),
    ],
)
def test_ties_are_measured_from_the_best_and_not_from_one_to_the_next(
    concept: str, ties: set[int]
) -> None:
    points = [(0.5 - step * 3e-10, 0.5 - step * 3e-10) for step in range(8)]
    assert solve(concept, points) == ties
    assert solve(concept, [(0.5, 0.5), (0.1 + 0.4, 0.7 - 0.2)]) == {0, 1}


def test_a_utilitarian_tie_ends_at_the_tolerance() -> None:
    points = [(0.5, 0.5), (0.5, 0.5 - 0.9e-9), (0.5, 0.5 - 1.1e-9), (0.5, 0.5 - 1.9e-9)]
    assert solve("utilitarian", points) == {0, 1}


def grid(most: int) -> st.SearchStrategy[float]:
    return st.integers(0, most).map(lambda k: k / most)


@st.composite
def problems(draw: st.DrawFn) -> tuple[Points, tuple[float, ...]]:
    """Return gains on a coarse grid, where ties abound, and weights."""
    principals = draw(st.integers(2, 4))
    most = draw(st.sampled_from([2, 7, 30]))
    gain = st.one_of(grid(most), st.just(0.0))
    point = st.tuples(*[gain] * principals)
    points = draw(st.lists(point, min_size=1, max_size=12))
    weight = st.sampled_from([0.0, 0.5, 1.0, 1.0, 3.0])
    return points, draw(st.tuples(*[weight] * principals))


@given(problem=problems())
@pytest.mark.parametrize("concept", twin.SOLVERS)
def test_agrees_with_the_twin(concept: str, problem: tuple[Points, tuple[float, ...]]) -> None:
    points, weights = problem
    expected = twin.SOLVERS[concept](dict(enumerate(points)), weights)
    assert solve(concept, points, weights) == expected


def beats(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return all(a >= b for a, b in zip(one, other, strict=True)) and one != other


@given(problem=problems())
@pytest.mark.parametrize("concept", CONCEPTS)
def test_no_solution_is_dominated(concept: str, problem: tuple[Points, tuple[float, ...]]) -> None:
    points, _ = problem
    for number in solve(concept, points):
        assert not any(beats(other, points[number]) for other in points)


@given(problem=problems(), factors=st.tuples(*[st.sampled_from([0.25, 0.5, 1.0, 2.0])] * 4))
@pytest.mark.parametrize("concept", ["nash", "kalai_smorodinsky"])
def test_units_of_utility_do_not_matter(
    concept: str, problem: tuple[Points, tuple[float, ...]], factors: tuple[float, ...]
) -> None:
    points, weights = problem
    scaled = [tuple(g * f for g, f in zip(p, factors, strict=False)) for p in points]
    assert solve(concept, scaled, weights) == solve(concept, points, weights)


@given(problem=problems(), answers=st.data())
@pytest.mark.parametrize("concept", CONCEPTS)
def test_the_order_of_principals_and_packages_does_not_matter(
    concept: str, problem: tuple[Points, tuple[float, ...]], answers: Any
) -> None:
    points, weights = problem
    people = answers.draw(st.permutations(range(len(weights))))
    order = answers.draw(st.permutations(range(len(points))))
    turned = [tuple(points[n][i] for i in people) for n in order]
    found = solve(concept, turned, tuple(weights[i] for i in people))
    assert {order[n] for n in found} == solve(concept, points, weights)


@given(problem=problems(), answers=st.data())
def test_nash_does_not_depend_on_alternatives_that_nobody_would_pick(
    problem: tuple[Points, tuple[float, ...]], answers: Any
) -> None:
    points = [tuple(gain + 0.1 for gain in point) for point in problem[0]]
    picked = solve("nash", points)
    dropped = answers.draw(st.sets(st.integers(0, len(points) - 1))) - picked
    kept = [n for n in range(len(points)) if n not in dropped]
    assert {kept[n] for n in solve("nash", [points[n] for n in kept])} == picked


@pytest.mark.parametrize("concept", CONCEPTS)
def test_worlds_are_solved_apart(concept: str) -> None:
    rng = np.random.default_rng(0)
    gains = rng.integers(-1, 6, (40, 3, 15)) / 5
    zone = rng.random((40, 15)) < 0.7
    weights = rng.integers(0, 3, (40, 3)).astype(float)
    found = ChunkSolutions(zone, Gains(("a", "b", "c"), gains, weights), concepts().values())
    counts = np.zeros(15, dtype=int)
    counts[found.columns] = found.chosen[concept]
    expected = np.zeros(15, dtype=int)
    for world in range(40):
        acceptable = zone[world] & (gains[world] >= 0).all(axis=0)
        if acceptable.any():
            points = [tuple(point) for point in gains[world].T]
            picked = solve(concept, points, tuple(weights[world]), acceptable.tolist())
            expected[list(picked)] += 1
    assert counts.tolist() == expected.tolist()


def test_many_ties_are_settled_quickly() -> None:
    # issues that no principal cares about make whole families of packages tie
    points = np.tile(np.array([[0.2, 0.6], [0.5, 0.5], [0.6, 0.2]]), (30_000, 1))
    gains = points.T[None]
    found = SOLVERS["kalai_smorodinsky"](gains, np.ones((1, 90_000), dtype=bool), np.ones((1, 2)))
    assert np.flatnonzero(found[0]).tolist() == list(range(1, 90_000, 3))
