"""The value of knowing: closed forms, bounds and inputs that tell nothing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.profiles import COSTLY
from winset.advice.first_order import cosines
from winset.advice.perfect_information import partial_information, perfect_information

N = 16_384


def gaussian_loss(mean: float, sd: float) -> float:
    """E[max(0, Z)] − max(0, mean) of Z ~ N(mean, sd²) (Raiffa & Schlaifer 1961)."""
    from scipy.stats import norm

    u = abs(mean) / sd
    return float(sd * (norm.pdf(u) - u * norm.sf(u)))


@pytest.mark.parametrize("mean", [0.0, 0.5, -1.0])
def test_two_actions_of_gaussian_payoff(mean: float) -> None:
    """Payoff 0 or mean + 2X + Z: EVPPI of X and EVPI in closed form."""
    rng = np.random.default_rng(3)
    x, z = rng.standard_normal((2, N))
    payoffs = np.column_stack([np.zeros(N), mean + 2 * x + z])
    part = partial_information(cosines(x), payoffs)
    assert part.value == pytest.approx(gaussian_loss(mean, 2.0), abs=3 * part.se + 0.01)
    whole = perfect_information(payoffs)
    assert whole.value == pytest.approx(gaussian_loss(mean, 5**0.5), abs=3 * whole.se)
    assert part.value < whole.value


def test_what_tells_nothing_is_worth_nothing() -> None:
    rng = np.random.default_rng(4)
    payoffs = rng.standard_normal((2048, 3))
    found = [partial_information(cosines(column), payoffs) for column in rng.random((40, 2048))]
    # the value in-sample would be positive every time
    assert np.mean([own.value for own in found]) < 0.01
    assert sum(own.p_value < 0.05 / 40 for own in found) <= 1


def test_one_decision_leaves_nothing_to_learn() -> None:
    payoffs = np.random.default_rng(1).random((64, 1))
    assert perfect_information(payoffs).value == 0.0
    assert partial_information(cosines(np.arange(64.0)), payoffs).value == 0.0


@given(st.integers(0, 10_000), st.integers(2, 5))
def test_no_rule_beats_knowing_everything(seed: int, decisions: int) -> None:
    rng = np.random.default_rng(seed)
    x = rng.random(256)
    payoffs = rng.standard_normal((256, decisions)) + np.outer(x, rng.standard_normal(decisions))
    part = partial_information(cosines(x), payoffs)
    assert part.value <= perfect_information(payoffs).value + 1e-12


@COSTLY
@given(st.integers(0, 10_000))
def test_taking_a_fold_out_of_the_sums_is_fitting_without_it(seed: int) -> None:
    rng = np.random.default_rng(seed)
    basis, payoffs = rng.standard_normal((90, 2)), rng.standard_normal((90, 3))
    folds = rng.integers(0, 4, 90).astype(float)
    known = np.column_stack([np.ones(90), basis])
    gained = np.empty(90)
    for fold in range(4):
        out, rest = folds == fold, folds != fold
        fitted = np.linalg.lstsq(known[rest], payoffs[rest], rcond=None)[0]
        chosen = (known[out] @ fitted).argmax(axis=1)
        gained[out] = payoffs[out][np.arange(out.sum()), chosen]
    expected = gained.mean() - payoffs.mean(axis=0).max()
    assert partial_information(basis, payoffs, folds).value == pytest.approx(expected)
