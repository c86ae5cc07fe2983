"""What each model forecasts on one issue of a case, how wide, and where a deal would fall."""

from __future__ import annotations

from winset.analysis import Analysis
from winset.report.charts.forecast_rows import (
    ROWS_METHOD,
    forecast_rows,
    forecast_table,
    forecasts_told,
)
from winset.report.charts.labels import option_axis_labels
from winset.report.charts.uprights import ends, uprights
from winset.report.figures import Figure


def forecast_dots(analysis: Analysis, issue: str) -> Figure | None:
    """Draw the forecasts of one issue, a row a model; None where no model says anything of it.

    Parameters
    ----------
    analysis
        The analysis.
    issue
        Id of an issue.

    Returns
    -------
    Figure or None
    """
    found = analysis.foreseen.forecasts
    if found is None:
        return None
    said = [own[issue] for own in found.issues.values() if issue in own]
    if not said:
        return None
    about = analysis.scenario.issues[issue]
    told = forecasts_told(said)
    return Figure(
        id=f"forecast-{issue}",
        title=about.title,
        sentence=told,
        spec=forecast_rows(
            said,
            f"{about.title}. {told}",
            option_axis_labels(about),
            uprights(analysis, issue),
            ends(about),
        ),
        table=forecast_table(said),
        method=f"{ROWS_METHOD} The option is the one nearest to the forecast most often.",
    )
