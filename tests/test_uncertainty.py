"""Standard errors from replicates, ratios, comparisons on the same worlds, and who leads."""

from __future__ import annotations

import math
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

import winset
from winset.uncertainty import (
    REPLICATES,
    T95,
    Z95,
    Estimate,
    band_of,
    is_distinguishable,
    leaders,
    mean_of,
    paired,
    paired_shares,
    replicates_of,
    share_of,
    standard_error,
    unpaired,
)
from winset.worlds.sequence import sobol_columns

Truth = NDArray[np.bool_]


def text_passes(worlds: int, seed: int) -> Truth:
    """Whether a text passes, where three numbers of the scenario decide it: in half the worlds."""
    first, second, third = sobol_columns(worlds, range(3), seed).values()
    return np.asarray(0.5 * first + 0.3 * second + 0.2 * third > 0.5)


def binomial(found: Estimate) -> float:
    return math.sqrt(found.value * (1 - found.value) / found.worlds)


def test_the_reported_error_is_the_actual_spread_and_beats_the_binomial() -> None:
    found = [share_of(text_passes(512, seed)) for seed in range(300)]
    spread = float(np.sqrt(np.mean([(own.value - 0.5) ** 2 for own in found])))
    reported = float(np.sqrt(np.mean([own.se**2 for own in found])))
    assert spread / 1.3 < reported < spread * 1.3
    assert binomial(found[0]) > 2 * reported


def test_the_interval_holds_the_truth_in_95_percent() -> None:
    found = [share_of(text_passes(512, seed)) for seed in range(600)]
    held = np.mean([own.low <= 0.5 <= own.high for own in found])
    assert held == pytest.approx(0.95, abs=0.027)  # three standard errors of 600 draws


def test_the_error_of_a_share_of_some_worlds_is_its_actual_spread() -> None:
    def draw(seed: int) -> Estimate:
        first, second, third = sobol_columns(512, range(3), seed).values()
        return share_of(first + second > 1.2, among=second + third > 1)

    found = [draw(seed) for seed in range(300)]
    spread = float(np.std([own.value for own in found]))
    reported = float(np.sqrt(np.mean([own.se**2 for own in found])))
    assert spread / 1.3 < reported < spread * 1.3


def test_independent_draws_have_the_binomial_error() -> None:
    rng = np.random.default_rng(1)
    found = [share_of(rng.random(256) < 0.3) for _ in range(400)]
    reported = float(np.sqrt(np.mean([own.se**2 for own in found])))
    assert reported == pytest.approx(math.sqrt(0.3 * 0.7 / 256), rel=0.06)


@pytest.mark.parametrize("worlds", [1, 2, 7, 8, 15, 16, 17, 64, 1000])
def test_figures_that_do_not_vary_have_no_error(worlds: int) -> None:
    for every in (0.0, 1.0):
        assert mean_of(np.full(worlds, every)) == Estimate(every, 0.0, worlds)
    among = np.arange(worlds) % 3 == 0
    assert share_of(among, among) == Estimate(1.0, 0.0, int(among.sum()))


def test_one_world_has_no_error_and_none_has_no_figure() -> None:
    assert mean_of([0.4]) == Estimate(0.4, 0.0, 1)
    for found in (mean_of([]), share_of([True, False], among=[False, False])):
        assert math.isnan(found.value)
        assert math.isnan(found.se)
        assert found.worlds == 0


def test_few_worlds_count_one_by_one() -> None:
    values = np.array([0.0, 1.0, 1.0, 0.0, 1.0])
    assert standard_error(values) == pytest.approx(values.std(ddof=1) / math.sqrt(5))
    assert len(set(replicates_of(15))) == 15
    assert len(set(replicates_of(16))) == REPLICATES


def test_the_first_part_of_the_worlds_holds_all_replicates_alike() -> None:
    counts = np.bincount(replicates_of(100)[:50])
    assert len(counts) == REPLICATES
    assert counts.max() - counts.min() <= 1


worlds_and_seeds = st.tuples(st.integers(1, 200), st.integers(0, 2**32 - 1))


@given(worlds_and_seeds)
def test_a_share_of_all_worlds_is_a_share(drawn: tuple[int, int]) -> None:
    worlds, seed = drawn
    counted = np.random.default_rng(seed).random(worlds) < 0.4
    alone, among = share_of(counted), share_of(counted, np.ones(worlds, dtype=bool))
    assert (among.value, among.worlds) == (alone.value, alone.worlds)
    assert among.se == pytest.approx(alone.se, abs=1e-12)


@given(worlds_and_seeds)
def test_the_error_of_a_ratio_is_that_of_its_linear_form(drawn: tuple[int, int]) -> None:
    """Σxa/Σa moves with the replicates' weights as its derivative says, to first order."""
    worlds, seed = drawn
    rng = np.random.default_rng(seed)
    counted, among = rng.random(worlds) < 0.4, rng.random(worlds) < 0.7
    if not among.any():
        return
    replicate, found = replicates_of(worlds), share_of(counted, among)
    count = int(replicate.max()) + 1
    step = 1e-6
    slopes = []
    for own in range(count):
        weights = np.where(replicate == own, 1 + step, 1.0) * among
        slopes.append(((counted * weights).sum() / weights.sum() - found.value) / step)
    expected = math.sqrt(count / (count - 1) * float(np.square(slopes).sum())) if count > 1 else 0.0
    assert found.se == pytest.approx(expected, abs=1e-4)


@given(worlds_and_seeds)
def test_worlds_that_are_not_among_change_nothing(drawn: tuple[int, int]) -> None:
    worlds, seed = drawn
    rng = np.random.default_rng(seed)
    values, among = rng.random((2, worlds)), rng.random(worlds) < 0.5
    other = np.where(among, values, rng.random((2, worlds)))
    first, second = (paired(*own, among) for own in (values, other))
    assert [first.before, first.after, first.se] == pytest.approx(
        [second.before, second.after, second.se], nan_ok=True
    )


def test_a_difference_on_the_same_worlds_is_clear_where_shared_doubt_hides_it() -> None:
    rng = np.random.default_rng(3)
    before = rng.random(1024)
    after = before + 0.01 + 0.001 * rng.random(1024)
    assert paired(before, after).is_clear
    assert not unpaired(mean_of(before), mean_of(after)).is_clear
    assert paired(before, after).value == pytest.approx(0.0105, abs=1e-4)


def test_shares_among_the_same_worlds_compare_as_world_by_world() -> None:
    rng = np.random.default_rng(4)
    before, after, among = rng.random(256), rng.random(256), rng.random(256) < 0.4
    one, other = paired(before, after, among), paired_shares((before, among), (after, among))
    assert (one.before, one.after) == (other.before, other.after)
    assert other.se == pytest.approx(one.se)
    none = paired_shares((before, None), (after, np.zeros(256, bool)))
    assert none.before == pytest.approx(before.mean())
    assert np.isnan([none.after, none.se]).all()


def test_one_rule_says_what_is_clear() -> None:
    assert is_distinguishable(0.03, 0.01)
    assert not is_distinguishable(0.02, 0.01)
    assert not is_distinguishable(1e-13, 0.0)
    assert is_distinguishable(-0.001, 0.0)
    assert not is_distinguishable(math.nan, math.nan)
    own = Estimate(0.5, 0.1, 64)
    assert (own.low, own.high) == pytest.approx((0.5 - T95 * 0.1, 0.5 + T95 * 0.1))


def test_quantiles_are_those_of_the_distributions() -> None:
    from scipy.stats import norm, t

    assert pytest.approx(norm.ppf(0.975)) == Z95
    assert pytest.approx(t.ppf(0.975, REPLICATES - 1)) == T95


def test_leaders_are_those_who_cannot_be_told_from_the_first() -> None:
    rng = np.random.default_rng(4)
    first = rng.random(800) < 0.5
    twin, rival = first.copy(), rng.permutation(first)
    lesser = first & (rng.random(800) < 0.7)
    assert leaders([lesser, first, twin, rival]).tolist() == [1, 2, 3]
    assert leaders(np.zeros((0, 5))).tolist() == []
    assert leaders([[1.0], [0.0], [1.0]]).tolist() == [0, 2]


def test_leaders_among_some_worlds() -> None:
    among = np.arange(160) < 100
    much, little = among.copy(), among & (np.arange(160) % 5 < 2)
    assert leaders([little, much], among).tolist() == [1]
    # what happens elsewhere has no say
    assert leaders([little | ~among, much], among).tolist() == [1]


def test_a_band_holds_the_central_95_percent() -> None:
    band = band_of(np.arange(1001))
    assert (band.mean, band.low, band.high) == pytest.approx((500, 25, 975))
    assert band.is_clear
    assert not band_of([-1.0, 1.0]).is_clear


def test_no_other_module_has_a_quantile_or_a_rule_of_its_own() -> None:
    """Nobody else writes 1.96 in any spelling, nor the ends of a 95 % interval."""
    own = re.compile(r"\b1\.9[56]\d*|\b0?\.975\b|\b0?\.025\b|\b_?(Z|Z95|SURE|T95)\s*=|2\.36\d*")
    root = Path(winset.__file__).parent
    for path in sorted(root.rglob("*.py")):
        inside = path.relative_to(root)
        if inside.parts[0] != "lab" and inside.name != "uncertainty.py":
            assert not own.findall(path.read_text(encoding="utf-8")), inside
