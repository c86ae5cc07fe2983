"""The roll call and the odds by form: what they draw is what the vote found."""

from __future__ import annotations

import json

import pytest

from winset.analysis import Analysis
from winset.report.charts.best_odds import odds_by_form
from winset.report.charts.roll_call import roll_call_chart
from winset.words.quantities import percent

from .conftest import analysed


@pytest.fixture(scope="module")
def harbour() -> Analysis:
    return analysed("harbour")


def test_everyone_asked_has_a_row_under_their_party(harbour: Analysis) -> None:
    vote = harbour.vote("treaty")
    figure = roll_call_chart(harbour.scenario, vote)
    drawn = figure.spec["data"]["values"]
    assert [row["yes"] for row in drawn] == [
        pytest.approx(ballot.probability.value, abs=1e-6) for ballot in vote.ballots
    ]
    assert [row["party"] for row in drawn if row["heads"]] == ["West", "East"]
    names = [row[0].strip() for row in figure.table.rows]
    assert names == ["West", "Lee West", "Senate", "East", "Em East"]
    assert figure.sentence in figure.spec["description"]
    assert json.dumps(figure.spec, allow_nan=False)


def test_a_body_shows_its_ayes_and_its_quota(harbour: Analysis) -> None:
    """Two thirds of 60 senators are 40."""
    (senate,) = (
        row
        for row in roll_call_chart(harbour.scenario, harbour.vote("treaty")).spec["data"]["values"]
        if "ayes" in row
    )
    assert senate["quota"] == pytest.approx(40 / 60, abs=1e-5)
    assert senate["ayes_low"] <= senate["ayes"] <= senate["ayes_high"]
    assert senate["head"].startswith("Senate: ")
    assert senate["head"].endswith(", 40 needed")


def test_best_text_range_and_perfect_knowledge_by_form(harbour: Analysis) -> None:
    texts = harbour.texts
    figure = odds_by_form(harbour, texts)
    for row, (form, each) in zip(figure.spec["data"]["values"], texts.items(), strict=True):
        zone = harbour.forms[form].ratification.zone.probability.value
        assert each.gates is not None
        assert row["through"] == pytest.approx(each.gates.through.value, abs=1e-6)
        assert row["known"] == pytest.approx(zone, abs=1e-6)
        assert row["low"] <= row["high"]
    assert [row[1] for row in figure.table.rows] == [
        percent(each.gates.passes.value) for each in texts.values() if each.gates is not None
    ]


def test_a_form_without_any_text_that_passes_has_zero_odds() -> None:
    hopeless = analysed("hopeless")
    (row,) = odds_by_form(hopeless, hopeless.texts).table.rows
    assert row[1:] == ("0 %", "–", "0 %")
