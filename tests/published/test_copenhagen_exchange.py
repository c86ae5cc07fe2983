"""What the docs say of position exchange on the Copenhagen table, computed."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from winset.forecast.exchange import ExchangeOutcome, Exchanges, predict
from winset.forecast.exchange.summary import net_change
from winset.formats.actor_table import ActorTable
from winset.formats.registry import read_actors


@pytest.fixture(scope="module")
def table() -> ActorTable:
    here = Path(__file__).resolve().parents[2]
    folder = Path(os.environ.get("WINSET_DATA", here.parent / "shared" / "data")) / "exchange"
    if not folder.is_dir():
        pytest.skip("the exchange tables are not there; set WINSET_DATA to the folder they are in")
    return read_actors(folder / "copenhagen.csv")


def play(
    table: ActorTable, salience: np.ndarray | None = None, **options: object
) -> ExchangeOutcome:
    cares = table.salience if salience is None else salience
    stands = np.repeat(table.positions, len(cares), 0)
    return predict(stands, cares, table.capability, **options)  # type: ignore[arg-type]


def found(outcome: ExchangeOutcome) -> Exchanges:
    assert outcome.exchanges is not None
    return outcome.exchanges


def jittered(table: ActorTable, by: float, worlds: int = 300) -> np.ndarray:
    draw = np.random.default_rng(0)
    wrong = draw.uniform(-by, by, (worlds, *table.salience.shape[1:]))
    return np.clip(table.salience + wrong, 0, 100)


def test_partners_gain_and_others_pay(table: ActorTable) -> None:
    own = found(play(table))
    assert len(own) == 45
    assert own.gain.sum() + own.gain_back.sum() == pytest.approx(36.8, abs=0.05)
    assert own.externality[~own.own].sum() == pytest.approx(-86.3, abs=0.05)
    change = dict(zip(table.actors, net_change(own, 1), strict=True))
    assert sum(value < -0.05 for value in change.values()) == 7
    assert max(change["USA"], change["China India"]) < 0


def test_a_check_on_outcomes_makes_little_difference(table: ActorTable) -> None:
    free, stopped = play(table), play(table, overshoot="stopped")
    assert len(found(stopped)) == 43
    assert np.abs(free.forecast - stopped.forecast).max() == pytest.approx(1.3, abs=0.05)


def test_a_point_of_salience_turns_the_forecast_round(table: ActorTable) -> None:
    outcome = play(table, jittered(table, 1))
    assert outcome.initial is not None
    assert outcome.initial.std(0).max() < 0.2
    treaty, mrv = (table.issues.index(name) for name in ("Newtreaty", "MRVdecrease"))
    assert (outcome.forecast.std(0)[[treaty, mrv]] > 20).all()
    # one pair weighs the two issues alike, and decides which way they go
    usa, china = table.actors.index("USA"), table.actors.index("China India")
    more, less = (table.salience.copy() for _ in range(2))
    more[0, usa, treaty] += 1
    less[0, usa, treaty] -= 1
    ends = [play(table, cares).forecast[0, treaty] for cares in (more, less)]
    assert abs(ends[0] - ends[1]) > 40
    assert (table.salience[0, usa] == table.salience[0, china])[[treaty, mrv]].all()


def test_a_least_gain_helps_only_against_small_errors(table: ActorTable) -> None:
    one, five = (play(table, jittered(table, by), least_gain=0.3) for by in (1, 5))
    assert one.forecast.std(0).max() < 5
    assert five.forecast.std(0).max() > 15


def test_random_rates_matter_less_than_saliences(table: ActorTable) -> None:
    same = np.repeat(table.salience, 300, 0)
    spread = play(table, same, rate="random rate").forecast.std(0)
    assert 0.5 < spread.max() < 5
