"""Who accepts, at the limits of the comparison."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.packages import Utilities
from winset.ratification.support import support_for


def person(
    worth: list[list[float]], reservation: float, barred: list[list[bool]] | None = None
) -> Utilities:
    """One actor in one world: the worth of each option of each issue."""
    lines = barred or [[False] * len(part) for part in worth]
    return Utilities(
        "one",
        tuple(np.array(part, dtype=float)[None, None] for part in worth),
        tuple(np.array(line)[None, None] for line in lines),
        np.array([[reservation]]),
        np.ones(1),
    )


def accepts(own: Utilities, noise: float = 0.0) -> list[bool]:
    return [bool(yes) for yes in support_for(own, np.array([noise]), 1)[0]]


@pytest.mark.parametrize(
    ("shortfall", "accepted"),
    [(-1e-3, True), (0, True), (1e-16, True), (3e-9, False), (1e-6, False)],
)
@pytest.mark.parametrize("reservation", [0.0, 0.3, 0.5, 0.7, 1.0])
def test_a_tie_is_accepted_and_a_shortfall_is_not(
    shortfall: float, accepted: bool, reservation: float
) -> None:
    worth = reservation - shortfall
    assert accepts(person([[worth]], reservation)) == [accepted]
    assert accepts(person([[worth / 3], [worth * 2 / 3]], reservation)) == [accepted]
    assert accepts(person([[worth]], reservation + 0.25), noise=0.25) == [accepted]


@pytest.mark.parametrize("noise", [-7.0, 0.0, 1.0, 3.5, 6.5, 7.0])
@pytest.mark.parametrize("reservation", [-1.0, 0.0, 1.0])
def test_no_error_of_judgement_carries_a_package_over_a_red_line(
    noise: float, reservation: float
) -> None:
    for barred in (
        [[True, False], [False], [False]],
        [[False, False], [True], [False]],
        [[False, True], [False], [True]],
        [[True, True], [True], [True]],
    ):
        own = person([[0.5, 0.4], [0.3], [0.2]], reservation, barred)
        found = accepts(own, noise)
        kept = [not (barred[0][i] or barred[1][0] or barred[2][0]) for i in range(2)]
        worth = [1.0, 0.9]
        assert found == [
            keeps and utility + noise >= reservation
            for keeps, utility in zip(kept, worth, strict=True)
        ]


@given(
    shape=st.lists(st.integers(1, 4), min_size=1, max_size=5),
    members=st.sampled_from([1, 2, 7, 300]),
    worlds=st.integers(1, 3),
    weighted=st.booleans(),
    seed=st.integers(0, 1000),
)
def test_members_are_counted_as_one_by_one(
    shape: list[int], members: int, worlds: int, weighted: bool, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    worth = tuple(rng.random((worlds, members, n)) / len(shape) for n in shape)
    barred = tuple(rng.random((worlds, members, n)) < 0.1 for n in shape)
    reservation = rng.random((worlds, members))
    noise = rng.normal(0, 0.3, worlds)
    weights = rng.integers(0, 4, members).astype(float) if weighted else np.ones(members)
    found = support_for(Utilities("x", worth, barred, reservation, weights), noise, worlds)
    for number, choice in enumerate(np.ndindex(*shape)):
        utility = sum(part[:, :, i] for part, i in zip(worth, choice, strict=True))
        ruled_out = np.any([line[:, :, i] for line, i in zip(barred, choice, strict=True)], axis=0)
        yes = (utility + noise[:, None] >= reservation) & ~ruled_out
        assert found[:, number] == pytest.approx((yes * weights).sum(axis=1))
