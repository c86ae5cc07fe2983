"""Hazards, Cox and curves against other programs, textbooks and arithmetic."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.lab.durability_fit.cox import fit_cox
from winset.lab.durability_fit.curves import aalen_johansen, kaplan_meier
from winset.lab.durability_fit.hazard import EstimationError, HazardFit, add_up, fit_hazard


def sample(
    rng: np.random.Generator, n: int = 400
) -> tuple[tuple[str, ...], np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    x = np.column_stack([np.ones(n), rng.integers(0, 2, n), rng.integers(0, 2, n)]).astype(float)
    exposure = rng.uniform(0.1, 2, n)
    events = rng.random(n) < 1 - np.exp(-exposure * np.exp(x @ [-1.5, 0.7, -0.4]))
    return ("constant", "a", "b"), x, events, exposure, rng.integers(0, 60, n)


def test_one_term_is_the_ratio_of_crude_rates() -> None:
    x = np.array([[1.0, 0], [1, 0], [1, 1], [1, 1]])
    counts = add_up(("constant", "on"), x, np.array([True, False, True, True]),
                    np.array([10.0, 10, 4, 4]), np.arange(4))  # fmt: skip
    fit = fit_hazard(counts)
    np.testing.assert_allclose(np.exp(fit.coefficients), [1 / 20, (2 / 8) / (1 / 20)])


def test_adding_up_changes_nothing() -> None:
    names, x, events, exposure, cluster = sample(np.random.default_rng(1))
    once = fit_hazard(add_up(names, x, events, exposure, cluster))
    halves = fit_hazard(
        add_up(names, np.vstack([x, x]), np.concatenate([events, np.zeros_like(events)]),
               np.concatenate([exposure, exposure]) / 2, np.concatenate([cluster, cluster]))
    )  # fmt: skip
    np.testing.assert_allclose(once.coefficients, halves.coefficients, atol=1e-8)
    np.testing.assert_allclose(once.covariance, halves.covariance, atol=1e-10)


@pytest.mark.parametrize("seed", range(4))
def test_against_statsmodels(seed: int) -> None:
    glm = pytest.importorskip("statsmodels.genmod.generalized_linear_model")
    families = pytest.importorskip("statsmodels.genmod.families")
    names, x, events, exposure, cluster = sample(np.random.default_rng(seed))
    ours = fit_hazard(add_up(names, x, events, exposure, cluster))
    model = glm.GLM(events.astype(float), x, families.Poisson(), offset=np.log(exposure))
    theirs = model.fit(
        cov_type="cluster", cov_kwds={"groups": cluster, "use_correction": False}, tol=1e-12
    )
    groups = len(np.unique(cluster))
    np.testing.assert_allclose(ours.coefficients, theirs.params, atol=1e-7)
    np.testing.assert_allclose(
        ours.covariance, theirs.cov_params() * groups / (groups - 1), rtol=1e-5
    )


def test_an_empty_cell_is_said_and_left_out() -> None:
    names, x, events, exposure, cluster = sample(np.random.default_rng(2))
    events = events & (x[:, 2] == 0)
    fit = fit_hazard(add_up(names, x, events, exposure, cluster))
    assert [(u.term, u.reason) for u in fit.unestimated] == [("b", "no events")]
    rest = x[:, 2] == 0
    alone = fit_hazard(
        add_up(("constant", "a"), x[rest][:, :2], events[rest], exposure[rest], cluster[rest])
    )
    np.testing.assert_allclose(fit.coefficients, alone.coefficients, atol=1e-8)
    with pytest.raises(EstimationError, match="b was not estimated"):
        fit.ratio("b")


def test_no_events_and_collinear_terms_are_refused() -> None:
    names, x, events, exposure, cluster = sample(np.random.default_rng(3))
    with pytest.raises(EstimationError, match="no events"):
        fit_hazard(add_up(names, x, np.zeros_like(events), exposure, cluster))
    twice = np.column_stack([x, x[:, 1]])
    with pytest.raises(EstimationError, match="told apart"):
        fit_hazard(add_up((*names, "again"), twice, events, exposure, cluster))


def test_weights_are_repetitions() -> None:
    names, x, events, exposure, cluster = sample(np.random.default_rng(4))
    weights = np.random.default_rng(5).integers(0, 3, cluster.max() + 1).astype(float)
    weighted = fit_hazard(add_up(names, x, events, exposure, cluster), weights=weights)
    rows = np.repeat(np.arange(len(x)), weights[cluster].astype(int))
    repeated = fit_hazard(add_up(names, x[rows], events[rows], exposure[rows], cluster[rows]))
    np.testing.assert_allclose(weighted.coefficients, repeated.coefficients, atol=1e-7)


def brute_dyadic(fit: HazardFit, x: np.ndarray, residual: np.ndarray, pairs: np.ndarray,
                 ) -> np.ndarray:  # fmt: skip
    scores = x * residual[:, None]
    meat = np.zeros((x.shape[1],) * 2)
    for i in range(len(x)):
        for j in range(len(x)):
            if set(pairs[i]) & set(pairs[j]):
                meat += np.outer(scores[i], scores[j])
    return meat


def test_dyadic_covariance_is_the_double_sum() -> None:
    rng = np.random.default_rng(6)
    names, x, events, exposure, _ = sample(rng, 60)
    pairs = np.array([sorted(rng.choice(12, 2, replace=False)) for _ in range(60)])
    counts = add_up(names, x, events, exposure, np.arange(60))
    fit = fit_hazard(counts, pairs=pairs)
    mean = exposure * np.exp(x @ fit.coefficients)
    bread = np.linalg.inv(x.T @ (x * mean[:, None]))
    members = len(np.unique(pairs))
    meat = brute_dyadic(fit, x, events - mean, pairs) * members / (members - 1)
    values, vectors = np.linalg.eigh(bread @ meat @ bread)
    expected = (vectors * np.maximum(values, 0)) @ vectors.T
    np.testing.assert_allclose(fit.covariance, expected, atol=1e-8)


@given(seed=st.integers(0, 10_000))
def test_scaling_time_moves_only_the_constant(seed: int) -> None:
    names, x, events, exposure, cluster = sample(np.random.default_rng(seed), 200)
    years = fit_hazard(add_up(names, x, events, exposure, cluster))
    months = fit_hazard(add_up(names, x, events, exposure * 12, cluster))
    np.testing.assert_allclose(years.coefficients[1:], months.coefficients[1:], atol=1e-7)
    np.testing.assert_allclose(years.coefficients[0] - np.log(12), months.coefficients[0],
                               atol=1e-7)  # fmt: skip


def test_cox_against_statsmodels() -> None:
    hazard_regression = pytest.importorskip("statsmodels.duration.hazard_regression")
    rng = np.random.default_rng(7)
    x = rng.normal(size=(150, 2))
    start = rng.integers(0, 5, 150).astype(float)
    stop = start + np.ceil(rng.exponential(6 * np.exp(-x @ [0.5, -0.3])))
    event = rng.random(150) < 0.7
    ours = fit_cox(("a", "b"), x, start=start, stop=stop, event=event, cluster=np.arange(150))
    # statsmodels counts a spell entering at t among those at risk at t; we don't.
    theirs = hazard_regression.PHReg(stop, x, status=event, entry=start + 0.5, ties="efron").fit()
    np.testing.assert_allclose(ours.coefficients, theirs.params, atol=1e-5)
    np.testing.assert_allclose(np.sqrt(np.diag(ours.naive)), theirs.bse, rtol=1e-4)


def test_cox_climbs_where_full_steps_overshoot() -> None:
    """A rare term with half of the events: plain Newton runs away from zero here."""
    n, on = 2000, 6
    x = np.zeros((n, 1))
    x[:on] = 1
    stop = np.concatenate([np.full(on, 2.0), np.full(n - on, 9.0)]) + np.arange(n) / n
    event = np.zeros(n, dtype=bool)
    event[: on - 1] = True
    event[on : on + 5] = True
    stop[on : on + 2] = 1.0, 2.0012  # two of the others fail among them
    fit = fit_cox(("rare",), x, start=np.zeros(n), stop=stop, event=event, cluster=np.arange(n))
    assert 4 < fit.coefficients[0] < 12
    flat = [fit.coefficients[0] + d for d in (-0.01, 0.01)]
    best = _partial(fit.coefficients[0], x[:, 0], stop, event)
    assert all(_partial(b, x[:, 0], stop, event) < best for b in flat)


def _partial(beta: float, x: np.ndarray, stop: np.ndarray, event: np.ndarray) -> float:
    total = 0.0
    for t, z in zip(stop[event], x[event], strict=True):
        total += beta * z - np.log(np.exp(beta * x[stop >= t]).sum())
    return total


def test_cox_clustered_covariance_with_late_entry_against_statsmodels() -> None:
    hazard_regression = pytest.importorskip("statsmodels.duration.hazard_regression")
    rng = np.random.default_rng(9)
    x = rng.normal(size=(120, 1))
    stop = rng.exponential(np.exp(-x[:, 0] / 2))
    start = stop * rng.uniform(0, 0.6, 120)
    event, cluster = rng.random(120) < 0.7, np.arange(120) // 4
    ours = fit_cox(("x",), x, start=start, stop=stop, event=event, cluster=cluster)
    theirs = hazard_regression.PHReg(stop, x, status=event, entry=start).fit(groups=cluster)
    np.testing.assert_allclose(np.sqrt(np.diag(ours.covariance)), theirs.bse, rtol=1e-6)


def test_cox_robust_variance_by_hand() -> None:
    """With one covariate and no ties the score residuals can be written out (Lin & Wei 1989)."""
    stop = np.array([1.0, 2, 3, 4, 5])
    event = np.array([True, True, False, True, True])
    x = np.array([[0.0], [1], [1], [0], [1]])
    fit = fit_cox(("x",), x, start=np.zeros(5), stop=stop, event=event, cluster=np.arange(5))
    beta = fit.coefficients[0]
    risk = np.exp(x[:, 0] * beta)
    residual = np.zeros(5)
    for t in stop[event]:
        at = stop >= t
        mean = (risk * x[:, 0])[at].sum() / risk[at].sum()
        residual[stop == t] += x[stop == t, 0] - mean
        residual[at] -= (risk * (x[:, 0] - mean))[at] / risk[at].sum()
    assert abs(residual.sum()) < 1e-8
    np.testing.assert_allclose(
        fit.covariance[0, 0], fit.naive[0, 0] ** 2 * (residual**2).sum(), rtol=1e-8
    )


# Remission in weeks under 6-mercaptopurine, 21 patients (Freireich et al. 1963; used by Gehan
# 1965 and by most textbooks since).
WEEKS = np.array([6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35.0])
RELAPSED = np.array([True] * 9 + [False] * 12)


def test_kaplan_meier_on_the_remission_data() -> None:
    curve = kaplan_meier(WEEKS, RELAPSED)
    np.testing.assert_allclose(
        curve.survival, [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448], atol=5e-4
    )
    assert curve.median == 23
    assert curve.at(5) == 1


def test_aalen_johansen_adds_up_to_kaplan_meier() -> None:
    rng = np.random.default_rng(8)
    stop = rng.exponential(5, 200).round(1) + 0.1
    cause = rng.integers(-1, 3, 200)
    start = np.minimum(rng.exponential(1, 200).round(1), stop - 0.1)
    grid = np.array([1.0, 3, 6, 10])
    incidence = aalen_johansen(stop, cause, grid, 3, start)
    survival = kaplan_meier(stop, cause >= 0, start)
    np.testing.assert_allclose(incidence.sum(axis=0), [1 - survival.at(t) for t in grid])
