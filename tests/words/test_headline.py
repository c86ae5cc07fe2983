"""The answer in words, on cases whose answer is known."""

from __future__ import annotations

import re

import pytest

from tests.report.conftest import analysed, certain, harbour
from winset.analysis import Analysis, analyse
from winset.scenario import scenario_from
from winset.words.headline import headline
from winset.words.quantities import odds


def test_odds_of_every_form_are_told() -> None:
    found = analysed("harbour")
    first = headline(found)[0]
    for form in found.forms.values():
        assert odds(form.ratification.zone.probability) in first
    assert first.startswith("An understanding has a zone of agreement")


def test_no_zone_is_a_finding() -> None:
    first, second, _ = headline(analysed("no_zone"))
    assert "the zone of agreement is empty in all 256 worlds" in first
    assert second.startswith("No deal can be named")


def test_certain_case_says_so() -> None:
    first, second, third = headline(analysed("certain"))
    assert "in all 4 worlds" in first
    assert "Pie: 70" in second
    assert "Nobody stands in the way" in second
    assert "±" not in third
    assert "no source at all" in third


def test_two_who_cannot_be_told_apart_are_both_named() -> None:
    second = headline(analysed("hopeless"))[1]
    assert "a and b stand in the way" in second
    leading = analysed("hopeless").forms["accord"].ratification.leading_blockers
    assert [blocker.actor for blocker in leading] == ["a", "b"]


def test_several_obstacles_at_once_are_said_to_be_several() -> None:
    case = certain((0.9, 0.9))
    case["actors"]["c"] = {
        "party": "p",
        "reservation": 0.95,
        "stances": case["actors"]["a"]["stances"],
    }
    case["actors"]["d"] = {
        "party": "q",
        "reservation": 0.95,
        "stances": case["actors"]["b"]["stances"],
    }
    case["parties"]["p"]["ratification"] = {"accord": {"all": ["a", "c"]}}
    case["parties"]["q"]["ratification"] = {"accord": {"all": ["b", "d"]}}
    second = headline(analyse(scenario_from(case)))[1]
    assert "No one actor alone stands in the way" in second
    assert "more than one must move" in second


def test_with_a_not_one_consent_less_may_do() -> None:
    case = certain()
    case["parties"]["p"]["ratification"] = {"accord": {"not": "a"}}
    case["actors"]["a"]["reservation"] = 0
    second = headline(analyse(scenario_from(case)))[1]
    assert "one consent less" in second
    assert "more than one" not in second


def test_sources_and_judgements_are_counted() -> None:
    third = headline(analysed("harbour"))[2]
    assert third.startswith("As of 3 May 2024, all of this rests on one second-hand source")
    assert "(The Paper, 1 May 2024, reporting A. Reader)" in third
    assert re.search(r"which gives \d+ of the numbers; \d+ of the \d+ numbers are the", third)


def test_several_sources_are_counted_by_hand() -> None:
    case = harbour()
    case["sources"] |= {"second": {"title": "B"}, "third": {"title": "C", "second_hand": True}}
    third = headline(analyse(scenario_from(case), perspectives=False, worlds=16))[2]
    assert "three sources (2 second-hand)" in third


def test_who_signs_only_some_forms_is_told() -> None:
    assert " only " not in headline(analysed("harbour"))[0]
    case = harbour(perspectives={})
    case["actors"]["isle_leader"] = {
        "name": "Isle",
        "party": "isle",
        "stances": {"berths": {"position": 50, "salience": 1}},
    }
    case["parties"]["isle"] = {
        "name": "The Isle",
        "principal": "isle_leader",
        "ratification": {"treaty": "isle_leader"},
    }
    first = headline(analyse(scenario_from(case), worlds=16))[0]
    assert first.endswith(" The Isle signs only a treaty.")


def test_one_world_is_not_called_all() -> None:
    case = certain()
    case["settings"]["worlds"] = 1
    first, second, _ = headline(analyse(scenario_from(case)))
    assert first.endswith("in the one world drawn.")
    assert "The deal picked in the “accord” form (the Nash solution) is Pie: 70" in second


def test_a_source_that_gives_no_number_is_said_to_give_none() -> None:
    case = harbour(perspectives={})
    case["talks"] = []
    for actor in case["actors"].values():
        for stance in actor["stances"].values():
            stance.pop("source", None)
            stance.pop("basis", None)
    third = headline(analyse(scenario_from(case), worlds=16))[2]
    assert "which gives none of the numbers; " in third


def test_plain_text_and_whole_sentences(analysis: Analysis) -> None:
    for part in headline(analysis):
        assert part.endswith(".")
        assert "nan" not in part
        assert "None" not in part
        assert not re.search(r"\s{2}|\.\.", part)


@pytest.mark.parametrize("worlds", [1, 8, 64])
def test_few_worlds_are_told_honestly(worlds: int) -> None:
    found = analyse(scenario_from(harbour()), perspectives=False, worlds=worlds)
    assert all("nan" not in part for part in headline(found))
