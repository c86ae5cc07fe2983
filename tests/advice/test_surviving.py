"""Survival by world against the same deal run forward world by world."""

from __future__ import annotations

import pytest

import winset
from tests.conftest import analysed_once
from winset.advice.answers import ask_each_form
from winset.advice.information import information_of
from winset.advice.survival import Lasting, heirs, survivals


@pytest.fixture(scope="module")
def analysis() -> winset.Analysis:
    return analysed_once("us-russia-2025", worlds=64, perspectives=False)


def test_between_the_corners_as_if_run_forward(analysis: winset.Analysis) -> None:
    lasting = Lasting(analysis)
    deals = {name: own.settlements["nash"].package for name, own in analysis.forms.items()}
    numbers = [number for number in deals.values() if number is not None]
    asked = heirs(analysis.scenario, lasting)
    answers = ask_each_form(analysis, analysis.worlds, analysis.forms, numbers, asked)
    found = survivals(analysis, answers, lasting)
    assert {own.form for own in found} == set(deals)
    for own in found:
        deal = deals[own.form]
        assert deal is not None
        for world in range(0, analysis.worlds.count, 5):
            accepts = {
                actor: float(answers[own.form].accepts(actor, deal)[world]) for actor in asked
            }
            band = lasting.of(own.form, accepts)
            assert band is not None
            assert own.values[world] == pytest.approx(band.mean, abs=0.005)


def test_survival_is_an_outcome_where_asked_for(analysis: winset.Analysis) -> None:
    without, with_it = information_of(analysis), information_of(analysis, survival=True)
    names = {(o.form, o.name) for o in with_it.outcomes} | set(with_it.untold)
    assert ("treaty", "survival") in names
    assert not any(name == "survival" for _, name in [*without.untold])
    assert with_it.main == without.main
