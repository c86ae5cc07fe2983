"""A frontier in the terminal: sentences, then short tables no wider than 100 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from winset.words.frontier import (
    amount,
    deals_of,
    headline,
    left_out,
    package_table,
    size_table,
    ties_in_words,
    utility_table,
)

if TYPE_CHECKING:
    from winset.concepts.frontier import SettledFrontier
    from winset.engine.bargaining import BargainingProblem
    from winset.words.table import Table as Rows

_WIDTH = 100


def print_frontier(problem: BargainingProblem, settled: SettledFrontier) -> None:
    """Print a frontier and the deals on it."""
    console = Console(highlight=False)
    console.width = min(_WIDTH, console.width)
    console.print()
    console.print(Text(problem.title, style="bold"))
    for sentence in (*headline(problem, settled), *left_out(problem)):
        console.print(Text(sentence))
    console.print()
    tables = (
        size_table(settled),
        utility_table(problem, settled),
        package_table(problem, settled),
    )
    for table in tables:
        if table is not None:
            console.print(_rendered(table, console.width))
            console.print()
    _print_ties(console, problem, settled)


def _rendered(content: Rows, room: int) -> Table:
    """Lay a table out; headings break at their words only, where there is room for that."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    headings = [column.replace("Kalai–", "Kalai–\n") for column in content.columns]
    widths = [max(map(len, heading.split())) for heading in headings]
    fits = sum(widths) + 2 * len(widths) <= room
    for heading, width in zip(headings, widths, strict=True):
        table.add_column(Text(heading), overflow="fold", min_width=width if fits else None)
    for row in content.rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _print_ties(console: Console, problem: BargainingProblem, settled: SettledFrontier) -> None:
    for deal in deals_of(settled):
        listed, count = len(deal.settlement.packages), deal.settlement.count
        if count == 1:
            continue
        console.print(Text(f"{deal.title}: {amount(count)} packages tie.", style="bold"))
        for number, told in enumerate(ties_in_words(problem, deal), start=2):
            console.print(Padding(Text(f"{number}. {told}"), (0, 0, 0, 2)))
        if listed < count:
            console.print(Text(f"  {amount(count - listed)} more; list them with --ties."))
        console.print()
