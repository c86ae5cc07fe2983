"""Means, medians, modes and the status quo: laws, and what they do at their edges."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from winset.forecast import compromise, median, mode, status_quo
from winset.forecast.outcome import Outcome

Table = tuple[np.ndarray, np.ndarray, np.ndarray]
Predict = Callable[..., Outcome]
AVERAGES: list[Predict] = [compromise.predict, median.predict, mode.predict]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    worlds, actors = draw(st.integers(1, 3)), draw(st.integers(1, 6))
    eighths = st.integers(0, 800).map(lambda n: n / 8)
    weights = st.integers(1, 64).map(float)
    return (
        draw(arrays(float, (worlds, actors), elements=eighths)),
        draw(arrays(float, (worlds, actors), elements=weights)),
        draw(arrays(float, (worlds, actors), elements=weights)),
    )


@pytest.mark.parametrize("predict", AVERAGES)
@given(table=tables())
def test_lies_within_the_positions(predict: Predict, table: Table) -> None:
    found = predict(*table).forecast
    assert (found >= table[0].min(1)).all()
    assert (found <= table[0].max(1)).all()


@pytest.mark.parametrize("predict", AVERAGES)
@given(table=tables(), data=st.data())
def test_the_order_of_actors_does_not_matter(
    predict: Predict, table: Table, data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(table[0].shape[1])))
    turned = predict(*(part[:, order] for part in table)).forecast
    assert turned == pytest.approx(predict(*table).forecast)


@pytest.mark.parametrize("predict", AVERAGES)
@given(table=tables())
def test_moves_and_stretches_with_the_scale_and_turns_with_it(
    predict: Predict, table: Table
) -> None:
    positions, *weights = table
    found = predict(*table).forecast
    assert predict(3 * positions - 7, *weights).forecast == pytest.approx(3 * found - 7)
    assert predict(100 - positions, *weights).forecast == pytest.approx(100 - found)


@pytest.mark.parametrize("predict", AVERAGES)
@given(table=tables())
def test_whoever_has_all_the_weight_has_its_way(predict: Predict, table: Table) -> None:
    positions, salience, capability = table
    alone = capability * 0
    alone[:, 0] = 1
    assert predict(positions, salience, alone).forecast == pytest.approx(positions[:, 0])


@pytest.mark.parametrize("predict", AVERAGES)
@given(table=tables())
def test_an_actor_without_position_is_as_one_who_is_not_there(
    predict: Predict, table: Table
) -> None:
    positions, *weights = (np.concatenate([part, part[:, :1] + 5], axis=1) for part in table)
    positions[:, -1] = np.nan
    assert predict(positions, *weights).forecast == pytest.approx(predict(*table).forecast)


@given(table=tables())
def test_the_median_has_at_most_half_of_the_weight_on_either_side(table: Table) -> None:
    positions, salience, capability = table
    middle = median.predict(*table).forecast[:, None]
    shares = salience * capability / (salience * capability).sum(1, keepdims=True)
    assert ((shares * (positions < middle)).sum(1) <= 0.5 + 1e-9).all()
    assert ((shares * (positions > middle)).sum(1) <= 0.5 + 1e-9).all()


def test_weights_are_named() -> None:
    row = np.array([[0.0, 10.0]]), np.array([[1.0, 3.0]]), np.array([[3.0, 2.0]])
    found = {
        weight: float(compromise.predict(*row, weight=weight).forecast[0])
        for weight in ("plain", "salience", "capability", "salience-capability")
    }
    assert found == pytest.approx(
        {"plain": 5, "salience": 7.5, "capability": 4, "salience-capability": 20 / 3}
    )


def test_a_median_between_two_halves_lies_in_the_middle() -> None:
    assert median.predict([[0.0, 10.0]], [[1.0, 1.0]], [[1.0, 1.0]]).forecast[0] == 5


def test_a_mode_counts_those_who_stand_together() -> None:
    found = mode.predict([[0.0, 60.0, 60.0]], [[5.0, 3.0, 3.0]], [[1.0, 1.0, 1.0]])
    assert found.forecast[0] == 60


def test_issues_are_averaged_one_by_one() -> None:
    positions = np.array([[[0.0, np.nan], [10.0, 4.0]]])
    salience = np.array([[[1.0, np.nan], [1.0, 2.0]]])
    found = compromise.predict(positions, salience, np.array([[1.0, 3.0]])).forecast
    assert found.tolist() == [[7.5, 4.0]]


def test_nobody_with_weight_is_refused() -> None:
    with pytest.raises(ValueError, match="nobody counts"):
        compromise.predict([[0.0, 1.0]], [[0.0, 0.0]], [[1.0, 1.0]])
    with pytest.raises(ValueError, match="0 or more"):
        median.predict([[0.0, 1.0]], [[-1.0, 1.0]], [[1.0, 1.0]])


def test_the_status_quo_stays_and_must_be_known() -> None:
    stands = np.zeros((2, 3))
    assert status_quo.predict(stands, stands, stands, reference=40).forecast.tolist() == [40, 40]
    with pytest.raises(ValueError, match="not known"):
        status_quo.predict(stands, stands, stands, reference=np.nan)
