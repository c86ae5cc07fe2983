"""Advice that a reader can sign: shares with their error, counts where few, nothing said twice."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.advice.town import onboard_in_words
from tests.durability.divided import analysed, divided
from winset.advice.leader_only import leader_only
from winset.advice.onboard import onboard
from winset.advice.open_zone import open_zone_of
from winset.advice.who_decides import who_decides
from winset.analysis import Analysis
from winset.uncertainty import Band, Estimate
from winset.words.information import information_told
from winset.words.leader_only import leader_only_told
from winset.words.open_zone import opening_told
from winset.words.shares import with_odds
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
        "As an undisclosed understanding, the leaders’ own deal already has every elite on board."
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
