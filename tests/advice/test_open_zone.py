"""What would open a zone: closed forms, brute force over sizes, and clashes on known cases."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.advice.town import read
from winset.advice.moves import Move, moved, moves_of
from winset.advice.open_zone import open_zone_of
from winset.advice.resampled import Board
from winset.advice.smallest import smallest_changes
from winset.analysis import analyse
from winset.packages import utilities_of
from winset.ratification import forms_of
from winset.ratification.programme import RedLines, Required, Reservation
from winset.scenario import scenario_from
from winset.words.open_zone import clashes_told, move_in_words, opening_told, zone_told
from winset.worlds import draw_worlds

Raw = dict[str, Any]


def pie(left: float, right: float, **settings: Any) -> Raw:
    """A unit pie in hundredths; each side takes no less than its floor."""
    return {
        "winset": 1,
        "id": "pie",
        "title": "Pie",
        "issues": {"share": {"title": "Share", "options": 101, "no_deal": 0}},
        "actors": {
            "left": {"party": "l", "reservation": left, "stances": _wants(100)},
            "right": {"party": "r", "reservation": right, "stances": _wants(0)},
        },
        "parties": {
            "l": {"principal": "left", "ratification": {"treaty": "left"}},
            "r": {"principal": "right", "ratification": {"treaty": "right"}},
        },
        "settings": {"worlds": 1, "noise": 0, **settings},
    }


def _wants(position: float) -> Raw:
    return {"share": {"position": position, "salience": 1}}


def test_a_pie_opens_by_what_the_floors_exceed_it() -> None:
    """Floors 0.7 and 0.6 exceed the pie by 0.3 (model, section 3)."""
    scenario = scenario_from(pie(0.7, 0.6))
    analysis = analyse(scenario)
    found = open_zone_of(analysis)["treaty"]
    assert not found.is_open
    assert found.best is not None
    # moving what one wants by 0.3 of the scale does as much as moving a floor
    assert found.best.cost == pytest.approx(0.3, abs=0.004)
    assert found.best.holds
    assert found.changes is not None
    assert {type(own) for own in found.expected} == {Required, Reservation}
    assert len(found.expected) == 4
    told = read(zone_told(analysis, {"treaty": found}), clashes_told(scenario, {"treaty": found}))
    assert "A treaty has no zone of agreement in any draw." in told
    assert "0 % → 100 %" in told
    assert "l needs the consent of left; r needs the consent of right" in told


@pytest.mark.parametrize(("left", "right"), [(0.3, 0.5), (0.5, 0.5)])
def test_an_open_zone_needs_no_change(left: float, right: float) -> None:
    found = open_zone_of(analyse(scenario_from(pie(left, right))))["treaty"]
    assert found.is_open
    assert (found.changes, found.expected, found.clashes) == (None, (), ())


def test_what_one_pays_the_other_opens_no_pie() -> None:
    """A side payment moves a floor down by as much as it moves the other up."""
    scenario = scenario_from(pie(0.7, 0.6))
    form = forms_of(scenario)[0]
    board = Board(scenario, draw_worlds(scenario), [form])
    for size in (0.1, 0.3, 0.5):
        assert board.odds(form, [(Move("payment", "left", payer="right"), size)]) == 0.0
    assert board.odds(form, [(Move("no_deal_cost", "left"), 0.3)]) == 1.0


def test_two_red_lines_that_clash_are_named_and_must_give_way() -> None:
    raw = pie(0.0, 0.0)
    raw["actors"]["left"]["stances"]["share"]["red_line"] = {"min": 60}
    raw["actors"]["right"]["stances"]["share"]["red_line"] = {"max": 40}
    scenario = scenario_from(raw)
    found = open_zone_of(analyse(scenario))["treaty"]
    lines = [own for own in found.expected if isinstance(own, RedLines)]
    assert {own.actor for own in lines} == {"left", "right"}
    assert len(found.expected) == 4
    assert found.best is not None
    assert found.best.moves[0].kind == "red_line"
    assert found.best.cost == pytest.approx(0.2, abs=0.004)


def test_over_worlds_the_change_is_the_median_of_what_each_needs() -> None:
    """The excess is uniform on −0.2 … 0.6, so half of the worlds need less than 0.2."""
    raw = pie(0.5, 0.5, worlds=256)
    raw["actors"]["left"]["reservation"] = {"low": 0.3, "high": 1.0}
    raw["actors"]["right"]["reservation"] = 0.55
    found = open_zone_of(analyse(scenario_from(raw)))["treaty"]
    # left's floor is at its median 0.65: 0.65 + 0.55 − 1
    assert found.best is not None
    assert found.best.cost == pytest.approx(0.2, abs=0.01)
    assert found.best.odds == pytest.approx(0.5, abs=0.01)
    assert [own.share.value for own in found.clashes] == [1.0]
    assert dict(found.taking_part)["left"].value == 1.0


@given(
    st.lists(st.floats(0.05, 1.0), min_size=1, max_size=4),
    st.floats(0.05, 1.2),
)
def test_smallest_against_brute_force(gains: list[float], needed: float) -> None:
    """Odds rise with Σ gain · size: one move costs needed / gain, and the best mix is one move."""
    moves = [Move("no_deal_cost", f"a{k}") for k in range(len(gains))]
    by_actor = {move.actor: gain for move, gain in zip(moves, gains, strict=True)}

    def odds(changes: Any) -> float:
        total = sum(by_actor[move.actor] * size for move, size in changes)
        return 0.5 if total >= needed else min(0.49, 0.1 + 0.3 * total)

    found = smallest_changes(moves, odds)
    alone = [needed / gain for gain in gains if needed / gain <= 0.5]
    if alone:
        assert found.by_number[1][0].cost == pytest.approx(min(alone), abs=0.003)
    else:
        assert 1 not in found.by_number
    able = max(
        (sum(own) * 0.5 for n in (1, 2, 3) for own in itertools.combinations(gains, n)), default=0
    )
    assert bool(found.by_number) == (able >= needed)


def test_three_are_tried_only_where_two_are_not_enough() -> None:
    moves = [Move("no_deal_cost", actor) for actor in "abc"]

    def odds(changes: Any) -> float:
        return 0.1 + 0.2 * sum(size >= 0.1 for _, size in changes)

    found = smallest_changes(moves, odds, most=3)
    assert list(found.by_number) == [2]
    assert found.by_number[2][0].sizes == pytest.approx((0.1, 0.1), abs=0.002)


def test_a_moved_number_moves_utilities_as_if_the_file_said_so() -> None:
    raw = pie(0.7, 0.6)
    stance = raw["actors"]["left"]["stances"]["share"]
    del raw["actors"]["left"]["reservation"]
    stance |= {"expects": 40, "red_line": {"min": 30}}
    scenario = scenario_from(raw)
    worlds = draw_worlds(scenario)
    moves = {
        Move("position", "left", "share", -1): ("position", 75),
        Move("expects", "left", "share", -1): ("expects", 15),
        Move("red_line", "left", "share", -1): ("red_line", {"min": 5}),
    }
    listed = set(moves_of(scenario, forms_of(scenario)[0], ["left"]))
    assert set(moves) <= listed
    for move, (key, value) in moves.items():
        own = moved(scenario, worlds, "left", [(move, 0.25)])
        edited = scenario.with_changes({f"actors.left.stances.share.{key}": value})
        other = utilities_of(edited, draw_worlds(edited), "left")
        assert np.allclose(own.worth[0], other.worth[0])
        assert np.array_equal(
            np.broadcast_to(own.barred[0], (1, 1, 101)),
            np.broadcast_to(other.barred[0], (1, 1, 101)),
        )
        assert np.allclose(own.reservation, other.reservation)
        assert "25 points" in move_in_words(scenario, move, 0.25)


def test_where_no_move_helps_alone_two_are_tried_all_the_same() -> None:
    """Each side wants the whole pie: half of it must be given up by both."""
    scenario = scenario_from(pie(1.0, 0.99))
    found = open_zone_of(analyse(scenario))["treaty"]
    assert found.changes is not None
    assert list(found.changes.by_number) == [2]
    assert found.best is not None
    assert found.best.cost == pytest.approx(0.99, abs=0.01)
    assert "left" in opening_told(scenario, found)[1]
    assert "right" in opening_told(scenario, found)[1]


def test_what_has_no_scale_is_not_moved_and_who_has_no_rule_is_not_asked() -> None:
    """A pie, and a flag without a scale; a third party has a rule for another form alone."""
    raw = pie(0.7, 0.6)
    raw["issues"]["flag"] = {"title": "Flag", "options": {"ours": None, "theirs": None}}
    raw["issues"]["flag"]["no_deal"] = "ours"
    flag = {"values": {"ours": 1, "theirs": 0}, "salience": 1, "expects": "theirs"}
    for actor in ("left", "right"):
        del raw["actors"][actor]["reservation"]
        raw["actors"][actor]["stances"]["flag"] = flag
    raw["actors"]["third"] = {"party": "t", "stances": {**_wants(50), "flag": flag}}
    raw["parties"]["t"] = {"principal": "third", "ratification": {"understanding": "third"}}
    raw["parties"]["r"]["ratification"]["understanding"] = "right"
    scenario = scenario_from(raw)
    form = next(form for form in forms_of(scenario) if form.name == "treaty")
    moves = list(moves_of(scenario, form, form.actors))
    assert moves
    assert not [move for move in moves if move.issue == "flag"]
    assert "third" not in {actor for move in moves for actor in move.actors}
