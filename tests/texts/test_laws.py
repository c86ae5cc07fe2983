"""What holds of texts in any scenario."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import assume, given

from tests.profiles import COSTLY
from tests.strategies import Case, cases
from winset.analysis import analyse
from winset.scenario import scenario_from
from winset.serialise.texts import TextResults
from winset.texts import Gates

WORLDS = (1, 8, 16, 40)


def gates_multiply(gates: Gates) -> None:
    if gates.signed.value:
        product = gates.signed.value * gates.ratified.value
        assert math.isclose(gates.passes.value, product, abs_tol=1e-12)
    else:
        assert math.isnan(gates.ratified.value)
        assert gates.passes.value == 0
    assert gates.passes.value <= min(gates.signed.value, gates.in_zone.value)
    if gates.signed.value:
        least, most = 1 - gates.ratified.value, sum(each.value for each in gates.defects.values())
        assert max(each.value for each in gates.defects.values()) <= least + 1e-12
        assert least <= most + 1e-12


@COSTLY
@given(cases(worlds=WORLDS))
def test_the_gates_multiply_and_someone_defects_where_a_signed_text_fails(case: Case) -> None:
    for texts in analyse(case.scenario(), perspectives=False).texts.values():
        for gates in (texts.gates, texts.before_vote, texts.settlement):
            if gates is not None:
                gates_multiply(gates)


@COSTLY
@given(cases(worlds=WORLDS))
def test_no_text_passes_more_often_than_the_best_and_cross_fitting_never_adds(case: Case) -> None:
    analysis = analyse(case.scenario(), perspectives=False)
    for form, texts in analysis.texts.items():
        zone = analysis.forms[form].ratification.zone
        if texts.best is None or texts.gates is None:
            assert not zone.by_package.any()
            continue
        most = zone.odds(texts.best.package)
        assert most == zone.by_package.max()
        # with x picked without replicate r: T(x*) − c_r(x*) ≤ T(x) − c_r(x), so c_r(x) ≤ c_r(x*)
        assert texts.gates.in_zone.value <= most + 1e-12
        assert most <= zone.probability.value + 1e-12


@COSTLY
@given(cases(worlds=WORLDS))
def test_a_person_says_yes_as_often_as_anyone_else_is_told(case: Case) -> None:
    analysis = analyse(case.scenario(), perspectives=False)
    number = analysis.space.size - 1
    assume(analysis.space.allows(analysis.space.choices([number]))[0])
    for form in analysis.forms:
        odds = analysis.consent_odds([number], form)
        for ballot in analysis.vote(form, analysis.space.package(number)).ballots:
            if ballot.tally is None:
                expected = odds[ballot.actor].probability[0]
                assert ballot.probability.value == pytest.approx(expected)


@COSTLY
@given(cases(worlds=WORLDS, negation=False))
def test_without_a_not_nobody_stops_a_text_by_saying_yes(case: Case) -> None:
    analysis = analyse(case.scenario(), perspectives=False)
    number = analysis.space.size // 2
    for form in analysis.forms:
        answers = analysis.desk.poll.answers(form, [number])
        willing = answers.passes_if(willing=answers.actors)
        assert (answers.passes <= willing).all()
        assert not answers.passes_if(refusing=answers.actors).any()
        for actor in answers.actors:
            assert (answers.passes_if(refusing=[actor]) <= answers.passes).all()
            assert (answers.passes <= answers.passes_if(willing=[actor])).all()


@COSTLY
@given(cases(worlds=(4, 16)))
def test_a_search_finds_no_better_text_and_the_same_where_it_finds_the_best(case: Case) -> None:
    scenario = case.scenario()
    listed = analyse(scenario, perspectives=False)
    searched = analyse(scenario, perspectives=False, method="programme")
    for form, texts in searched.texts.items():
        best = listed.texts[form].best
        if texts.vote is None or best is None:
            continue
        odds = listed.forms[form].ratification.zone.odds(best.package)
        assert texts.vote.gates.in_zone.value <= odds
        if searched.forms[form].ratification.listing.lists(best.package):
            assert texts.vote.gates.in_zone.value == odds


@COSTLY
@given(cases(worlds=(16, 40)))
def test_the_same_for_any_number_of_workers(case: Case) -> None:
    scenario = case.scenario()
    told = []
    for workers in (1, 3):
        analysis = analyse(scenario, perspectives=False, workers=workers)
        texts = TextResults(analysis.texts)
        told.append(json.dumps([texts.plain(form, analysis) for form in analysis.forms]))
    assert told[0] == told[1]


def window(low: float, high: float) -> dict[str, Any]:
    """Return one issue of two options between two leaders, one with an uncertain red line."""
    line = {"position": 100, "salience": 1, "red_line": {"max": {"low": low, "high": high}}}
    return {
        "winset": 1,
        "id": "window",
        "title": "Window",
        "issues": {"share": {"title": "Share", "options": {"none": 0, "half": 50}, "no_deal": 0}},
        "actors": {
            "a": {"party": "p", "stances": {"share": line}},
            "b": {"party": "q", "stances": {"share": {"position": 100, "salience": 1}}},
        },
        "parties": {
            "p": {"principal": "a", "ratification": {"treaty": "a"}},
            "q": {"principal": "b", "ratification": {"treaty": "b"}},
        },
        "settings": {"worlds": 256, "noise": 0.0},
    }


@pytest.mark.parametrize(
    ("low", "high", "odds", "ends"),
    [
        # the line lies where the text is between its tenth and its ninetieth percentile
        (0, 100, 0.5, (0.0, 1.0)),
        (40, 60, 0.5, (0.0, 1.0)),
        # only one draw in twenty lies across it, so neither end moves the odds
        (49, 69, 0.95, None),
        (31, 51, 0.05, None),
    ],
)
def test_with_one_judgement_the_range_is_that_of_its_two_ends(
    low: float, high: float, odds: float, ends: tuple[float, float] | None
) -> None:
    analysis = analyse(scenario_from(window(low, high)))
    vote = analysis.vote("treaty", {"share": "half"})
    assert vote.gates.in_zone.value == pytest.approx(odds, abs=0.01)
    now = vote.gates.in_zone.value
    assert (vote.range.low, vote.range.high) == (ends or (now, now))
    assert [swing.odds for swing in vote.range.held] == ([ends] if ends else [])
