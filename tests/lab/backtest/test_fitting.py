"""The fit of the combined forecast: it finds what is there, and never peeks."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.lab.backtest.made import made_rows, write
from winset.errors import WinsetError
from winset.forecast.combined import shipped, shipped_figures
from winset.forecast.mixture import GRID, MixtureShape, central, outcome_odds
from winset.lab.backtest import backtest
from winset.lab.backtest.decisions import Decisions
from winset.lab.backtest.deu import read_deu
from winset.lab.backtest.fitting import camps_of, fit, fit_parameters, folds, nested, shape_of


def test_a_proposal_known_to_the_fit_is_forecast_without_it(made: Decisions) -> None:
    """Of proposals the shipped figures know, the file's own figures without them are used."""
    name = next(iter(shipped().without))
    names = (name, *made.proposal_names[1:])
    known = Decisions(**{**vars(made), "proposal_names": names})
    before, after = (backtest(d, ("combined",)).trials[0].odds for d in (made, known))
    own = made.proposals == 0
    assert not np.array_equal(before[own], after[own])
    assert np.array_equal(before[~own], after[~own])


def test_a_fit_without_a_proposal_does_not_see_its_outcome(made: Decisions) -> None:
    own = made.proposals == 0
    before = fit(made)
    made.outcome[own] = 100 - made.outcome[own]
    after = fit(made)
    name = made.proposal_names[0]
    assert before.shape != after.shape
    for first, second in zip(
        vars(before.without[name]).values(), vars(after.without[name]).values(), strict=True
    ):
        assert first == pytest.approx(second, rel=0.02)


def test_the_fit_finds_the_shape_outcomes_were_drawn_from() -> None:
    rng = np.random.default_rng(4)
    count = 3000
    places = np.array([0.0, 25, 50, 75, 100])
    positions = np.array([rng.choice(places, 12, p=rng.dirichlet([0.5] * 5)) for _ in range(count)])
    truth = MixtureShape(0.5, 0.6, 0.4)
    salience = rng.uniform(10, 100, (count, 12))
    actors = ("com", "ep", "at", "be", "dk", "fi", "fr", "de", "el", "ie", "it", "nl")
    blank = np.full(count, np.nan)
    made = Decisions(
        actors, tuple(map(str, range(count))), np.arange(count) // 3,
        tuple(f"d99{p:03d}" for p in range(count // 3)), positions, salience, blank, blank.copy(),
        ("codecision",) * count, ("majority",) * count, np.full(count, 1999), None,
    )  # fmt: skip
    odds = outcome_odds(camps_of(made), truth)
    outcome = np.array([rng.choice(GRID, p=row / row.sum()) for row in odds])
    found = shape_of(fit_parameters(camps_of(made), outcome, np.ones(count, dtype=np.bool_)))
    assert found.exponent == pytest.approx(truth.exponent, abs=0.1)
    assert found.lumps == pytest.approx(truth.lumps, abs=0.1)
    assert found.spread == pytest.approx(truth.spread, abs=0.2)


def test_folds_tear_no_proposal_apart(made: Decisions) -> None:
    tests = list(folds(made.proposals, 7, 1))
    assert np.array_equal(np.sum(tests, axis=0), np.ones(len(made.issues)))
    for test in tests:
        assert not set(made.proposals[test]) & set(made.proposals[~test])


def test_too_few_proposals_are_refused(tmp_path: Path) -> None:
    few = read_deu(write(tmp_path / "few.csv", made_rows(9)))
    with pytest.raises(WinsetError, match="too few to fit on"):
        fit(few)


@pytest.mark.slow
def test_the_shipped_figures_are_those_of_the_data(deu: Decisions) -> None:
    figures, scored = shipped_figures(), deu.of(deu.decided)
    again = fit(scored)
    assert vars(again.shape) == pytest.approx(figures["shape"], rel=1e-3)
    assert list(again.se) == pytest.approx(list(figures["se"].values()), rel=1e-2)
    assert again.without.keys() == figures["without"].keys()
    for name, shape in again.without.items():
        assert list(vars(shape).values()) == pytest.approx(figures["without"][name], rel=1e-3)
    odds, _ = nested(scored)
    error = np.abs(central(odds) - scored.outcome).mean()
    assert error == pytest.approx(figures["nested"]["mae"], abs=0.05)


def test_the_shipped_scores_are_those_of_the_data(deu: Decisions) -> None:
    """Of the cheap models; every one of them, to the last digit that is shipped."""
    kept = {row["model"]: row for row in shipped_figures()["scores"]}
    for trial in backtest(deu).trials:
        assert trial.mae.mean == pytest.approx(kept[trial.name]["mae"], abs=2e-3)
        assert trial.crps.mean == pytest.approx(kept[trial.name]["crps"], abs=2e-3)
        assert trial.coverage80 == pytest.approx(kept[trial.name]["coverage80"], abs=1e-2)


def test_it_beats_weighted_means_on_proposals_left_out(deu: Decisions) -> None:
    """CRPS by 5 % and error by 3 %, their paired intervals above nought."""
    found = backtest(deu, ("combined", "compromise:votes", "mean"))
    for pair in found.pairs[:2]:
        assert pair.better == "combined"
        assert pair.crps_share > 0.05
        assert pair.mae_share > 0.03
        assert pair.crps.low > 0
        assert pair.mae.low > 0


def test_its_odds_are_calibrated(deu: Decisions) -> None:
    """Outcomes fall into its intervals as often as the odds in them say."""
    trial = backtest(deu, ("combined",)).trials[0]
    assert trial.coverage80 == pytest.approx(trial.odds80, abs=0.03)
    flat = np.histogram(trial.scores.pit, bins=5, range=(0, 1))[0] / len(trial.point)
    assert np.abs(flat - 0.2).max() < 0.06
