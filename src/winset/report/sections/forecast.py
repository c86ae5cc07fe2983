"""What the classic models of collective decisions expect, beside what would be ratified."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from winset.analysis import Analysis
from winset.forecast.case_forecast import CaseForecast
from winset.report.charts import forecast_dots
from winset.report.sections.section import Section
from winset.words.forecast import (
    SEEING,
    case_forecast_told,
    drawn_told,
    error_told,
    model_table,
    models_told,
    options_told,
)
from winset.words.names import form_title
from winset.words.quantities import figure


def _content(analysis: Analysis) -> Mapping[str, Any] | None:
    found = analysis.foreseen
    if found.forecasts is None or not found.likeliest:
        return None
    drawn = [forecast_dots(analysis, issue) for issue in analysis.scenario.issues]
    return {
        "told": case_forecast_told(analysis, found),
        "seeing": [*SEEING, *models_told(found.forecasts.models)],
        "figures": [one for one in drawn if one is not None],
        "forms": [form_title(analysis.scenario, form) for form in analysis.forms],
        "rows": [_row(analysis, found, name) for name in found.likeliest],
        "zone": [figure(found.zone[form]) for form in analysis.forms],
        "drawn": drawn_told(found.forecasts),
        "models": model_table(found.forecasts.models),
    }


def _row(analysis: Analysis, found: CaseForecast, name: str) -> dict[str, Any]:
    issues = analysis.scenario.issues
    return {
        "model": name,
        "error": error_told(name),
        "options": [
            (issues[issue].title, options_told(options))
            for issue, options in found.likeliest[name].items()
        ],
        "in_zone": [figure(found.ratified[name][form]) for form in analysis.forms],
    }


FORECAST = Section(
    "forecast",
    "What models of such decisions expect",
    "forecast.html",
    _content,
    question=2,
)
