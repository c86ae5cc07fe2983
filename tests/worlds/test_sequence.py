"""The low-discrepancy sequence: balanced, independent across blocks, the same everywhere."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import qmc

from winset.uncertainty import REPLICATES
from winset.worlds import sobol
from winset.worlds.sequence import sobol_columns

BLOCK = sobol.DIMENSIONS


@pytest.mark.parametrize("worlds", [1, 2, 64, 1024])
def test_every_column_is_stratified_in_every_replicate(worlds: int) -> None:
    columns = sobol_columns(worlds, range(3 * BLOCK + 1), seed=1)
    for column in columns.values():
        for replicate in range(min(worlds, REPLICATES)):
            dealt = column[replicate::REPLICATES]
            assert sorted(np.floor(dealt * len(dealt)).astype(int)) == list(range(len(dealt)))


def test_neighbouring_dimensions_are_balanced_together_in_every_replicate() -> None:
    columns = sobol_columns(64 * REPLICATES, [0, 1], seed=3)
    for replicate in range(REPLICATES):
        first, second = (columns[slot][replicate::REPLICATES] for slot in (0, 1))
        for j in range(7):
            cells = np.floor(first * 2**j) * 2 ** (6 - j) + np.floor(second * 2 ** (6 - j))
            assert sorted(cells.astype(int)) == list(range(64))


def test_replicates_are_independent() -> None:
    # over many seeds, errors of two replicates' means go together no more than by chance
    def spread(column: np.ndarray) -> list[float]:
        return [float((column[r::REPLICATES] ** 2).mean()) for r in range(REPLICATES)]

    means = np.array([spread(sobol_columns(128, [3], seed)[3]) for seed in range(400)])
    correlations = np.corrcoef(means.T)[np.triu_indices(REPLICATES, 1)]
    assert np.abs(correlations).max() < 4 / np.sqrt(400)
    assert abs(correlations.mean()) < 4 / np.sqrt(400 * len(correlations))


@pytest.mark.parametrize("worlds", [1, 3, 100, 1000, 1025])
def test_any_number_of_worlds_will_do(worlds: int) -> None:
    columns = sobol_columns(worlds, [0, BLOCK, 5 * BLOCK + 2], seed=1)
    for column in columns.values():
        assert column.shape == (worlds,)
        assert len(set(column)) == worlds
        # at most as far from even as the part of the next power of two that is missing
        for replicate in range(min(worlds, REPLICATES)):
            dealt = column[replicate::REPLICATES]
            most = np.bincount(np.floor(dealt * 8).astype(int), minlength=8).max()
            assert most <= np.ceil(2 ** np.ceil(np.log2(len(dealt))) / 8)


def test_draws_lie_strictly_between_0_and_1() -> None:
    for seed in range(20):
        for column in sobol_columns(4096, range(BLOCK), seed).values():
            assert column.min() > 0
            assert column.max() < 1


def test_a_column_does_not_depend_on_the_others_wanted() -> None:
    everything = sobol_columns(128, range(200), seed=9)
    for wanted in ([0], [199], [150, 3, 17, 16, 15]):
        chosen = sobol_columns(128, wanted, seed=9)
        assert sorted(chosen) == sorted(wanted)
        assert all(np.array_equal(chosen[slot], everything[slot]) for slot in wanted)


def test_columns_of_a_large_scenario_are_all_different_and_uncorrelated() -> None:
    columns = np.stack(list(sobol_columns(1024, range(1400), seed=1).values()))
    assert len({column.tobytes() for column in columns}) == len(columns)
    # of a million pairs of independent columns, the greatest correlation is about 5/√1024
    correlations = np.corrcoef(columns)[np.triu_indices(len(columns), 1)]
    assert np.abs(correlations).max() < 0.2
    assert np.abs(correlations).mean() < 0.03


def test_seeds_give_different_draws_and_the_same_seed_the_same() -> None:
    first, again, other = (sobol_columns(64, [7], seed)[7] for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(np.sort(first), np.sort(other))


def test_unscrambled_points_are_those_of_joe_and_kuo() -> None:
    ours = sobol.points(sobol.directions(), np.zeros(BLOCK, dtype=np.uint32), 9)
    theirs = qmc.Sobol(BLOCK, scramble=False).random(2**9)

    def as_set(points: np.ndarray) -> set[tuple[int, ...]]:
        return set(map(tuple, np.floor(points * 2**30).astype(int).tolist()))

    assert as_set(ours) == as_set(theirs)


def test_smooth_means_converge_faster_than_by_chance() -> None:
    draws = np.stack(list(sobol_columns(1024, range(4), seed=5).values()))
    estimate = np.prod(1.5 * np.sqrt(draws), axis=0).mean()
    # the standard deviation of the integrand is about 0.78: by chance the error would be 0.024
    assert estimate == pytest.approx(1, abs=0.006)
