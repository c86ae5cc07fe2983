"""After a no: what the refusal tells of other texts, and which to vote on next."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from tests.texts.denmark import EDINBURGH, MAASTRICHT, NO, PARTS, denmark
from winset.analysis import Analysis, analyse
from winset.scenario import scenario_from
from winset.words.given import after_no_told, hindsight_told


def asked(*events: dict[str, Any], worlds: int = 512) -> Analysis:
    return analyse(scenario_from(denmark(*events, worlds=worlds)))


@pytest.fixture(scope="module")
def before() -> Analysis:
    return asked()


@pytest.fixture(scope="module")
def after() -> Analysis:
    return asked(NO)


def odds(analysis: Analysis, text: str) -> float:
    return analysis.vote("treaty", text).gates.passes.value


def test_the_first_vote_was_a_toss_up_and_its_failure_lowers_every_text(
    before: Analysis, after: Analysis
) -> None:
    assert odds(before, "maastricht") == pytest.approx(0.5, abs=0.05)
    assert odds(after, "maastricht") == 0
    assert odds(after, "edinburgh") < odds(before, "edinburgh") - 0.1


def test_the_nearest_text_that_passes_is_the_repaired_one(after: Analysis) -> None:
    (found,) = after.after_no
    assert after.space.package(found.package) == MAASTRICHT
    assert found.nearest is not None
    assert after.space.package(found.nearest) == EDINBURGH
    assert found.passes is not None
    assert found.passes.after == odds(after, "edinburgh") > 0.5
    assert after.vote("treaty", "maastricht").after_no == found
    assert after.vote("treaty", "edinburgh").after_no is None
    told = after_no_told(after, found)
    assert told.startswith("Rejected. Nearest text that passes: Currency “opt out”")


def test_the_second_vote_tells_too() -> None:
    yes = {"party": "denmark", "form": "treaty", "accepts": EDINBURGH, "date": "1993-05-18"}
    both = asked(NO, yes)
    assert both.given is not None
    assert odds(both, "edinburgh") == 1
    assert odds(both, "maastricht") == 0
    no, accepted = (row.value for row in both.given.odds)
    assert both.given.kept / both.given.drawn == pytest.approx(no + accepted - 1)


def test_hindsight_is_the_run_without_the_events(before: Analysis, after: Analysis) -> None:
    hindsight = after.hindsight
    assert hindsight is not None
    zone, texts = hindsight.zones["treaty"], hindsight.forms["treaty"]
    assert zone.before == before.forms["treaty"].ratification.zone.probability.value
    assert zone.after == after.forms["treaty"].ratification.zone.probability.value
    for name, figures in texts.named.items():
        assert figures.before == odds(before, name)
        assert figures.after == odds(after, name)
    assert texts.best is not None
    best = after.texts["treaty"].gates
    assert best is not None
    assert texts.best.after == best.through.value
    assert texts.before is not None
    assert texts.best.before == before.zone_odds("treaty", [texts.before])[0].value
    assert texts.best.before == before.forms["treaty"].ratification.zone.by_package.max()
    told = hindsight_told(after.scenario, hindsight)
    assert told.startswith("Given that denmark rejected “maastricht” as a treaty, a treaty passes")


def test_an_offer_that_is_told_twice_is_one(after: Analysis) -> None:
    twice = asked(NO, {**NO, "note": "as the second paper has it"})
    assert [problem.code for problem in twice.scenario.warnings].count("repeated-event") == 1
    assert after.hindsight is not None
    assert twice.hindsight is not None
    told = [hindsight_told(each.scenario, each.hindsight) for each in (twice, after)]
    assert told[0] == told[1]


def test_nothing_is_said_where_nothing_has_happened(before: Analysis) -> None:
    assert before.given is None
    assert before.hindsight is None
    assert before.after_no == ()
    assert "given" not in before.to_dict()


def test_a_surprise_is_an_alarm() -> None:
    apart = {"actor": "government", "rejects": EDINBURGH}
    unlikely = {"actor": "voters", "accepts": dict.fromkeys(MAASTRICHT, "apart")}
    assert not [a for a in asked(unlikely).alarms if type(a).__name__ == "SurprisingEvent"]
    raw = denmark(apart, worlds=4096)
    raw["actors"]["government"]["no_deal_cost"] = 0.07
    raw["actors"]["government"]["stances"] = {
        part: {"position": {"mean": 66, "sd": 9}, "salience": 25, "expects": 50} for part in PARTS
    }
    found = analyse(scenario_from(raw))
    (alarm,) = (a for a in found.alarms if type(a).__name__ == "SurprisingEvent")
    assert found.given is not None
    assert alarm.moves == 1 - found.given.odds[0].value > 0.95


def test_where_no_text_is_likely_it_says_so() -> None:
    raw = denmark(NO)
    for part in raw["issues"].values():
        part["options"]["opt_out"] = 79
    found = analyse(scenario_from(raw))
    (second,) = found.after_no
    assert second.nearest is None
    assert second.passes is None
    assert second.odds is not None
    assert 0 < second.odds.value < 0.5
    assert "No text passes in half of the draws that remain" in after_no_told(found, second)


def test_an_actor_concerns_the_forms_that_ask_it() -> None:
    raw = denmark({"actor": "partners", "rejects": MAASTRICHT})
    raw["actors"]["partners"]["stances"] = {
        part: {"position": {"mean": 80, "sd": 20}, "expects": 60, "salience": 25} for part in PARTS
    }
    raw["actors"]["partners"]["no_deal_cost"] = 0.02
    raw["parties"]["denmark"]["ratification"]["pact"] = "government"
    raw["parties"]["community"]["ratification"]["pact"] = "partners"
    found = analyse(scenario_from(raw))
    assert [each.form for each in found.after_no] == ["treaty", "pact"]
    for each in found.after_no:
        assert found.zone_odds(each.form, [each.package])[0].value == 0
        if each.nearest is not None:
            here, there = (
                found.space.choices([number])[0] for number in (each.package, each.nearest)
            )
            changed = int(np.sum(here != there))
            ratified = found.forms[each.form].ratification.zone.by_package
            choices = found.space.choices(range(found.space.size))
            nearer = (choices != here).sum(axis=1) < changed
            assert not (ratified[nearer] >= 0.5).any()
            assert each.passes is not None
            assert not math.isnan(each.passes.se)
