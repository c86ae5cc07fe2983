"""The probabilistic Condorcet election: its laws, and its definition in plain Python."""

from __future__ import annotations

from typing import Any, get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.forecast import coalition_twin as twin
from tests.forecast.coalition_tables import tables
from tests.profiles import COSTLY
from winset.forecast.condorcet import Election, Summary, Weight, predict
from winset.forecast.contests import VictoryModel, VotingRule
from winset.forecast.outcome import Outcome
from winset.forecast.risk import RiskRange

options = st.fixed_dictionaries(
    {
        "election": st.sampled_from(get_args(Election)),
        "voting": st.sampled_from(get_args(VotingRule)),
        "victory_model": st.sampled_from(get_args(VictoryModel)),
        "risk": st.sampled_from(get_args(RiskRange)),
    }
)


def run(*worlds: twin.Table, **chosen: Any) -> Outcome:
    """Forecast on a scale of −5 to 15, all worlds at once."""
    return predict(
        20 * np.array([w.positions for w in worlds]) - 5,
        100 * np.array([w.salience for w in worlds]),
        np.array([w.capability for w in worlds]),
        scale=(-5, 15),
        **chosen,
    )


def odds(table: twin.Table, **chosen: Any) -> np.ndarray:
    found = run(table, **chosen).weights
    assert found is not None
    return found[0]


@given(tables(), options)
def test_the_definition(table: twin.Table, chosen: dict[str, Any]) -> None:
    expected = twin.position_odds(
        table, chosen["election"], chosen["voting"], chosen["victory_model"], chosen["risk"]
    )
    assert odds(table, **chosen) == pytest.approx(expected, abs=1e-7)


@given(tables(), options)
def test_odds_sum_to_one(table: twin.Table, chosen: dict[str, Any]) -> None:
    found = odds(table, **chosen)
    assert found.min() >= 0
    assert found.sum() == pytest.approx(1)


@given(tables(most=5), options, st.randoms(use_true_random=False))
def test_order_of_the_table_does_not_matter(
    table: twin.Table, chosen: dict[str, Any], random: Any
) -> None:
    order = list(table.actors)
    random.shuffle(order)
    shuffled = twin.Table(
        [table.positions[a] for a in order],
        [table.salience[a] for a in order],
        [table.capability[a] for a in order],
    )
    # a vote that jumps at 10⁻⁸ may turn on the rounding of a sum
    if "binary" not in chosen["voting"]:
        assert odds(shuffled, **chosen) == pytest.approx(odds(table, **chosen)[order], abs=1e-9)


@given(tables(), st.integers(1, 4))
def test_unit_of_capability_does_not_matter(table: twin.Table, power: int) -> None:
    other = twin.Table(table.positions, table.salience, [c * 10**power for c in table.capability])
    assert odds(other) == pytest.approx(odds(table), abs=1e-6)


@given(tables(issues=2), st.integers(0, 20))
def test_an_issue_nobody_cares_about_does_not_matter(table: twin.Table, where: int) -> None:
    wider = twin.Table(
        [(*p, (where * (a + 1)) % 21 / 20) for a, p in enumerate(table.positions)],
        [(*s, 0.0) for s in table.salience],
        table.capability,
    )
    # places that differ only there are two places to the count of options
    if twin.places(wider.positions) == twin.places(table.positions):
        assert odds(wider) == pytest.approx(odds(table), abs=1e-12)


@pytest.mark.parametrize("election", get_args(Election))
def test_the_same_position_twice_is_one_option(election: Election) -> None:
    apart = twin.Table([(0.2,), (0.8,), (0.5,)], [(0.5,)] * 3, [40.0, 30.0, 20.0])
    split = twin.Table([(0.2,), (0.2,), (0.8,), (0.5,)], [(0.5,)] * 4, [15.0, 25.0, 30.0, 20.0])
    one = odds(apart, election=election, risk="neutral")
    two = odds(split, election=election, risk="neutral")
    assert two[0] == two[1]
    assert two[:2].sum() == pytest.approx(one[0])
    assert two[2:] == pytest.approx(one[1:])


@pytest.mark.parametrize("election", get_args(Election))
def test_an_overwhelming_actor_wins(election: Election) -> None:
    table = twin.Table([(0.1,), (0.6,), (0.9,)], [(0.5,)] * 3, [1e6, 1.0, 1.0])
    found = run(table, election=election)
    assert found.weights is not None
    assert found.weights[0, 0] > 0.999
    assert found.forecast[0, 0] == pytest.approx(20 * 0.1 - 5, abs=0.02)


@pytest.mark.parametrize("election", get_args(Election))
def test_mirrored_tables_have_mirrored_odds(election: Election) -> None:
    table = twin.Table(
        [(0.0,), (0.25,), (0.5,), (0.75,), (1.0,)], [(0.5,)] * 5, [30.0, 20.0, 10.0, 20.0, 30.0]
    )
    found = run(table, election=election)
    assert found.weights is not None
    assert found.weights[0] == pytest.approx(found.weights[0, ::-1])
    assert found.forecast[0, 0] == pytest.approx(5)


def test_certain_victories_give_the_condorcet_winner() -> None:
    table = twin.Table([(0.0,), (0.3,), (0.45,), (0.9,)], [(0.5,)] * 4, [30.0, 10.0, 25.0, 40.0])
    found = odds(table, voting="binary", victory_model="binary", risk="neutral")
    assert found.argmax() == 2  # the weighted median beats everything
    assert found[2] > 0.999


def test_nobody_stands_out_where_all_agree() -> None:
    table = twin.Table([(0.4,)] * 3, [(0.2,)] * 3, [1.0, 2.0, 3.0])
    assert odds(table) == pytest.approx([1 / 3] * 3)


def test_influence_lets_salience_count() -> None:
    loud = twin.Table([(0.0,), (1.0,)], [(0.9,), (0.1,)], [10.0, 10.0])
    assert odds(loud) == pytest.approx([0.5, 0.5])
    assert odds(loud, weight="influence") == pytest.approx([0.9, 0.1])


@pytest.mark.parametrize(
    ("summary", "expected"),
    [("mean", 0.0 * 0.3 + 0.4 * 0.3 + 1.0 * 0.4), ("median", 0.4), ("mode", 1.0)],
)
def test_summaries(summary: Summary, expected: float) -> None:
    from winset.forecast.condorcet import summarise

    at = np.array([[[0.0], [1.0], [0.4], [1.0]]])
    found = summarise(np.array([[0.3, 0.2, 0.3, 0.2]]), at, summary)
    assert found[0, 0] == pytest.approx(expected)


@COSTLY
@given(st.data())
def test_worlds_do_not_mix(data: st.DataObject) -> None:
    first = data.draw(tables(most=4, issues=2))
    second = data.draw(tables(most=4, issues=2))
    if len(first.positions) != len(second.positions):
        return
    both = run(first, second)
    assert both.weights is not None
    assert both.weights[0] == pytest.approx(odds(first), abs=1e-12)
    assert both.weights[1] == pytest.approx(odds(second), abs=1e-12)


def test_one_issue_without_an_axis_of_its_own() -> None:
    found = predict([[10.0, 50.0, 80.0]], [[20.0, 30.0, 40.0]], [1.0, 2.0, 3.0])
    assert found.forecast.shape == (1,)
    assert found.parameters["election"] == "conditional"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"positions": [[10.0, 120.0]]}, "outside its scale"),
        ({"positions": [[10.0, np.nan]]}, "finite"),
        ({"positions": [10.0, 20.0]}, "worlds, actors"),
        ({"salience": [[-1.0, 10.0]]}, "saliences"),
        ({"salience": [[101.0, 10.0]]}, "0–100"),
        ({"positions": [[[1.0, 2], [3, 4]]], "salience": [[[60.0, 60], [1, 1]]]}, "at most 100"),
        ({"capability": [0.0, 0.0]}, "above 0"),
        ({"capability": [-1.0, 3.0]}, "0 or more"),
        ({"scale": (5, 5)}, "upper end"),
        ({"election": "plurality"}, "no election"),
        ({"voting": "asymmetric"}, "no voting"),
        ({"victory_model": "exponential"}, "no victory_model"),
        ({"risk": "some"}, "no risk"),
        ({"weight": "votes"}, "no weight"),
        ({"summary": "midpoint"}, "no summary"),
    ],
)
def test_what_is_no_table_is_refused(change: dict[str, Any], said: str) -> None:
    right: dict[str, Any] = {
        "positions": [[10.0, 90.0]],
        "salience": [[50.0, 50.0]],
        "capability": [1.0, 2.0],
    }
    with pytest.raises(ValueError, match=said):
        predict(**{**right, **change})


def test_who_cares_about_nothing_still_votes_with_its_capability() -> None:
    """As in the limit of little salience, which cancels out on one issue."""
    none = predict([[10.0, 50.0, 90.0]], [[0.0, 20.0, 30.0]], [3.0, 2.0, 4.0])
    little = predict([[10.0, 50.0, 90.0]], [[1e-3, 20.0, 30.0]], [3.0, 2.0, 4.0])
    assert none.weights == pytest.approx(little.weights)


def test_one_actor_alone_gets_its_way() -> None:
    assert predict([[30.0]], [[50.0]], [[1.0]]).forecast[0] == pytest.approx(30)


def test_every_weight_is_taken() -> None:
    for weight in get_args(Weight):
        assert predict([[1.0, 2.0]], 50, [1.0, 1.0], weight=weight).forecast.shape == (1,)
