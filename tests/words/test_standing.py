"""A winner is named only where it can be told from the rest, and its share stands beside it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

import winset
from tests.conftest import analysed_once
from winset.cli import main
from winset.report.charts import position_map, settlement_strip, value_matrix, zone_strip
from winset.scenario import scenario_from
from winset.uncertainty import Estimate, share_of
from winset.words.deals import DealStanding, Lead, Shape, moves, standing_of, standing_told
from winset.words.shapes import solutions_shape
from winset.words.zone import views_told, zone_odds_told


@cache
def real() -> winset.Analysis:
    return analysed_once("us-russia-2025", worlds=64)


@cache
def pie() -> winset.Analysis:
    return winset.analyse(winset.load("unit-pie"), worlds=16)


@cache
def five_capitals() -> winset.Analysis:
    """Two leaders to whom five venues are worth the same: each option in a fifth of the deals."""
    venues = ["Bern", "Doha", "Oslo", "Rome", "Wien"]
    stance = {"venue": {"values": dict.fromkeys(venues, 0.5), "salience": 50}}
    who = {"ann": "Ann", "bob": "Bob"}
    actors = {
        id_: {"name": name, "role": "leader", "party": id_, "stances": stance, "no_deal_cost": 0.5}
        for id_, name in who.items()
    }
    parties = {
        id_: {"name": name, "principal": id_, "ratification": {"treaty": id_}}
        for id_, name in who.items()
    }
    return winset.analyse(
        scenario_from(
            {
                "winset": 1,
                "id": "venue",
                "title": "Where to meet",
                "issues": {"venue": {"title": "Venue", "options": venues, "no_deal": "Bern"}},
                "actors": actors,
                "parties": parties,
            }
        ),
        worlds=64,
    )


def estimate(value: float, worlds: int = 64) -> Estimate:
    return share_of(np.arange(worlds) < round(value * worlds))


def test_five_venues_alike_have_no_winner_anywhere() -> None:
    analysis = five_capitals()
    told = [
        zone_strip(analysis, "venue").sentence,
        value_matrix(analysis, "venue").sentence,
    ]
    strip = settlement_strip(analysis, "treaty", "venue")
    assert strip is not None
    told.append(strip.sentence)
    assert told == [
        "No option stands out among the texts that pass.",
        "The choice is between Bern, Doha, Oslo, Rome and Wien. No option stands out in the deals.",
        "No option stands out by any concept.",
    ]


def test_a_deal_picked_seldom_is_not_the_deal() -> None:
    analysis = real()
    deal = analysis.forms["understanding"].settlements["nash"]
    standing = standing_of(analysis.forms["understanding"], deal)
    assert not standing.stands_out


@pytest.mark.usefixtures("once")
def test_the_terminal_says_whether_the_deal_stands_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    command = ["run", "us-russia-2025", "-v", "--worlds", "64", "-o", str(tmp_path / "out")]
    shown = CliRunner().invoke(main, command, catch_exceptions=False).stdout
    assert "does it stand out" in shown
    assert "no one stands out" in " ".join(shown.split())


def test_two_solutions_of_every_world_are_no_single_pick() -> None:
    strip = settlement_strip(pie(), "treaty", "pie")
    assert strip is not None
    assert strip.sentence == (
        "Nash and Egalitarian most often pick “0.6” (100 %). "
        "By Kalai–Smorodinsky and Utilitarian no option stands out."
    )


def test_no_upright_is_drawn_at_an_option_that_does_not_stand_out() -> None:
    analysis = real()
    for issue in analysis.scenario.issues:
        figure = position_map(analysis, issue)
        assert ("The solid upright" in figure.method) is ("understanding: " in str(figure.spec))
        assert ("No deal is marked" in figure.method) is ("The solid upright" not in figure.method)


@pytest.mark.parametrize(
    ("standing", "told"),
    [
        (DealStanding(1, 0, estimate(1.0)), ""),
        (DealStanding(1, 0, estimate(0.5)), ""),
        (DealStanding(1, 0, estimate(0.1)), "no one stands out"),
        (DealStanding(3, 0, estimate(1.0)), "no one stands out: 3 tie"),
        (DealStanding(1, 8, estimate(0.5)), "no one stands out: 8 about as often"),
        (DealStanding(2, 40, estimate(0.05)), "no one stands out: 2 tie, 40 about as often"),
    ],
)
def test_standing(standing: DealStanding, told: str) -> None:
    assert standing_told(standing) == told


@pytest.mark.parametrize(
    ("leads", "told"),
    [
        ({"Nash": Lead(("wto",), 1.0)}, "Every concept always picks “wto”."),
        (
            {"Nash": Lead(("wto",), 0.6), "Egalitarian": Lead(("wto",), 0.8)},
            "Every concept most often picks “wto” (60–80 %).",
        ),
        ({"Nash": Lead(("a", "b", "c", "d", "wto"), 0.2)}, "No option stands out by any concept."),
        (
            {"Nash": Lead(("in_part",), 0.6), "Egalitarian": Lead(("a", "b"), 0.5)},
            "Nash most often picks “in part” (60 %). By Egalitarian no option stands out.",
        ),
    ],
)
def test_solutions(leads: dict[str, Lead], told: str) -> None:
    assert solutions_shape(leads) == told


def test_a_tie_moves_nothing() -> None:
    def shape(**leads: tuple[str, ...]) -> Shape:
        return Shape({issue: Lead(options, 0.5) for issue, options in leads.items()})

    before = shape(land=("a",), money=("x", "y"), venue=("p",))
    after = shape(land=("b",), money=("x",), venue=("p", "q"))
    assert moves(before, after) == {"land": "b"}


def test_forms_alike_share_the_first_place() -> None:
    assert zone_odds_told(five_capitals()) == (
        "Some text would pass as a treaty in 100 % of draws."
    )
    both = pie()
    zones = [form.ratification.has_zone for form in both.forms.values()]
    assert all(np.all(zone) for zone in zones)
    assert zone_odds_told(both) == "Some text would pass in 100 % of draws, whatever the form."


def test_views_are_listed() -> None:
    zones = {"Kyiv": estimate(1.0), "Moscow": estimate(0.0)}
    assert views_told(zones) == (
        "Some text would pass in 100 % of draws in the view “Kyiv”. "
        "The least is 0 %, in the view “Moscow”."
    )
    alike = dict.fromkeys(zones, estimate(1.0))
    assert views_told(alike) == "Some text would pass in 100 % of draws in every view."
