"""Advice as people read it: one notation, ties as ties, nothing said where there is nothing."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.advice.test_information import table
from tests.advice.town import elite, onboard_in_words, read, rule, stance, town
from tests.conftest import analysed_once
from tests.durability.divided import analysed, divided
from winset.advice.answers import Start
from winset.advice.leader_only import leader_only
from winset.advice.onboard import onboard
from winset.advice.onboard_results import OnboardOutcome
from winset.advice.payments import Price
from winset.advice.robust import robust_deals
from winset.advice.who_decides import who_decides
from winset.analysis import Analysis, analyse
from winset.scenario import scenario_from
from winset.uncertainty import Band, Estimate
from winset.words.advice_summary import advice_told, details_told, summary_told
from winset.words.advised import costs_in_words, now_then, price_in_words
from winset.words.information import information_told, worth_told
from winset.words.leader_only import leader_only_told
from winset.words.onboard import start_in_words
from winset.words.robust import robust_told
from winset.words.who_decides import who_decides_told


def barred(worlds: int = 8, **red_line: Any) -> Analysis:
    """Two leaders whose red lines leave no package to both."""
    raw = divided(settings={"worlds": worlds, "noise": 0})
    raw["actors"] = {id_: raw["actors"][id_] for id_ in ("a", "b")}
    raw["parties"]["p"].pop("envoys")
    raw["actors"]["a"]["stances"]["pie"]["red_line"] = {"min": 70}
    raw["actors"]["b"]["stances"]["pie"]["red_line"] = {"max": 30, **red_line}
    return analysed(**raw)


def prices(value: float, low: float, high: float) -> str:
    return price_in_words(Price(value, low, high))


def test_prices_are_points_of_a_hundred_with_what_the_draws_leave_open() -> None:
    assert prices(0.1, 0.09, 0.12) == "10 points (9–12)"
    assert prices(0.1, 0.1, 0.1) == "10 points"
    assert prices(0.01, 0.01, math.inf) == "1 point or more"
    assert prices(0.0, 0.0, 0.0) == "nothing"


def test_what_does_not_change_is_not_drawn_as_a_change() -> None:
    assert now_then(0.54, 0.71) == "54 % → 71 %"
    assert now_then(0.541, 0.544) == "stays 54 %"


def test_only_those_who_lose_something_are_named_as_paying() -> None:
    scenario = scenario_from(town())
    losses = {"mayor": 0.04, "rival": 0.004}
    assert costs_in_words(scenario, losses) == "Mayor −4 points"
    assert costs_in_words(scenario, {"mayor": -0.2, "rival": 0.0}) == "nobody’s"


def test_no_text_is_called_settled_on_where_none_is() -> None:
    analysis = barred()
    told = onboard_in_words(analysis, onboard(analysis))
    assert "would settle on nothing" in told
    assert "a red line rules this text out in 100 % of draws" in told
    assert ": passes 0 %" in told


@pytest.mark.parametrize(("settled", "share"), [(1.0, "100 %"), (0.07, "7 %"), (0.001, "<1 %")])
def test_the_text_advice_starts_from_is_named_as_firmly_as_the_draws_pick_it(
    settled: float, share: str
) -> None:
    told = start_in_words(Start(0, Estimate(settled, 0.0, 999)))
    assert told == f"{share} of the draws with a zone settle on this very text (Nash)"


def test_what_wins_one_and_loses_another_is_said_so() -> None:
    """The council wants nothing of what the rival holds out for, and no text has both."""
    hawk = {"reservation": 0.6, "stances": {"land": stance(0, 9), "money": stance(100, 1)}}
    raw = rule(town(council=elite(**hawk)), "p", {"all": ["mayor", "council"]})
    raw["actors"]["rival"]["reservation"] = raw["actors"]["mayor"]["reservation"] = 0.6
    analysis = analyse(scenario_from(raw))
    found = onboard(analysis)
    (form,) = found.forms.values()
    told = onboard_in_words(analysis, found)
    hardest = min(form.holdouts, key=lambda holdout: holdout.odds.value)
    assert hardest.won is None
    assert "No other text is clearly likelier to pass: what wins" in told


def test_those_who_block_are_the_same_in_the_summary_as_everywhere() -> None:
    analysis = barred(64, max={"low": 0, "high": 60})
    told = dict(summary_told(analysis, analysis.advice))["Who blocks it?"]
    for form in analysis.forms.values():
        leading = {own.actor for own in form.ratification.leading_blockers if own.share.value}
        for actor in ("a", "b"):
            name = analysis.scenario.actor_name(actor)
            assert (actor in leading) == (f" {name} " in told.replace(".", " "))


def test_texts_that_pass_alike_are_told_as_ties() -> None:
    raw = town()
    raw["perspectives"] = {"other": {"title": "Other", "actors": {"mayor": {"influence": 10}}}}
    analysis = analyse(scenario_from(raw))
    found = robust_deals(analysis)
    first, *others = found.rows
    alike = any(not first.is_safer_than(own) for own in others)
    assert ("one of several alike" in read(robust_told(analysis, found))) == alike


def test_texts_that_are_about_as_good_are_told_together() -> None:
    """One passes where the house stands low, the other where it stands high: as often as not."""
    raw = table({"stances": {"choice": {"position": {"low": 0, "high": 100}, "salience": 10}}})
    analysis = analyse(scenario_from(raw))
    found = analysis.information
    assert len(found.best_texts) == 2
    told = read(worth_told(analysis.scenario, analysis.space, found, {}))
    assert "one of two texts that cannot be told apart" in told
    assert "the best text" not in told


def test_deals_over_the_same_worlds_are_compared_world_by_world() -> None:
    """A tenth more worlds is far less than either's own error, and yet beyond doubt."""
    rng = np.random.default_rng(1)
    passes = rng.random(800) < 0.5
    more = passes.copy()
    more[np.flatnonzero(~passes)[::6]] = True
    one, other = OnboardOutcome(more, None, None), OnboardOutcome(passes, None, None)
    assert one.is_likelier_than(other)
    assert not other.is_likelier_than(one)
    assert not one.is_likelier_than(one)


def test_what_is_unknown_of_one_who_has_one_unknown_is_told_once() -> None:
    analysis = barred(256, max={"low": 0, "high": 100})
    told = information_told(analysis.scenario, analysis.information)
    assert told is not None
    assert told.sentence.startswith("Find out the red line of b")
    assert "All about" not in read(
        worth_told(analysis.scenario, analysis.space, analysis.information, {})
    )


def test_one_draw_tells_nothing_of_what_makes_the_difference() -> None:
    analysis = barred(1, max={"low": 0, "high": 100})
    told = read(
        who_decides_told(analysis.scenario, who_decides(analysis)),
        information_told(analysis.scenario, analysis.information),
    )
    assert "One draw cannot tell what makes the difference." in told
    assert "1 worlds" not in told


def test_where_the_leaders_deal_has_the_elites_nothing_is_weighed() -> None:
    raw = divided()
    raw["actors"]["hawks"]["reservation"] = raw["actors"]["guard"]["reservation"] = 0
    analysis = analysed(actors=raw["actors"])
    told = leader_only_told(analysis, leader_only(analysis, analysis.durability))
    assert told is not None
    assert told.sentence == "The leaders’ own text already has every elite on board."
    assert told.table is None


def test_what_is_clear_under_one_assumption_only_is_said_so() -> None:
    analysis = analysed()
    clear, faint = Band(-0.02, -0.05, -0.01), Band(-0.01, -0.02, 0.004)
    found = replace(leader_only(analysis, analysis.durability), rho={0.3: clear, 0.7: faint})
    told = leader_only_told(analysis, found)
    assert told is not None
    assert any(text.endswith("change by −2 points (−5 to −1).") for text in told.method)
    assert any(text.endswith("change by −1 point (−2 to 0, not clear).") for text in told.method)


def test_every_sentence_of_a_whole_case_is_short_and_in_one_notation() -> None:
    analysis = analysed_once("us-russia-2025", worlds=64, advice=True)
    answers = [
        *advice_told(analysis, analysis.advice),
        *details_told(analysis, analysis.advice),
    ]
    for answer in answers:
        assert len(answer.sentence.split()) <= 25, answer.sentence
        assert not answer.sentence.rstrip(".").count(". "), answer.sentence
    shown = read(*answers)
    assert "±" not in shown
    assert "worlds" not in shown
    assert not re.search(r"(?<!ρ at )\b0\.\d", shown)
