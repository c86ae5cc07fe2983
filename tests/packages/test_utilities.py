"""Utilities, no deal and red lines of actors and members, worked by hand."""

from __future__ import annotations

from statistics import NormalDist
from typing import Any

import numpy as np
import pytest

from winset.packages import Utilities, package_utilities, utilities_of, worlds_at_once
from winset.scenario.model import MemberTable, Scenario
from winset.worlds import draw_worlds


def scenario_of(actor: dict[str, Any], **settings: Any) -> Scenario:
    return Scenario.model_validate(
        {
            "winset": 1,
            "id": "one",
            "title": "One",
            "issues": {
                "land": {"title": "Land", "options": 3, "no_deal": 25},
                "aid": {
                    "title": "Aid",
                    "scale": [0, 10],
                    "options": {"none": 0, "some": 4},
                    "no_deal": "none",
                },
                "venue": {"title": "Venue", "options": ["here", "there"], "no_deal": "there"},
            },
            "actors": {"one": actor, "two": {"reservation": 0}},
            "parties": {
                "a": {"principal": "one", "ratification": {"treaty": "one"}},
                "b": {"principal": "two", "ratification": {"treaty": "two"}},
            },
            "settings": {"noise": 0.0, "worlds": 1, **settings},
        }
    )


def utilities(
    actor: dict[str, Any], table: MemberTable | None = None, **settings: Any
) -> Utilities:
    scenario = scenario_of(actor, **settings)
    if table is not None:
        body = scenario.actors["one"].body
        assert body is not None
        body._table = table
    return utilities_of(scenario, draw_worlds(scenario), "one")


STANCES = {
    "land": {"position": 100, "salience": 5},
    "aid": {"position": 2, "salience": 3},
    "venue": {"values": {"here": 0.9, "there": 0.4}, "salience": 2},
}


def test_utility_is_additive_in_the_weights_of_the_issues() -> None:
    own = utilities({"stances": STANCES})
    assert own.worth[0].ravel() == pytest.approx([0.0, 0.25, 0.5])
    assert own.worth[1].ravel() == pytest.approx([0.3 * 0.8, 0.3 * 0.8])
    assert own.worth[2].ravel() == pytest.approx([0.18, 0.08])
    packages = package_utilities(own.worth)
    assert packages.shape == (1, 1, 12)
    assert packages[0, 0, [0, 11]] == pytest.approx([0.42, 0.82])


@pytest.mark.parametrize(
    ("changes", "reservation"),
    [
        ({}, 0.5 * 0.25 + 0.3 * 0.8 + 0.2 * 0.4),
        ({"no_deal_cost": 0.1}, 0.345),
        ({"no_deal_cost": 1}, -0.555),
        ({"reservation": 0.6, "no_deal_cost": 1}, 0.6),
    ],
)
def test_the_reservation_is_no_deal_less_its_cost_unless_given(
    changes: dict[str, Any], reservation: float
) -> None:
    own = utilities({"stances": STANCES, **changes})
    assert own.reservation.item() == pytest.approx(reservation)


@pytest.mark.parametrize(
    ("issue", "expects", "worth"),
    [
        ("land", 75, 0.5 * 0.75),
        ("land", "50", 0.5 * 0.5),
        ("aid", "some", 0.3 * 0.8),
        ("aid", 2, 0.3),
        ("venue", "here", 0.2 * 0.9),
    ],
)
def test_an_actor_may_expect_something_else_without_a_deal(
    issue: str, expects: Any, worth: float
) -> None:
    own = utilities({"stances": {**STANCES, issue: {**STANCES[issue], "expects": expects}}})
    usual = {"land": 0.125, "aid": 0.24, "venue": 0.08}
    assert own.reservation.item() == pytest.approx(0.445 - usual[issue] + worth)


def test_an_issue_left_out_and_an_actor_of_no_salience_are_worth_nothing() -> None:
    own = utilities({"stances": {"land": {"position": 0, "salience": 1}}})
    assert [part.ravel().tolist() for part in own.worth] == [[1.0, 0.5, 0.0], [0.0] * 2, [0.0] * 2]
    nothing = utilities({"stances": {"land": {"position": 0, "salience": 0}}, "no_deal_cost": 0.2})
    assert not package_utilities(nothing.worth).any()
    assert nothing.reservation.item() == pytest.approx(-0.2)


def test_values_stand_in_place_of_a_position() -> None:
    values = {"0": 0.3, "50": 1, "100": 0}
    own = utilities({"stances": {"land": {"values": values, "salience": 7}}})
    assert own.worth[0].ravel() == pytest.approx([0.3, 1, 0])
    assert own.reservation.item() == pytest.approx(0.65)  # halfway from 0 to 50


@pytest.mark.parametrize(("loss", "worth"), [(1, 0.5), (2, 0.75), (0.5, 1 - 0.5**0.5)])
def test_the_loss_exponent_bends_the_worth(loss: float, worth: float) -> None:
    own = utilities({"stances": {"land": {"position": 100, "salience": 1}}}, loss=float(loss))
    assert own.worth[0].ravel()[1] == pytest.approx(worth)


def test_members_stand_at_even_quantiles_and_no_farther_than_the_scale() -> None:
    stance = {"position": 60, "salience": 1, "red_line": {"max": 60}}
    own = utilities({"body": {"members": 5, "dispersion": 40}, "stances": {"land": stance}})
    ideals = [60 + 40 * NormalDist().inv_cdf((i + 0.5) / 5) for i in range(5)]
    ideals = [min(max(ideal, 0), 100) for ideal in ideals]
    assert own.worth[0][0, :, 0] == pytest.approx([1 - ideal / 100 for ideal in ideals])
    assert own.weights.tolist() == [1] * 5
    # the red line moves with the member
    assert (~own.barred[0][0]).tolist() == [[p <= ideal for p in (0, 50, 100)] for ideal in ideals]
    assert own.reservation[0] == pytest.approx([1 - abs(25 - ideal) / 100 for ideal in ideals])


def test_members_of_a_table_have_their_own_positions_saliences_and_weights() -> None:
    table = MemberTable(
        names=("m", "n"),
        weights=(3.0, 1.0),
        blocs=("", ""),
        positions={"land": (0.0, 100.0)},
        saliences={"aid": (0.0, 15.0)},
    )
    actor = {
        "body": {"file": "members.csv"},
        "stances": {
            "land": {"salience": 5, "position": 40, "red_line": {"min": 50}},
            "aid": {"position": 10, "salience": 1},
        },
    }
    own = utilities(actor, table)
    assert own.weights.tolist() == [3, 1]
    assert own.worth[0][0].tolist() == [[1, 0.5, 0], [0, 0.125, 0.25]]
    assert own.worth[1][0] == pytest.approx(np.array([[0, 0], [0, 0.3]]))
    # offsets from the weighted mean, 25: the lines are at 25 and, at the end of the scale, 100
    assert own.barred[0][0].tolist() == [[True, False, False], [True, True, False]]


def test_large_bodies_are_taken_a_few_worlds_at_a_time() -> None:
    small = scenario_of({"stances": STANCES})
    large = scenario_of({"stances": STANCES, "body": {"members": 100_000, "dispersion": 5}})
    assert worlds_at_once(small, ["one", "two"]) > 100_000
    assert worlds_at_once(large, ["two"]) == worlds_at_once(small, ["two"])
    assert 1 <= worlds_at_once(large, ["one", "two"]) < 10
