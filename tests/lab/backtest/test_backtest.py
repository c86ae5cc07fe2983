"""Backtests: no peeking, whole clusters, honest differences."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.errors import WinsetError
from winset.lab.backtest import backtest
from winset.lab.backtest.as_json import plain_backtest
from winset.lab.backtest.decisions import Decisions
from winset.lab.backtest.panel import CHEAP, entrants, every_model
from winset.lab.backtest.resampling import Resampling
from winset.lab.backtest.spread import residual_odds, spread_odds


def test_figures_are_those_of_a_slow_twin(made: Decisions) -> None:
    found = backtest(made, ("mean", "median"))
    errors = []
    for places, out in zip(made.positions, made.outcome, strict=True):
        taken = [p for p in places if np.isfinite(p)]
        errors.append(sum(taken) / len(taken) - out)
    plain = found.trials[0]
    assert plain.mae.mean == pytest.approx(np.mean(np.abs(errors)))
    assert plain.rmse == pytest.approx(np.sqrt(np.mean(np.square(errors))))
    assert plain.bias == pytest.approx(np.mean(errors))
    assert plain.mae.low < plain.mae.mean < plain.mae.high
    assert plain.mae.n == len(made.issues)
    (pair,) = found.pairs
    worse = next(t for t in found.trials if t.name == pair.than)
    better = next(t for t in found.trials if t.name == pair.better)
    assert pair.mae.mean == pytest.approx(worse.mae.mean - better.mae.mean)
    assert pair.mae.mean >= 0
    assert pair.mae_share == pytest.approx(pair.mae.mean / worse.mae.mean)


@pytest.mark.parametrize("asked", [CHEAP, pytest.param(("all",), marks=pytest.mark.slow)])
def test_every_model_of_the_panel_runs(asked: tuple[str, ...], made: Decisions) -> None:
    names = every_model() if asked == ("all",) else asked
    found = backtest(made, asked)
    assert tuple(trial.name for trial in found.trials) == names
    assert len(found.pairs) == len(names) * (len(names) - 1) // 2
    for trial in found.trials:
        kept = np.isfinite(trial.point)
        assert ((trial.point[kept] >= 0) & (trial.point[kept] <= 100)).all()
        assert trial.odds[kept].sum(axis=1) == pytest.approx(np.ones(kept.sum()))
        if trial.name != "combined":
            assert np.isfinite(trial.log_score)
        assert 0 <= trial.coverage80 <= 1


def test_a_distribution_never_sees_its_own_proposal(made: Decisions) -> None:
    """Whatever was decided on a proposal, its own forecasts stay as they are."""
    (plain,) = backtest(made, ("mean",)).trials
    before = plain.odds
    own = made.proposals == made.proposals[0]
    changed = made.outcome.copy()
    changed[own] = 100 - changed[own]
    after = residual_odds(plain.point, changed, made.proposals)
    assert np.array_equal(before[own], after[own])
    assert not np.array_equal(before[~own], after[~own])


def test_issues_without_an_outcome_are_left_out(made: Decisions) -> None:
    made.outcome[:3] = np.nan
    found = backtest(made, ("mean", "status-quo"))
    assert found.issues == len(made.issues) - 3
    assert found.trials[1].mae.n == int(np.isfinite(made.reference[3:]).sum())
    made.outcome[:] = np.nan
    with pytest.raises(WinsetError, match="no issue has an outcome"):
        backtest(made, ("mean",))


def test_a_file_without_gdp_is_scored_without_it(made: Decisions) -> None:
    bare = Decisions(**{**vars(made), "gdp": None})
    names = {trial.name for trial in backtest(bare).trials}
    assert names == {name for name in CHEAP if not name.endswith(":gdp")}
    with pytest.raises(WinsetError, match="no row of national GDP"):
        backtest(bare, ("compromise:gdp",))


def test_tables_that_leave_models_little_to_say_are_scored(made: Decisions) -> None:
    """All at one place, two actors only, nobody who cares, no salience at all."""
    made.positions[0] = 50
    made.positions[1] = np.nan
    made.positions[1, :2] = 0, 100
    made.positions[2, 2:] = np.nan
    made.positions[2, :2] = 10
    made.salience[3] = 0
    made.salience[4] = np.nan
    trials = backtest(made, ("combined", "compromise", "median", "mode", "challenge", "condorcet"))
    for trial in trials.trials:
        assert np.isfinite(trial.point).all(), trial.name
        assert trial.point[0] == 50
        assert trial.point[2] == pytest.approx(10, abs=1)


def test_every_unknown_name_is_told(made: Decisions) -> None:
    with pytest.raises(WinsetError) as caught:
        entrants(made, ("meen", "mean:gdp", "compromise:gold", "compromise:gdp"))
    told = str(caught.value)
    for part in (
        "“meen” is no model",
        "“mean:gdp”: mean takes no capability",
        "“gold” is no capability",
    ):
        assert part in told


def test_the_same_seed_gives_the_same_intervals(made: Decisions) -> None:
    first, again, other = (plain_backtest(backtest(made, ("mean",), seed=s)) for s in (1, 1, 2))
    assert first == again
    assert first["models"]["mean"]["mae"] == other["models"]["mean"]["mae"]
    assert first["models"]["mean"]["mae_ci"] != other["models"]["mean"]["mae_ci"]


def test_intervals_are_wider_by_cluster_than_by_issue() -> None:
    """Twenty proposals whose issues repeat each other say no more than twenty issues."""
    rng = np.random.default_rng(0)
    values = rng.normal(size=20)
    alone = Resampling(np.arange(20), seed=1).mean(values)
    repeated = Resampling(np.repeat(np.arange(20), 5), seed=1).mean(np.repeat(values, 5))
    as_if = Resampling(np.arange(100), seed=1).mean(np.repeat(values, 5))
    assert repeated.high - repeated.low == pytest.approx(alone.high - alone.low)
    assert as_if.high - as_if.low < 0.6 * (alone.high - alone.low)
    assert repeated.n == 100


def test_the_interval_covers_the_mean_about_as_often_as_it_says() -> None:
    rng = np.random.default_rng(2)
    covered = 0
    for trial in range(200):
        effect = np.repeat(rng.normal(size=40), 3)
        found = Resampling(np.repeat(np.arange(40), 3), seed=trial, replicates=500).mean(
            effect + rng.normal(size=120)
        )
        covered += found.low <= 0 <= found.high
    assert 0.88 <= covered / 200 <= 0.985


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(1, 9)), min_size=1, max_size=9))
def test_spread_is_the_weight_by_position(actors: list[tuple[int, int]]) -> None:
    positions = np.array([[float(p) for p, _ in actors]])
    weights = np.array([[float(w) for _, w in actors]])
    spread = spread_odds(positions, weights)
    assert spread.sum() == pytest.approx(1)
    assert (spread @ np.arange(101.0))[0] == pytest.approx(np.average(positions, weights=weights))


def test_groups_split_the_issues_and_their_means(made: Decisions) -> None:
    found = backtest(made, ("mean", "combined"))
    split = {group.name: group for group in found.groups}
    for parts in (
        ("codecision", "consultation"),
        ("qualified majority", "unanimity"),
        ("two positions", "three or four", "five or more"),
        ("two thirds at one position", "no such camp"),
    ):
        assert sum(split[name].n for name in parts) == found.issues
        total = sum(split[name].n * split[name].mae["mean"] for name in parts if split[name].n)
        assert total / found.issues == pytest.approx(found.trials[0].mae.mean)


def test_figures_on_the_real_decisions(deu: Decisions) -> None:
    """The mean beats median and status quo by about what the literature says (Thomson 2011)."""
    names = ("mean", "compromise:gdp", "plain-median", "status-quo")
    found = {trial.name: trial for trial in backtest(deu, names).trials}
    assert found["mean"].mae.n == 205
    assert found["mean"].mae.mean == pytest.approx(22.73, abs=0.005)
    assert found["compromise:gdp"].mae.mean == pytest.approx(22.97, abs=0.005)
    assert found["plain-median"].mae.mean == pytest.approx(27.58, abs=0.005)
    assert found["status-quo"].mae.mean == pytest.approx(51.25, abs=0.005)
