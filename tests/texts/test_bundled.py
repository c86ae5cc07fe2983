"""The text the leaders would sign in the bundled case, with figures worked out before."""

from __future__ import annotations

from functools import cache

import pytest

import winset
from winset.engine import compute
from winset.texts import TextDesk
from winset.texts.before_vote import written_before_vote

LEADERS = {
    "territory": "recognised_in_part",
    "guarantees": "mutual",
    "sanctions": "phased_out",
    "economy": "some_sectors",
    "standing": "at_the_table",
}


@cache
def desk() -> TextDesk:
    case = winset.load("us-russia-2025").with_changes({"settings.noise": 0})
    return TextDesk(compute(case, worlds=512, perspectives=False))


def test_the_leaders_sign_their_text_and_the_backers_carry_it() -> None:
    asked = desk()
    number = asked.result.space.number(LEADERS)
    assert asked.gates("understanding", [number]).signed.value == pytest.approx(0.62, abs=0.03)
    answers = asked.poll.answers("executive", [number])
    backers = answers.consents.accept("us_backers")[answers.signed, 0]
    assert backers.mean() == pytest.approx(0.89, abs=0.03)
    whole = asked.poll.answers("treaty", [number]).consents.accept("europe")
    assert whole.mean() == pytest.approx(0.0, abs=0.01)


def test_the_pen_moves_what_russia_wants_upward() -> None:
    asked = desk()
    result = asked.result
    pens = written_before_vote(result, asked.poll.forms["understanding"]).pens
    texts = {pen: result.space.package(text.package) for pen, text in pens.items() if text}
    for issue in ("sanctions", "standing", "territory"):
        order = list(result.scenario.issues[issue].options)
        us, russia = (order.index(texts[pen][issue]) for pen in ("us_president", "putin"))
        assert us < russia if issue != "territory" else us <= russia
