"""Forecasts of a case held against its zone."""

from __future__ import annotations

from typing import Any

import jsonschema
import numpy as np
import pytest

import winset
from tests.conftest import analysed_once
from tests.forecast.test_forecasts import stance
from winset.analysis import Analysis
from winset.forecast.case_forecast import case_forecast_of, models_of_runs
from winset.scenario.model import Scenario
from winset.serialise.forecast import plain_case_forecast
from winset.words.forecast import case_forecast_told


def case(**changes: Any) -> Scenario:
    """Two leaders at the ends of a scale; the second takes nothing below 60."""
    raw = {
        "winset": 1,
        "id": "small",
        "title": "Small",
        "settings": {"noise": 0, "worlds": 8},
        "issues": {"tax": {"title": "Tax", "options": 5, "no_deal": 0}},
        "actors": {
            "a": {"party": "p", "influence": 50, "reservation": 0.1, "stances": stance(0)},
            "b": {"party": "q", "influence": 50, "reservation": 0.6, "stances": stance(100)},
        },
        "parties": {
            "p": {"principal": "a", "ratification": {"treaty": "a"}},
            "q": {"principal": "b", "ratification": {"treaty": "b"}},
        },
    }
    return Scenario.model_validate({**raw, **changes})


def told_of(analysis: Analysis) -> list[str]:
    return case_forecast_told(analysis, analysis.foreseen)


def test_a_forecast_outside_of_the_zone_is_the_news() -> None:
    analysis = winset.analyse(case())
    found = case_forecast_of(analysis)
    assert found.zone["treaty"].value == 1
    assert found.packages["compromise"] == {"tax": "50"}
    assert found.ratified["compromise"]["treaty"].value == 0
    told = told_of(analysis)
    assert told[0].startswith("No model’s forecast would pass")
    assert told[1] == "Some text could pass in 100 % of draws."


def test_what_hangs_on_reading_influence_across_parties_is_said() -> None:
    actors = {
        "a": {"party": "p", "influence": 10, "reservation": 0.1, "stances": stance(0)},
        "b": {"party": "q", "influence": 90, "reservation": 0.6, "stances": stance(100)},
    }
    analysis = winset.analyse(case(actors=actors))
    assert analysis.foreseen.by_party == {"tax": 50}
    assert any("would expect 50 on Tax, not 90" in told for told in told_of(analysis))
    even = winset.analyse(case())
    assert any("matters little" in told for told in told_of(even))


def test_a_forecast_inside_is_said_to_be() -> None:
    actors = {
        "a": {"party": "p", "influence": 30, "reservation": 0.1, "stances": stance(0)},
        "b": {"party": "q", "influence": 70, "reservation": 0.6, "stances": stance(100)},
    }
    analysis = winset.analyse(case(actors=actors))
    assert case_forecast_of(analysis).ratified["compromise"]["treaty"].value == 1
    assert told_of(analysis)[0] == "What the models expect could pass at home."


def test_issues_without_a_forecast_may_be_settled_in_any_way() -> None:
    issues = {
        "tax": {"title": "Tax", "options": 5, "no_deal": 0},
        "seat": {"title": "Seat", "options": ["Rome", "Oslo"]},
    }
    wants = {
        "a": stance(0) | {"seat": {"values": {"Rome": 0, "Oslo": 1}, "salience": 50}},
        "b": stance(100) | {"seat": {"values": {"Rome": 1, "Oslo": 0}, "salience": 50}},
    }
    actors = {
        name: {"party": party, "influence": 50, "reservation": least, "stances": wants[name]}
        for name, party, least in (("a", "p", 0.2), ("b", "q", 0.7))
    }
    analysis = winset.analyse(case(issues=issues, actors=actors))
    found = case_forecast_of(analysis)
    assert found.silent == ("seat",)
    assert found.packages["compromise"] == {"tax": "50"}
    # 50 and Rome is worth 0.75 to b and 0.25 to a; 50 and Oslo 0.25 to b
    assert found.ratified["compromise"]["treaty"].value == 1
    assert any("Seat" in note for note in told_of(analysis))


def test_what_models_expect_may_be_excluded() -> None:
    analysis = winset.analyse(case(excludes=[{"tax": "50"}]))
    assert analysis.foreseen.excluded["compromise"].value == 1
    assert "The models look at one issue at a time and know of no exclusions." in told_of(analysis)
    plain = plain_case_forecast(analysis.foreseen)
    assert plain["models"]["compromise"]["excluded"]["probability"] == 1
    free = winset.analyse(case(excludes=[{"tax": "75"}]))
    assert free.foreseen.excluded["compromise"].value == 0
    assert not any("exclu" in told for told in told_of(free))
    assert winset.analyse(case()).foreseen.excluded == {}


def test_a_case_of_plain_choices_has_no_forecast() -> None:
    issues = {"seat": {"title": "Seat", "options": ["Rome", "Oslo"]}}
    wants = {"seat": {"values": {"Rome": 0.5, "Oslo": 1}, "salience": 50}}
    actors = {
        name: {"party": party, "influence": 50, "stances": wants}
        for name, party in (("a", "p"), ("b", "q"))
    }
    analysis = winset.analyse(case(issues=issues, actors=actors))
    assert plain_case_forecast(analysis.foreseen)["models"] == {}
    assert told_of(analysis) == [
        "There is no forecast.",
        "No issue has a scale, so there is nothing to forecast a position on.",
    ]


@pytest.fixture(scope="module")
def real() -> Analysis:
    return analysed_once("us-russia-2025", worlds=64, perspectives=False)


def test_the_result_holds_every_model(real: Analysis) -> None:
    told = real.to_dict()["forecast"]
    odds = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
    by_form = {"type": "object", "additionalProperties": {"required": ["probability", "se"],
               "properties": {"probability": odds}}}  # fmt: skip
    jsonschema.validate(
        told,
        {
            "required": ["worlds", "notes", "zone", "models"],
            "properties": {
                "zone": by_form,
                "models": {
                    "required": list(models_of_runs()),
                    "additionalProperties": {
                        "required": ["title", "issues", "package", "in_zone"],
                        "properties": {"in_zone": by_form},
                    },
                },
            },
        },
    )
    for model in told["models"].values():
        assert model["in_zone"].keys() == real.forms.keys()
        for form, own in model["in_zone"].items():
            assert own["probability"] <= told["zone"][form]["probability"] + 1e-9
        for own in model["issues"].values():
            assert sum(own["options"].values()) == pytest.approx(1, abs=1e-4)


def test_forecasts_rest_on_the_draws_of_the_run(real: Analysis) -> None:
    assert plain_case_forecast(real.foreseen)["worlds"] == real.worlds.count
    for name, form in real.forms.items():
        assert real.foreseen.zone[name].value == form.ratification.zone.probability.value


def test_the_same_run_forecasts_the_same(real: Analysis) -> None:
    again = winset.analyse(winset.load("us-russia-2025"), worlds=64, perspectives=False)
    assert plain_case_forecast(again.foreseen) == plain_case_forecast(real.foreseen)


@pytest.mark.slow
def test_odds_are_steady_across_seeds(real: Analysis) -> None:
    """The odds of the best model move by no more than the draws' own error."""
    values = [
        case_forecast_of(
            winset.analyse(winset.load("us-russia-2025"), worlds=128, seed=seed, perspectives=False)
        ).ratified["compromise"]["understanding"]
        for seed in (1, 2, 3)
    ]
    assert np.ptp([own.value for own in values]) < 4 * values[0].se


def test_a_search_by_programme_is_held_against_the_same_way() -> None:
    listed = winset.analyse(case())
    searched = winset.analyse(case(), method="programme", worlds=8)
    assert (
        plain_case_forecast(searched.foreseen)["models"]
        == plain_case_forecast(listed.foreseen)["models"]
    )


def test_what_is_seldom_ratified_is_not_said_to_pass() -> None:
    actors = {
        "a": {"party": "p", "influence": 50, "reservation": 0.5, "stances": stance(0)},
        "b": {
            "party": "q", "influence": 50, "stances": stance(100),
            "reservation": {"low": 0.4, "high": 0.9},
        },
    }  # fmt: skip
    told = told_of(winset.analyse(case(actors=actors)))[0]
    assert told.startswith("What the models expect would seldom pass at home")
