"""The filter with a margin against its definition."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.packages.dominance import undominated


def by_definition(points: np.ndarray, margin: int) -> set[int]:
    lead = points[None, :, :] - points[:, None, :]
    beaten = ((lead >= 0).all(axis=2) & (lead >= margin).any(axis=2)).any(axis=1)
    return set(np.flatnonzero(~beaten).tolist())


@given(
    st.integers(1, 5),
    st.integers(1, 60),
    st.sampled_from([3, 20, 3000, 10**12]),
    st.sampled_from([1, 2, 7, 1000]),
    st.integers(0, 2**32 - 1),
)
def test_keeps_just_what_nothing_beats_by_the_margin(
    actors: int, count: int, spread: int, margin: int, seed: int
) -> None:
    points = np.random.default_rng(seed).integers(-spread, spread, (count, actors))
    assert set(undominated(points, margin).tolist()) == by_definition(points, margin)


@pytest.mark.parametrize("actors", [3, 6])
def test_many_narrow_defeats_are_all_rescued(actors: int) -> None:
    """A cloud within the margin of one point: nothing in it may go."""
    random = np.random.default_rng(1)
    cloud = random.integers(0, 900, (3000, actors)) + 10**12
    assert len(undominated(cloud, 1000)) == 3000
    far = np.concatenate([cloud, cloud[:500] - 1000])
    assert set(undominated(far, 1000).tolist()) == by_definition(far, 1000)
