"""What to find out next, on cases where it is known, and on any case without a slip."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.strategies import Case, cases
from winset.advice import Information, information_of
from winset.analysis import Analysis, analyse
from winset.scenario import scenario_from
from winset.serialise.advice import plain_information
from winset.words.information import information_told, worth_told

Raw = dict[str, Any]


def table(ratifier: Raw, **changes: Raw) -> Raw:
    """Two principals who gain 0.4 by either option, and one ratifier who may not."""
    both = {"choice": {"values": {"a": 0.6, "b": 0.6}, "salience": 10}}
    rule = {"all": ["left", "house"]}
    return {
        "winset": 1,
        "id": "known",
        "title": "Known",
        "issues": {
            "choice": {"title": "Choice", "options": {"a": 0, "b": 100}, "no_deal": 50},
        },
        "actors": {
            "left": {"party": "l", "reservation": 0.2, "stances": both},
            "right": {
                "party": "r",
                "reservation": 0.2,
                "stances": both,
                **changes.get("right", {}),
            },
            "house": {"name": "House", "party": "l", "reservation": 0.5, **ratifier},
        },
        "parties": {
            "l": {"principal": "left", "ratification": {"treaty": rule}},
            "r": {"principal": "right", "ratification": {"treaty": "right"}},
        },
        "settings": {"worlds": 1024, "noise": 0},
    }


def position(low: float, high: float) -> Raw:
    return {"stances": {"choice": {"position": {"low": low, "high": high}, "salience": 10}}}


def asked(raw: Raw) -> tuple[Analysis, Information]:
    analysis = analyse(scenario_from(raw))
    return analysis, information_of(analysis)


def test_knowing_which_text_passes_is_worth_the_half_of_the_gain_it_saves() -> None:
    """A passes where the house stands below 50, b above: blindly 0.4 in half of the worlds."""
    analysis, found = asked(table(position(0, 100)))
    house = next(own for own in found.inputs if own.key.endswith("choice.position"))
    assert found.whole.value == pytest.approx(0.2, abs=0.002)
    assert house.worth.value == pytest.approx(0.2, abs=0.002)
    assert house.worth_noticed
    # there is always a zone, so nothing explains it
    assert found.main is None
    assert ("treaty", "zone") in found.untold
    worth = worth_told(analysis.scenario, analysis.space, found, {})
    assert worth is not None
    assert worth.table is not None
    assert ("The position of House on Choice", "–", "–", "20 points") in worth.table.rows


def test_the_one_input_that_decides_is_found_and_the_others_are_not_ranked() -> None:
    raw = table({"reservation": {"low": 0.2, "high": 1.0}, **position(40, 40)})
    raw["actors"]["house"]["stances"]["choice"]["position"] = 40  # takes a: worth 0.6
    idle = {"low": 0, "high": 100}
    for id_ in ("left", "right"):
        raw["actors"][id_]["influence"] = idle
    analysis, found = asked(raw)
    assert found.main == ("treaty", "zone")
    first, *rest = found.inputs
    assert (first.key, first.rank) == ("actors.house.reservation", 1)
    # six cosines hold 0.93 of a step
    assert first.shares[found.main].value == pytest.approx(0.93, abs=0.02)
    assert [own.rank for own in rest] == [None, None]
    assert not any(own.shares[found.main].noticed for own in rest)
    assert found.actors[0].key == "house"
    # a text that fails costs nothing, so none is left aside for knowing that it would
    assert found.whole.value == 0.0
    told = information_told(analysis.scenario, found)
    assert told is not None
    assert told.sentence == "Find out the least House would accept first."
    assert told.table is not None
    assert told.table.rows == (("1. The least House would accept", "100 % → 0 %", "Ask House."),)


def test_an_actor_tells_no_less_than_one_of_its_numbers() -> None:
    """One number decides by a step, which few cosines hold badly, among many that do nothing."""
    raw = table({"reservation": {"low": 0.2, "high": 1.0}, **position(40, 40)})
    house = raw["actors"]["house"]
    house["stances"]["choice"]["position"] = 40
    idle = {f"idle{at}": {"title": f"Idle {at}", "no_deal": 0} for at in range(20)}
    raw["issues"] |= {id_: {**issue, "options": {"kept": 0}} for id_, issue in idle.items()}
    uncertain = {"position": {"low": 0, "high": 100}, "salience": 1e-9, "expects": 0}
    house["stances"] |= dict.fromkeys(idle, uncertain)
    _, found = asked(raw)
    assert found.main is not None
    key = found.main
    for of, groups in (("actor", found.actors), ("issue", found.issues)):
        for group in groups:
            members = [
                own
                for own in found.inputs
                if own.unknown is not None and getattr(own.unknown, of) == group.key
            ]
            assert len(members) == group.inputs
            assert group.shares[key].value >= max(own.shares[key].value for own in members)
            assert group.worth.value >= max(own.worth.value for own in members)
    together = next(own for own in found.actors if own.key == "house")
    assert together.inputs == 21
    assert together.shares[key].noticed
    assert together.rank == 1


def test_a_certain_scenario_has_nothing_to_find_out() -> None:
    raw = table(position(20, 20))
    raw["actors"]["house"]["stances"]["choice"]["position"] = 20
    analysis, found = asked(raw)
    assert found.inputs == ()
    assert information_told(analysis.scenario, found) is None


def test_an_error_of_judgement_is_never_advised_to_be_found_out() -> None:
    raw = table(position(0, 40))
    raw["settings"]["noise"] = 0.3
    _, found = asked(raw)
    noise = [own for own in found.inputs if own.key.endswith("noise")]
    assert noise
    assert all(own.rank is None for own in noise)
    assert found.main is not None
    assert any(own.shares[found.main].noticed for own in noise)


def test_the_source_says_no_more_than_the_file() -> None:
    raw = table(position(0, 100))
    raw["sources"] = {"paper": {"title": "Paper", "publisher": "The Paper", "date": "2025-01-02"}}
    stance = raw["actors"]["house"]["stances"]["choice"]
    analysis, found = asked(raw)
    plain = plain_information(found, analysis.scenario, analysis.space)
    first = next(own for own in plain["information"] if own["input"].endswith("position"))
    assert first["source"].startswith("The analyst's judgement; no source of the scenario tells.")
    ways = (
        ({}, "The analyst's judgement; The Paper, 2 January 2025 points the way (p. 3)"),
        ({"basis": "source"}, "From The Paper, 2 January 2025 (p. 3). Ask House."),
    )
    for basis, told in ways:
        stance |= {"source": "paper", "note": "p. 3", **basis}
        analysis, found = asked(raw)
        plain = plain_information(found, analysis.scenario, analysis.space)
        first = next(own for own in plain["information"] if own["input"].endswith("position"))
        assert first["source"].startswith(told)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(cases(worlds=(1, 16, 64)))
def test_any_case_gives_plain_numbers(case: Case) -> None:
    analysis = analyse(case.scenario(), perspectives=False)
    found = information_of(analysis)
    plain = plain_information(found, analysis.scenario, analysis.space)
    assert json.loads(json.dumps(plain, allow_nan=False)) == plain
    assert len(plain["information"]) == len(analysis.worlds.inputs)
    for own in plain["information"]:
        assert own["first_order"] is None or 0 <= own["first_order"] <= 1
        assert 0 <= own["evppi"] <= 1
    for of in ("actor", "issue"):
        for group in plain["information_together"][f"{of}s"]:
            own = [one for one in plain["information"] if one[of] == group["input"]]
            own = [one for one in own if one["can_be_found_out"]]
            for name in ("first_order", "evppi"):
                told = [one[name] for one in own if one[name] is not None]
                assert not told or max(told) <= group[name] <= 1
