"""The answer in the terminal: the same sentences as the report, then short tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from winset.report.headline import headline
from winset.report.naming import option_in_words
from winset.report.words import figure

if TYPE_CHECKING:
    from winset.analysis import Analysis

_WIDTH = 100
_MOST_BLOCKERS = 3


def print_answer(analysis: Analysis) -> None:
    """Print the answer, no wider than 100 columns; colour is only a second signal."""
    console = Console(highlight=False)
    console.width = min(_WIDTH, console.width)
    console.print()
    console.print(Text(analysis.scenario.title, style="bold"))
    for sentence in headline(analysis):
        console.print(Text(sentence))
        console.print()
    for table in (_odds(analysis), _deals(analysis)):
        console.print(table)
        console.print()


def _plain_table(title: str, *columns: str) -> Table:
    table = Table(title=Text(title), title_justify="left", box=None, pad_edge=False, padding=(0, 2))
    for number, column in enumerate(columns):
        table.add_column(Text(column), overflow="fold", justify="left" if not number else "default")
    return table


def _odds(analysis: Analysis) -> Table:
    parties = list(analysis.scenario.parties)
    names = [analysis.scenario.party_name(party) for party in parties]
    title = (
        "Odds that some package would be ratified (± 95 % of the draws), and who stands in the way"
    )
    table = _plain_table(title, "form", "zone", *names, "alone opens it")
    for name, form in analysis.forms.items():
        ratified = form.ratification
        own = [
            figure(ratified.parties[party].probability) if party in ratified.parties else "–"
            for party in parties
        ]
        blockers = [
            f"{analysis.scenario.actor_name(blocker.actor)} {blocker.share.value:.2f}"
            for blocker in ratified.blockers[:_MOST_BLOCKERS]
            if blocker.share.value > 0
        ]
        cells = [name, figure(ratified.zone.probability), *own, ", ".join(blockers) or "–"]
        table.add_row(*(Text(cell) for cell in cells))
    return table


def _deals(analysis: Analysis) -> Table:
    scenario = analysis.scenario
    issues = [issue.title for issue in scenario.issues.values()]
    table = _plain_table("The deal most often settled on (Nash), by form", "form", *issues, "share")
    for name, form in analysis.forms.items():
        deal = form.settlements["nash"]
        if deal.package is None:
            table.add_row(Text(name), *(Text("–") for _ in issues), Text("–"))
            continue
        chosen = analysis.space.package(deal.package)
        options = [Text(option_in_words(option)) for option in chosen.values()]
        table.add_row(Text(name), *options, Text(figure(deal.share)))
    return table
