"""Advice in the terminal: plain sentences first, then short tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from winset.cli.durability_tables import console
from winset.cli.printable import in_one_line
from winset.words.advice_summary import summary_told
from winset.words.information import information_told, outcome_named
from winset.words.leader_only import leader_only_told
from winset.words.names import form_in_words, sentence
from winset.words.onboard import moves_told, onboard_told
from winset.words.open_zone import opening_told
from winset.words.robust import robust_told
from winset.words.shares import share_of, with_error
from winset.words.unknowns import finding_in_words
from winset.words.who_decides import who_decides_told

if TYPE_CHECKING:
    from winset.advice import Advice, Finding, Information
    from winset.advice.total import Total
    from winset.analysis import Analysis
    from winset.scenario.model import Scenario

_MOST_ROWS = 6


def print_advice(analysis: Analysis, found: Advice, budget: float | None = None) -> None:
    """Print all advice, no wider than 100 columns; colour is only a second signal."""
    out = console()
    out.print()
    out.print(Text(f"{in_one_line(analysis.scenario.title)}: what would change it", style="bold"))
    out.print()
    for question, answer in summary_told(analysis, found):
        out.print(Text(question, style="bold"))
        out.print(Text(in_one_line(answer)))
        out.print()
    for title, paragraphs in (
        ("Who decides", who_decides_told(analysis.scenario, found.power)),
        ("Whom to bring on board", map(" ".join, onboard_told(analysis, found.onboard))),
    ):
        out.print(Text(title, style="bold"))
        for paragraph in paragraphs:
            out.print(Text(in_one_line(paragraph)))
            out.print()
    if budget is not None:
        _print_told(out, f"For {budget:g} of utility at most", _afforded(analysis, found, budget))
    _print_openings(out, analysis, found)
    _print_told(
        out, "The leaders alone, or the elites too", leader_only_told(analysis, found.leader_only)
    )
    _print_told(out, "Deals that stand whoever looks", robust_told(analysis, found.robust))
    _print_information(out, analysis, found.information, found.totals)


def _print_told(out: Console, title: str, told: Iterable[str]) -> None:
    paragraph = " ".join(told)
    if paragraph:
        out.print(Text(in_one_line(title), style="bold"))
        out.print(Text(in_one_line(paragraph)))
        out.print()


def _afforded(analysis: Analysis, found: Advice, budget: float) -> Iterable[str]:
    """Say what is best for no more than a budget, form by form."""
    for form, own in found.onboard.within(budget).items():
        passes = share_of(own.outcome.ratified)
        as_which = sentence(form_in_words(form))
        if own.concession is None or not own.concession.moves:
            yield f"{as_which}: the deal as it stands, which passes in {passes}."
            continue
        moves = moves_told(analysis.scenario, own.concession.moves)
        yield f"{as_which}: {moves}, for {own.cost:.2f}; it passes in {passes}."


def _print_openings(out: Console, analysis: Analysis, found: Advice) -> None:
    out.print(Text("Is there a zone, and what would open one", style="bold"))
    for own in found.open_zone.values():
        out.print(Text(in_one_line(" ".join(opening_told(analysis.scenario, own)))))
        out.print()


def _print_information(
    out: Console, analysis: Analysis, found: Information, totals: Mapping[str, Total]
) -> None:
    out.print(Text("What to find out next", style="bold"))
    for told in information_told(analysis.scenario, analysis.space, found):
        out.print(Text(in_one_line(told)))
        out.print()
    if found.main is None:
        return
    outcome = next(o for o in found.outcomes if (o.form, o.name) == found.main)
    rows = [
        _row(analysis.scenario, own, found, totals) for own in found.inputs if own.rank is not None
    ]
    explains = f"explains of {outcome_named(analysis.scenario, outcome)}"
    out.print(
        _table(
            ["", explains, "with others", "is worth, in utility"],
            rows[:_MOST_ROWS],
        )
    )
    out.print()


def _row(
    scenario: Scenario, own: Finding, found: Information, totals: Mapping[str, Total]
) -> list[str]:
    assert found.main is not None
    share = own.shares[found.main]
    worth = with_error(own.worth.value, own.worth.se) if own.worth_noticed else "not told from 0"
    total = totals.get(own.key)
    whole = "–" if total is None else with_error(total.value, total.se)
    return [
        f"{own.rank}. {finding_in_words(scenario, own)}",
        with_error(share.value, share.se),
        whole,
        worth,
    ]


def _table(heads: list[str], rows: Iterable[list[str]]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for head in heads:
        table.add_column(Text(in_one_line(head)), overflow="fold")
    for row in rows:
        table.add_row(*(Text(in_one_line(cell)) for cell in row))
    return table
