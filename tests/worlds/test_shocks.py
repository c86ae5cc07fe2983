"""Common causes: what they move, and all that they leave alone."""

from __future__ import annotations

import copy
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtr

from tests.profiles import COSTLY
from tests.strategies import Case, Raw, cases
from winset.analysis import analyse
from winset.ratification.consents import judgement_of
from winset.scenario import Scenario, scenario_from
from winset.scenario.loads import loads_of, movable
from winset.scenario.number_places import number_places
from winset.scenario.numbers import Fixed, Uniform
from winset.worlds import draw_worlds, expected_world

EXPECTS = "actors.{}.stances.x.expects"


def raw_of(shocks: dict[str, dict[str, float]], **settings: Any) -> Raw:
    """Two sides with an expectation each, one of them certain."""
    stance = {"salience": 1, "expects": {"low": 20, "high": 80}}
    return {
        "winset": 1,
        "id": "causes",
        "title": "Causes",
        "issues": {"x": {"title": "X", "options": {"a": 0, "12.5": 12.5, "b": 100}, "no_deal": 50}},
        "actors": {
            "left": {"party": "l", "stances": {"x": {**stance, "position": 0}}},
            "right": {"party": "r", "stances": {"x": {**stance, "position": 100, "expects": 50}}},
            "idle": {"stances": {}, "reservation": 0},
        },
        "parties": {
            "l": {"principal": "left", "ratification": {"treaty": "left"}},
            "r": {"principal": "right", "ratification": {"treaty": "right"}},
        },
        "shocks": {id_: {"title": id_, "loads": loads} for id_, loads in shocks.items()},
        "settings": {"noise": 0.05, "worlds": 1024, **settings},
    }


def written(shocks: dict[str, dict[str, float]], **settings: Any) -> Scenario:
    return Scenario.model_validate(raw_of(shocks, **settings))


def drawn(scenario: Scenario, path: str, worlds: int = 1024) -> Any:
    number = {at: value for at, value, _, _ in number_places(scenario)}[path]
    return draw_worlds(scenario, worlds).values(path, number)  # type: ignore[arg-type]


def test_a_star_stands_for_any_one_key_and_only_where_a_number_stands() -> None:
    scenario = written({"war": {"actors.*.stances.*.expects": 5, "issues.x.options.*": 1}})
    options = [f"issues.x.options.{name}" for name in ("a", "12.5", "b")]
    expected = [EXPECTS.format(actor) for actor in ("left", "right")]
    assert list(loads_of(scenario)["war"]) == [*options, *expected]
    assert "actors.idle.stances.x.salience" not in movable(scenario)


def test_a_path_by_name_holds_against_one_with_a_star_whatever_their_order() -> None:
    star, own = "actors.*.noise", "actors.left.noise"
    for loads in ({star: 0.1, own: 0.3}, {own: 0.3, star: 0.1}):
        found = loads_of(written({"war": loads}))["war"]
        assert found == {own: 0.3, "actors.right.noise": 0.1, "actors.idle.noise": 0.1}


@COSTLY
@given(case=cases())
def test_a_cause_leaves_all_other_draws_as_they_were(case: Case) -> None:
    cause = {"war": {"title": "War", "loads": {"actors.*.noise": 0.1}}}
    shaken = case.changed(lambda raw: raw.setdefault("shocks", {}).update(cause)).scenario()
    with_cause, without = draw_worlds(shaken), draw_worlds(case.scenario())
    assert with_cause.columns.keys() - without.columns.keys() == {"shocks.war"}
    assert all(np.array_equal(with_cause.columns[p], c) for p, c in without.columns.items())


def test_a_cause_draws_the_same_whatever_other_causes_there_are() -> None:
    war, storm = {EXPECTS.format("left"): 5.0}, {EXPECTS.format("right"): 5.0}
    alone = draw_worlds(written({"war": war})).columns["shocks.war"]
    beside = draw_worlds(written({"storm": storm, "war": war})).columns
    assert np.array_equal(alone, beside["shocks.war"])
    assert abs(np.corrcoef(alone, beside["shocks.storm"])[0, 1]) < 0.15


def test_a_load_of_nothing_moves_nothing() -> None:
    path = EXPECTS.format("left")
    idle = written({"war": {path: 0, "actors.right.noise": 0.1}})
    assert drawn(idle, path).tobytes() == drawn(written({}), path).tobytes()


def test_numbers_with_a_common_cause_have_the_correlation_of_their_loads() -> None:
    # sd of the expectation 60/√12, of the certain number 0; loads 15 and −15
    left, right = EXPECTS.format("left"), EXPECTS.format("right")
    scenario = written({"war": {left: 10, right: -10}})
    one, other = drawn(scenario, left, 2**14), drawn(scenario, right, 2**14)
    assert other.std() == pytest.approx(10, rel=0.01)
    expected = -10 / math.hypot(10, 60 / math.sqrt(12))
    assert np.corrcoef(one, other)[0, 1] == pytest.approx(expected, abs=0.02)


def test_two_causes_of_one_number_add_up() -> None:
    right = EXPECTS.format("right")
    scenario = written({"war": {right: 6}, "storm": {right: 8}})
    assert drawn(scenario, right, 2**14).std() == pytest.approx(10, rel=0.02)


@given(load=st.floats(-500, 500).filter(bool))
def test_no_load_moves_a_number_out_of_its_range(load: float) -> None:
    scenario = written({"war": {EXPECTS.format("left"): load, "actors.*.no_deal_cost": load}})
    for path, high in ((EXPECTS.format("left"), 100), ("actors.left.no_deal_cost", 1)):
        values = drawn(scenario, path, 64)
        assert values.min() >= 0
        assert values.max() <= high


def test_a_cause_may_be_a_common_error_of_judgement_though_nobody_errs_alone() -> None:
    worlds = draw_worlds(written({"fog": {"actors.*.noise": 0.1}}, noise=0.0))
    left, right = judgement_of(worlds, "left"), judgement_of(worlds, "right")
    assert np.array_equal(left, right)
    assert left.std() == pytest.approx(0.1, rel=0.01)


def test_no_error_of_judgement_makes_up_for_a_red_line() -> None:
    raw = raw_of({"fog": {"actors.*.noise": 1000.0}})
    raw["actors"]["right"]["stances"]["x"]["red_line"] = {"min": 50}
    result = analyse(Scenario.model_validate(raw), perspectives=False)
    odds = result.vote("treaty", {"x": "a"}).ballots
    assert {ballot.actor: ballot.probability.value > 0 for ballot in odds} == {
        "left": True,
        "right": False,
    }


def test_parts_of_the_worlds_keep_their_causes() -> None:
    path = EXPECTS.format("right")
    worlds = draw_worlds(written({"war": {path: 10}}))
    whole = worlds.values(path, Fixed(50))
    assert np.array_equal(worlds.rows(8, 24).values(path, Fixed(50)), whole[8:24])
    chosen = whole > 50
    assert np.array_equal(worlds.only(chosen).values(path, Fixed(50)), whole[chosen])
    up = worlds.held({"shocks.war": 1.0}).values(path, Fixed(50))
    assert np.array_equal(up, np.full(1024, 60.0))


def test_a_number_that_is_given_its_values_is_moved_no_more() -> None:
    path = EXPECTS.format("right")
    worlds = draw_worlds(written({"war": {path: 10}}))
    number, moved = worlds.shifted(path, Fixed(50), 5, (0, 100))
    expected = np.clip(worlds.values(path, Fixed(50)) + 5, 0, 100)
    assert np.array_equal(moved.values(path, number), expected)
    number, same = worlds.shifted(EXPECTS.format("left"), Fixed(50), 5, (0, 100))
    assert number == Fixed(55)
    assert same is worlds


def test_worlds_agree_only_where_the_same_causes_move_them_alike() -> None:
    path = EXPECTS.format("left")
    plain, shaken = draw_worlds(written({})), draw_worlds(written({"war": {path: 10}}))
    harder = draw_worlds(written({"war": {path: 11}}))
    other = draw_worlds(written({"storm": {path: 10}}))
    assert shaken.agree(draw_worlds(written({"war": {path: 10}})), "actors.left.")
    for worlds in (plain, harder, other, shaken.held({"shocks.war": 0.0})):
        assert not shaken.agree(worlds, "actors.left.")
        assert shaken.agree(worlds, "actors.right.")


def test_a_cause_is_heard_by_those_whose_numbers_it_moves() -> None:
    path, everyone = EXPECTS.format("left"), ("left", "right")
    worlds = draw_worlds(
        written(
            {"war": {path: 10}, "storm": {"issues.x.no_deal": 5}, "lost": {"actors.a.noise": 1}}
        )
    )
    assert worlds.reached_from("shocks.war") == (path,)
    assert worlds.reached_from(path) == (path,)
    heard = {
        cause: worlds.heard_by([f"shocks.{cause}"], everyone) for cause in ("war", "storm", "lost")
    }
    assert heard == {"war": {"left"}, "storm": {"left", "right"}, "lost": set()}


def test_causes_do_not_move_the_expected_world() -> None:
    path = EXPECTS.format("left")
    world = expected_world(written({"war": {path: 10}}))
    assert world.values(path, Uniform(20, 80)).tolist() == [50]


def pie(shocks: Raw, options: int, worlds: int) -> Raw:
    """A unit pie between two with floors of .45; σ = c = 0."""
    sides = {"l": ("left", 100), "r": ("right", 0)}
    return {
        "winset": 1,
        "id": "pie",
        "title": "Pie",
        "issues": {"x": {"title": "X", "options": options, "no_deal": 0}},
        "actors": {
            actor: {
                "party": party,
                "reservation": 0.45,
                "stances": {"x": {"position": at, "salience": 1}},
            }
            for party, (actor, at) in sides.items()
        },
        "parties": {
            party: {"principal": actor, "ratification": {"treaty": actor}}
            for party, (actor, _) in sides.items()
        },
        "shocks": shocks,
        "settings": {"noise": 0, "worlds": worlds},
    }


def test_two_floors_on_a_pie_leave_a_zone_as_often_as_their_causes_say() -> None:
    """With floors a + b ≤ 1 there is a zone: Φ(.1/.2) for one cause, Φ(.1/.1√2) for two."""
    paths = [f"actors.{actor}.reservation" for actor in ("left", "right")]
    one = {"war": {"title": "War", "loads": {"actors.*.reservation": 0.1}}}
    own = {f"c{n}": {"title": f"{n}", "loads": {path: 0.1}} for n, path in enumerate(paths)}
    opposed = {"war": {"title": "War", "loads": {paths[0]: 0.1, paths[1]: -0.1}}}
    for shocks, odds in ((one, ndtr(0.5)), (own, ndtr(1 / math.sqrt(2))), (opposed, 1.0)):
        result = analyse(scenario_from(pie(copy.deepcopy(shocks), 401, 2048)), perspectives=False)
        zone = result.forms["treaty"].ratification.zone.probability.value
        assert zone == pytest.approx(odds, abs=0.012)
