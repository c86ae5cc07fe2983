"""The registry: every name leads to a model that runs, on a table with gaps."""

from __future__ import annotations

import numpy as np
import pytest

from winset.errors import WinsetError
from winset.forecast.model import Model
from winset.forecast.models import MODELS, model_named, run
from winset.forecast.table import issue_table, with_attention
from winset.formats.actor_table import ActorTable, plain_table


def table() -> ActorTable:
    nan = np.nan
    return plain_table(
        ("a", "b", "c", "silent"),
        ("tax", "speed"),
        np.array([[0.0, 10.0], [50.0, nan], [100.0, 30.0], [nan, nan]]),
        np.array([[50.0, 80.0], [20.0, nan], [90.0, 40.0], [nan, nan]]),
        np.array([10.0, 20.0, 30.0, 99.0]),
        scales=np.array([[0.0, 100.0], [0.0, 40.0]]),
        reference=np.array([0.0, nan]),
    )


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
def test_every_model_runs_and_stays_on_the_scale(model: Model) -> None:
    outcomes = run(model, table(), rounds=2)
    if model.scope == "issues":
        values = {"tax": outcomes[""].forecast[:, 0], "speed": outcomes[""].forecast[:, 1]}
    else:
        values = {issue: outcome.forecast for issue, outcome in outcomes.items()}
    assert set(values) == ({"tax"} if "reference" in model.given else {"tax", "speed"})
    for issue, found in values.items():
        low, high = table().scales[table().issues.index(issue)]
        assert found.shape == (1,)
        assert low <= found[0] <= high
    assert model.source
    assert model.weakness


def test_names_are_unique_and_unknown_ones_are_refused() -> None:
    names = [model.name for model in MODELS]
    assert len(set(names)) == len(names)
    with pytest.raises(WinsetError, match="“crystal-ball” is no forecasting model"):
        model_named("crystal-ball")


def test_an_issue_holds_those_who_take_part() -> None:
    own = issue_table(table(), "speed")
    assert own.actors == ("a", "c")
    assert own.index.tolist() == [0, 2]
    assert own.positions.tolist() == [[10, 30]]
    assert own.scale == (0, 40)
    with pytest.raises(WinsetError, match="No issue “peace”"):
        issue_table(table(), "peace")


def test_attention_is_shared_out_only_where_it_is_more_than_all() -> None:
    shared = with_attention(table()).salience[0]
    assert shared[0] == pytest.approx([50 / 1.3, 80 / 1.3])
    assert shared[1, 0] == 20


def test_a_bad_table_is_refused_with_every_problem() -> None:
    with pytest.raises(WinsetError) as caught:
        plain_table(
            ("a", "b"),
            ("tax",),
            np.array([[0.0], [120.0]]),
            np.array([[50.0], [101.0]]),
            np.array([-1.0, 1.0]),
            scales=np.array([[0.0, 100.0]]),
        )
    for part in ("b on “tax” lies outside 0 to 100", "capability of a", "salience of b"):
        assert part in str(caught.value)
    with pytest.raises(WinsetError, match="“a” stands twice among the actors"):
        plain_table(("a", "a"), ("x",), np.zeros((2, 1)), np.ones((2, 1)), np.ones(2))
