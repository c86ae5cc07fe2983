"""The recipe for a chart, followed as it is written in "Adding things"."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.adding import recipe
from tests.report.conftest import analysed
from winset.report.charts import registry
from winset.report.charts.chart import Chart
from winset.report.charts.registry import CHARTS, charts_at_end, figures_of
from winset.report.export import export_chart
from winset.report.page import render_report
from winset.report.sections import SECTIONS


@pytest.fixture
def favourites(monkeypatch: pytest.MonkeyPatch) -> Chart:
    """Steps 1 and 2: the file, and its place in the registry."""
    module: dict[str, Any] = {"__name__": "winset.report.charts.favourites"}
    exec(compile(recipe("A chart"), "favourites.py", "exec"), module)
    chart: Chart = module["FAVOURITES"]
    monkeypatch.setattr(registry, "CHARTS", (*CHARTS, chart))
    return chart


def test_it_is_drawn_from_a_case(favourites: Chart) -> None:
    (figure,) = favourites.figures(analysed("harbour"))
    assert figure.id == "favourites-venue"
    assert sum(value["share"] for value in figure.spec["data"]["values"]) == pytest.approx(1)
    assert [row[0] for row in figure.table.rows] == ["Port", "Capital"]


def test_it_stands_at_the_end_of_its_section(favourites: Chart) -> None:
    analysis = analysed("harbour")
    assert [figure.id for figure in charts_at_end("positions", analysis)] == ["favourites-venue"]
    page = render_report(analysis, generated="")
    place = page.index('id="favourites-venue"')
    assert page.index('class="sheet" id="positions"') < place < page.index('sheet" id="shape"')


def test_it_can_be_exported(favourites: Chart, tmp_path: Path) -> None:
    drawn = dict(figures_of(analysed("harbour")))
    target = export_chart(drawn[favourites.name], tmp_path / "favourites.svg")
    assert target.read_text(encoding="utf-8").startswith("<svg")


def test_charts_of_the_registry_have_names_questions_and_places_of_their_own() -> None:
    assert len({chart.name for chart in CHARTS}) == len(CHARTS)
    assert all(chart.question.endswith("?") for chart in CHARTS)
    sections = {section.id for section in SECTIONS}
    assert all(not chart.section or chart.section in sections for chart in CHARTS)
    ids = [figure.id for _, figure in figures_of(analysed("harbour"))]
    assert len(set(ids)) == len(ids) > 10
