"""What the classic models of collective decisions expect, beside what would be ratified."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from winset.analysis import Analysis
from winset.forecast.case_forecast import CaseForecast
from winset.forecast.combined import error_on_decisions
from winset.forecast.models import model_named
from winset.report.charts import forecast_dots
from winset.report.sections.section import Section
from winset.words.forecast import case_forecast_told, options_told
from winset.words.names import form_title
from winset.words.quantities import figure


def _content(analysis: Analysis) -> Mapping[str, Any] | None:
    found = analysis.foreseen
    if found.forecasts is None or not found.likeliest:
        return None
    drawn = [forecast_dots(analysis, issue) for issue in analysis.scenario.issues]
    return {
        "told": case_forecast_told(analysis, found),
        "figures": [one for one in drawn if one is not None],
        "forms": [form_title(analysis.scenario, form) for form in analysis.forms],
        "rows": [_row(analysis, found, name) for name in found.likeliest],
        "zone": [figure(found.zone[form]) for form in analysis.forms],
        "worlds": f"{found.forecasts.table.worlds:,}",
    }


def _row(analysis: Analysis, found: CaseForecast, name: str) -> dict[str, Any]:
    model, issues = model_named(name), analysis.scenario.issues
    error = error_on_decisions(name)
    return {
        "model": name,
        "error": "" if error is None else f"{error:.0f}",
        "title": model.title,
        "source": model.source,
        "weakness": model.weakness,
        "options": [
            (issues[issue].title, options_told(options))
            for issue, options in found.likeliest[name].items()
        ],
        "in_zone": [figure(found.ratified[name][form]) for form in analysis.forms],
    }


FORECAST = Section("forecast", "What models of such decisions expect", "forecast.html", _content)
