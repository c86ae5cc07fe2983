"""Draws of everything uncertain in a scenario."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given

from tests.profiles import COSTLY
from tests.strategies import Case, Raw, cases
from winset.scenario.model import Scenario
from winset.scenario.numbers import Fixed, Normal, Uniform
from winset.worlds import draw_worlds, inputs_of

U = {"low": 20, "high": 40}

RAW: Raw = {
    "winset": 1,
    "id": "draws",
    "title": "Draws",
    "issues": {
        "x": {"title": "X", "options": {"a": 0, "b": 100}, "no_deal": 50},
        "y": {"title": "Y", "options": ["c", "d"]},
    },
    "actors": {
        "left": {
            "party": "l",
            "stances": {
                "x": {"position": 10, "salience": 1, "red_line": {"min": 0}},
                "y": {"values": {"c": 0, "d": 1}, "salience": 1},
            },
        },
        "right": {
            "party": "r",
            "body": {"members": 3, "dispersion": 10},
            "stances": {"x": {"position": 90, "salience": 1}},
        },
    },
    "parties": {
        "l": {"principal": "left", "ratification": {"treaty": "left"}},
        "r": {"principal": "right", "ratification": {"treaty": "right"}},
    },
    "settings": {"noise": 0.0, "worlds": 64},
}

PLACES: list[tuple[str, Any]] = [
    ("issues.x.no_deal", U),
    ("issues.x.options.b", U),
    ("parties.l.bargaining_weight", {"mean": 1, "sd": 1}),
    ("actors.left.influence", U),
    ("actors.left.votes", U),
    ("actors.left.no_deal_cost", {"low": 0, "high": 1}),
    ("actors.left.reservation", {"low": 0, "mode": 0.1, "high": 1}),
    ("actors.left.stances.x.position", U),
    ("actors.left.stances.x.salience", U),
    ("actors.left.stances.x.expects", U),
    ("actors.left.stances.x.red_line.min", U),
    ("actors.left.stances.x.red_line.max", U),
    ("actors.left.stances.y.values.c", {"values": [0, 1], "weights": [1, 3]}),
    ("actors.right.body.dispersion", U),
    ("actors.right.stances.x.position", {"mean": 90, "sd": 30}),
]


def written(*places: tuple[str, Any], noise: float = 0.0) -> Scenario:
    raw = copy.deepcopy(RAW)
    raw["settings"]["noise"] = noise
    for path, number in places:
        *parents, key = path.split(".")
        at = raw
        for parent in parents:
            at = at[parent]
        at[key] = number
    return Scenario.model_validate(raw)


def test_a_scenario_without_chance_draws_nothing() -> None:
    worlds = draw_worlds(written())
    assert worlds.columns == {}
    assert worlds.inputs == ()
    assert worlds.count == 64


@pytest.mark.parametrize(("path", "number"), PLACES)
def test_every_place_of_a_number_may_be_uncertain(path: str, number: Any) -> None:
    worlds = draw_worlds(written((path, number)))
    assert list(worlds.columns) == [path]
    (column,) = worlds.columns.values()
    assert len(set(column)) == (2 if "values" in number else 64)
    (own,) = worlds.inputs
    assert worlds.values(path, own.number) is column


def test_draws_of_a_number_do_not_depend_on_what_else_is_uncertain() -> None:
    together = draw_worlds(written(*PLACES, noise=0.1)).columns
    for path, number in PLACES:
        alone = draw_worlds(written((path, number))).columns
        assert np.array_equal(alone[path], together[path])
    assert len({column.tobytes() for column in together.values()}) == len(PLACES) + 2


@COSTLY
@given(case=cases())
def test_a_number_made_certain_leaves_all_other_draws(case: Case) -> None:
    assume(case.raw["settings"]["noise"])
    quiet = case.changed(lambda raw: raw["settings"].update(noise=0.0)).scenario()
    with_noise, without = draw_worlds(case.scenario()).columns, draw_worlds(quiet).columns
    noise = {f"actors.{actor}.noise" for actor in case.raw["actors"]}
    assert with_noise.keys() - without.keys() == noise
    assert all(np.array_equal(with_noise[path], column) for path, column in without.items())


def test_noise_is_one_draw_an_actor_and_world_with_the_sd_asked_for() -> None:
    worlds = draw_worlds(written(noise=0.05), worlds=2**16)
    left, right = (worlds.columns[f"actors.{actor}.noise"] for actor in ("left", "right"))
    for column in (left, right):
        assert np.isfinite(column).all()
        assert column.mean() == pytest.approx(0, abs=1e-5)
        assert column.std() == pytest.approx(0.05, rel=1e-3)
    assert np.corrcoef(left, right)[0, 1] == pytest.approx(0, abs=5 / 2**8)


def test_discrete_draws_come_exactly_by_their_weights() -> None:
    path = "actors.left.stances.x.position"
    number = {"values": [0, 50, 100], "weights": [1, 2, 5]}
    column = draw_worlds(written((path, number))).columns[path]
    assert [int((column == value).sum()) for value in (0, 50, 100)] == [8, 16, 40]


def test_normals_are_truncated_to_the_range_of_their_field() -> None:
    wide = {"mean": 1, "sd": 50}
    worlds = draw_worlds(
        written(
            ("actors.left.stances.x.position", wide),
            ("actors.left.no_deal_cost", wide),
            ("actors.left.votes", wide),
            ("parties.l.bargaining_weight", wide),
        ),
        worlds=512,
    )
    ranges = {item.path: (item.low, item.high) for item in worlds.inputs}
    assert ranges["actors.left.no_deal_cost"] == (0, 1)
    assert ranges["actors.left.stances.x.position"] == (0, 100)
    for path, column in worlds.columns.items():
        low, high = ranges[path]
        assert low <= column.min()
        assert column.max() <= high
    assert worlds.columns["actors.left.votes"].max() > 100


def test_inputs_are_listed_with_their_slots() -> None:
    scenario = written(("issues.x.no_deal", U), noise=0.05)
    inputs, dimensions = inputs_of(scenario)
    assert [item.path for item in inputs] == [
        "issues.x.no_deal",
        "actors.left.noise",
        "actors.right.noise",
    ]
    assert inputs[0].number == Uniform(20, 40)
    assert inputs[1].number == Normal(0, 0.05)
    assert sorted(item.slot for item in inputs) == [item.slot for item in inputs]
    assert inputs[-1].slot < dimensions


def test_rows_are_the_same_draws_without_a_copy() -> None:
    worlds = draw_worlds(written(*PLACES))
    some = worlds.rows(10, 30)
    assert some.count == 20
    for path, column in some.columns.items():
        assert column.base is worlds.columns[path].base or column.base is worlds.columns[path]
        assert np.array_equal(column, worlds.columns[path][10:30])


def test_a_fixed_number_is_the_same_in_every_world() -> None:
    worlds = draw_worlds(written())
    assert worlds.values("actors.left.no_deal_cost", Fixed(0.25)).tolist() == [0.25]


def test_worlds_agree_where_their_draws_are_the_same() -> None:
    path = "actors.left.stances.x.position"
    one, same = draw_worlds(written((path, U))), draw_worlds(written((path, U)))
    wider = draw_worlds(written((path, {"low": 0, "high": 40})))
    assert one.agree(same, "actors.left.")
    assert not one.agree(wider, "actors.left.")
    assert one.agree(wider, "actors.right.")
    assert not one.agree(draw_worlds(written()), "actors.left.")


def test_the_seed_and_number_of_worlds_can_be_given() -> None:
    scenario = written(noise=0.1)
    worlds = draw_worlds(scenario, worlds=5, seed=7)
    assert (worlds.count, worlds.seed) == (5, 7)
    assert {len(column) for column in worlds.columns.values()} == {5}
    assert not np.array_equal(
        worlds.columns["actors.left.noise"], draw_worlds(scenario, 5).columns["actors.left.noise"]
    )


def test_the_same_seed_gives_these_draws_on_every_machine() -> None:
    column = draw_worlds(written(noise=0.05), worlds=4, seed=1).columns["actors.left.noise"]
    assert column.tolist() == [-0.031369109003, -0.007616957707, -0.086627203164, -0.054461191285]
