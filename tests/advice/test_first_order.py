"""First-order indices: SALib's test functions, closed forms, and inputs that do nothing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.advice.first_order import cosines, explained, holm, orthonormal, tiers

N = 4096


def draws(inputs: int, seed: int = 1, n: int = N) -> np.ndarray:
    from scipy.stats import qmc

    return qmc.Sobol(inputs, seed=seed).random(n)


def shares(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    return explained([cosines(column) for column in x.T], y).share


def test_ishigami() -> None:
    """Closed form with SALib's a = 7, b = 0.1: 0.314, 0.442, 0."""
    from SALib.test_functions import Ishigami

    x = draws(3) * 2 * np.pi - np.pi
    assert shares(x, Ishigami.evaluate(x)) == pytest.approx([0.3139, 0.4424, 0.0], abs=0.02)


def test_sobol_g() -> None:
    from SALib.test_functions import Sobol_G

    a = np.array([0, 1, 4.5, 9, 99, 99, 99, 99])
    x = draws(8)
    y = Sobol_G.evaluate(x, a=a)
    assert shares(x, y) == pytest.approx(Sobol_G.sensitivity_index(a), abs=0.02)


def test_agrees_with_salibs_own_given_data_estimator() -> None:
    from SALib.analyze import rbd_fast
    from SALib.test_functions import Ishigami

    problem = {"num_vars": 3, "names": list("abc"), "bounds": [[-np.pi, np.pi]] * 3}
    x = draws(3, seed=3) * 2 * np.pi - np.pi
    y = Ishigami.evaluate(x)
    theirs = rbd_fast.analyze(problem, x, y, M=10, seed=1)["S1"]
    assert shares(x, y) == pytest.approx(theirs, abs=0.03)


def test_linear_model_to_the_digit() -> None:
    """Y = Σ c·X of uniforms: S = c² / Σ c²; six cosines hold 0.9996 of a straight line."""
    c = np.array([4.0, 2.0, 1.0, 0.0])
    found = shares(draws(4), draws(4) @ c)
    assert found == pytest.approx(c**2 / (c @ c), abs=0.003)


def test_a_group_adds_up_what_its_members_explain_and_is_no_less_than_one_of_them() -> None:
    """Y = Σ c·X of uniforms: two together explain (c₁² + c₂²) / Σ c²; a sine needs six cosines."""
    c = np.array([4.0, 2.0, 1.0, 0.0])
    x = draws(4)
    one = explained([cosines(column) for column in x.T], x @ c)
    found = one.together([[0, 1], [2, 3], [3]])
    assert found.share == pytest.approx(np.array([20, 1, 0]) / 21, abs=0.005)
    assert found.noticed().tolist() == [True, True, False]
    rng = np.random.default_rng(4)
    for _ in range(20):
        x = rng.random((256, 30))
        y = np.stack([np.sin(12 * x[:, 0]), rng.random(256)], axis=1)
        one = explained([cosines(column) for column in x.T], y)
        found = one.together([range(30), range(1, 30)])
        assert (found.share[0] >= one.share.max(axis=0)).all()
        assert found.noticed()[0, 0]
        assert found.influence(0).shape == (256, 2)
        assert found.influence(0).mean(axis=0) == pytest.approx([0, 0], abs=1e-9)


def test_noise_alone_is_noticed_in_groups_no_more_often_than_it_should_be() -> None:
    rng = np.random.default_rng(8)
    alarms = 0
    for _ in range(100):
        x, y = rng.random((256, 12)), rng.random(256)
        one = explained([cosines(column) for column in x.T], y)
        alarms += bool(one.together([range(6), range(6, 12)]).noticed().any())
    assert alarms <= 12


def test_inputs_that_do_nothing_are_noise_and_are_not_noticed() -> None:
    rng = np.random.default_rng(5)
    false_alarms, means = 0, []
    for _ in range(20):
        x, y = rng.random((512, 100)), rng.random(512)
        found = explained([cosines(column) for column in x.T], y)
        false_alarms += bool(found.noticed().any())
        means.append(found.share.mean())
    assert false_alarms <= 4  # 1 in 20 each
    assert abs(np.mean(means)) < 1e-3


def test_standard_error_is_that_of_repeated_draws() -> None:
    rng = np.random.default_rng(7)
    values, errors = [], []
    for _ in range(200):
        x = rng.random((512, 2))
        found = explained([cosines(x[:, 0])], x @ [1.0, 1.0])
        values.append(found.share[0])
        errors.append(found.se[0])
    assert np.mean(errors) == pytest.approx(np.std(values), rel=0.25)


def test_an_input_of_few_values_has_few_terms() -> None:
    rng = np.random.default_rng(2)
    column = rng.integers(0, 3, 600).astype(float)
    basis = cosines(column)
    assert basis.shape[1] == 2
    y = (column == 1) + rng.random(600)
    means = [y[column == value].mean() for value in range(3)]
    between = np.array(means)[column.astype(int)].var() / y.var()
    found = explained([basis], y)
    assert 1 - (1 - found.share[0]) * (600 - 3) / 599 == pytest.approx(between)


def test_a_constant_has_no_terms() -> None:
    found = explained([cosines(np.ones(64))], np.arange(64.0))
    assert (found.share[0], found.p_value[0]) == (0.0, 1.0)


@given(st.lists(st.integers(0, 20), min_size=10, max_size=40))
def test_bases_are_orthonormal(values: list[int]) -> None:
    basis = cosines(np.array(values, dtype=float), 3)
    assert basis.T @ basis / len(values) == pytest.approx(np.eye(basis.shape[1]), abs=1e-9)
    assert basis.mean(axis=0) == pytest.approx(np.zeros(basis.shape[1]), abs=1e-9)


def test_dependent_columns_count_once() -> None:
    x = draws(1)
    assert orthonormal(np.column_stack([x, 2 * x, np.ones_like(x)])).shape[1] == 1


@given(st.lists(st.floats(1e-6, 1.0), min_size=1, max_size=12))
def test_holm_against_its_definition(p: list[float]) -> None:
    expected = [False] * len(p)
    for step, at in enumerate(sorted(range(len(p)), key=lambda i: (p[i], i))):
        if p[at] > 0.05 / (len(p) - step):
            break
        expected[at] = True
    assert holm(np.array(p)).tolist() == expected


def test_tiers_join_what_is_not_told_apart() -> None:
    rng = np.random.default_rng(1)
    noise = rng.standard_normal((3, 10_000))
    assert tiers(np.array([0.5, 0.501, 0.2]), noise).tolist() == [1, 1, 2]
    # paired: worlds that move all alike tell even close ones apart
    shared = np.repeat(noise[:1], 3, axis=0) + 0.001 * noise
    assert tiers(np.array([0.5, 0.501, 0.2]), shared).tolist() == [2, 1, 3]
