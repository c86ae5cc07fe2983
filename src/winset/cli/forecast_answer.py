"""Forecasts in the terminal: a table an issue, a row a model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from winset.cli.printing import Printer
from winset.words.forecast import FORECAST_HEADS, MODEL_HEADS, forecast_row, model_row, table_told
from winset.words.table import Table

if TYPE_CHECKING:
    from winset.forecast.forecasts import Forecasts
    from winset.scenario import Scenario


def print_forecasts(found: Forecasts, scenario: Scenario | None) -> None:
    """Print every model's answer, then what each is and what to beware of."""
    out = Printer()
    out.blank()
    count = found.table.worlds
    what = f"over {count:,} worlds, seed {found.seed}" if count > 1 else "from the numbers as given"
    title = "Forecast" if scenario is None else f"{scenario.title}: forecast"
    out.heading(f"{title}, {what}")
    for note in table_told(found.table):
        out.line(note)
    out.blank()
    for issue in found.table.issues:
        if not (said := found.said_of(issue)):
            continue
        name = issue if scenario is None else scenario.issues[issue].title
        columns = 4 if found.table.options.get(issue) else 3
        heads = tuple(head.lower() for head in FORECAST_HEADS[:columns])
        rows = tuple(tuple(forecast_row(forecast)[:columns]) for forecast in said)
        out.table(Table(heads, rows), f"{name} {_ends(found, issue, scenario)}")
    models = Table(
        tuple(head.lower() for head in MODEL_HEADS),
        tuple(tuple(model_row(model)) for model in found.models),
    )
    out.table(models, "What each model is, and what to beware of")
    out.line(
        "Off by: mean error on decisions of the European Union, in points of 100; the combined "
        "forecast was tested on proposals left out. The 80 % hold what the draws and a model's "
        "own odds leave open, not how often the model is wrong; only “combined” has that, from "
        "the same decisions. `winset backtest` scores all of them."
    )


def _ends(found: Forecasts, issue: str, scenario: Scenario | None) -> str:
    low, high = found.table.scales[found.table.issues.index(issue)]
    if scenario is None:
        return f"({low:g} to {high:g})"
    about = scenario.issues[issue]
    ends = ((low, about.low), (high, about.high))
    return f"({', '.join(f'{end:g} = {words}' if words else f'{end:g}' for end, words in ends)})"
