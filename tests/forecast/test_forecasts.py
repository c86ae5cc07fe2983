"""Forecasts over worlds: what is read from a scenario or a table, and what is made of it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

import winset
from tests.forecast.emissions import CAPABILITY, EMISSIONS, SALIENCE, YEARS
from winset.errors import WinsetError
from winset.forecast.doubt import with_doubt
from winset.forecast.forecasts import IssueForecast, forecasts
from winset.forecast.from_scenario import table_of
from winset.forecast.misses import error_on_decisions, misses_of, odds_around
from winset.forecast.model import Model
from winset.forecast.models import MODELS
from winset.formats.actor_table import ActorTable, plain_table
from winset.scenario.model import Scenario
from winset.serialise.forecast import plain_forecasts
from winset.words.forecast import (
    UNKNOWN_TOLD,
    agreement_told,
    forecast_row,
    model_table,
    models_told,
    pulls_told,
    table_told,
)
from winset.worlds import draw_worlds


def emissions() -> ActorTable:
    return plain_table(
        tuple(EMISSIONS), ("years",), YEARS[:, None], SALIENCE[:, None], 100 * CAPABILITY
    )


def small(**actors: dict[str, object]) -> Scenario:
    return Scenario.model_validate(
        {
            "winset": 1,
            "id": "small",
            "title": "Small",
            "issues": {
                "tax": {"title": "Tax", "options": {"low": 0, "high": 100}, "no_deal": "low"},
                "seat": {"title": "Seat", "options": ["Rome", "Oslo"]},
            },
            "actors": actors,
            "parties": {"p": {"principal": next(iter(actors)), "ratification": {}}},
        }
    )


def stance(position: object, salience: float = 50) -> dict[str, object]:
    return {"tax": {"position": position, "salience": salience}}


def test_a_table_as_given_is_one_world_of_points() -> None:
    found = forecasts(emissions(), ["compromise", "median"])
    assert found.issues["compromise"]["years"].centre == pytest.approx(7.390, abs=5e-4)
    assert found.issues["median"]["years"].centre == 7
    # the record of the model is there, whatever the inputs
    low, high = found.issues["median"]["years"].interval() or (0, 0)
    assert 4 <= low < 7 < high <= 10


def test_doubt_keeps_the_middle_and_says_so() -> None:
    doubted = with_doubt(emissions(), 0.1, 512)
    assert doubted.positions.shape == (512, 10, 1)
    assert np.median(doubted.positions[..., 0], axis=0) == pytest.approx(YEARS, abs=0.02)
    assert np.median(doubted.salience[..., 0], axis=0) == pytest.approx(SALIENCE, abs=0.3)
    assert doubted.positions.min() >= 4
    assert doubted.positions.max() <= 10
    assert "assumption" in table_told(doubted)[-1]
    assert with_doubt(emissions(), 0.0).worlds == 1
    with pytest.raises(WinsetError, match="worlds of its own"):
        with_doubt(doubted, 0.1)
    with pytest.raises(WinsetError, match="share of the scale"):
        with_doubt(emissions(), 1.5)


def test_more_doubt_is_more_width() -> None:
    widths = []
    for doubt in (0.05, 0.1, 0.2):
        found = forecasts(emissions(), ["compromise"], doubt=doubt, worlds=256)
        widths.append(float(np.ptp(found.issues["compromise"]["years"].points)))
    assert widths == sorted(widths)
    assert widths[0] > 0


def test_a_scenario_is_read_with_what_is_left_out() -> None:
    scenario = small(
        a={"party": "p", "influence": 60, "stances": stance(20)},
        b={"party": "p", "influence": 20, "stances": stance({"low": 60, "high": 100}, 80)},
        c={"influence": 10, "stances": {"tax": {"values": {"low": 0.1, "high": 1}, "salience": 5}}},
        d={"stances": stance(50)},
        e={"influence": 30},
    )
    table = table_of(scenario, draw_worlds(scenario, 16, 1))
    assert table.issues == ("tax",)
    assert np.isnan(table.positions[:, 4]).all()
    assert (table.positions[:, 2, 0] == 100).all()
    assert (table.reference == 0).all()
    assert table.capability[0].tolist() == [60, 20, 10, 0, 30]
    assert table_told(table) == [
        "Left out, without a scale: Seat.",
        "Left out, without influence: d.",
        "c counts at the option it values most on Tax.",
    ]
    shared = table_of(scenario, draw_worlds(scenario, 16, 1), "party").capability[0]
    assert shared == pytest.approx([75, 25, 100, 0, 100])
    assert (table_of(scenario, draw_worlds(scenario, 4, 1), "equal").capability == 1).all()
    with pytest.raises(WinsetError, match="is no capability"):
        table_of(scenario, draw_worlds(scenario, 4, 1), "money")  # type: ignore[arg-type]


def test_without_any_influence_all_weigh_alike() -> None:
    scenario = small(a={"stances": stance(20)}, b={"stances": stance(40)})
    found = forecasts(scenario, ["compromise"], worlds=4)
    assert found.issues["compromise"]["tax"].centre == 30
    assert "all actors weigh alike" in " ".join(table_told(found.table))


def test_a_body_stands_at_its_median_member() -> None:
    scenario = winset.load("treaty-senate")
    body = next(id_ for id_, actor in scenario.actors.items() if actor.body)
    members = scenario.actors[body].body
    assert members is not None
    assert members.table is not None
    table = table_of(scenario, draw_worlds(scenario, 2, 1))
    for issue, places in members.table.positions.items():
        stands = table.positions[0, table.actors.index(body), table.issues.index(issue)]
        assert np.sum(np.array(places) <= stands) >= len(places) / 2
        assert np.sum(np.array(places) >= stands) >= len(places) / 2


def one_issue(
    points: list[float], odds: NDArray[np.float64] | None, **places: list[float]
) -> IssueForecast:
    at = {name: np.array(own) for name, own in places.items()}
    return IssueForecast("m", "i", (0, 20), np.array(points), odds, at)


def sure_of(*ticks: int) -> NDArray[np.float64]:
    """Odds that lie wholly at one tick each."""
    return np.eye(101)[list(ticks)]


def test_the_nearest_option_is_counted_and_two_as_near_count_half() -> None:
    forecast = one_issue([6, 10, 14, 14], sure_of(30, 50, 70, 70), low=[0] * 4, high=[20] * 4)
    assert forecast.options == pytest.approx({"low": 0.375, "high": 0.625})
    moving = one_issue([6, 10], sure_of(30, 50), low=[0, 0], high=[20, 10])
    assert moving.options == pytest.approx({"low": 0.5, "high": 0.5})


def test_the_option_nearest_to_the_forecast_is_named_and_both_of_two() -> None:
    assert one_issue([6.0], None, low=[0], high=[20]).at_options == ("low",)
    assert one_issue([10.0], None, low=[0], high=[20]).at_options == ("low", "high")


def test_intervals_are_those_of_all_draws_together() -> None:
    odds = np.stack(
        [(sure_of(0)[0] + sure_of(50)[0]) / 2, (sure_of(0)[0] + 9 * sure_of(100)[0]) / 10]
    )
    forecast = one_issue([5, 18], odds)
    assert forecast.interval(0.8) == (0, 20)
    assert forecast.interval(0.2) == (10, 20)
    assert forecast.interval(0.0) == (10, 10)
    assert forecast.centre == 11.5


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
def test_every_model_shows_its_record_however_sure_the_inputs(model: Model) -> None:
    """A model that is off by 20 points of 100 cannot be sure within a few."""
    forecast = forecasts(emissions(), [model.name]).issues[model.name].get("years")
    if forecast is None:  # without a reference point
        return
    ends = forecast.interval()
    assert ends is not None
    assert ends[0] <= forecast.centre <= ends[1]
    assert ends[1] - ends[0] > 0.3 * 6


@given(
    st.lists(st.floats(0, 100), min_size=1, max_size=5),
    st.lists(st.integers(-100, 100), min_size=1, max_size=30),
)
def test_odds_around_a_forecast_are_odds_and_move_with_it(
    points: list[float], misses: list[int]
) -> None:
    at, off = np.array(points), np.array(misses, dtype=np.float64)
    odds = odds_around(at, off)
    assert odds.shape == (len(points), 101)
    assert odds.sum(axis=1) == pytest.approx(1)
    turned = odds_around(100 - np.round(at), -off)
    assert turned[:, ::-1] == pytest.approx(odds_around(np.round(at), off))
    exact = odds_around(at, np.zeros(3))
    assert (exact.argmax(axis=1) == np.floor(at + 0.5)).all()


def test_a_model_without_a_record_says_so_and_shows_no_interval() -> None:
    points = np.array([5.0, 9.0])
    forecast = IssueForecast("oracle", "i", (0, 20), points, None, {"low": points, "high": points})
    assert forecast.interval() is None
    assert forecast.options == {}
    assert forecast_row(forecast) == ("oracle", "7", "–", "low or high", "–")
    assert misses_of("oracle") is None
    oracle = replace(MODELS[1], name="oracle")
    assert models_told([oracle]) == [UNKNOWN_TOLD]
    assert UNKNOWN_TOLD in models_told([MODELS[0], oracle])
    assert UNKNOWN_TOLD not in models_told(MODELS)
    assert model_table([oracle]).rows[0][1] == "not known"


def test_history_is_told_round_by_round() -> None:
    found = forecasts(emissions(), ["challenge", "compromise"], rounds=2)
    actors, paths = found.paths("challenge", "years")
    assert actors == tuple(EMISSIONS)
    assert paths.shape == (3, 10)
    assert paths[0].tolist() == YEARS.tolist()
    moves = found.moves("challenge", "years")
    assert {move.round for move in moves} == {1, 2}
    belgium = next(move for move in moves if move.actor == "BE")
    assert (belgium.moved_by, belgium.reason, belgium.share) == ("FR", "confrontation", 1)
    assert found.moves("compromise", "years") == []
    assert found.paths("compromise", "years")[1].shape == (0, 10)
    plain = plain_forecasts(found)["models"]
    assert plain["challenge"]["issues"]["years"]["positions"]["BE"][:2] == [7, 10]
    assert "positions" not in plain["compromise"]["issues"]["years"]
    low, high = plain["compromise"]["issues"]["years"]["interval80"]
    assert high - low > 2


def test_a_model_of_all_issues_tells_its_history_by_issue() -> None:
    found = forecasts(winset.load("us-russia-2025"), ["exchange"], worlds=8)
    for issue in found.table.issues:
        actors, paths = found.paths("exchange", issue)
        assert paths.shape[1] == len(actors)
        assert np.isfinite(paths).all()


def test_the_same_seed_gives_the_same_forecast() -> None:
    case = winset.load("us-russia-2025")
    names = ["compromise", "challenge"]
    first, second = (plain_forecasts(forecasts(case, names, worlds=16)) for _ in range(2))
    assert first == second
    assert first != plain_forecasts(forecasts(case, names, worlds=16, seed=2))


def test_bad_requests_are_refused() -> None:
    with pytest.raises(WinsetError, match="at least one round"):
        forecasts(emissions(), rounds=0)
    with pytest.raises(WinsetError, match="says itself"):
        forecasts(winset.load("us-russia-2025"), doubt=0.1)
    with pytest.raises(WinsetError, match="is no forecasting model"):
        forecasts(emissions(), ["oracle"])


def test_an_issue_nobody_takes_part_in_is_left_out_and_said() -> None:
    scenario = small(a={"influence": 60, "stances": stance(20)})
    void = scenario.issues["tax"].model_copy(update={"title": "Void"})
    wider = scenario.model_copy(update={"issues": {**scenario.issues, "void": void}})
    table = table_of(wider, draw_worlds(wider, 2, 1))
    assert table.issues == ("tax",)
    assert "Left out, since nobody takes part: Void." in table_told(table)
    with pytest.raises(WinsetError, match="Nobody takes part in any issue"):
        forecasts(small(a={"influence": 60, "stances": stance(20, 0)}))


def test_agreement_is_told_with_the_least_doubt_there_is() -> None:
    found = forecasts(emissions(), ["compromise", "median", "challenge"])
    said = found.said_of("years")
    widths = [ends[1] - ends[0] for own in said if (ends := own.interval())]
    told = agreement_told(said)
    assert told.startswith("The models expect between 7 (")
    narrowest = said[int(np.argmin(widths))].interval()
    assert narrowest is not None
    assert told.endswith(
        f"The narrowest 80 % interval runs from {narrowest[0]:.2g} to {narrowest[1]:.2g}."
    )
    unknown = replace(said[0], odds=None)
    assert agreement_told([unknown]) == "Compromise expects 7.4."


def test_the_docs_give_every_models_error_as_the_program_does() -> None:
    page = Path(__file__).parents[2] / "docs" / "explanation" / "forecast.md"
    rows = re.findall(r"^\| (`.*`) \| (\d+) \|$", page.read_text("utf-8"), flags=re.M)
    given = {name: int(error) for names, error in rows for name in re.findall(r"`(.+?)`", names)}
    assert set(given) == {model.name for model in MODELS}
    for name, error in given.items():
        exact = error_on_decisions(name)
        assert exact is not None
        assert error == round(exact)


def test_who_moves_others_most_often_is_only_named_where_it_can_be_told() -> None:
    found = forecasts(emissions(), ["challenge"], rounds=2)
    names, pulls = found.pulls("challenge", "years")
    moved = [move.moved_by for move in found.moves("challenge", "years")]
    assert {name: int(row[0]) for name, row in zip(names, pulls, strict=True) if row[0]} == {
        name: moved.count(name) for name in set(moved)
    }
    even, ahead = np.ones((2, 64)), np.array([[1.0] * 64, [2.0] * 64])
    assert pulls_told(["a", "b"], ahead) == ("b moves others most often, 2.0 times in all rounds.")
    assert pulls_told(["a", "b"], even) == (
        "a and b move others most often. The draws cannot tell which of them leads."
    )
