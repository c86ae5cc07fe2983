"""A frontier in the terminal: sentences, then short tables no wider than 100 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from winset.cli.printing import Printer
from winset.words.frontier import (
    amount,
    deals_in_words,
    deals_of,
    exactness,
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
    out.paragraphs([" ".join(headline(problem, settled))])
    for table in (
        size_table(settled),
        utility_table(problem, settled),
        package_table(problem, settled),
    ):
        if table is not None:
            out.table(table, whole_words=True)
    _print_ties(out, problem, settled)
    if left := left_out(problem):
        out.paragraphs([f"Simplified here: {' '.join(left)}"])
    out.line(f"Numbers and method: {exactness(settled)}")


def _print_ties(out: Printer, problem: BargainingProblem, settled: SettledFrontier) -> None:
    for deal in deals_of(settled):
        listed, count = len(deal.settlement.packages), deal.settlement.count
        if count == 1:
            continue
        out.heading(f"{deal.title}: {deals_in_words(count)} tie")
        for number, told in enumerate(ties_in_words(problem, deal), start=2):
            out.line(f"{number}. {told}", indent=2)
        if listed < count:
            out.line(f"{amount(count - listed)} more tie. --ties lists them.", indent=2)
        out.blank()
