"""What the real files say, checked from more than one side."""

import json
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from tests.lab.durability_fit.conftest import optional
from winset.durability.coefficients import (
    CoefficientsError,
    read_coefficients,
    shipped_approval,
    shipped_figures,
)
from winset.durability.terms import CAUSES
from winset.lab.cli import lab
from winset.lab.durability_fit import fit as fitting
from winset.lab.durability_fit.alliances import fit_model, one_end_a_year, placebo
from winset.lab.durability_fit.approval import _election_day, fit_approval, fit_logit, odds_at
from winset.lab.durability_fit.archigos import load_archigos
from winset.lab.durability_fit.chisols import LeaderSupport
from winset.lab.durability_fit.cox import fit_cox
from winset.lab.durability_fit.design import Specification, columns
from winset.lab.durability_fit.figures import write_figures
from winset.lab.durability_fit.fit import SIMULATED, fit_all
from winset.lab.durability_fit.fortna import load_fortna
from winset.lab.durability_fit.hazard import EstimationError, add_up, fit_hazard
from winset.lab.durability_fit.peace import fit_fortna, fit_peace_agreements
from winset.lab.durability_fit.reading import SourceFileError
from winset.lab.durability_fit.spells import Spells
from winset.lab.durability_fit.stata import read_stata
from winset.lab.durability_fit.turnover import pooled, tenure, turnover_by_regime
from winset.lab.durability_fit.ucdp import load_ucdp
from winset.lab.durability_fit.validate import area_under_curve, validate


def test_alliance_hazard_against_statsmodels(spells: Spells) -> None:
    glm = pytest.importorskip("statsmodels.genmod.generalized_linear_model")
    families = pytest.importorskip("statsmodels.genmod.families")
    names, x = columns(spells, Specification())
    counts = add_up(names, x, spells.event == 0, spells.exposure, spells.alliance)
    ours = fit_hazard(counts)
    model = glm.GLM(counts.events, counts.x, families.Poisson(), offset=np.log(counts.exposure))
    grouped = {"groups": counts.cluster, "use_correction": False}
    theirs = model.fit(cov_type="cluster", cov_kwds=grouped, tol=1e-12)
    g = counts.clusters
    np.testing.assert_allclose(ours.coefficients, theirs.params, atol=1e-6)
    np.testing.assert_allclose(
        np.sqrt(np.diag(ours.covariance)), theirs.bse * np.sqrt(g / (g - 1)), rtol=1e-5
    )


def test_alliance_ratios_against_a_cox_model_of_lifelines(spells: Spells) -> None:
    """Age left free instead of in pieces: lifelines 0.30.3's Cox model with changing covariates.

    Its ratios for a coalition change, on these spells and terms, step size 0.3.
    """
    lifelines = {"coalition_change_democracy": 1.726, "coalition_change_nondemocracy": 4.560}
    names, x = columns(spells, Specification())
    kept = [k for k, n in enumerate(names) if n != "constant" and not n.startswith("age")]
    terms = tuple(names[k] for k in kept)
    cox = fit_cox(
        terms, x[:, kept], start=spells.start, stop=spells.stop, event=spells.event == 0,
        cluster=spells.alliance,
    )  # fmt: skip
    pieces = fit_hazard(add_up(names, x, spells.event == 0, spells.exposure, spells.alliance))
    for term, ratio in lifelines.items():
        assert cox.ratio(term)[0] == pytest.approx(ratio, abs=6e-4)
        assert pieces.ratio(term)[0] == pytest.approx(ratio, rel=0.1)


def test_shipped_hazards_are_these(spells: Spells) -> None:
    shipped = shipped_figures()["hazards"]
    for name, spec in SIMULATED.items():
        for cause, fit in fit_model(spells, spec, causes=CAUSES[:2]).fits.items():
            assert tuple(shipped[name][cause]["terms"]) == fit.terms
            np.testing.assert_allclose(
                shipped[name][cause]["coefficients"], fit.coefficients, atol=2e-6
            )
            np.testing.assert_allclose(
                shipped[name][cause]["covariance"], fit.covariance, atol=2e-6
            )


def test_expected_ends_equal_observed(spells: Spells) -> None:
    """With a constant the score equations make them equal; a check of design and fit together."""
    names, x = columns(spells, Specification())
    fit = fit_hazard(add_up(names, x, spells.event == 0, spells.exposure, spells.alliance))
    expected = (spells.exposure * np.exp(x @ fit.coefficients)).sum()
    assert expected == pytest.approx((spells.event == 0).sum(), rel=1e-6)


def test_the_placebo_tells_regimes_apart(spells: Spells) -> None:
    """The docs' plainest sentence: a democracy's window before is as risky as the one after."""
    rows = {r.term: r for r in placebo(spells) if r.cause == "violated"}
    assert rows["before_coalition_change_democracy"].hr > rows["coalition_change_democracy"].hr  # type: ignore[operator]
    assert rows["before_coalition_change_nondemocracy"].hi < 3  # type: ignore[operator]
    assert rows["coalition_change_nondemocracy"].lo > 1.5  # type: ignore[operator]


def test_one_end_a_year_only_censors(spells: Spells) -> None:
    fewer = one_end_a_year(spells)
    changed = fewer.event != spells.event
    assert changed.any()
    assert np.all(fewer.event[changed] == -1)


def test_turnover_counts(support: LeaderSupport) -> None:
    rows = {r.regime: r for r in turnover_by_regime(support)}
    for row in rows.values():
        assert row.coalition_changes <= row.leader_changes
        assert row.leader_odds.low < row.leader_odds.value < row.leader_odds.high
    assert rows["democracy"].coalition_rate.value > 3 * rows["single_party"].coalition_rate.value
    shipped = {r["regime"]: r for r in shipped_figures()["turnover"]}
    assert shipped["democracy"]["coalition_changes"] == rows["democracy"].coalition_changes


def test_pooled_share() -> None:
    share = pooled(np.array([1.0, 3]), np.array([10.0, 10]), at_most_one=True)
    assert share.value == 0.2
    assert 0 < share.low < 0.2 < share.high < 1
    assert pooled(np.zeros(3), np.full(3, 10.0)).high == pytest.approx(0.1)


def test_tenure(data_dir: Path, support: LeaderSupport) -> None:
    curves = tenure(load_archigos(optional(data_dir, "archigos")), support)
    assert curves["single_party"].median > curves["democracy"].median > 1


def test_peace_agreements(data_dir: Path) -> None:
    rows, _ = fit_peace_agreements(
        load_ucdp(optional(data_dir, "ucdp-peace-agreements")),
        load_archigos(optional(data_dir, "archigos")),
    )
    natural = [r for r in rows if r.term == "natural_exit"]
    assert {(r.hr, r.note) for r in natural} == {(None, "no events")}
    assert {r.window_years for r in rows} == {1, 2, 3}


def test_fortna_file_reads_as_pandas_reads_it(data_dir: Path) -> None:
    pandas = pytest.importorskip("pandas")
    path = optional(data_dir, "fortna")
    ours = read_stata(path)
    theirs = pandas.read_stata(path, convert_dates=False, convert_categoricals=False)
    assert list(ours) == list(theirs.columns)
    for name, column in ours.items():
        if column.dtype.kind == "f":
            np.testing.assert_allclose(column, theirs[name].astype(float))


def test_fortna_cox_against_lifelines(data_dir: Path) -> None:
    """Hazard ratios of lifelines 0.30.3 (``entry_col``) on the same spells and terms.

    Its robust errors are not compared: with late entry they leave the entry out of the score
    residuals (statsmodels' agree with ours; see test_hazard).
    """
    rows = {
        r.term: r
        for r in fit_fortna(load_fortna(optional(data_dir, "fortna")))
        if r.variant == "peace after civil war: with controls"
    }
    found = {term: rows[term].hr for term in ("peacekeeping", "victory", "treaty")}
    lifelines = {"peacekeeping": 0.363304, "victory": 0.174986, "treaty": 0.294076}
    assert found == pytest.approx(lifelines, rel=1e-5)


def test_election_days() -> None:
    from tests.lab.durability_fit.made import day

    assert _election_day(2020) == day("2020-11-03")
    assert _election_day(2016) == day("2016-11-08")
    assert _election_day(1988) == day("1988-11-08")


def test_shipped_approval_odds_fall_with_approval() -> None:
    low, high = (odds_at(*shipped_approval(), approve) for approve in (35, 60))
    assert low[0] > high[0]
    assert low[1] < high[2]  # and nobody can be sure that they do


def test_approval(data_dir: Path) -> None:
    fit = fit_approval(optional(data_dir, "gallup"), optional(data_dir, "voteview"))
    lost = dict(zip(fit.years.tolist(), fit.lost.tolist(), strict=True))
    assert lost[1952]
    assert not lost[1984]
    assert lost[2020]
    assert len(lost) == 15
    chance, low, high = fit.odds_of_losing(40)
    assert low < chance < high


def test_logit_by_hand_and_separation() -> None:
    won = np.array([True] * 3 + [False] * 7)
    beta, covariance = fit_logit(np.ones((10, 1)), won)
    assert beta[0] == pytest.approx(np.log(3 / 7))
    assert covariance[0, 0] == pytest.approx(1 / (10 * 0.3 * 0.7))
    with pytest.raises(EstimationError, match="separates"):
        fit_logit(np.column_stack([np.ones(10), won.astype(float)]), won)


def test_area_under_curve() -> None:
    assert area_under_curve(np.array([0.1, 0.2, 0.9]), np.array([False, False, True])) == 1
    assert area_under_curve(np.full(4, 0.5), np.array([True, False, True, False])) == 0.5


def test_validation_scores(spells: Spells) -> None:
    spec = SIMULATED["pooled"]
    checked = validate(spells, fit_model(spells, spec).fits, spec)
    scores = {(s.cause, s.forecaster): s for s in checked.scores}
    model, constant = scores["violated", "model"], scores["violated", "constant"]
    assert model.observed == constant.observed
    assert model.log_score < constant.log_score
    assert model.expected > 2 * model.observed
    for row in checked.incidence:
        assert np.all(np.diff(row.model) >= 0)


def test_the_scores_alone_are_those_that_ship(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fitting, "validation_of", cache(fitting.validation_of))
    done = CliRunner().invoke(lab, ["validate", "--data", str(data_dir), "--json"])
    assert done.exit_code == 0, done.output
    _alike(json.loads(done.output)["scores"], shipped_figures()["validation"]["scores"], "scores")
    table = CliRunner().invoke(lab, ["validate", "--data", str(data_dir)]).output
    assert "| violated | model, recalibrated |" in table


def test_a_folder_without_the_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceFileError, match="atopdata"):
        fit_all(tmp_path)


def test_coefficients_of_another_format_are_refused(tmp_path: Path) -> None:
    write_figures({"format": 99}, tmp_path / "c.json")
    with pytest.raises(CoefficientsError, match="format 99"):
        read_coefficients(tmp_path / "c.json")


@pytest.mark.slow
def test_refitting_gives_the_shipped_file(data_dir: Path, tmp_path: Path) -> None:
    import datetime as dt

    shipped = shipped_figures()
    fit = fit_all(data_dir, bootstrap=shipped["provenance"]["bootstrap"],
                  seed=shipped["provenance"]["seed"])  # fmt: skip
    again = fit.figures(dt.date.fromisoformat(shipped["provenance"]["fitted_on"]))
    _alike(again, shipped, "")


def _alike(left: object, right: object, where: str) -> None:
    """Compare JSON values, numbers to four digits (libraries differ in the last ones)."""
    if isinstance(left, dict) and isinstance(right, dict):
        assert left.keys() == right.keys(), where
        for key in left:
            _alike(left[key], right[key], f"{where}.{key}")
    elif isinstance(left, list | tuple) and isinstance(right, list | tuple):
        assert len(left) == len(right), where
        for i, (a, b) in enumerate(zip(left, right, strict=True)):
            _alike(a, b, f"{where}[{i}]")
    elif isinstance(left, float) and isinstance(right, float):
        assert left == pytest.approx(right, rel=1e-3, abs=1e-5), where
    else:
        assert left == right, where
