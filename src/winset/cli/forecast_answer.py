"""Forecasts in the terminal: a table an issue, a row a model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from winset.cli.printing import Printer
from winset.words.forecast import (
    drawn_told,
    forecast_table,
    model_table,
    models_told,
    table_told,
)

if TYPE_CHECKING:
    from winset.forecast.forecasts import Forecasts
    from winset.scenario import Scenario


def print_forecasts(found: Forecasts, scenario: Scenario | None) -> None:
    """Print every model's answer, then what each is and what to beware of."""
    out = Printer()
    out.blank()
    out.heading("Forecast" if scenario is None else f"{scenario.title}: forecast")
    for note in table_told(found.table):
        out.line(note)
    out.blank()
    for issue in found.table.issues:
        if said := found.said_of(issue):
            name = issue if scenario is None else scenario.issues[issue].title
            out.table(forecast_table(said), f"{name} {_ends(found, issue, scenario)}")
    out.table(model_table(found.models), "What each model is, and what to beware of")
    for line in models_told(found.models):
        out.line(line)
    out.line("`winset backtest` scores all models.")
    out.line(f"Numbers and method: {drawn_told(found)}")


def _ends(found: Forecasts, issue: str, scenario: Scenario | None) -> str:
    low, high = found.table.scales[found.table.issues.index(issue)]
    if scenario is None:
        return f"({low:g} to {high:g})"
    about = scenario.issues[issue]
    ends = ((low, about.low), (high, about.high))
    return f"({', '.join(f'{end:g} = {words}' if words else f'{end:g}' for end, words in ends)})"
