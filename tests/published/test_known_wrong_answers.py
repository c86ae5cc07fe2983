"""Answers another library gets wrong (NegMAS 0.16.0, as measured), and we must not."""

from __future__ import annotations

import numpy as np

from winset.concepts.frontier import winning_points
from winset.concepts.kalai_smorodinsky import KALAI_SMORODINSKY
from winset.concepts.nash import NASH
from winset.packages.frontier import find_frontier


def frontier_of(packages: list[tuple[float, float]]) -> np.ndarray:
    return find_frontier([np.array(packages)]).points


def test_two_negative_gains_are_no_good_deal() -> None:
    """With reservation values 0.6 it answers (0, 0.1): −0.6 × −0.5 exceeds 0.1 × 0.15."""
    points = np.array([[0.0, 0.1], [0.7, 0.75], [0.8, 0.5]])
    assert points[winning_points(NASH, points, [0.6, 0.6])].tolist() == [[0.7, 0.75]]
    assert len(winning_points(NASH, points, [0.99, 0.99])) == 0  # it answers all three


def test_a_low_reservation_value_is_not_silently_raised() -> None:
    """With reservation values 0 it answers (0.45, 0.6), by measuring gains from (0.2, 0.3)."""
    frontier = find_frontier([np.array([(1.0, 0.3), (0.55, 0.5), (0.2, 0.9), (0.45, 0.6)])])
    points = frontier.points
    assert points[winning_points(NASH, points, [0, 0])].tolist() == [[1.0, 0.3]]
    raised = np.maximum([0, 0], frontier.least)
    assert raised.tolist() == [0.2, 0.3]
    assert points[winning_points(NASH, points, raised)].tolist() == [[0.45, 0.6]]


def test_kalai_smorodinsky_is_the_maximin_not_the_smallest_spread() -> None:
    """It answers (0.6, 0.5), spread 0.1; but (0.51, 0.9) leaves the worst off with more."""
    points = frontier_of([(0, 0), (1, 0.1), (0.1, 1), (0.6, 0.5), (0.51, 0.9)])
    assert points[winning_points(KALAI_SMORODINSKY, points, [0, 0])].tolist() == [[0.51, 0.9]]


def test_packages_that_tie_are_kept() -> None:
    """It lists (0.5, 0.9) once, by one of the two packages."""
    frontier = find_frontier([np.array([(0.1, 0.1), (0.9, 0.5), (0.5, 0.9), (0.5, 0.9)])])
    assert frontier.counts == (1, 2)
    assert sorted(frontier.iterate_packages(1)) == [(2,), (3,)]
