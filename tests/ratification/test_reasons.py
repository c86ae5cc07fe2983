"""Why an actor accepts: the parts add up to what is accepted, and red lines are told."""

from __future__ import annotations

import numpy as np
import pytest

from winset.analysis import Analysis, analyse
from winset.cases import load
from winset.errors import TooLargeError
from winset.packages import PackageSpace
from winset.ratification import acceptance_of, reasons_for
from winset.report.charts.package_answers import package_answers
from winset.words.names import sentence
from winset.words.quantities import counted
from winset.words.reasons import answer_told, reason_told


@pytest.fixture(scope="module")
def found() -> Analysis:
    return analyse(load("us-russia-2025"), worlds=128, perspectives=False)


def test_parts_add_up(found: Analysis) -> None:
    for number in (0, 1_234, 3_124):
        reasons = reasons_for(found.scenario, found.worlds, found.space, number)
        for actor, own in found.consent_odds([number]).items():
            brought = sum(reasons[actor].worth.values())
            broken = sum(reasons[actor].pledges.values())
            assert brought - broken == pytest.approx(float(own.utility[0]))
            expected = reasons[actor].expected
            assert expected is not None
            cost = found.scenario.actors[actor].no_deal_cost
            paid = found.worlds.values(f"actors.{actor}.no_deal_cost", cost).mean()
            assert sum(expected.values()) - paid == pytest.approx(own.reservation)
            gained = sum(reasons[actor].gains().values())
            assert gained == pytest.approx(brought - sum(expected.values()))


def test_a_red_line_is_its_share_of_worlds(found: Analysis) -> None:
    scenario, worlds = found.scenario, found.worlds
    package = {**found.space.package(0), "guarantees": "neutrality"}
    number = found.space.number(package)
    own = reasons_for(scenario, worlds, found.space, number, ["us_president"])["us_president"]
    line = worlds.columns["actors.us_president.stances.guarantees.red_line.max"]
    assert own.ruled_out["guarantees"] == pytest.approx((line < 75).mean())
    assert "A red line rules it out on Guarantees" in reason_told(scenario, own, 0.0) or (
        "Red lines rule it out" in reason_told(scenario, own, 0.0)
    )


def test_a_stated_reservation_has_no_parts() -> None:
    scenario = load("us-russia-2025").with_changes({"actors.putin.reservation": 0.5})
    found = analyse(scenario, worlds=16, perspectives=False)
    own = reasons_for(scenario, found.worlds, found.space, 7, ["putin"])["putin"]
    assert own.expected is None
    assert own.gains() == {}
    assert "expects" not in reason_told(scenario, own, 0.5)


def test_everyone_on_everything_agrees_with_asking_one_by_one(found: Analysis) -> None:
    acceptance = found.acceptance
    assert acceptance.worlds == found.worlds.count
    asked = found.consent_odds(range(0, 3_125, 97))
    for actor, own in asked.items():
        assert np.array_equal(acceptance.odds[actor][::97], own.probability)


def test_where_keeps_whom_and_what_is_wanted(found: Analysis) -> None:
    kept = found.acceptance.where(["putin", "us_president"], {"sanctions": "eased"})
    assert 0 < kept.sum() < found.space.size
    for number in range(found.space.size):
        likely = all(
            found.acceptance.odds[actor][number] >= 0.5 for actor in ("putin", "us_president")
        )
        fits = found.space.package(number)["sanctions"] == "eased"
        stands = found.space.allows(found.space.choices([number]))[0]
        assert kept[number] == (likely and fits and stands)


def test_too_many_packages_are_refused(found: Analysis) -> None:
    huge = PackageSpace(tuple("abcdef"), tuple(tuple("0123456789") for _ in range(6)))
    with pytest.raises(TooLargeError):
        acceptance_of(found.scenario, found.worlds, huge)


def test_the_figure_says_who_would_not(found: Analysis) -> None:
    number = found.space.number(
        dict(zip(found.space.issues, (own[0] for own in found.space.options), strict=True))
    )
    answers = found.consent_odds([number])
    reasons = reasons_for(found.scenario, found.worlds, found.space, number)
    figure = package_answers(found, answers, reasons)
    against = sum(own.probability[0] < 0.5 for own in answers.values())
    assert figure.sentence.startswith(sentence(counted(len(answers) - against, "would", "would")))
    for row, own in zip(figure.table.rows, answers.values(), strict=True):
        assert row[4].startswith(answer_told(own))
