"""The text the leaders would sign in the case as first coded, with figures worked out before."""

from __future__ import annotations

from pathlib import Path

import pytest

from winset.cases import load
from winset.engine import compute
from winset.ratification import forms_of
from winset.scenario import read_scenario
from winset.texts import TextDesk
from winset.texts.before_vote import written_before_vote

LEADERS = {
    "territory": "recognised_in_part",
    "guarantees": "mutual",
    "sanctions": "phased_out",
    "economy": "some_sectors",
    "standing": "at_the_table",
}


def test_the_leaders_sign_their_text_as_often_as_was_measured() -> None:
    case = read_scenario(Path(__file__).with_name("leaders.yaml"))
    asked = TextDesk(compute(case, worlds=512, perspectives=False))
    number = asked.result.space.number(LEADERS)
    assert asked.gates("understanding", [number]).signed.value == pytest.approx(0.62, abs=0.03)


def test_the_pen_moves_what_russia_wants_upward() -> None:
    case = load("us-russia-2025").with_changes({"settings.noise": 0})
    result = compute(case, worlds=512, perspectives=False)
    form = next(form for form in forms_of(case) if form.name == "understanding")
    pens = written_before_vote(result, form).pens
    texts = {pen: result.space.package(text.package) for pen, text in pens.items() if text}
    us, russia = (
        [list(issue.options).index(texts[pen][id_]) for id_, issue in case.issues.items()]
        for pen in ("us_president", "putin")
    )
    assert all(theirs <= ours for theirs, ours in zip(us, russia, strict=True))
    assert sum(us) < sum(russia)
