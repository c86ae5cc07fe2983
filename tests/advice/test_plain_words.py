"""Advice that a reader can sign: shares with their error, counts where few, nothing said twice."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.advice.test_information import table
from tests.advice.town import onboard_in_words, town
from tests.durability.divided import analysed, divided
from winset.advice.answers import Start
from winset.advice.leader_only import leader_only
from winset.advice.onboard import onboard
from winset.advice.onboard_results import OnboardOutcome
from winset.advice.open_zone import open_zone_of
from winset.advice.robust import robust_deals
from winset.advice.who_decides import who_decides
from winset.analysis import Analysis, analyse
from winset.scenario import scenario_from
from winset.uncertainty import Band, Estimate
from winset.words.advice_summary import summary_told
from winset.words.information import information_told
from winset.words.leader_only import leader_only_told
from winset.words.open_zone import opening_told
from winset.words.robust import robust_told
from winset.words.shares import start_in_words, with_odds
from winset.words.who_decides import who_decides_told


def barred(worlds: int = 8, **red_line: Any) -> Analysis:
    """Two leaders whose red lines leave no package to both."""
    raw = divided(settings={"worlds": worlds, "noise": 0})
    raw["actors"] = {id_: raw["actors"][id_] for id_ in ("a", "b")}
    raw["parties"]["p"].pop("envoys")
    raw["actors"]["a"]["stances"]["pie"]["red_line"] = {"min": 70}
    raw["actors"]["b"]["stances"]["pie"]["red_line"] = {"max": 30, **red_line}
    return analysed(**raw)


@pytest.mark.parametrize(("count", "told"), [(4, "in 4 of 256 worlds"), (128, "with 0.50 ± 0.06")])
def test_how_often_a_deal_passes_reads_as_a_sentence(count: int, told: str) -> None:
    assert with_odds(Estimate(count / 256, 0.025, 256)) == told


def test_no_package_is_called_settled_on_where_none_is() -> None:
    analysis = barred()
    told = " ".join(who_decides_told(analysis.scenario, who_decides(analysis)))
    assert "Whether the most ratifiable package passes" in told
    assert "settled on" not in told
    assert "(in 8 of 8 worlds)" in told
    assert "1.00" not in told


def test_a_red_line_in_every_world_is_said_so() -> None:
    analysis = barred()
    told = onboard_in_words(analysis, onboard(analysis))
    assert "rules the deal out in all worlds" in told
    assert "passes in 0 of 8 worlds" in told
    assert "(0.00)" not in told


@pytest.mark.parametrize(
    ("settled", "told"),
    [
        (None, "the most ratifiable package"),
        (Estimate(1.0, 0.0, 64), "the settlement (Nash)"),
        (Estimate(0.07, 0.03, 64), "the most frequent deal (Nash, 7 % …)"),
        (Estimate(0.999, 0.001, 999), "the most frequent deal (Nash, 99 % …)"),
        (Estimate(0.001, 0.001, 999), "the most frequent deal (Nash, less than 1 % …)"),
    ],
)
def test_a_deal_is_called_settled_on_only_where_every_world_has_it(
    settled: Estimate | None, told: str
) -> None:
    assert start_in_words(Start(0, settled)) == told.replace("…", "of the worlds with a zone")


def test_a_deal_of_some_worlds_is_called_the_most_frequent() -> None:
    raw = town()
    raw["settings"] = {"worlds": 64, "noise": 0}
    for actor in ("mayor", "rival"):
        raw["actors"][actor]["stances"]["land"]["position"] = {"low": 0, "high": 100}
    analysis = analyse(scenario_from(raw))
    assert analysis.forms["treaty"].settlements["nash"].share.value < 1
    told = onboard_in_words(analysis, onboard(analysis))
    assert "As a treaty, the most frequent deal (Nash, " in told
    assert "the settlement" not in told
    decided = " ".join(who_decides_told(analysis.scenario, who_decides(analysis)))
    assert "Whether the most frequent deal passes" in decided


def test_those_who_block_are_the_same_in_the_summary_as_everywhere() -> None:
    analysis = barred(64, max={"low": 0, "high": 60})
    told = dict(summary_told(analysis, analysis.advice))["Who blocks it?"]
    for form in analysis.forms.values():
        leading = {own.actor for own in form.ratification.leading_blockers if own.share.value}
        for actor in ("a", "b"):
            name = analysis.scenario.actor_name(actor)
            assert (actor in leading) == (f" {name} " in told.replace(",", " "))


def test_packages_that_pass_alike_are_told_together() -> None:
    analysis = analyse(scenario_from(town()))
    found = robust_deals(analysis)
    first, *others = found.rows
    alike = [own for own in others if not first.is_safer_than(own)]
    told = " ".join(robust_told(analysis, found))
    assert ("cannot be told apart" in told) == bool(alike)
    assert ("the package that stands best" in told) != bool(alike)


def test_texts_that_are_about_as_good_are_told_together() -> None:
    """One passes where the house stands low, the other where it stands high: as often as not."""
    raw = table({"stances": {"choice": {"position": {"low": 0, "high": 100}, "salience": 10}}})
    analysis = analyse(scenario_from(raw))
    found = analysis.information
    assert len(found.best_texts) == 2
    told = " ".join(information_told(analysis.scenario, analysis.space, found))
    assert "2 texts are about as good to put on the table" in told
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


def test_worlds_tried_are_counted_once() -> None:
    analysis = barred(64, max={"low": 0, "high": 60})
    told = [
        text
        for own in open_zone_of(analysis).values()
        for text in opening_told(analysis.scenario, own)
    ]
    assert any("worlds tried" in text for text in told)
    assert not any("of 64 of the 64" in text for text in told)


def test_what_is_unknown_of_one_who_has_one_unknown_is_told_once() -> None:
    analysis = barred(256, max={"low": 0, "high": 100})
    told = " ".join(information_told(analysis.scenario, analysis.space, analysis.information))
    assert "Most worth finding out is the red line of b" in told
    assert "Taken together" not in told


def test_one_world_is_called_one() -> None:
    analysis = barred(1, max={"low": 0, "high": 100})
    told = [
        " ".join(who_decides_told(analysis.scenario, who_decides(analysis))),
        onboard_in_words(analysis, onboard(analysis)),
        *information_told(analysis.scenario, analysis.space, analysis.information),
    ]
    assert "in the one world drawn" in told[0]
    assert not any("1 worlds" in text for text in told)


def test_where_the_leaders_deal_has_the_elites_nothing_is_weighed() -> None:
    raw = divided()
    raw["actors"]["hawks"]["reservation"] = raw["actors"]["guard"]["reservation"] = 0
    analysis = analysed(actors=raw["actors"])
    told = leader_only_told(analysis, leader_only(analysis, analysis.durability))
    assert told[0].startswith(
        "As an understanding, the leaders’ own deal already has every elite on board."
    )
    assert "give up nothing" not in " ".join(told)


def test_what_is_clear_under_one_assumption_only_is_said_so() -> None:
    analysis = analysed()
    clear, faint = Band(-0.02, -0.05, -0.01), Band(-0.01, -0.02, -0.004)
    found = replace(leader_only(analysis, analysis.durability), rho={0.3: clear, 0.7: faint})
    told = leader_only_told(analysis, found)[-1]
    assert told.endswith(
        "change by −0.02 (−0.05 to −0.01) with ρ at 0.3 and −0.01 (−0.02 to 0.00) with ρ at 0.7, "
        "clear only with ρ at 0.3."
    )
