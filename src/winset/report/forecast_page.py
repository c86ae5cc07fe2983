"""Forecasts as one page, or one picture, that asks nothing of the network."""

from __future__ import annotations

from pathlib import Path

from winset.errors import WinsetError
from winset.forecast.forecasts import Forecasts
from winset.report.charts.forecast_rows import forecast_figure
from winset.report.charts.labels import option_axis_labels
from winset.report.charts.trajectories import challenge_map, trajectories
from winset.report.document import render_document, written_whole
from winset.report.figures import Figure
from winset.scenario.model import Scenario
from winset.words.forecast import SEEING, drawn_told, model_table, models_told, table_told

_FOLLOWED = ("challenge", "spatial")
"""Models whose moves are drawn, where they were run."""


def check_page(path: Path) -> None:
    """Refuse a file no page can be written into, before anything is computed.

    Raises
    ------
    WinsetError
        If its name or its folder is wrong.
    """
    if path.suffix.lower() != ".html":
        raise WinsetError(
            f"{path}: forecasts are written as one page. Give a name ending in .html."
        )
    if not path.absolute().parent.is_dir():
        raise WinsetError(f"{path}: there is no such folder.")


def write_page(path: Path, found: Forecasts, title: str, scenario: Scenario | None) -> None:
    """Write the page; a file that is there is replaced, and nothing half-written is left.

    Raises
    ------
    WinsetError
        If it cannot be written.
    """
    check_page(path)
    text = render_page(found, title, scenario)
    with written_whole(path) as draft:
        draft.write_text(text, encoding="utf-8")


def render_page(found: Forecasts, title: str, scenario: Scenario | None) -> str:
    """Render the page as the text of one HTML file, the same for the same arguments."""
    return render_document(
        "forecasts.html",
        title=title,
        seeing=[*SEEING, *models_told(found.models)],
        drawn=drawn_told(found),
        issues=[
            (_name(issue, scenario), figures_of(found, issue, scenario))
            for issue in found.table.issues
            if found.said_of(issue)
        ],
        models=model_table(found.models),
        notes=table_told(found.table),
    )


def figures_of(found: Forecasts, issue: str, scenario: Scenario | None) -> list[Figure]:
    """Every model's answer on an issue; then the moves of the models that move actors."""
    title = _name(issue, scenario)
    axis = {} if scenario is None else option_axis_labels(scenario.issues[issue])
    anchor = f"forecast-{found.table.issues.index(issue)}"
    said = found.said_of(issue)
    figures = [forecast_figure(said, anchor, title, "Every model’s answer", axis)]
    names = {} if scenario is None else {id_: scenario.actor_name(id_) for id_ in scenario.actors}
    for model in _FOLLOWED:
        if issue in found.issues.get(model, {}):
            drawn = (draw(found, model, issue, names, title) for draw in
                     (trajectories, challenge_map))  # fmt: skip
            figures += [one for one in drawn if one is not None]
    return figures


def _name(issue: str, scenario: Scenario | None) -> str:
    return issue if scenario is None else scenario.issues[issue].title
