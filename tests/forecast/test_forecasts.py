"""Forecasts over worlds: what is read from a scenario or a table, and what is made of it."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

import winset
from tests.forecast.emissions import CAPABILITY, EMISSIONS, SALIENCE, YEARS
from winset.errors import WinsetError
from winset.forecast.doubt import with_doubt
from winset.forecast.forecasts import IssueForecast, forecasts
from winset.forecast.from_scenario import table_of
from winset.formats.actor_table import ActorTable, plain_table
from winset.scenario.model import Scenario
from winset.serialise.forecast import plain_forecasts
from winset.words.forecast import agreement_told, forecast_row, pulls_told, table_told
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
    assert found.issues["median"]["years"].is_point


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
        low, high = found.issues["compromise"]["years"].interval()
        widths.append(high - low)
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
        "Left out, having no scale: Seat.",
        "Left out, for want of influence: d.",
        "c stands at the option it values most, on Tax.",
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


def test_the_nearest_option_is_counted_and_two_as_near_count_half() -> None:
    scenario = small(
        a={"influence": 50, "stances": stance({"values": [30, 50, 70], "weights": [1, 1, 2]})}
    )
    found = forecasts(scenario, ["compromise"], worlds=256).issues["compromise"]["tax"]
    assert found.options == pytest.approx({"low": 0.375, "high": 0.625}, abs=0.02)
    assert sum(found.options.values()) == pytest.approx(1)


def test_quantiles_are_those_of_the_mixture() -> None:
    values, mass = np.array([[0.0, 10.0], [0.0, 20.0]]), np.array([[0.5, 0.5], [0.1, 0.9]])
    own = IssueForecast("m", "i", (0, 20), np.array([5.0, 18.0]), values, mass, {})
    assert [own.quantile(level) for level in (0.1, 0.3, 0.31, 0.55, 0.56, 1)] == [
        0, 0, 10, 10, 20, 20
    ]  # fmt: skip
    assert own.interval(0.8) == (0, 20)
    assert own.centre == 11.5


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
    assert plain["compromise"]["issues"]["years"]["interval80"] is None


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
    assert "Left out, nobody taking part in it: Void." in table_told(table)
    with pytest.raises(WinsetError, match="Nobody takes part in any issue"):
        forecasts(small(a={"influence": 60, "stances": stance(20, 0)}))


def test_options_that_the_draws_cannot_tell_apart_are_all_named() -> None:
    worlds = 64
    flat, clear = np.full(worlds, 0.5), np.full(worlds, 0.9)
    coin = (np.arange(worlds) // 8 % 2).astype(float)
    points, mass = np.full((worlds, 1), 50.0), np.ones((worlds, 1))

    def said(first: NDArray[np.float64]) -> IssueForecast:
        nearest = {"kept": first, "eased": 1 - first}
        return IssueForecast("mode", "i", (0, 100), points[:, 0], points, mass, nearest)

    assert said(flat).likeliest == ("kept", "eased")
    assert said(coin).likeliest == ("kept", "eased")
    assert said(clear).likeliest == ("kept",)
    assert said(1 - clear).likeliest == ("eased",)
    assert forecast_row(said(flat))[-1] == "kept or eased (0.50)"
    assert agreement_told([said(flat)]) == "Mode says 50."


def test_who_moves_others_most_often_is_only_named_where_it_can_be_told() -> None:
    found = forecasts(emissions(), ["challenge"], rounds=2)
    names, pulls = found.pulls("challenge", "years")
    moved = [move.moved_by for move in found.moves("challenge", "years")]
    assert {name: int(row[0]) for name, row in zip(names, pulls, strict=True) if row[0]} == {
        name: moved.count(name) for name in set(moved)
    }
    even, ahead = np.ones((2, 64)), np.array([[1.0] * 64, [2.0] * 64])
    assert pulls_told(["a", "b"], ahead) == ("b moves others most often, 2.0 times in all rounds.")
    assert pulls_told(["a", "b"], even).endswith("the draws cannot tell: a or b.")
