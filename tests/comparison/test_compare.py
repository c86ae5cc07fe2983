"""Two tables side by side: paired errors, what differs, and every bad edit at once."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

import winset
from tests.advice.test_open_zone import pie
from winset.comparison import (
    compare,
    compare_analyses,
    edited_by,
    edited_from,
    input_changes,
    what_if,
)
from winset.errors import ScenarioError
from winset.scenario import scenario_from
from winset.serialise.comparison import plain_comparison
from winset.words.comparison import comparison_told, signed
from winset.words.deals import standing_of

Raw = dict[str, Any]


def uncertain() -> Raw:
    raw = pie(0.5, 0.5, worlds=512)
    raw["actors"]["left"]["reservation"] = {"low": 0.3, "high": 0.9}
    return raw


def test_an_edit_moves_the_odds_by_what_it_must() -> None:
    """A zone wants left's floor ≤ 0.5 (a third of 0.3–0.9); raised to 0.6 it is a half."""
    scenario = scenario_from(uncertain())
    found = what_if(scenario, {"actors.right.reservation": 0.4})
    zone = found.forms["treaty"].zone
    assert (zone.before, zone.after) == pytest.approx((1 / 3, 1 / 2), abs=1 / 128)
    # paired: the very worlds whose floor lies between 0.5 and 0.6 change, and the draws are more
    # even than independent ones, whose error this would be
    assert 0 < zone.se < np.sqrt(1 / 6 * 5 / 6 / 512)
    assert zone.is_clear
    assert [own.path for own in found.inputs] == ["actors.right.reservation"]
    assert (found.inputs[0].before, found.inputs[0].after) == (0.5, 0.4)
    told = " ".join(comparison_told(found))
    more_often = f"in {zone.after:.2f} of the worlds instead of {zone.before:.2f}"
    assert f"A treaty has a zone more often: {more_often}" in told


def test_all_worlds_and_none_are_said_in_words() -> None:
    scenario = scenario_from(pie(0.5, 0.4, worlds=64))
    told = " ".join(comparison_told(what_if(scenario, {"actors.right.reservation": 0.9})))
    assert "has a zone less often: in none of the worlds instead of all" in told
    same = " ".join(comparison_told(compare(scenario, scenario)))
    assert "has a zone in the same worlds (all)" in same
    assert "(in all of the worlds)" in same


def test_a_table_does_not_differ_from_itself() -> None:
    scenario = scenario_from(uncertain())
    found = compare(scenario, scenario)
    form = found.forms["treaty"]
    assert (form.zone.value, form.zone.se, form.same_deal, found.inputs) == (0.0, 0.0, 1.0, ())
    assert form.issues_changed == ()
    assert not form.zone.is_clear
    told = comparison_told(found)
    assert told[0].endswith("do not differ in any number of the file.")
    assert "has a zone in the same worlds" in told[1]


def test_a_deal_that_is_one_of_many_is_not_announced_as_the_deal() -> None:
    scenario = winset.load("us-russia-2025")
    found = compare(scenario, scenario, worlds=64)
    for form, told in zip(found.forms, comparison_told(found)[1:], strict=False):
        table = found.analyses[0].forms[form]
        stands_out = standing_of(table, table.settlements["nash"]).stands_out
        assert ("At neither does one deal stand out" in told) is not stands_out
        assert ("The deal most often settled on" in told) is stands_out
    clear = scenario_from(pie(0.5, 0.4, worlds=8))
    assert "stand out" not in " ".join(comparison_told(compare(clear, clear)))


def test_where_no_deal_stands_out_the_option_that_leads_is_told() -> None:
    """Left's floor is one of five, the least in three of ten worlds: first, and too few to name."""
    raw = pie(0.5, 0.3, worlds=1024)
    floors = {"values": [0.1, 0.2, 0.3, 0.4, 0.5], "weights": [0.3, 0.2, 0.2, 0.15, 0.15]}
    raw["actors"]["left"]["reservation"] = floors
    scenario = scenario_from(raw)
    told = " ".join(comparison_told(what_if(scenario, {"actors.right.reservation": 0.2})))
    # halfway between the floors: 0.1 and 0.7, then 0.1 and 0.8
    change = "changes on Share (45 instead of 40)"
    assert f"At neither does one deal stand out; the option most often settled on {change}" in told
    assert "the most frequent deal is" in told.lower()


def test_what_differs_by_luck_alone_is_called_indistinguishable() -> None:
    scenario = scenario_from(uncertain())
    one, other = (winset.analyse(scenario, seed=seed, worlds=100) for seed in (1, 5))
    found = compare_analyses(one, other)
    assert not found.forms["treaty"].zone.is_clear
    told = " ".join(comparison_told(found))
    assert "indistinguishable" in told or "in the same worlds" in told


def test_perspectives_and_forms_only_one_has() -> None:
    one = winset.load("us-russia-2025")
    other = one.seen_as("kyiv-brussels")
    changes = input_changes(one, other)
    assert len(changes) == 16
    found = compare(scenario_from(pie(0.2, 0.2)), winset.load("unit-pie"), worlds=1)
    assert found.only[1] == ("handshake",)
    plain = plain_comparison(found)
    assert json.loads(json.dumps(plain, allow_nan=False)) == plain


def test_a_range_is_one_change_and_a_note_is_none() -> None:
    raw = pie(0.5, 0.5)
    other = pie(0.5, 0.5)
    other["actors"]["left"]["reservation"] = {"low": 0.1, "high": 0.2}
    other["actors"]["right"]["note"] = "said so"
    changes = input_changes(scenario_from(raw), scenario_from(other))
    assert [(own.path, own.after) for own in changes] == [
        ("actors.left.reservation", {"low": 0.1, "high": 0.2})
    ]


def problems(texts: list[str]) -> list[tuple[str, str]]:
    with pytest.raises(ScenarioError) as caught:
        edited_from(scenario_from(pie(0.5, 0.5)), texts)
    return [(own.code, own.field) for own in caught.value.problems]


def test_all_that_is_wrong_with_edits_is_said_at_once() -> None:
    found = problems(
        [
            "actors.lft.reservation=0.2",
            "actors.left.stances.shre.position=10",
            "actors.left.reservation=7",
            "actors.left.no_deal_cost=[",
            "nothing",
            "actors.right.no_deal_cost=0.1",
            "actors.right.no_deal_cost=0.2",
        ]
    )
    assert sorted(found) == sorted(
        [
            ("bad-set", "actors.left.no_deal_cost"),
            ("bad-set", "nothing"),
            ("set-twice", "actors.right.no_deal_cost"),
            ("unknown-path", "actors.lft.reservation"),
            ("unknown-path", "actors.left.stances.shre.position"),
            ("out-of-range", "changed: actors.left.reservation"),
        ]
    )


def test_edits_that_only_hold_together_are_taken_together() -> None:
    raw = pie(0.5, 0.5)
    raw["issues"]["share"]["options"] = {"a": 0, "b": 100}
    edited = edited_by(
        scenario_from(raw),
        {"issues.share.scale": [0, 10], "issues.share.options": {"a": 0, "b": 10},
         "actors.left.stances.share.position": 10, "actors.right.stances.share.position": 0},
    )  # fmt: skip
    assert edited.issues["share"].width == 10


def test_values_are_read_as_the_file_would_be() -> None:
    scenario = scenario_from(pie(0.5, 0.5))
    edited = edited_from(scenario, ["actors.left.reservation={low: 0.1, high: 0.3}"])
    assert edited.actors["left"].reservation is not None
    assert edited.actors["left"].reservation.centre == pytest.approx(0.2)
    assert (
        edited_from(scenario, ["actors.left.reservation=null"]).actors["left"].reservation is None
    )


@pytest.mark.parametrize(
    ("value", "text"), [(0.123, "+0.12"), (-0.5, "−0.50"), (-0.001, "0.00"), (0.0, "0.00")]
)
def test_signs(value: float, text: str) -> None:
    assert signed(value) == text
