"""The cases coded from public facts: what they hold, and what their READMEs say of the outcome."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

import winset
from winset.cases import case_path
from winset.ratification import ConsentOdds
from winset.scenario.rules import Coalition, actors_of

CODED = ("brexit-2019", "armenia-azerbaijan-2025")
WORLDS = 256


@pytest.fixture(scope="module")
def brexit() -> winset.Analysis:
    return winset.analyse(winset.load("brexit-2019"), worlds=WORLDS)


@pytest.fixture(scope="module")
def caucasus() -> winset.Analysis:
    return winset.analyse(winset.load("armenia-azerbaijan-2025"), worlds=WORLDS)


def passes(analysis: winset.Analysis, form: str, text: str) -> float:
    """Return the share of worlds in which a named text passes."""
    odds = analysis.forms[form].ratification.zone.by_package
    return float(odds[analysis.space.number(analysis.scenario.texts[text])])


def answers(analysis: winset.Analysis, text: str) -> dict[str, ConsentOdds]:
    """Return everyone's answer to a named text."""
    return analysis.consent_odds([analysis.space.number(analysis.scenario.texts[text])])


@pytest.mark.parametrize("case", CODED)
def test_whoever_is_asked_expects_something_and_has_a_range_of_costs(case: str) -> None:
    scenario = winset.load(case)
    rules = [rule for party in scenario.parties.values() for rule in party.ratification.values()]
    for id_ in {id_ for rule in rules for id_ in actors_of(rule)}:
        actor = scenario.actors[id_]
        assert actor.no_deal_cost.low < actor.no_deal_cost.high, id_
        assert all(stance.expects is not None for stance in actor.stances.values()), id_


@pytest.mark.parametrize("case", CODED)
def test_every_source_is_described_in_the_notes(case: str) -> None:
    scenario = winset.load(case)
    notes = (Path(case_path(case)) / "sources" / "notes.md").read_text(encoding="utf-8")
    for source in scenario.sources.values():
        assert source.publisher is not None
        assert source.date is not None
        assert re.split(",| at ", source.publisher)[0] in notes


def test_the_commons_has_the_seats_it_had() -> None:
    scenario = winset.load("brexit-2019")
    whole = scenario.parties["uk"].ratification["withdrawal_treaty"]
    (rule,) = (part for part in whole.rules if isinstance(part, Coalition))
    blocs = {id_: scenario.actors[id_].body.size for id_ in actors_of(rule)}
    assert sum(blocs.values()) == 639
    assert sum(seats for id_, seats in blocs.items() if id_.startswith(("con_", "erg"))) == 316
    assert sum(seats for id_, seats in blocs.items() if id_.startswith("labour")) == 254
    assert 60 <= blocs["erg"] <= 85


def test_the_leaders_could_endorse_what_the_commons_rejects(brexit: winset.Analysis) -> None:
    text = "withdrawal_agreement"
    assert passes(brexit, "endorsement", text) > 0.7
    assert 0.02 < passes(brexit, "withdrawal_treaty", text) < 0.15
    asked = answers(brexit, text)
    for id_ in ("erg", "dup"):
        assert asked[id_].probability[0] < 0.05
    # the Labour leadership decides: the odds that the text passes are those that it accepts
    line = asked["labour_leadership"].probability[0]
    assert passes(brexit, "withdrawal_treaty", text) == pytest.approx(line, abs=0.05)


def test_the_whips_make_the_difference(brexit: winset.Analysis) -> None:
    gates = brexit.vote("withdrawal_treaty", "withdrawal_agreement").gates
    assert gates.discipline is not None
    assert 0.35 < gates.discipline.before < 0.7
    assert gates.discipline.after == gates.passes.value
    assert gates.discipline.is_clear


def test_what_labour_expects_is_the_crux(brexit: winset.Analysis) -> None:
    seen = brexit.perspectives["downing-street"]
    text = "withdrawal_agreement"
    assert passes(seen, "withdrawal_treaty", text) > 0.9
    assert answers(seen, text)["labour"].probability[0] > 0.95
    asked = brexit.vote("withdrawal_treaty", text)
    assert asked.range.swings[0].path == "actors.labour_leadership.stances.customs.expects"
    assert asked.changes[0].option == "customs_union"
    # no bloc can stop a vote alone, and yet it is not the cabinet that stands in the way
    assert {"labour", "labour_leadership"} <= set(asked.gates.leading)
    assert "cabinet" not in asked.gates.leading


def test_the_tally_holds_march_and_misses_january(brexit: winset.Analysis) -> None:
    asked = brexit.vote("withdrawal_treaty", "withdrawal_agreement")
    (blocs,) = (
        part
        for part in brexit.scenario.parties["uk"].ratification["withdrawal_treaty"].rules
        if isinstance(part, Coalition)
    )
    ayes = sum(asked.answers.consents.backing(id_)[:, 0] for id_ in actors_of(blocs))
    low, high = np.quantile(ayes, (0.1, 0.9))
    assert 202 < low < 242 < high


def test_the_rival_texts_fare_as_the_readme_says(brexit: winset.Analysis) -> None:
    fares = {text: passes(brexit, "withdrawal_treaty", text) for text in brexit.scenario.texts}
    assert max(fares, key=lambda text: fares[text]) == "customs_union"
    assert fares["time_limit"] < 0.15
    assert fares["norway_plus"] < 0.05


def test_armenias_parliament_has_the_seats_it_had() -> None:
    scenario = winset.load("armenia-azerbaijan-2025")
    whole = scenario.parties["armenia"].ratification["ratified"]
    (rule,) = (part for part in whole.rules if isinstance(part, Coalition))
    assert [scenario.actors[id_].body.size for id_ in actors_of(rule)] == [71, 29, 7]
    assert rule.threshold.written() == 54  # more than half of all 107


def test_the_text_as_initialled_fails_on_bakus_condition_alone(caucasus: winset.Analysis) -> None:
    assert passes(caucasus, "initialled", "initialled_text") > 0.9
    assert passes(caucasus, "signed", "initialled_text") == 0
    asked = answers(caucasus, "initialled_text")
    assert [
        id_ for id_ in ("pashinyan", "civil_contract", "aliyev") if asked[id_].odds().value < 0.9
    ] == []
    assert asked["baku_signature"].probability[0] == 0
    gates = caucasus.vote("signed", "initialled_text").gates
    assert gates.signed.value > 0.9
    assert gates.ratified.value == 0
    assert gates.leading == ("baku_signature",)


def test_the_text_baku_asks_for_fails_on_pashinyan_alone(caucasus: winset.Analysis) -> None:
    asked = answers(caucasus, "constitution_first")
    assert asked["pashinyan"].probability[0] == 0
    assert asked["civil_contract"].probability[0] > 0.6
    assert asked["aliyev"].probability[0] > 0.99


def test_every_step_to_the_people_costs_odds(caucasus: winset.Analysis) -> None:
    for text in caucasus.scenario.texts:
        odds = [passes(caucasus, form, text) for form in caucasus.forms]
        assert odds == sorted(odds, reverse=True)
    released = passes(caucasus, "referendum", "with_prisoners")
    assert released > passes(caucasus, "referendum", "after_elections") + 0.05


def test_what_armenians_expect_decides_the_referendum(caucasus: winset.Analysis) -> None:
    seen = caucasus.perspectives["opposition"]
    assert passes(seen, "referendum", "after_elections") < 0.05
