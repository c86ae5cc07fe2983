"""Two tables side by side in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from winset.cli.printing import Printer, table_of
from winset.phrases import as_written
from winset.words.comparison import comparison_told

if TYPE_CHECKING:
    from rich.table import Table as RichTable

    from winset.comparison import Comparison

_MOST_INPUTS = 12


def print_comparison(comparison: Comparison) -> None:
    """Print what differs: sentences first, then where the files differ."""
    out = Printer()
    out.blank()
    out.paragraphs(comparison_told(comparison))
    if not comparison.inputs:
        return
    out.console.print(_differences(comparison))
    more = len(comparison.inputs) - _MOST_INPUTS
    if more > 0:
        out.line(f"and {more} more; --json lists all.")
    out.blank()


def _differences(comparison: Comparison) -> RichTable:
    rows = [
        (change.path, *("–" if value is None else as_written(value) for value in values))
        for change in comparison.inputs[:_MOST_INPUTS]
        for values in [(change.before, change.after)]
    ]
    return table_of(("where the files differ", *comparison.names), rows)
