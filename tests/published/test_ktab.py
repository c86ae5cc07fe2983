"""Figures that the KAPSARC Toolkit for Behavioral Analysis (KTAB) gives, reproduced.

*Car emission standards*: Bueno de Mesquita's table (1994; as in Scholz, Calbert & Smith 2011, Table
1) on 0–100 with power 100 × capability; KTAB's odds of its three positions at turn 0.

*SOE-Pol-Comp*, *dummyData_3Dim*, *smpExample*: KTAB's own scenarios, and what its program prints
for them in the reference runs of 30 May 2017 in its repository (``examples/smp/doc``, files
``20170530_ref-*.txt``; MIT licence). They are read from KTAB's files, where those are at hand. The
first two are played to the end: 27 and 10 turns, every position to the printed digits. The third
draws at random, with a generator of KTAB's own, so its turns are compared one by one from the
states it prints: attitudes to risk, whom everyone challenges with what odds and gain, what is
proposed, the odds of bargains, the ideals that lag behind.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from winset.forecast.condorcet import ElectionRules, inferred_risk, predict
from winset.forecast.space import distances, place
from winset.forecast.spatial import Choices
from winset.forecast.spatial import predict as play
from winset.forecast.spatial.challenges import SpatialStanding, contest_odds
from winset.forecast.spatial.step import TurnOutcome, arrive, step
from winset.formats.ktab import KtabScenario
from winset.formats.ktab_csv import read_ktab_csv
from winset.formats.ktab_xml import read_ktab_xml

EMISSIONS = {  # capability, position (years), salience
    "NL": (0.08, 4, 80),
    "BE": (0.08, 7, 40),
    "LU": (0.03, 4, 20),
    "DE": (0.16, 4, 80),
    "FR": (0.16, 10, 60),
    "IT": (0.16, 10, 60),
    "UK": (0.16, 10, 90),
    "IE": (0.05, 7, 10),
    "DK": (0.05, 4, 99),
    "EL": (0.08, 7, 70),
}


def test_odds_of_the_car_emission_positions() -> None:
    capability, years, salience = np.array(list(EMISSIONS.values()), dtype=float).T
    found = predict(years[None], salience[None], 100 * capability, scale=(4, 10))
    assert found.weights is not None
    odds = [found.weights[0, years == position].sum() for position in (4, 7, 10)]
    assert [f"{value:.4f}" for value in odds] == ["0.2069", "0.3474", "0.4457"]
    assert found.forecast[0] == pytest.approx(4 * 0.2069 + 7 * 0.3474 + 10 * 0.4457, abs=1e-3)


def pooled(odds: np.ndarray, positions: np.ndarray) -> list[str]:
    """Odds as KTAB prints them: of each actor's position, to all who share it."""
    space = place(positions[None], 10, 1)
    from winset.forecast.space import representatives

    first = representatives(space.positions)[0]
    return [f"{odds[first == f].sum():.4f}" for f in first]


def one_decimal(positions: np.ndarray) -> list[list[str]]:
    return [[f"{x:.1f}" for x in row] for row in positions.T]


# three dimensions, seven actors

DUMMY_AT_THE_END = [
    ["78.6", "78.6", "82.5", "67.1", "78.6", "79.9", "78.6"],
    ["31.8", "31.8", "90.9", "50.1", "31.6", "34.4", "31.6"],
    ["74.1", "74.1", "0.1", "63.7", "74.1", "75.2", "74.1"],
]
DUMMY_AFTER_FIVE = [
    ["78.5", "79.0", "82.5", "66.7", "78.5", "80.5", "80.5"],
    ["30.5", "30.6", "90.9", "50.2", "30.5", "34.6", "34.6"],
    ["74.0", "74.2", "0.1", "63.5", "74.0", "75.9", "75.9"],
]
DUMMY_AFTER_ONE = [
    [79.54, 44.71, 72.05],
    [78.93, 56.33, 72.52],
    [82.45, 90.89, 0.07],
    [65.82, 50.76, 63.02],
    [79.54, 44.72, 72.05],
    [84.39, 34.05, 86.34],
    [75.61, 24.79, 71.95],
]
DUMMY_ODDS = [  # of each actor's position, turns 0 to 10
    "0.0047 0.6059 0.3618 0.2234 0.2420 0.4040 0.4031 0.3546 0.4593 0.3962 0.3340",
    "0.0302 0.0509 0.3087 0.3684 0.2457 0.1811 0.1290 0.3546 0.2960 0.3962 0.3340",
    "0.0054 0.0096 0.0256 0.0158 0.0096 0.0339 0.0072 0.0571 0.0194 0.0074 0.0183",
    "0.1492 0.1406 0.1887 0.1674 0.0823 0.2564 0.0533 0.2768 0.1131 0.0507 0.0957",
    "0.6001 0.6059 0.1152 0.3684 0.2420 0.4040 0.0446 0.3115 0.4593 0.1730 0.1512",
    "0.1447 0.1217 0.3618 0.0649 0.3687 0.1246 0.3628 0.3115 0.2960 0.3530 0.4009",
    "0.0656 0.0713 0.3087 0.1602 0.0517 0.1246 0.4031 0.3546 0.1123 0.0198 0.1512",
]


@pytest.fixture
def dummy(ktab: Path) -> KtabScenario:
    return read_ktab_csv(ktab / "dummyData_3Dim.csv")


def test_three_dimensions_to_the_end(dummy: KtabScenario) -> None:
    found = play(dummy.positions[None], dummy.salience[None], dummy.capability)
    assert len(found.rounds) == 10
    stands = [dummy.positions, *(r.positions[0] for r in found.rounds)]
    assert stands[1] == pytest.approx(np.array(DUMMY_AFTER_ONE), abs=1e-9)
    assert one_decimal(stands[5]) == DUMMY_AFTER_FIVE
    assert one_decimal(stands[10]) == DUMMY_AT_THE_END
    assert found.odds_by_turn is not None
    printed = [pooled(o[0], s) for o, s in zip(found.odds_by_turn, stands, strict=True)]
    assert [" ".join(row) for row in zip(*printed, strict=True)] == DUMMY_ODDS


def test_the_first_turn_in_three_dimensions(dummy: KtabScenario) -> None:
    turn = play(dummy.positions[None], dummy.salience[None], dummy.capability, rounds=1).turns[0]
    assert turn.aversion[0] == pytest.approx(
        [-0.500, -0.459, -0.499, -0.274, 1.000, -0.232, -0.430], abs=5e-4
    )
    assert turn.target[0].tolist() == [6, 0, 6, 0, 0, 1, 1]
    assert turn.odds[0] == pytest.approx(
        [0.7643, 0.7964, 0.8334, 0.8056, 0.5836, 0.8510, 0.3970], abs=5e-5
    )
    assert turn.gain[0] == pytest.approx(
        [0.0947, 0.2810, 0.4711, 0.2839, 0.0116, 0.2986, 0.0286], abs=5e-5
    )
    assert turn.for_proposer[0, 0] == pytest.approx([75.61, 24.78, 71.95])
    assert turn.for_receiver[0, 0] == pytest.approx([75.61, 24.79, 71.95])
    assert turn.for_proposer[0, 5] == pytest.approx([84.39, 34.05, 86.34])


def test_the_target_s_view_of_the_odds(dummy: KtabScenario) -> None:
    space = place(dummy.positions[None], dummy.salience[None], dummy.capability)
    away = distances(space.positions, space.positions, space.salience)
    aversion = inferred_risk(away, space.capability, ElectionRules())
    attention = space.salience.sum(-1)
    standing = SpatialStanding(away, aversion, space.capability * attention, attention)
    odds = contest_odds(standing, Choices(), "target")[0]
    told = {
        (0, 6): 0.7660,
        (5, 1): 0.8518,
        (1, 0): 0.7952,
        (6, 1): 0.3981,
        (2, 6): 0.8331,
        (4, 0): 0.7586,
        (3, 0): 0.8008,
    }
    for pair, expected in told.items():
        assert odds[pair] == pytest.approx(expected, abs=5e-5)


# two dimensions, thirteen actors

SOE = {
    # turn: policy, competitive positions of XJ LK ZG MK LH XS NEA MLR MEP MOF SHX HLJ WY
    1: (
        "30.0 44.8 30.0 44.9 49.6 42.9 20.0 59.7 29.6 42.9 49.9 20.0 15.0",
        "20.0 64.6 15.0 45.0 64.4 38.8 15.0 49.8 14.7 38.8 50.0 29.9 60.0",
    ),
    13: (
        "40.1 44.7 30.0 40.1 38.3 39.0 39.0 37.4 38.9 39.3 39.4 39.0 15.0",
        "29.0 64.4 15.0 29.0 28.1 32.9 32.7 38.5 32.1 35.8 29.9 32.9 60.0",
    ),
    27: (
        "43.2 43.2 38.7 38.6 38.7 38.6 38.7 38.7 38.7 38.8 38.8 38.8 15.0",
        "43.3 43.3 28.8 28.8 28.8 29.5 29.0 29.0 28.9 30.7 30.8 30.8 60.0",
    ),
}
SOE_ODDS = {  # in the same order
    0: (
        "0.0618 0.0156 0.0117 0.4340 0.0028 0.0000 0.0020 0.0013 0.0117 0.2481 0.1533 0.0689 0.0005"
    ),
    13: (
        "0.0645 0.0000 0.0000 0.0645 0.0264 0.2349 0.2414 0.0120 0.2061 0.0708 0.1438 0.2349 0.0000"
    ),
    27: (
        "0.2299 0.2299 0.1104 0.1104 0.1104 0.2202 0.2063 0.2063 0.2063 0.2330 0.2330 0.2330 0.0002"
    ),
}


def test_two_dimensions_to_the_end(ktab: Path) -> None:
    scenario = read_ktab_csv(ktab / "SOE-Pol-Comp.csv")
    found = play(scenario.positions[None], scenario.salience[None], scenario.capability)
    assert len(found.rounds) == 27
    stands = [scenario.positions, *(r.positions[0] for r in found.rounds)]
    for turn, rows in SOE.items():
        assert tuple(" ".join(row) for row in one_decimal(stands[turn])) == rows
    assert found.odds_by_turn is not None
    for turn, odds in SOE_ODDS.items():
        assert " ".join(pooled(found.odds_by_turn[turn, 0], stands[turn])) == odds


# chains, cubic votes, lagging ideals

AFTER_ONE = [
    [55.53, 63.19, 42.21],
    [23.48, 63.81, 70.13],
    [33.48, 18.89, 19.04],
    [26.3, 16.5, 15.9],
    [64.11, 48.13, 32.54],
]
IDEALS_AFTER_ONE = [
    [55.1751, 60.1493, 41.8707],
    [24.3591, 63.3328, 68.5122],
    [38.6230, 33.4535, 24.2330],
    [26.3000, 16.5000, 15.9000],
    [64.1100, 48.1300, 32.5400],
]


@pytest.fixture
def example(ktab: Path, tmp_path: Path) -> KtabScenario:
    """KTAB's XML example; the first coordinate is empty in some copies, 52.8 in the run's log."""
    text = (ktab / "smpExample.xml").read_text(encoding="utf-8-sig")
    path = tmp_path / "example.xml"
    path.write_text(text.replace("<dCoord></dCoord>", "<dCoord>52.8</dCoord>"), encoding="utf-8")
    return read_ktab_xml(path)


def one_step(scenario: KtabScenario, positions: np.ndarray, ideals: np.ndarray) -> TurnOutcome:
    space = place(positions[None], scenario.salience[None], scenario.capability)
    draws = np.full(space.capability.shape, 0.5)
    choices = Choices(**scenario.choices)  # type: ignore[arg-type]
    start = arrive(space, space.positions, ideals[None] / 100, choices)
    return step(space, start, choices, draws)


def of_pairs(taken: TurnOutcome, actor: int, initiators: list[int]) -> list[float]:
    """Odds of the status quo and of the proposals by these, in this actor's election."""
    odds = taken.bargain_odds[0, actor]
    return [odds[0], *(odds[1 + i] for i in initiators)]


def test_the_first_turn_with_chains_and_cubic_votes(example: KtabScenario) -> None:
    assert example.seed == 3507583219545544127
    found = one_step(example, example.positions, example.positions)
    assert found.aversion[0] == pytest.approx([1, -0.387, -0.5, -0.001, -0.298], abs=5e-4)
    assert found.target[0].tolist() == [4, 2, 0, 2, 2]
    assert found.odds[0] == pytest.approx([0.5257, 0.7180, 0.4396, 0.7837, 0.5467], abs=5e-5)
    assert found.gain[0] == pytest.approx([0.0115, 0.2315, 0.0975, 0.4318, 0.0632], abs=5e-5)
    assert 100 * found.bargains.for_receiver[0, 4] == pytest.approx([70.06, 76.01, 34.98])
    close = {"abs": 1e-4}
    assert of_pairs(found, 0, [2, 0]) == pytest.approx([0.0054, 0.7502, 0.2444], **close)
    assert of_pairs(found, 1, [1]) == pytest.approx([0.4205, 0.5795], **close)
    assert of_pairs(found, 2, [4, 3, 2, 1]) == pytest.approx(
        [0.0859, 0.0695, 0.4215, 0.2255, 0.1976], **close
    )
    assert of_pairs(found, 4, [4, 0]) == pytest.approx([0.0264, 0.0250, 0.9486], **close)


def test_a_turn_with_ideals_that_lag_behind(example: KtabScenario) -> None:
    assert example.accommodation is not None
    follows = example.accommodation
    here = np.array(AFTER_ONE)
    ideals = follows @ here + (1 - follows.sum(-1, keepdims=True)) * example.positions
    assert ideals == pytest.approx(np.array(IDEALS_AFTER_ONE), abs=5e-5)
    found = one_step(example, here, ideals)
    assert found.aversion[0] == pytest.approx([0.516, -0.5, 0.77, 0.299, 1], abs=5e-4)
    assert found.target[0].tolist() == [2, 2, 3, 0, 2]
    assert found.odds[0] == pytest.approx([0.8970, 0.9138, 0.9054, 0.7193, 0.9229], abs=5e-5)
    assert found.gain[0] == pytest.approx([0.1474, 0.4427, 0.0135, 0.2237, 0.0741], abs=5e-5)
    assert of_pairs(found, 2, [2, 4, 0, 1]) == pytest.approx(
        [0.1733, 0.2608, 0.1548, 0.2051, 0.2060], abs=1e-4
    )
    assert of_pairs(found, 3, [3, 2]) == pytest.approx([0.1539, 0.5215, 0.3246], abs=1e-4)
