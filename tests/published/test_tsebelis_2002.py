"""Tsebelis (2002), *Veto Players*: whom the others absorb.

Adding a veto player never enlarges the win-set of the status quo. One who stands in the unanimity
core of the others, that is in the convex hull of their ideal points, does not shrink it either:
with Euclidean preferences, whatever all the others prefer to the status quo, it prefers too. In
the model these are quadratic loss, equal saliences, no noise and no cost of no deal. With linear
loss by issue indifference curves are diamonds, and the rule fails.
"""

from __future__ import annotations

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from winset.analysis import analyse
from winset.arrays import Floats
from winset.scenario.model import Scenario

END = 8
Point = tuple[float, float]
place = st.tuples(st.integers(0, END), st.integers(0, END))


def win_set(players: list[Point], status_quo: Point, loss: float) -> Floats:
    """Return which of the points of the grid all the players accept."""
    issues = {
        axis: {"title": axis, "scale": [0, END], "options": END + 1, "no_deal": status_quo[i]}
        for i, axis in enumerate("xy")
    }
    actors: dict[str, object] = {
        f"player_{number}": {
            "stances": {axis: {"position": ideal[i], "salience": 1} for i, axis in enumerate("xy")}
        }
        for number, ideal in enumerate(players)
    }
    raw = {
        "winset": 1,
        "id": "veto",
        "title": "Veto players",
        "issues": issues,
        "actors": {**actors, "other": {"reservation": 0}},
        "parties": {
            "home": {"principal": "player_0", "ratification": {"treaty": {"all": list(actors)}}},
            "away": {"principal": "other", "ratification": {"treaty": "other"}},
        },
        "settings": {"noise": 0.0, "worlds": 1, "loss": loss},
    }
    found = analyse(Scenario.model_validate(raw), perspectives=False)
    return found.forms["treaty"].ratification.parties["home"].by_package


def between(players: list[Point], shares: list[int]) -> Point:
    """Return the mean of the players' ideal points, weighted."""
    weights = shares[: len(players)]
    x, y = np.average(players, axis=0, weights=weights)
    return float(x), float(y)


some = st.lists(place, min_size=2, max_size=4)
mixed = st.lists(st.integers(1, 5), min_size=4, max_size=4)


@given(players=some, shares=mixed, status_quo=place)
@example(players=[(0, 8), (8, 0)], shares=[1, 1, 1, 1], status_quo=(4, 4))
def test_a_player_between_the_others_is_absorbed(
    players: list[Point], shares: list[int], status_quo: Point
) -> None:
    more = [*players, between(players, shares)]
    assert np.array_equal(win_set(players, status_quo, 2), win_set(more, status_quo, 2))


@given(players=some, one_more=place, status_quo=place, loss=st.sampled_from([1, 2]))
def test_no_veto_player_enlarges_the_win_set(
    players: list[Point], one_more: Point, status_quo: Point, loss: float
) -> None:
    with_it = win_set([*players, one_more], status_quo, loss)
    assert (with_it <= win_set(players, status_quo, loss)).all()


def test_with_linear_loss_a_player_between_the_others_is_not_absorbed() -> None:
    # both are as far from the corner as from the status quo, where the one between them stands
    players: list[Point] = [(0, 8), (8, 0)]
    two, three = (win_set(p, (4, 4), 1) for p in (players, [*players, (4, 4)]))
    corner = 0
    assert two[corner] == 1
    assert three[corner] == 0
    assert three.sum() == 1
