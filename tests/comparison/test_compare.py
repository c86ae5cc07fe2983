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
from winset.errors import ScenarioError, WinsetError
from winset.scenario import scenario_from
from winset.serialise.comparison import plain_comparison
from winset.words.comparison import comparison_table, comparison_told
from winset.words.deals import standing_of
from winset.words.quantities import percent, points, signed

pytestmark = pytest.mark.usefixtures("few_futures")

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
    more_often = f"in {percent(zone.after)} of draws instead of {percent(zone.before)}"
    assert f"Some text could pass as a treaty {more_often}." in told
    table = comparison_table(found)
    assert table is not None
    assert table.rows[0][1:] == (percent(zone.before), percent(zone.after), points(zone.value))


def test_all_draws_and_none_are_whole_percents() -> None:
    scenario = scenario_from(pie(0.5, 0.4, worlds=64))
    told = " ".join(comparison_told(what_if(scenario, {"actors.right.reservation": 0.9})))
    assert "as a treaty in 0 % of draws instead of 100 %." in told
    assert "Only “as it is” reaches a deal as a treaty in any draw." in told
    same = comparison_told(compare(scenario, scenario))
    assert same[1:] == ("Nothing clearly changes for a treaty.",)


def test_a_table_does_not_differ_from_itself() -> None:
    scenario = scenario_from(uncertain())
    found = compare(scenario, scenario)
    form = found.forms["treaty"]
    assert (form.zone.value, form.zone.se, form.same_deal, found.inputs) == (0.0, 0.0, 1.0, ())
    assert form.issues_changed == ()
    assert not form.zone.is_clear
    told = comparison_told(found)
    assert told[0].endswith("do not differ in any number of the file.")
    assert told[1:] == ("Nothing clearly changes for a treaty.",)
    assert form.ties[0] == form.ties[1] >= 1


def test_ties_are_marked_and_none_of_them_is_named_as_the_deal() -> None:
    """Where no deal stands out, the table names none, and the JSON says how many tie."""
    scenario = winset.load("us-russia-2025")
    found = compare(scenario, scenario, worlds=64)
    table = comparison_table(found)
    assert table is not None
    for form in found.forms:
        result = found.analyses[0].forms[form]
        deal = result.settlements["nash"]
        plain = plain_comparison(found)["forms"][form]["deal"]
        assert plain["ties"] == {"before": len(deal.ties), "after": len(deal.ties)}
        assert len(deal.ties) == 1 or not standing_of(result, deal).stands_out
    assert not any("most frequent deal" in row[0] for row in table.rows)


def test_a_deal_that_stands_out_is_put_side_by_side() -> None:
    clear = scenario_from(pie(0.5, 0.4, worlds=8))
    found = what_if(clear, {"actors.right.reservation": 0.2})
    told = comparison_told(found)
    assert "The most frequent deal as a treaty changes on one issue." in told
    table = comparison_table(found)
    assert table is not None
    assert [row[0] for row in table.rows if row[-1] == "changes"] == [
        "Treaty: most frequent deal on Share"
    ]


def test_where_no_deal_stands_out_the_option_that_leads_is_told() -> None:
    """Left's floor is one of five, the least in three of ten worlds: first, and too few to name."""
    raw = pie(0.5, 0.3, worlds=1024)
    floors = {"values": [0.1, 0.2, 0.3, 0.4, 0.5], "weights": [0.3, 0.2, 0.2, 0.15, 0.15]}
    raw["actors"]["left"]["reservation"] = floors
    scenario = scenario_from(raw)
    found = what_if(scenario, {"actors.right.reservation": 0.2})
    assert "The leading option as a treaty changes on one issue." in comparison_told(found)
    table = comparison_table(found)
    assert table is not None
    # halfway between the floors: 0.1 and 0.7, then 0.1 and 0.8
    change = ("Treaty: leading option on Share", "40", "45", "changes")
    assert change in table.rows


def test_what_differs_by_luck_alone_is_called_indistinguishable() -> None:
    scenario = scenario_from(uncertain())
    one, other = (winset.analyse(scenario, seed=seed, worlds=100) for seed in (1, 5))
    found = compare_analyses(one, other)
    assert not found.forms["treaty"].zone.is_clear
    told = " ".join(comparison_told(found))
    assert "Nothing clearly changes for a treaty." in told
    table = comparison_table(found)
    assert table is not None
    assert table.rows[0][-1] in ("no clear difference", "–")


def test_perspectives_and_forms_only_one_has() -> None:
    one = winset.load("us-russia-2025")
    other = one.seen_as("kyiv-brussels")
    changes = input_changes(one, other)
    assert len(changes) == 17
    found = compare(one, other, worlds=16)
    assert found.only == found.issues_only == found.actors_only == ((), ())


def renamed(raw: Raw, part: str, before: str, after: str) -> Raw:
    """The same case under another id of an issue or actor."""
    text = json.dumps(raw).replace(f'"{before}"', f'"{after}"')
    changed: Raw = json.loads(text)
    assert after in changed[part]
    return changed


@pytest.mark.parametrize(
    ("part", "pairs", "kind"),
    [
        ("issues", [("share", "pot")], "issue"),
        ("actors", [("left", "east"), ("right", "west")], "actor"),
    ],
)
def test_unrelated_cases_are_refused_with_the_reason(
    part: str, pairs: list[tuple[str, str]], kind: str
) -> None:
    raw = pie(0.5, 0.4, worlds=8)
    other = raw
    for before, after in pairs:
        other = renamed(other, part, before, after)
    one, two = scenario_from(raw), scenario_from(other)
    with pytest.raises(WinsetError, match=f"“a” and “b” have no {kind} in common"):
        compare(one, two, names=("a", "b"))
    with pytest.raises(WinsetError, match=f"no {kind} in common"):
        compare_analyses(winset.analyse(one), winset.analyse(two))


def test_what_only_one_side_has_is_named() -> None:
    raw = pie(0.5, 0.4, worlds=8)
    other = renamed(raw, "actors", "right", "west")
    found = compare(scenario_from(raw), scenario_from(other), names=("a", "b"))
    assert found.actors_only == (("right",), ("west",))
    told = " ".join(comparison_told(found))
    assert "Only “a” has the actor right." in told
    assert "Only “b” has the actor" in told
    plain = plain_comparison(found)
    assert plain["actors_only"] == {"first": ["right"], "second": ["west"]}
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


def test_a_cost_of_leaving_shows_in_who_keeps_the_deal() -> None:
    """A bloc of the left wants .6 to .7 of the pie and gets .5 of it: it leaves at no cost."""
    raw = pie(0.5, 0.5, worlds=64)
    raw["actors"]["bloc"] = {
        **raw["actors"]["left"],
        "party": "l",
        "influence": 10,
        "reservation": {"low": 0.6, "high": 0.7},
    }
    scenario = scenario_from(raw)
    found = what_if(scenario, {"forms": {"treaty": {"exit_cost": 0.15}}})
    keeps = found.forms["treaty"].kept["l"]
    assert (keeps.before, keeps.after) == (0, pytest.approx(0.5, abs=1 / 32))
    told = " ".join(comparison_told(found))
    assert "would keep the deal made as a treaty 50 % of the time instead of 0 %." in told
    table = comparison_table(found)
    assert table is not None
    assert "Treaty: kept by a successor in l" in [row[0] for row in table.rows]
