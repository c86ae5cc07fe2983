"""Claims: switching one off is laid over the scenario, whatever section carries it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scenario.conftest import changed, errors_of, problems_of
from tests.scenario.test_read_yaml import SMALL, written
from winset.errors import ScenarioError
from winset.scenario import Case, read_scenario, scenario_from
from winset.scenario.numbers import Fixed
from winset.scenario.overlay import SECTIONS, overlay

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
    case = claimed(raw, events={"given": other}, settings={"settings": {"noise": 0.1}})
    assert case.without("events").given[0].rejects == {"valley": "shared"}
    settings = case.without("settings").settings
    assert (settings.noise, settings.worlds) == (0.1, case.settings.worlds)


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
        ({"perspectives": {}}, "perspectives", ""),
    ],
)
def test_what_is_not_there_cannot_be_switched_off(
    raw: Mapping[str, Any], off: Mapping[str, Any], field: str, hint: str
) -> None:
    claims = {"c": {"title": "C", "off": off}}
    (problem,) = problems_of(changed(raw, {**CARRIERS, "claims": claims}))
    assert (problem.code, problem.field) == ("unknown-in-claim", f"claims.c.off.{field}")
    assert hint in problem.fix


def test_there_is_no_such_claim(raw: Mapping[str, Any]) -> None:
    case = claimed(raw, events={"given": None})
    with pytest.raises(ScenarioError, match="there is no claim “event”"):
        case.without("event")
    with pytest.raises(ScenarioError, match="makes no claims"):
        scenario_from(raw).without("event")
