"""Charts of the advice: what more consent costs, and who is on board."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.advice.town import advised, elite, rule, stance, town
from winset.advice.onboard_results import Onboard
from winset.analysis import Analysis
from winset.report import charts
from winset.report.export import sized
from winset.report.figures import Figure
from winset.report.theme import CHART_THEMES


@pytest.fixture(scope="module", params=["council", "nobody"])
def told(request: pytest.FixtureRequest) -> tuple[Analysis, Onboard]:
    if request.param == "nobody":
        return advised(town())
    doves = elite(reservation=0.5, stances={"land": stance(0), "money": stance(0)})
    guard = elite(reservation=0.3, stances={"land": stance(50), "money": stance(0)})
    raw = town(doves=doves, guard=guard)
    return advised(rule(raw, "p", {"all": ["mayor", {"any": ["guard", "mayor"]}]}))


def figures_of(told: tuple[Analysis, Onboard]) -> Iterator[Figure]:
    analysis, found = told
    for form in found.forms:
        yield charts.cost_durability(analysis, found, form)
        yield charts.coalitions(analysis, found, form)


@pytest.mark.parametrize("theme", CHART_THEMES)
@pytest.mark.parametrize("width", [300, 760])
def test_specs_compile(told: tuple[Analysis, Onboard], theme: str, width: int) -> None:
    converter = pytest.importorskip("vl_convert")
    for one in figures_of(told):
        svg = converter.vegalite_to_svg(sized(one.spec, width), config=CHART_THEMES[theme])
        assert svg.startswith("<svg")
        assert "NaN" not in svg


def test_specs_are_plain_json_and_say_what_they_show(told: tuple[Analysis, Onboard]) -> None:
    for one in figures_of(told):
        assert json.dumps(one.spec, allow_nan=False)
        assert one.sentence in one.spec["description"]
        assert one.method.endswith(".")
        assert all(len(row) == len(one.table.columns) for row in one.table.rows)


def test_every_package_of_the_frontier_has_a_column_and_a_dot(
    told: tuple[Analysis, Onboard],
) -> None:
    analysis, found = told
    ways = charts.cost_durability(analysis, found, "treaty").table.rows
    board = charts.coalitions(analysis, found, "treaty").table.rows
    assert [row[0] for row in ways] == [row[0] for row in board]
    assert ways[0][0].endswith("the deal as it stands")
    assert ways[0][3] == "nothing"
