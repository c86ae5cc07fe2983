"""A frontier in the terminal: sentences, then short tables no wider than 100 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from winset.cli.printing import Printer
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


def print_frontier(problem: BargainingProblem, settled: SettledFrontier) -> None:
    """Print a frontier and the deals on it."""
    out = Printer()
    out.blank()
    out.heading(problem.title)
    for sentence in (*headline(problem, settled), *left_out(problem)):
        out.line(sentence)
    out.blank()
    for table in (
        size_table(settled),
        utility_table(problem, settled),
        package_table(problem, settled),
    ):
        if table is not None:
            out.table(table, whole_words=True)
    _print_ties(out, problem, settled)


def _print_ties(out: Printer, problem: BargainingProblem, settled: SettledFrontier) -> None:
    for deal in deals_of(settled):
        listed, count = len(deal.settlement.packages), deal.settlement.count
        if count == 1:
            continue
        out.heading(f"{deal.title}: {amount(count)} packages tie.")
        for number, told in enumerate(ties_in_words(problem, deal), start=2):
            out.line(f"{number}. {told}", indent=2)
        if listed < count:
            out.line(f"  {amount(count - listed)} more; list them with --ties.")
        out.blank()
