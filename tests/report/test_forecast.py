"""Charts of forecasts."""

from __future__ import annotations

import json

import pytest

from winset.analysis import Analysis
from winset.report.charts import forecast_dots
from winset.report.export import sized
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
