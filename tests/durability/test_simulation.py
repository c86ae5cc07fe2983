"""The two engines against each other, against arithmetic, and their laws."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta as beta_distribution

from tests.durability.made import agreement
from tests.profiles import COSTLY
from winset.durability.agreement import (
    Agreement,
    AgreementError,
    PartyTurnover,
    monthly_odds,
    with_disruption,
)
from winset.durability.coefficients import shipped_coefficients
from winset.durability.prospects import Signatory, Terms, prospect
from winset.durability.recursion import run_recursion
from winset.durability.simulate import run_paths
from winset.durability.successors import (
    Bloc,
    draw_rho,
    fading_ratios,
    rejecting_ratio,
    rejection,
)
from winset.durability.survival import median_years
from winset.errors import TooLargeError

HAWKS = (Bloc("hawks", 1, 1.0),)


def test_recursion_and_paths_agree() -> None:
    made = agreement(draws=10, months=72, scale=2)
    exact, drawn = run_recursion(made), run_paths(made, 60_000, seed=5)
    np.testing.assert_allclose(drawn.survival.mean(0), exact.survival.mean(0), atol=2e-3)
    np.testing.assert_allclose(drawn.incidence.mean(0), exact.incidence.mean(0), atol=2e-3)
    np.testing.assert_allclose(drawn.attributed.mean(0), exact.attributed.mean(0), atol=2e-3)
    assert drawn.median_years == pytest.approx(exact.median_years, abs=0.1)


@pytest.mark.parametrize("engine", ["recursion", "paths"])
def test_a_certain_change_by_hand(engine: str) -> None:
    """One draw, one party, a change to a rejecting bloc in month 2 for certain."""
    ratios = np.ones((1, 1, 37))
    ratios[0, 0, :36] = np.linspace(5, 1, 36)
    odds = np.zeros((1, 6))
    odds[0, 2] = 1.0
    made = Agreement(
        ("ends",), np.full((1, 1, 6), 0.05), (PartyTurnover("p", odds, HAWKS, ratios),)
    )
    result = run_recursion(made) if engine == "recursion" else run_paths(made, 3, seed=1)
    hazards = 0.05 * np.concatenate([[1, 1], ratios[0, 0, :4]])
    np.testing.assert_allclose(result.survival[0], np.exp(-np.concatenate([[0], hazards.cumsum()])))
    steps = -np.diff(result.survival[0])
    np.testing.assert_allclose(
        result.attributed[0, 0, 0], (steps[2:] * (1 - 1 / ratios[0, 0, :4])).sum()
    )


def test_without_turnover_life_is_exponential() -> None:
    made = Agreement(("ends",), np.full((1, 1, 240), 0.01), ())
    result = run_recursion(made)
    np.testing.assert_allclose(result.survival[0], np.exp(-0.01 * np.arange(241)))
    assert result.median_years == pytest.approx(70 / 12)


@given(seed=st.integers(0, 1000), parties=st.integers(0, 2))
@COSTLY
def test_probability_is_conserved_and_survival_falls(seed: int, parties: int) -> None:
    result = run_recursion(agreement(draws=3, months=40, parties=parties, seed=seed))
    np.testing.assert_allclose(result.survival + result.incidence.sum(axis=1), 1)
    assert np.all(np.diff(result.survival, axis=1) <= 0)
    assert np.all(np.diff(result.incidence, axis=2) >= 0)
    assert np.all(result.attributed.sum(axis=2) <= result.incidence[:, :, -1] + 1e-12)


@given(seed=st.integers(0, 1000), more=st.floats(0.01, 0.5))
@COSTLY
def test_likelier_rejection_never_lengthens_life(seed: int, more: float) -> None:
    made = agreement(draws=3, months=40, seed=seed)
    harder = tuple(
        replace(p, blocs=tuple(replace(b, rejects=min(1, b.rejects + more)) for b in p.blocs))
        for p in made.parties
    )
    soft, hard = run_recursion(made), run_recursion(replace(made, parties=harder))
    assert np.all(hard.survival <= soft.survival + 1e-12)


def test_the_number_of_threads_changes_nothing() -> None:
    made = agreement(draws=30)
    one, two = (run_paths(made, 60_000, seed=2, threads=t) for t in (1, 2))
    np.testing.assert_array_equal(one.survival, two.survival)
    np.testing.assert_array_equal(one.attributed, two.attributed)


def test_three_parties_are_for_the_paths() -> None:
    made = agreement(draws=100, months=12, parties=3)
    with pytest.raises(TooLargeError, match="Monte Carlo"):
        run_recursion(made)
    small = agreement(draws=2, months=30, parties=3, scale=2)
    np.testing.assert_allclose(
        run_paths(small, 40_000, seed=1).survival.mean(0),
        run_recursion(small).survival.mean(0), atol=4e-3,
    )  # fmt: skip


def test_failures_are_traced_to_party_bloc_and_cause() -> None:
    result = run_recursion(agreement())
    rows = result.driven_by()
    assert sum(share for *_, share in rows) == pytest.approx(1)
    hawks = sum(s for _, bloc, _, s in rows if bloc == "hawks")
    doves = sum(s for _, bloc, _, s in rows if bloc == "doves")
    assert hawks / doves == pytest.approx(2 * 0.9 / 0.1)


def test_rejection_weighs_blocs() -> None:
    assert rejection((Bloc("a", 3, 0.5), Bloc("b", 1, 1.0))) == (0.625, {"a": 0.6, "b": 0.4})
    assert rejection((Bloc("a", 3, 0.0),)) == (0.0, {"a": 0.0})


def test_rho_follows_its_truncated_prior() -> None:
    rho = draw_rho(40_000, np.random.default_rng(1))
    assert rho.min() >= 0.2
    assert rho.max() <= 0.9
    low, high = beta_distribution.cdf([0.2, 0.9], 4, 4)
    for q in (0.1, 0.5, 0.9):
        expected = beta_distribution.ppf(low + q * (high - low), 4, 4)
        assert np.quantile(rho, q) == pytest.approx(expected, abs=0.01)


@given(ratio=st.floats(1, 50), rho=st.floats(0.2, 0.9))
def test_splitting_by_successor_keeps_the_average(ratio: float, rho: float) -> None:
    split = rejecting_ratio(np.array([ratio]), np.array([rho]))[0]
    assert rho * split + (1 - rho) == pytest.approx(ratio)


@given(ratio=st.floats(0.01, 1), rho=st.floats(0.2, 0.9))
def test_a_rejecting_successor_never_protects(ratio: float, rho: float) -> None:
    assert rejecting_ratio(np.array([ratio]), np.array([rho]))[0] >= 1


def test_ratios_fade_to_one() -> None:
    ratios = fading_ratios(np.array([[1.5, -1.0]]), np.array([0.5]))
    assert ratios.shape == (1, 2, 37)
    assert np.all(np.diff(ratios[0, 0]) < 0)
    np.testing.assert_array_equal(ratios[:, :, -1], 1)
    np.testing.assert_array_equal(ratios[0, 1], 1)


def test_elections_take_the_place_of_the_rate() -> None:
    odds = monthly_odds(np.array([0.3]), 24, [(10, 0.4), (99, 1.0)])
    assert odds[0, 10] == pytest.approx(0.4)
    assert odds.sum() == pytest.approx(0.4)
    steady = monthly_odds(np.array([0.3]), 24)
    assert 1 - np.prod(1 - steady[0, :12]) == pytest.approx(1 - np.exp(-0.3))
    with pytest.raises(AgreementError, match="month 3"):
        monthly_odds(np.array([0.3]), 24, [(3, 1.2)])


def test_disruption_is_off_unless_given() -> None:
    made = agreement()
    assert "disrupted" not in made.causes
    result = run_recursion(with_disruption(made, 0.2))
    assert result.causes[-1] == "disrupted"
    assert result.incidence_at("disrupted", 5).mean > 0.3


def test_arrays_that_do_not_fit_are_refused() -> None:
    made = agreement()
    with pytest.raises(AgreementError, match="party 0"):
        replace(made, hazards=made.hazards[:, :, :-1])
    with pytest.raises(AgreementError, match="causes are named"):
        replace(made, causes=("one",))


def test_median_life() -> None:
    assert median_years(np.array([1, 0.8, 0.5, 0.4])) == pytest.approx(2 / 12)
    assert median_years(np.array([1, 0.9])) is None


def deal(*, ratified: bool, rejects: float = 0.6, by_form: bool = True) -> Agreement:
    blocs = (Bloc("a", 1, rejects),)
    return prospect(
        shipped_coefficients(), Terms(ratified=ratified),
        [Signatory("us", "democracy", blocs, elections=[(38, 0.5)]),
         Signatory("russia", "personalist", blocs)],
        draws=40, seed=7, by_form=by_form,
    )  # fmt: skip


def test_the_shipped_coefficients_run() -> None:
    for by_form in (True, False):
        result = run_recursion(deal(ratified=False, by_form=by_form))
        ten = result.survival_at(10)
        assert 0 < ten.low < ten.mean < ten.high < 1
    with pytest.raises(ValueError, match="outside"):
        result.survival_at(11)


def test_nobody_who_rejects_means_no_party_to_blame() -> None:
    result = run_recursion(deal(ratified=True, rejects=0.0))
    assert np.all(result.attributed == 0)


def test_the_same_seed_gives_forms_the_same_draws() -> None:
    first, second = deal(ratified=True), deal(ratified=True)
    np.testing.assert_array_equal(first.hazards, second.hazards)
    for p, q in zip(first.parties, deal(ratified=False).parties, strict=True):
        np.testing.assert_array_equal(p.odds, q.odds)


def test_unknown_regimes_and_eras_are_named() -> None:
    with pytest.raises(AgreementError, match="'junta'"):
        prospect(shipped_coefficients(), Terms(ratified=True), [Signatory("x", "junta", HAWKS)])
    with pytest.raises(AgreementError, match="'now'"):
        prospect(shipped_coefficients(), Terms(True, era="now"),
                 [Signatory("x", "democracy", HAWKS)])  # fmt: skip


def baseline(*regimes: str) -> np.ndarray:
    """(draws, causes, months) hazards of a treaty between such parties, nobody of whom changes."""
    parties = [Signatory(f"party {n}", regime, HAWKS) for n, regime in enumerate(regimes)]
    return prospect(shipped_coefficients(), Terms(ratified=True), parties, draws=20, seed=7).hazards


DEMOCRACY, OTHER = "democracy", "personalist"


@pytest.mark.parametrize(
    ("regimes", "pair"),
    [
        ((DEMOCRACY, DEMOCRACY, DEMOCRACY), (DEMOCRACY, DEMOCRACY)),
        ((DEMOCRACY,) * 4, (DEMOCRACY, DEMOCRACY)),
        ((DEMOCRACY, OTHER, OTHER), (DEMOCRACY, OTHER)),
        ((DEMOCRACY, DEMOCRACY, OTHER), (DEMOCRACY, OTHER)),
        ((DEMOCRACY, OTHER, DEMOCRACY, DEMOCRACY), (DEMOCRACY, OTHER)),
        ((OTHER, OTHER, OTHER), (OTHER, OTHER)),
    ],
)
def test_more_than_two_parties_count_as_a_pair_of_their_regimes(
    regimes: tuple[str, ...], pair: tuple[str, str]
) -> None:
    np.testing.assert_array_equal(baseline(*regimes), baseline(*pair))


def test_one_other_regime_is_enough_to_raise_the_risk() -> None:
    """Two democracies of three once counted as a pair of them, and three of four as none."""
    all_, some, none = (
        baseline(*regimes).sum(axis=1).mean()
        for regimes in ((DEMOCRACY,) * 4, (DEMOCRACY,) * 3 + (OTHER,), (OTHER,) * 4)
    )
    assert all_ < some < none
