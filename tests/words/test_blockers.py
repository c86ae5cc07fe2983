"""Headline, advice, report and result.json name the same actors as standing most in the way."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import winset
from winset.analysis import Analysis
from winset.engine import FormResult
from winset.ratification import Blocker, Ratification
from winset.report.charts.blocker_dots import blocker_dots
from winset.serialise.result import _form
from winset.uncertainty import share_of
from winset.words.advice_summary import _blockers

WORLDS = 512


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return winset.analyse(winset.load("us-russia-2025"), worlds=256)


def with_blockers(analysis: Analysis, opened: dict[str, np.ndarray]) -> Analysis:
    """Return the same result, had these actors stood in the way of every form."""
    has_zone = np.arange(WORLDS) >= WORLDS // 2

    def changed(ratification: Ratification) -> Ratification:
        here = {actor: by_world & ~has_zone for actor, by_world in opened.items()}
        shares = {actor: share_of(by_world, ~has_zone) for actor, by_world in here.items()}
        order = sorted(shares, key=lambda actor: -shares[actor].value)
        blockers = tuple(Blocker(actor, shares[actor]) for actor in order)
        zone = replace(ratification.zone, probability=share_of(has_zone))
        return replace(ratification, has_zone=has_zone, zone=zone, blockers=blockers, opened=here)

    forms = {
        name: FormResult(changed(form.ratification), form.settlements)
        for name, form in analysis.forms.items()
    }
    return replace(analysis, forms=forms)


def made_up(kind: str) -> dict[str, np.ndarray]:
    """Who opens a zone in which worlds: two alike, one among the other's worlds, one ahead."""
    draws = np.random.default_rng(7).random((2, WORLDS))
    first, second = draws < 0.4
    first_in, second_in = {
        "alike": (first, second),
        "nested": (first, first & (draws[1] < 0.85)),
        "ahead": (draws[0] < 0.8, second),
        "same": (first, first),
        "nobody": (first & False, first & False),
    }[kind]
    return {"us_president": second_in, "putin": first_in, "us_senate": np.zeros(WORLDS, dtype=bool)}


LEADING = {
    "alike": {"putin", "us_president"},
    # a share of 0.34 beside one of 0.40 ± 0.06 would not be told apart by their errors alone
    "nested": {"putin"},
    "ahead": {"putin"},
    "same": {"putin", "us_president"},
    "nobody": set(),
}


def named_in(text: str, analysis: Analysis) -> set[str]:
    names = {analysis.scenario.actor_name(actor): actor for actor in analysis.scenario.actors}
    return {actor for name, actor in names.items() if name in text}


def named_everywhere(analysis: Analysis, form: str) -> list[set[str]]:
    """Whom result.json, report and advice name first, of the form and of it alone."""
    alone = replace(analysis, forms={form: analysis.forms[form]})
    leading = {own.actor for own in alone.forms[form].ratification.leading_blockers}
    figure = blocker_dots(alone, form)
    asked = [] if figure is None else [figure.sentence.split("; more")[0]]
    named = [named_in(text, alone) for text in (*asked, _blockers(alone))]
    written = [own["actor"] for own in _form(alone.forms[form], alone)["blockers"]]
    return [leading, set(written[: len(leading)]), *named]


@pytest.mark.parametrize("kind", sorted(LEADING))
def test_made_up_ties_are_named_alike(kind: str, analysis: Analysis) -> None:
    changed = with_blockers(analysis, made_up(kind))
    for form in changed.forms:
        assert all(named == LEADING[kind] for named in named_everywhere(changed, form))


def test_the_bundled_case_names_the_same_actors_everywhere(analysis: Analysis) -> None:
    assert any(named_everywhere(analysis, form)[0] for form in analysis.forms)
    for form in analysis.forms:
        leading, *others = named_everywhere(analysis, form)
        if not leading:  # nobody's consent alone opens a zone, and nobody is named
            continue
        # of many alike the text names some, and never another
        assert all(named and named <= leading for named in others)
