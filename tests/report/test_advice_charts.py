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
    drawn = charts.changes(analysis)
    if drawn is not None:
        yield drawn


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


def test_the_first_text_of_the_frontier_is_the_deal_as_it_stands(
    told: tuple[Analysis, Onboard],
) -> None:
    analysis, found = told
    ways = charts.cost_durability(analysis, found, "treaty").table.rows
    assert ways[0][0].endswith("the deal as it stands")
    assert ways[0][3] == "nothing"


def test_every_change_of_the_table_is_drawn_from_now_to_then() -> None:
    """Nobody knows how much the guard asks; a text with more of it passes more often."""
    unsure = {"low": 0.2, "high": 0.9}
    guard = elite(reservation=unsure, stances={"land": stance(0), "money": stance(0)})
    raw = rule(town(guard=guard), "p", {"all": ["mayor", "guard"]})
    raw["settings"]["worlds"] = 64
    analysis, found = advised(raw)
    figure = charts.changes(analysis)
    assert figure is not None
    drawn = [row for row in figure.spec["data"]["values"] if not row["head"]]
    assert len(drawn) == len(figure.table.rows)
    for row, cells in zip(drawn, figure.table.rows, strict=True):
        assert row["now"] == found.forms["treaty"].outcome.ratified.value
        assert row["told"] == cells[3]
        assert row["rises"] == (row["then"] >= row["now"])
        assert cells[4] in " ".join(row["cost"])


def test_nothing_is_drawn_where_nothing_would_change_it() -> None:
    analysis, _ = advised(town())
    assert charts.changes(analysis) is None
