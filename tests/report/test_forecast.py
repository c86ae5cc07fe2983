"""Charts of forecasts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.forecast.test_forecasts import emissions
from winset.analysis import Analysis
from winset.errors import WinsetError
from winset.forecast.forecasts import Forecasts, forecasts
from winset.report.charts import forecast_dots
from winset.report.charts.trajectories import challenge_map, trajectories
from winset.report.export import sized
from winset.report.forecast_page import check_page, write_page
from winset.report.sections.forecast import FORECAST
from winset.report.theme import CHART_THEMES


@pytest.mark.parametrize("theme", CHART_THEMES)
@pytest.mark.parametrize("width", [300, 760])
def test_specs_compile_and_tables_fit(analysis: Analysis, theme: str, width: int) -> None:
    converter = pytest.importorskip("vl_convert")
    for issue in analysis.scenario.issues:
        one = forecast_dots(analysis, issue)
        if one is None:
            continue
        assert json.dumps(one.spec, allow_nan=False)
        assert one.sentence in one.spec["description"]
        assert all(len(row) == len(one.table.columns) for row in one.table.rows)
        svg = converter.vegalite_to_svg(sized(one.spec, width), config=CHART_THEMES[theme])
        assert svg.startswith("<svg")
        assert "NaN" not in svg


def test_the_section_has_a_row_a_model_and_a_cell_a_form(analysis: Analysis) -> None:
    content = FORECAST.content(analysis)
    found = analysis.foreseen
    if not found.packages:
        assert content is None
        return
    assert content is not None
    assert [row["model"] for row in content["rows"]] == list(found.packages)
    assert all(len(row["in_zone"]) == len(analysis.forms) for row in content["rows"])
    assert len(content["figures"]) == len({i for own in found.packages.values() for i in own})


@pytest.fixture(scope="module")
def moved() -> Forecasts:
    return forecasts(emissions(), ["challenge", "compromise", "status-quo"], worlds=16, doubt=0.05)


@pytest.mark.parametrize("theme", CHART_THEMES)
@pytest.mark.parametrize("width", [300, 760])
def test_moves_are_drawn(moved: Forecasts, theme: str, width: int) -> None:
    converter = pytest.importorskip("vl_convert")
    for draw in (trajectories, challenge_map):
        one = draw(moved, "challenge", "years", {"NL": "Netherlands"}, "Years")
        assert one is not None
        assert json.dumps(one.spec, allow_nan=False)
        svg = converter.vegalite_to_svg(sized(one.spec, width), config=CHART_THEMES[theme])
        assert "Netherlands" in svg
        assert "NaN" not in svg
        assert any("Netherlands" in row for row in one.table.rows)
        assert draw(moved, "compromise", "years", {}, "Years") is None
        assert draw(moved, "status-quo", "years", {}, "Years") is None


def test_a_page_holds_every_model_and_note(moved: Forecasts, tmp_path: Path) -> None:
    page = tmp_path / "cars.html"
    write_page(page, moved, "Cars <b>", None)
    text = page.read_text("utf-8")
    assert "Cars &lt;b&gt;" in text
    for part in ("Every model’s answer", "Round by round: challenge", "an assumption", "Beware"):
        assert part in text
    assert list(tmp_path.iterdir()) == [page]
    with pytest.raises(WinsetError, match="ending in"):
        check_page(tmp_path / "cars.pdf")
    with pytest.raises(WinsetError, match="no such folder"):
        check_page(tmp_path / "gone" / "cars.html")
