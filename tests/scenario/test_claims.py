"""Claims: switching one off is laid over the scenario, whatever section carries it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scenario.conftest import changed, errors_of, problems_of
from tests.scenario.test_read_yaml import SMALL, written
from winset.errors import ScenarioError
from winset.scenario import Case, read_scenario, scenario_from
from winset.scenario.case import BrokenSwitchError
from winset.scenario.numbers import Fixed
from winset.scenario.overlay import SECTIONS, overlay
from winset.scenario.rules import parse_rule

CARRIERS: dict[str, Any] = {
    "actors.president.pledges": [{"issue": "valley", "max": 60, "cost": 0.1}],
    "issues.sanctions.needs": {"50": {"all": ["generals"]}, "25": "generals"},
    "shocks": {"war": {"title": "War", "loads": {"actors.president.no_deal_cost": 0.1}}},
    "given": [{"actor": "marshal", "rejects": {"valley": "returned"}}],
    "excludes": [{"valley": "kept", "sanctions": "0"}],
    "forms": {"executive": {"undisclosed": ["valley"], "exit_cost": 0.1}},
    "actors.generals.disrupts": {"rate": 0.05},
}


def claimed(raw: Mapping[str, Any], **offs: Mapping[str, Any]) -> Case:
    claims = {id_: {"title": id_, "off": off} for id_, off in offs.items()}
    return scenario_from(changed(raw, {**CARRIERS, "claims": claims}))


def test_null_takes_away_whatever_carries_a_claim(raw: Mapping[str, Any]) -> None:
    case = claimed(
        raw,
        pledge={"actors": {"president": {"pledges": None}}},
        one_need={"issues": {"sanctions": {"needs": {"25": None}}}},
        needs={"issues": {"sanctions": {"needs": None}}},
        war={"shocks": {"war": None}},
        events={"given": None},
        pairs={"excludes": None},
        secret={"forms": {"executive": {"undisclosed": None}}},
        leaving={"forms": {"executive": {"exit_cost": None}}},
        spoiling={"actors": {"generals": {"disrupts": None}}},
    )
    assert case.without("pledge").actors["president"].pledges == ()
    assert [*case.without("one_need").issues["sanctions"].needs] == ["50"]
    assert case.without("needs").issues["sanctions"].needs == {}
    assert case.without("war").shocks == {}
    assert case.without("events").given == ()
    assert case.without("pairs").excludes == ()
    secret = case.without("secret").form_terms["executive"]
    assert (secret.undisclosed, secret.exit_cost) == ((), Fixed(0.1))
    assert case.without("leaving").form_terms["executive"].exit_cost == Fixed(0)
    assert case.without("spoiling").actors["generals"].disrupts is None
    assert case.given  # the case itself is left as it is


def test_lists_are_replaced_whole_and_numbers_too(raw: Mapping[str, Any]) -> None:
    other = [{"actor": "marshal", "rejects": {"valley": "shared"}}]
    case = claimed(raw, events={"given": other}, long={"durability": {"years": 20}})
    assert case.without("events").given[0].rejects == {"valley": "shared"}
    terms = case.without("long").durability
    assert (terms.years, terms.era) == (20, case.durability.era)


def test_claims_that_touch_different_parts_may_be_switched_off_in_any_order(
    raw: Mapping[str, Any],
) -> None:
    case = claimed(
        raw,
        one={"actors": {"president": {"pledges": None}}},
        two={"actors": {"president": {"stances": {"valley": {"salience": 5}}}}},
        three={"given": None},
    )
    first = case.without("one", "two", "three")
    assert first.origin.raw == case.without("three", "one").without("two").origin.raw
    assert first.without_claims == ("one", "two", "three")
    assert case.without() is case
    assert first.without("two") is first


def test_a_case_keeps_what_is_off_in_whatever_is_made_of_it(raw: Mapping[str, Any]) -> None:
    case = claimed(raw, events={"given": None}).without("events")
    assert case.seen_as("lakeland").without_claims == ("events",)
    assert case.seen_as("lakeland").given == ()
    changed_case = case.with_changes({"actors.president.no_deal_cost": 0.2})
    assert changed_case.without_claims == ("events",)
    assert case.sha256 == claimed(raw, events={"given": None}).sha256  # it is the same file


@given(data=st.data())
def test_an_overlay_of_nothing_changes_nothing(raw: Mapping[str, Any], data: st.DataObject) -> None:
    whole = changed(raw, CARRIERS)
    mappings = [section for section in SECTIONS if isinstance(whole.get(section), dict)]
    chosen = data.draw(st.lists(st.sampled_from(mappings), unique=True))
    entries = {s: data.draw(st.lists(st.sampled_from([*whole[s]]), unique=True)) for s in chosen}
    # an entry that is written and changed by nothing stays to the letter, its source too
    nothing = {s: {e: {} for e in of if isinstance(whole[s][e], dict)} for s, of in entries.items()}
    assert overlay(whole, nothing) == whole


def test_an_error_that_shows_elsewhere_points_at_the_claim(tmp_path: Path) -> None:
    text = SMALL + ("claims:\n  c:\n    title: C\n    off:\n      actors:\n        a: null\n")
    found = errors_of(lambda: read_scenario(written(tmp_path, text)))
    start = SMALL.count("\n")
    assert {problem.line for problem in found} == {start + 4}
    assert all(problem.message.startswith("without “c”: ") for problem in found)


def test_errors_point_at_the_lines_of_the_claim(tmp_path: Path) -> None:
    text = SMALL + (
        "claims:\n"
        "  c:\n"
        "    title: C\n"
        "    off:\n"
        "      parties:\n"
        "        north: {principal: nobody}\n"
        "  d:\n"
        "    title: D\n"
        "    form: treatty\n"
        "    text: draft\n"
        "    source: nowhere\n"
        "    off: {actor: {}}\n"
    )
    found = errors_of(lambda: read_scenario(written(tmp_path, text)))
    start = SMALL.count("\n")
    assert [(p.line, p.code) for p in found] == [
        (start + 6, "unknown-principal"),
        (start + 9, "unknown-in-claim"),
        (start + 10, "unknown-in-claim"),
        (start + 11, "unknown-source"),
        (start + 12, "unknown-in-claim"),
    ]
    assert found[0].message.startswith("without “c”: ")


@pytest.mark.parametrize(
    ("off", "field", "hint"),
    [
        ({"actors": {"presidnt": {"pledges": None}}}, "actors.presidnt", "“president”"),
        ({"actors": {"president": {"pledgs": None}}}, "actors.president.pledgs", "“pledges”"),
        ({"forms": {"treatty": None}}, "forms.treatty", "executive"),
        ({"issues": {"sanctions": {"needs": {"7": None}}}}, "issues.sanctions.needs.7", "25"),
        ({"talk": None}, "talk", "“talks”"),
    ],
)
def test_what_is_not_there_cannot_be_switched_off(
    raw: Mapping[str, Any], off: Mapping[str, Any], field: str, hint: str
) -> None:
    claims = {"c": {"title": "C", "off": off}}
    (problem,) = problems_of(changed(raw, {**CARRIERS, "claims": claims}))
    assert (problem.code, problem.field) == ("unknown-in-claim", f"claims.c.off.{field}")
    assert hint in problem.fix


@pytest.mark.parametrize("section", ["settings", "sources", "claims", "perspectives", "texts"])
def test_no_claim_switches_how_a_case_is_computed_or_written(
    raw: Mapping[str, Any], section: str
) -> None:
    claims = {"c": {"title": "C", "off": {section: {"worlds": 8}}}}
    (problem,) = problems_of(changed(raw, {"claims": claims}))
    assert (problem.code, problem.field) == ("unswitchable-part", f"claims.c.off.{section}")
    assert "issues, actors, parties" in problem.fix


VETO = {"parties": {"north": {"ratification": {"treaty": "president"}}}}
SENATE_TOO = {
    "parties": {"north": {"ratification": {"treaty": {"all": ["president", "generals"]}}}}
}
PLACE = "parties.north.ratification.treaty"


def test_claims_that_touch_one_place_are_laid_in_the_order_of_the_file(
    raw: Mapping[str, Any],
) -> None:
    case = claimed(raw, one=SENATE_TOO, two=VETO, three={"given": None})
    every = [
        case.without("one", "two", "three"),
        case.without("three", "two", "one"),
        case.without("two").without("three").without("one"),
    ]
    for off in every:
        assert off.without_claims == ("one", "two", "three")
        assert off.origin.raw == every[0].origin.raw
        assert off.parties["north"].ratification["treaty"] == parse_rule("president")
        (clash,) = off.clashes
        assert (clash.code, clash.severity) == ("claims-clash", "warning")
        assert clash.message == (
            f"without “one”, “two”: each changes “{PLACE}”, and what “two” says counts"
        )
        assert clash.field == f"claims.two.off.{PLACE}"
    assert case.without("one", "three").clashes == ()


def test_a_view_and_claims_are_laid_in_one_order_whichever_came_first(
    raw: Mapping[str, Any],
) -> None:
    stance = {"actors": {"marshal": {"stances": {"valley": {"position": 7}}}}}
    case = claimed(raw, stand=stance)
    first, last = case.without("stand").seen_as("lakeland"), case.seen_as("lakeland")
    assert first.origin.raw == last.without("stand").origin.raw
    assert first.stance("marshal", "valley").position == Fixed(7)
    # what is edited since stays edited
    edit = {"actors.marshal.stances.valley.position": 9}
    edited = claimed(raw, stand=stance, events={"given": None}).without("stand").with_changes(edit)
    assert edited.without("events").stance("marshal", "valley").position == Fixed(9)
    assert edited.without("events").without_claims == ("stand", "events")


def test_what_one_claim_takes_away_no_other_brings_back(raw: Mapping[str, Any]) -> None:
    case = claimed(
        raw,
        gone={"issues": {"sanctions": {"needs": None}}, "shocks": {"war": None}},
        less={"issues": {"sanctions": {"needs": {"25": None}}}},
        more={"shocks": {"war": {"title": "A longer war"}}},
    )
    for claims in (("gone", "less"), ("less", "gone")):
        off = case.without(*claims)
        assert off.issues["sanctions"].needs == {}
        assert off.clashes == ()  # a null below what is gone is no change
    for claims in (("gone", "more"), ("more", "gone")):
        off = case.without(*claims)
        assert off.shocks == {}
        (clash,) = off.clashes
        assert "“more”, “gone”: each changes “shocks.war”, and what “gone” says" in clash.message


def test_taking_away_from_what_is_not_there_makes_nothing() -> None:
    assert overlay({"actors": {}}, {"actors": {"a": {"disrupts": None}}}) == {"actors": {}}
    # a value that is null on purpose stays in an entry that is new
    new = {"issues": {"venue": {"title": "Venue", "no_deal": None}}}
    assert overlay({"issues": {}}, new) == new


@given(order=st.permutations(["a", "b", "c", "d"]))
def test_no_order_of_switches_changes_the_case(
    raw: Mapping[str, Any], order: Sequence[str]
) -> None:
    case = claimed(
        raw,
        a={"actors": {"generals": {"disrupts": None, "influence": 5}}},
        b={"actors": {"generals": {"disrupts": {"rate": 0.5}}}},
        c={"issues": {"sanctions": {"needs": {"50": None}}}},
        d={"issues": {"sanctions": {"needs": None}}, "given": None},
    )
    step_by_step = case
    for claim in order:
        step_by_step = step_by_step.without(claim)
    at_once = case.without(*order)
    assert step_by_step.origin.raw == at_once.origin.raw == case.without(*case.claims).origin.raw
    assert step_by_step.clashes == at_once.clashes


def test_what_is_left_without_claims_may_be_no_scenario(raw: Mapping[str, Any]) -> None:
    case = claimed(
        raw,
        gone={"actors": {"lakeland": None}},
        asked={"issues": {"sanctions": {"needs": {"25": "lakeland"}}}},
    )
    with pytest.raises(BrokenSwitchError) as caught:
        case.without("asked", "gone")
    assert caught.value.problems[0].message.startswith("without “gone”, “asked”: ")
    assert "“lakeland”, who is no actor" in caught.value.found[0].message


def test_there_is_no_such_claim(raw: Mapping[str, Any]) -> None:
    case = claimed(raw, events={"given": None})
    with pytest.raises(ScenarioError, match="there is no claim “event”"):
        case.without("event")
    with pytest.raises(ScenarioError, match=r"“event”.*\n.*“evnts”"):
        case.without("event", "evnts")
    with pytest.raises(ScenarioError, match="makes no claims"):
        scenario_from(raw).without("event")
