"""The Nash bargaining solution: against a search of the whole scale, and its limits."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.forecast import compromise
from winset.forecast.nash_bargaining import predict

SEEDS = st.integers(0, 2**32 - 1)


def made(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    shape = (2, int(rng.integers(1, 6)))
    places = 30 + 70 * rng.random(shape)
    return places, 1 + 99 * rng.random(shape), 0.1 + rng.random(shape), 40 * rng.random(2)


@given(seed=SEEDS, loss=st.sampled_from([1.0, 2.0]), cost=st.sampled_from([0.0, 0.05]))
def test_no_point_of_the_scale_is_better(seed: int, loss: float, cost: float) -> None:
    places, salience, power, reference = made(seed)
    found = predict(places, salience, power, reference=reference, loss=loss, cost=cost).forecast

    def product(at: np.ndarray, world: int) -> np.ndarray:
        p, s, c = places[world] / 100, salience[world] / 100, power[world]
        stays = np.abs(reference[world] / 100 - p) ** loss
        gain = s * (stays - np.abs(at[:, None] / 100 - p) ** loss) + cost
        with np.errstate(divide="ignore", invalid="ignore"):
            logs = np.where(gain > 0, np.log(np.maximum(gain, 0)), -np.inf)
        return (c * logs).sum(1)

    for world in range(2):
        best = product(np.linspace(0, 100, 2001), world).max()
        if np.isinf(best):
            assert found[world] == pytest.approx(reference[world], abs=0.1)
        else:
            assert product(found[[world]], world)[0] >= best - 1e-6


@given(seed=SEEDS)
def test_salience_cancels_as_long_as_disagreement_costs_nothing(seed: int) -> None:
    places, salience, power, reference = made(seed)
    alike = predict(places, 50.0, power, reference=reference).forecast
    assert predict(places, salience, power, reference=reference).forecast == pytest.approx(alike)


@given(seed=SEEDS)
def test_with_an_ever_worse_disagreement_it_becomes_the_compromise(seed: int) -> None:
    places, salience, power, reference = made(seed)
    found = predict(places, salience, power, reference=reference, cost=1e7).forecast
    assert found == pytest.approx(compromise.predict(places, salience, power).forecast, abs=1e-3)


@given(seed=SEEDS)
def test_moves_and_turns_with_the_scale(seed: int) -> None:
    places, salience, power, reference = made(seed)
    found = predict(places, salience, power, reference=reference).forecast
    turned = predict(100 - places, salience, power, reference=100 - reference).forecast
    assert turned == pytest.approx(100 - found, abs=1e-6)
    moved = predict(places / 2 - 9, salience, power, reference=reference / 2 - 9, scale=(-9, 41))
    assert moved.forecast == pytest.approx(found / 2 - 9, abs=1e-6)


def test_one_actor_gets_its_way_and_opposition_keeps_things_as_they_are() -> None:
    assert predict([[70.0]], [[9.0]], [[1.0]], reference=20).forecast[0] == pytest.approx(70)
    assert predict([[0.0, 70.0]], [[9.0, 9]], [[1.0, 9]], reference=20).forecast[0] == 20
    assert predict([[20.0, 70.0]], [[9.0, 9]], [[1.0, 9]], reference=20).forecast[0] == 20
    weightless = predict([[0.0, 70.0]], [[9.0, 9]], [[0.0, 9]], reference=20).forecast
    assert weightless[0] == pytest.approx(70)


def test_bad_numbers_are_refused() -> None:
    for wrong, said in (({"loss": 0.5}, "loss of 1"), ({"reference": np.nan}, "finite"),
                        ({"scale": (1.0, 1.0)}, "low to high")):  # fmt: skip
        with pytest.raises(ValueError, match=said):
            predict([[1.0]], [[1.0]], [[1.0]], **{"reference": 0.0, **wrong})
    with pytest.raises(ValueError, match="nobody counts"):
        predict([[1.0]], [[0.0]], [[1.0]], reference=0)
