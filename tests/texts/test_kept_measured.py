"""The leaders' text of December 2025, as it was measured apart before this gate stood."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from winset.analysis import analyse
from winset.scenario import read_scenario
from winset.texts import Keeping
from winset.texts.kept import kept_by

MEASURED = {
    "us_critics": (0.00, 0.64, 0.30),
    "us_backers": (0.90, 0.44, 0.00),
    "us_senate": (0.05, 0.76, 0.14),
    "us_house": (0.30, 0.71, 0.10),
    "us_electorate": (0.58, 0.70, 0.07),
}
"""Bloc → that it keeps the text, that it could be revised, the exit cost that keeps it."""


def blocs_after(**changes: object) -> dict[str, Keeping]:
    """Ask each bloc of the United States of the leaders' text, with numbers changed by path."""
    scenario = read_scenario(Path(__file__).with_name("leaders.yaml")).with_changes(changes)
    analysis = analyse(scenario)
    answers = analysis.vote("understanding", "leaders").answers
    # measured over all draws, whether or not the text is signed in them
    everywhere: Any = SimpleNamespace(form=answers.form, through=np.ones(1024, dtype=bool))
    number = analysis.desk.named["leaders"]
    return {each.bloc: each for each in kept_by(analysis, everywhere, number)["us"].blocs}


@pytest.fixture(scope="module")
def blocs() -> dict[str, Keeping]:
    return blocs_after()


@pytest.mark.parametrize(
    ("bloc", "left_out", "value", "keep"),
    [
        ("us_backers", "stances.guarantees.red_line", None, 0.99),
        ("us_electorate", "no_deal_cost", 0, 0.22),
    ],
)
def test_what_else_was_measured(bloc: str, left_out: str, value: object, keep: float) -> None:
    after = blocs_after(**{f"actors.{bloc}.{left_out}": value})
    assert after[bloc].keep.value == pytest.approx(keep, abs=0.01)


@pytest.mark.parametrize("bloc", MEASURED)
def test_it_is_kept_and_revised_as_often_as_was_measured(
    blocs: dict[str, Keeping], bloc: str
) -> None:
    keep, exists, break_even = MEASURED[bloc]
    found = blocs[bloc]
    assert found.keep.value == pytest.approx(keep, abs=0.03)
    assert abs(found.exists.value - exists) < 0.03 + 2 * found.exists.se
    assert found.break_even == pytest.approx(break_even, abs=0.03)
