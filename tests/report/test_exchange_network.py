"""The exchange network: what it draws, what it says, and that it compiles at any width."""

from __future__ import annotations

import json

import numpy as np
import pytest

import winset
from winset.forecast.exchange import ExchangeOutcome, predict
from winset.forecast.exchange.summary import net_change, partners
from winset.forecast.forecasts import forecasts, forecasts_of
from winset.formats.actor_table import plain_table
from winset.report.charts.exchange_network import Trader, exchange_network, exchanges_forecast
from winset.report.export import sized
from winset.report.theme import CHART_THEMES
from winset.serialise.forecast import plain_forecasts

ISSUES = ("fish", "chips")
FOUR = [Trader("North", 0), Trader("South", 1), Trader("East"), Trader("A long name of many words")]


def outcome() -> ExchangeOutcome:
    # two who exchange, one whom it suits and one who pays
    return predict(
        [[[0, 0], [100, 100], [0, 100], [90, 10]]],
        [[[80, 20], [20, 80], [50, 50], [50, 50]]],
        [[9, 9, 1, 1]],
    )


def many(worlds: int = 30, actors: int = 12) -> ExchangeOutcome:
    draw = np.random.default_rng(2)
    shape = (worlds, actors, 4)
    return predict(draw.uniform(0, 100, shape), draw.uniform(1, 100, shape), np.ones((1, actors)))


def test_pairs_and_net_changes() -> None:
    found = outcome().exchanges
    assert found is not None
    (pair,) = partners(found, 1)
    assert (pair.first, pair.second, pair.worlds) == (0, 1, 1)
    assert (pair.first_gives, pair.second_gives) == (1, 0)
    assert pair.gain == pytest.approx(found.gain[0] + found.gain_back[0])
    change = net_change(found, 1)
    assert change[2] > 0 > change[3]


def test_gains_of_pairs_add_up_over_worlds() -> None:
    result = many()
    found = result.exchanges
    assert found is not None
    pairs = partners(found, 30)
    assert sum(pair.gain for pair in pairs) * 30 == pytest.approx(
        (found.gain + found.gain_back).sum()
    )
    assert all(pair.first < pair.second and 1 <= pair.worlds <= 30 for pair in pairs)
    assert [pair.gain for pair in pairs] == sorted((pair.gain for pair in pairs), reverse=True)


def test_net_changes_are_those_of_the_outcomes() -> None:
    draw = np.random.default_rng(4)
    positions, salience = draw.uniform(0, 100, (1, 6, 3)), draw.uniform(1, 100, (1, 6, 3))
    result = predict(positions, salience, np.ones((1, 6)))
    assert result.exchanges is not None
    assert result.initial is not None
    before = np.abs(positions - result.initial[:, None]) * salience / 100
    after = np.abs(positions - result.forecast[:, None]) * salience / 100
    assert net_change(result.exchanges, 1) == pytest.approx((before - after).sum(-1)[0])


def test_the_chart_says_who_exchanges_and_who_pays() -> None:
    figure = exchange_network(outcome(), FOUR, ISSUES)
    assert figure is not None
    assert figure.sentence == (
        "In the most gainful exchange, North would give way to South on chips, and South to North "
        "on fish. A long name of many words ends worse off after all exchanges."
    )
    assert figure.table.rows[0][:3] == ("North and South", "chips", "fish")
    text = json.dumps(figure.spec, allow_nan=False)
    assert figure.sentence in figure.spec["description"]
    assert '"url"' not in text


def test_where_nobody_exchanges_there_is_no_chart() -> None:
    alone = predict([[0, 100]], [[50, 50]], [[1, 1]])
    assert exchange_network(alone, FOUR[:2], ISSUES[:1]) is None


def test_of_many_pairs_the_most_gainful_are_drawn() -> None:
    traders = [Trader(f"Actor {number}") for number in range(12)]
    figure = exchange_network(many(), traders, ["a", "b", "c", "d"])
    assert figure is not None
    assert "most gainful of" in figure.method
    assert len(figure.spec["layer"][0]["data"]["values"]) == 40
    assert len(figure.table.rows) > 40


@pytest.mark.parametrize("theme", CHART_THEMES)
@pytest.mark.parametrize("width", [300, 760])
@pytest.mark.parametrize("made", [outcome, many])
def test_specs_compile(made: object, theme: str, width: int) -> None:
    converter = pytest.importorskip("vl_convert")
    result = made()  # type: ignore[operator]
    traders = FOUR if len(result.forecast) == 1 else [Trader(f"Actor {n}") for n in range(12)]
    figure = exchange_network(result, traders, ["a", "b", "c", "d"])
    assert figure is not None
    svg = converter.vegalite_to_svg(sized(figure.spec, width), config=CHART_THEMES[theme])
    assert svg.startswith("<svg")
    assert "NaN" not in svg


def test_of_a_case_names_and_colours_are_its_own() -> None:
    scenario = winset.load("us-russia-2025")
    found = forecasts(scenario, ["exchange", "compromise"], worlds=16)
    figure = exchanges_forecast(found, scenario=scenario)
    assert figure is not None
    assert "Security and legal guarantees" in json.dumps(figure.spec)
    assert "Putin" in figure.table.rows[1][0]
    assert exchanges_forecast(found, "compromise", scenario) is None
    plain = plain_forecasts(found)["models"]
    assert "exchanges" not in plain["compromise"]
    best = plain["exchange"]["exchanges"][0]
    assert set(best["actors"]) <= set(scenario.actors)
    assert set(best["gives"]) <= set(scenario.issues)
    assert 0 < best["share"] <= 1
    assert set(plain["exchange"]["net_change"]) == set(found.table.actors)


def test_of_a_table_names_are_those_of_the_file() -> None:
    table = plain_table(
        ("north", "south"),
        ("fish", "chips"),
        np.array([[0.0, 0], [100, 100]]),
        np.array([[80.0, 20], [20, 80]]),
        np.array([1.0, 1]),
    )
    figure = exchanges_forecast(forecasts_of(table, ["exchange"]))
    assert figure is not None
    assert figure.sentence.startswith(
        "In the most gainful exchange, north would give way to south on chips"
    )
    assert figure.sentence.endswith("Nobody ends worse off.")
