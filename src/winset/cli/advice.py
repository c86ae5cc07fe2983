"""Advice in the terminal: plain sentences first, then short tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from winset.advice.telling import information_told, opening_told, outcome_named, with_error
from winset.cli.lasting import console
from winset.cli.printable import in_one_line

if TYPE_CHECKING:
    from winset.advice import Advice, Finding, Information
    from winset.analysis import Analysis

_MOST_ROWS = 6


def print_advice(analysis: Analysis, found: Advice) -> None:
    """Print all advice, no wider than 100 columns; colour is only a second signal."""
    out = console()
    out.print()
    out.print(Text(f"{in_one_line(analysis.scenario.title)}: what would change it", style="bold"))
    out.print()
    _print_openings(out, analysis, found)
    _print_information(out, analysis, found.information)


def _print_openings(out: Console, analysis: Analysis, found: Advice) -> None:
    out.print(Text("Is there a zone, and what would open one", style="bold"))
    for own in found.open_zone.values():
        out.print(Text(in_one_line(" ".join(opening_told(analysis.scenario, own)))))
        out.print()


def _print_information(out: Console, analysis: Analysis, found: Information) -> None:
    out.print(Text("What to find out next", style="bold"))
    for told in information_told(analysis.scenario, analysis.space, found):
        out.print(Text(in_one_line(told)))
        out.print()
    if found.main is None:
        return
    outcome = next(o for o in found.outcomes if (o.form, o.name) == found.main)
    explains = f"explains of {outcome_named(analysis.scenario, outcome)}"
    out.print(
        _table(
            ["", explains, "is worth, in utility"],
            [_row(own, found) for own in found.inputs if own.rank is not None][:_MOST_ROWS],
        )
    )
    out.print()


def _row(own: Finding, found: Information) -> list[str]:
    assert found.main is not None
    share = own.shares[found.main]
    worth = with_error(own.worth.value, own.worth.se) if own.worth_noticed else "not told from 0"
    return [f"{own.rank}. {own.what}", with_error(share.value, share.se), worth]


def _table(heads: list[str], rows: Iterable[list[str]]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for head in heads:
        table.add_column(Text(in_one_line(head)), overflow="fold")
    for row in rows:
        table.add_row(*(Text(in_one_line(cell)) for cell in row))
    return table
