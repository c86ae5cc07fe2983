"""What each model forecasts on one issue of a case, how wide, and where a deal would fall."""

from __future__ import annotations

from winset.analysis import Analysis
from winset.report.charts.forecast_rows import forecast_figure
from winset.report.charts.labels import option_axis_labels
from winset.report.charts.vertical_marks import ends, uprights
from winset.report.figures import Figure


def forecast_dots(analysis: Analysis, issue: str) -> Figure | None:
    """Draw the forecasts of one issue, a row a model; None where no model says anything of it."""
    found = analysis.foreseen.forecasts
    said = found.said_of(issue) if found is not None else []
    if not said:
        return None
    about = analysis.scenario.issues[issue]
    return forecast_figure(
        said,
        f"forecast-{issue}",
        about.title,
        about.title,
        option_axis_labels(about),
        before=uprights(analysis, issue),
        after=ends(about),
    )
