"""Forecasts in the terminal: a table an issue, a row a model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from winset.cli.durability_tables import console, table_of
from winset.cli.printable import in_one_line
from winset.forecast.combined import error_on_decisions

if TYPE_CHECKING:
    from winset.forecast.forecasts import Forecasts, IssueForecast
    from winset.scenario import Scenario

_LEAST = 0.005


def print_forecasts(found: Forecasts, scenario: Scenario | None) -> None:
    """Print every model's answer, then what each is and what to beware of."""
    out = console()
    out.print()
    count = found.table.worlds
    what = f"over {count:,} worlds, seed {found.seed}" if count > 1 else "from the numbers as given"
    title = "Forecast" if scenario is None else f"{scenario.title}: forecast"
    out.print(Text(in_one_line(f"{title}, {what}"), style="bold"))
    for note in found.table.notes:
        out.print(Text(in_one_line(note)))
    out.print()
    for issue in found.table.issues:
        rows = [_row(own[issue]) for own in found.issues.values() if issue in own]
        if not rows:
            continue
        name = issue if scenario is None else scenario.issues[issue].title
        out.print(Text(in_one_line(f"{name} {_ends(found, issue, scenario)}"), style="bold"))
        heads = ["model", "forecast", "80 % of it"]
        heads += ["most likely option"] if found.table.options.get(issue) else []
        out.print(table_of(heads, rows))
        out.print()
    out.print(Text("What each model is, and what to beware of", style="bold"))
    out.print(
        table_of(
            ["model", "off by", "what it is", "beware"],
            [
                [own.name, _off_by(own.name), f"{own.title} ({own.source})", own.weakness]
                for own in found.models
            ],
        )
    )
    out.print()
    out.print(
        Text(
            "Off by: mean error on decisions of the European Union, in points of 100; the combined "
            "forecast was tested on proposals left out. The 80 % hold what the draws and a model's "
            "own odds leave open, not how often the model is wrong; only “combined” has that, from "
            "the same decisions. `winset backtest` scores all of them."
        )
    )


def _off_by(model: str) -> str:
    error = error_on_decisions(model)
    return "–" if error is None else f"{error:.0f}"


def _ends(found: Forecasts, issue: str, scenario: Scenario | None) -> str:
    low, high = found.table.scales[found.table.issues.index(issue)]
    if scenario is None:
        return f"({low:g} to {high:g})"
    own = scenario.issues[issue]
    words = [f"{end:g}{f' = {told}' if told else ''}" for end, told in
             ((low, own.low), (high, own.high))]  # fmt: skip
    return f"({', '.join(words)})"


def _row(own: IssueForecast) -> list[str]:
    low, high = own.scale
    digits = 0 if high - low >= 50 else 1 if high - low >= 5 else 2
    row = [own.model, f"{own.centre:.{digits}f}"]
    if own.is_point:
        row.append("–")
    else:
        first, last = own.interval()
        row.append(f"{first:.{digits}f} to {last:.{digits}f}")
    if own.options:
        best = max(own.options.values())
        names = [name for name, odds in own.options.items() if odds >= best - _LEAST]
        row.append(in_one_line(f"{' or '.join(names)} ({best:.2f})"))
    return row
