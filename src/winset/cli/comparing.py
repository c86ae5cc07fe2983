"""Two tables side by side in the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from winset.cli.durability_tables import console
from winset.cli.printable import in_one_line
from winset.scenario.wording import as_written
from winset.words.comparison import comparison_told

if TYPE_CHECKING:
    from winset.comparison import Comparison

_MOST_INPUTS = 12


def print_comparison(found: Comparison) -> None:
    """Print what differs: sentences first, then where the files differ."""
    out = console()
    out.print()
    for told in comparison_told(found):
        out.print(Text(in_one_line(told)))
        out.print()
    if found.inputs:
        out.print(_table(found))
        more = len(found.inputs) - _MOST_INPUTS
        if more > 0:
            out.print(Text(f"and {more} more; --json lists all."))
        out.print()


def _table(found: Comparison) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for head in ("where the files differ", *found.names):
        table.add_column(Text(in_one_line(head)), overflow="fold")
    for row in _rows(found):
        table.add_row(*(Text(in_one_line(cell)) for cell in row))
    return table


def _rows(found: Comparison) -> Iterable[tuple[str, str, str]]:
    for own in found.inputs[:_MOST_INPUTS]:
        before, after = ("–" if v is None else as_written(v) for v in (own.before, own.after))
        yield own.path, before, after
