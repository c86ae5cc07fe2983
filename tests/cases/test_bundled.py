"""The bundled cases are what their READMEs say."""

from __future__ import annotations

import datetime as dt
from importlib.resources import files

import numpy as np
import pytest

import winset
from winset.scenario.model import Scenario, Traced
from winset.words.claims import claims_told

REAL = ("us-russia-2025", "brexit-2019", "armenia-azerbaijan-2025")


@pytest.fixture(scope="module")
def real() -> winset.Analysis:
    return winset.analyse(winset.load("us-russia-2025"))


@pytest.mark.parametrize("case", winset.case_ids())
def test_cases_load_without_a_warning(case: str) -> None:
    scenario = winset.load(case)
    assert scenario.id == case
    assert scenario.warnings == ()


def traced(scenario: Scenario) -> list[Traced]:
    actors = list(scenario.actors.values())
    stances = [stance for actor in actors for stance in actor.stances.values()]
    return [*scenario.issues.values(), *actors, *stances, *scenario.parties.values()]


@pytest.mark.parametrize("case", REAL)
def test_every_number_of_a_real_case_is_judgement_and_a_range(case: str) -> None:
    scenario = winset.load(case)
    assert all(entry.is_judgement for entry in traced(scenario))
    for actor in scenario.actors.values():
        for stance in actor.stances.values():
            assert stance.position is not None
            assert stance.position.low < stance.position.high
            assert stance.salience.low < stance.salience.high


def test_the_real_case_holds_what_its_article_says() -> None:
    scenario = winset.load("us-russia-2025")
    assert {"us", "russia", "ukraine", "europe"} == set(scenario.parties)
    assert scenario.forms == ("understanding", "accord", "executive", "treaty")
    assert scenario.signatories("understanding") == ("us", "russia")
    assert set(scenario.signatories("treaty")) == set(scenario.parties)
    assert scenario.parties["us"].envoys == ("witkoff", "kushner")
    moscow = scenario.talks[-1]
    assert moscow.hours == 5
    assert moscow.date <= dt.date(2025, 12, 9)
    assert set(moscow.status.values()) == {"undisclosed"}
    assert len(scenario.sources) == 1
    assert all(source.second_hand for source in scenario.sources.values())


def test_the_real_case_dates_the_presidential_elections() -> None:
    scenario = winset.load("us-russia-2025")
    elections = scenario.parties["us"].elections
    assert elections[0].date == dt.date(2028, 11, 7)
    assert elections[0].in_office == dt.date(2029, 1, 20)
    assert all(e.is_judgement and e.change.low < e.change.high for e in elections)
    # the midterm does not change the president's coalition
    assert dt.date(2026, 11, 3) not in {e.date for e in elections}
    assert scenario.parties["russia"].elections == ()
    assert scenario.signed == dt.date(2025, 12, 9)


def test_the_real_case_answers_the_leader_only_question(real: winset.Analysis) -> None:
    found = real.durability
    assert set(found.forms) == {"understanding", "accord", "executive", "treaty"}
    contrast = found.contrast("understanding", "elite_backed", 10)
    assert contrast is not None
    # no package has every elite on board, and the nearest lasts no longer by either reading
    assert not found.backing["understanding"].backed
    assert contrast.difference.high < 0.05
    assert contrast.by_form.low < 0.05
    assert set(found.successors) == set(real.scenario.parties)
    assert found.successors["europe"] == ()


def test_the_real_case_discriminates(real: winset.Analysis) -> None:
    texts = {form: texts.gates for form, texts in real.texts.items()}
    odds = {form: gates.through.value for form, gates in texts.items() if gates is not None}
    # the executive agreement asks no more of home than the understanding, and then some
    assert odds["understanding"] >= odds["executive"] >= odds["treaty"]
    assert odds["accord"] > odds["treaty"]
    assert all(0.01 < value < 0.99 for value in odds.values())
    assert max(odds.values()) - min(odds.values()) > 0.2


def test_the_readme_says_what_each_claim_matters(real: winset.Analysis) -> None:
    readme = files("winset.cases").joinpath("us-russia-2025/README.md").read_text(encoding="utf-8")
    told = claims_told(real.scenario, real.claims)
    assert len(real.scenario.claims) == len(told) == 14
    for id_, sentences in zip(real.scenario.claims, told, strict=True):
        assert f"{sentences.split('). ', 1)[1]} | `{id_}` |" in readme


def test_odds_do_not_hang_on_the_seed(real: winset.Analysis) -> None:
    other = winset.analyse(winset.load("us-russia-2025"), seed=2, perspectives=False)
    for name, form in real.forms.items():
        ours = form.ratification.zone.probability
        theirs = other.forms[name].ratification.zone.probability
        assert abs(ours.value - theirs.value) < 4 * np.hypot(ours.se, theirs.se)


def test_the_perspective_changes_the_answer(real: winset.Analysis) -> None:
    seen = real.perspectives["kyiv-brussels"]
    ours = real.forms["treaty"].ratification.zone.by_package
    theirs = seen.forms["treaty"].ratification.zone.by_package
    assert not np.array_equal(ours, theirs)


def test_the_senate_lets_a_treaty_go_to_28_and_no_lower() -> None:
    scenario = winset.load("treaty-senate")
    table = scenario.actors["senate"].body.table
    pivot = sorted(table.positions["ceiling"])[66]
    lowest = 2 * pivot - 90
    assert lowest == 28
    found = winset.analyse(scenario)
    zone = found.forms["treaty"].ratification.zone.by_package == 1
    options = np.array([float(option) for option in found.space.options[0]])
    assert options[zone].min() == 5 * np.ceil(lowest / 5)
    assert found.space.package(found.forms["executive"].settlements["nash"].package) == {
        "ceiling": "15"
    }
