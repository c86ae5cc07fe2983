"""Two tables side by side in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from winset.cli.printing import Printer
from winset.phrases import as_written
from winset.words.comparison import comparison_table, comparison_told, drawn_told
from winset.words.table import Table

if TYPE_CHECKING:
    from winset.comparison import Comparison

_MOST_INPUTS = 12


def print_comparison(comparison: Comparison) -> None:
    """Print what differs: sentences first, then where the files differ."""
    out = Printer()
    out.blank()
    out.paragraphs([" ".join(comparison_told(comparison))])
    if (table := comparison_table(comparison)) is not None:
        out.table(table)
    if comparison.inputs:
        out.table(_differences(comparison))
    more = len(comparison.inputs) - _MOST_INPUTS
    if more > 0:
        out.line(f"{more:,} more places differ. --json lists all.")
    out.line(f"Numbers and method: {drawn_told(comparison)}")


def _differences(comparison: Comparison) -> Table:
    rows = tuple(
        (change.path, *("–" if value is None else as_written(value) for value in values))
        for change in comparison.inputs[:_MOST_INPUTS]
        for values in [(change.before, change.after)]
    )
    return Table(("where the files differ", *comparison.names), rows)
