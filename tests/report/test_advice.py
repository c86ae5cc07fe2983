"""The advice section: what to find out next always, all questions when asked, and its tornado."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.advice.test_open_zone import pie
from tests.report.conftest import HOSTILE
from winset.analysis import Analysis, analyse
from winset.report.charts import tornado
from winset.report.page import render_report
from winset.scenario import scenario_from


def uncertain() -> dict[str, Any]:
    raw = pie(0.5, 0.5, worlds=256)
    raw["actors"]["left"]["reservation"] = {"low": 0.2, "high": 0.8}
    raw["actors"]["left"]["name"] = HOSTILE
    return raw


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return analyse(scenario_from(uncertain()))


def test_the_tornado_runs_from_one_end_of_the_unknown_to_the_other(analysis: Analysis) -> None:
    """A zone wants left's floor at 0.5 or less: always in the lowest fifth, not in the highest."""
    figure = tornado(analysis)
    assert figure is not None
    (row,) = figure.spec["data"]["values"]
    assert (row["low"], row["high"]) == pytest.approx((0.5, -0.5), abs=0.005)
    assert (row["lowTold"], row["highTold"]) == ("if low +50 points", "if high −50 points")
    assert figure.table.rows[0][1] == "1"
    assert figure.sentence in figure.spec["description"]


def test_nothing_is_drawn_where_nothing_is_uncertain() -> None:
    assert tornado(analyse(scenario_from(pie(0.2, 0.2)))) is None


def test_a_report_tells_how_to_get_all_advice_or_has_it(analysis: Analysis) -> None:
    short = render_report(analysis, generated="")
    assert "winset run --advice" in short
    assert "Is there a zone" not in short
    whole = render_report(replace(analysis, advised=True), generated="")
    assert "winset run --advice" not in whole
    for question in ("Is there a zone, and what would open one?", "Who decides?", "Side payments"):
        assert question in whole
    assert HOSTILE not in short
    assert HOSTILE not in whole
