"""Parts of a scenario inside a sentence."""

from __future__ import annotations

import pytest

from tests.report.conftest import harbour
from winset.scenario import Scenario, scenario_from
from winset.words import names as naming


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    terms = {
        "peace_deal": {"ratified": True},
        "accord": {"title": "Beijing accord", "with_article": True, "ratified": False},
        "memo": {"title": "Memorandum 7"},
    }
    raw = harbour(forms=terms)
    for party in raw["parties"].values():
        party["ratification"] |= dict.fromkeys(terms, party["principal"])
    raw["actors"]["west_leader"]["short"] = "West"
    raw["parties"]["west"]["with_article"] = True
    raw["issues"]["fees"]["short"] = "Cost"
    return scenario_from(raw)


@pytest.mark.parametrize(
    ("items", "told"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_listed(items: list[str], told: str) -> None:
    assert naming.listed(items) == told


@pytest.mark.parametrize(
    ("form", "inside", "heading", "made"),
    [
        ("treaty", "a treaty", "Treaty", "as a treaty"),
        ("understanding", "an understanding", "Understanding", "as an understanding"),
        ("peace_deal", "the “peace deal” form", "Peace deal", "in the “peace deal” form"),
        ("accord", "the Beijing accord", "Beijing accord", "as the Beijing accord"),
        ("memo", "Memorandum 7", "Memorandum 7", "as Memorandum 7"),
    ],
)
def test_forms(scenario: Scenario, form: str, inside: str, heading: str, made: str) -> None:
    assert naming.form_in_words(scenario, form) == inside
    assert naming.form_title(scenario, form) == heading
    assert naming.as_form(scenario, form) == made


def test_a_title_says_nothing_of_ratification(scenario: Scenario) -> None:
    forms = ("treaty", "understanding", "peace_deal", "accord", "memo")
    known = [scenario.is_ratified(form) for form in forms]
    assert known == [True, False, True, False, None]


def test_no_name_gets_an_article_it_was_not_given(scenario: Scenario) -> None:
    assert naming.actor_in_words(scenario, "west_senate") == "the Senate"
    assert naming.actor_in_words(scenario, "west_senate", starts=True) == "The Senate"
    assert naming.actor_in_words(scenario, "pilots", starts=True) == "Pilots’ union"
    assert naming.party_in_words(scenario, "west") == "the West"
    assert naming.party_in_words(scenario, "east") == "East"


def test_short_names_stand_in_tables(scenario: Scenario) -> None:
    assert scenario.actor_short("west_leader") == "West"
    assert scenario.actor_short("pilots") == "Pilots’ union"
    assert scenario.issue_short("fees") == "Cost"
    assert scenario.issue_short("berths") == "Berths"
