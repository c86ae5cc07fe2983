"""Actors, rules and packages in words."""

from __future__ import annotations

from typing import Any

import pytest

from tests.report.conftest import harbour
from winset.scenario import Scenario, scenario_from
from winset.scenario.rules import parse_rule
from winset.words.names import package_in_words
from winset.words.views import rule_in_words, some_actors


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return scenario_from(harbour())


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("west_leader", "Lee West"),
        ("west_senate", "a majority of the Senate"),
        ({"majority": "west_senate"}, "a majority of the Senate"),
        ({"at_least": "2/3", "of": "west_senate"}, "two thirds of the Senate"),
        ({"at_least": 0.6, "of": "west_senate"}, "three fifths of the Senate"),
        ({"at_least": "0.55", "of": "west_senate"}, "55 % of the Senate"),
        ({"at_least": 34, "of": "west_senate"}, "at least 34 of the Senate"),
        (
            {"all": ["west_leader", {"at_least": "2/3", "of": "west_senate"}]},
            "Lee West and two thirds of the Senate",
        ),
        ({"any": ["west_leader", "pilots"]}, "either Lee West or Pilots’ union"),
        (
            {"any": [{"all": ["west_leader", "pilots"]}, "east_leader"]},
            "either (Lee West and Pilots’ union) or Em East",
        ),
        (
            {"all": ["west_leader", {"any": ["east_leader", "pilots"]}, "west_senate"]},
            "Lee West, (either Em East or Pilots’ union) and a majority of the Senate",
        ),
        (
            {"all": ["west_leader", {"any": ["east_leader", "pilots"]}]},
            "Lee West and either Em East or Pilots’ union",
        ),
        ({"not": "pilots"}, "no consent from Pilots’ union"),
        (
            {"at_least": "1/2", "of": ["west_leader", "pilots"], "by": "influence"},
            "half by influence of Lee West and Pilots’ union",
        ),
    ],
)
def test_rules(scenario: Scenario, rule: Any, told: str) -> None:
    assert rule_in_words(scenario, parse_rule(rule)) == told


def test_package(scenario: Scenario) -> None:
    package = {"berths": "a_third", "fees": "50", "venue": "Port"}
    assert package_in_words(scenario, package) == "Berths: a third; Fees: 50; Venue: Port"


def test_some_actors(scenario: Scenario) -> None:
    assert some_actors(scenario, ["west_senate", "pilots"]) == "The Senate and Pilots’ union"
    everyone = ["west_leader", "west_senate", "east_leader", "pilots"]
    assert some_actors(scenario, everyone, most=3) == "Lee West, the Senate and two others"
