"""The answer in the terminal: the same sentences as the report, then short tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from winset.cli.durability_tables import print_survival
from winset.cli.printable import in_one_line
from winset.words.durability import leader_only_told
from winset.words.forecast import case_forecast_told
from winset.words.headline import headline
from winset.words.method import method_in_words
from winset.words.names import sentence
from winset.words.quantities import figure
from winset.words.views import option_in_words, view_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from winset.analysis import Analysis

_WIDTH = 100
_MOST_BLOCKERS = 4
_NONE = "–"


def print_answer(analysis: Analysis) -> None:
    """Print the answer, no wider than 100 columns; colour is only a second signal."""
    console = Console(highlight=False)
    console.width = min(_WIDTH, console.width)
    console.print()
    console.print(Text(in_one_line(analysis.scenario.title), style="bold"))
    if analysis.scenario.perspective is not None:
        console.print(Text(in_one_line(sentence(view_in_words(analysis.scenario)))))
        console.print()
    for part in headline(analysis):
        console.print(Text(in_one_line(part)))
        console.print()
    if analysis.effort is not None:
        console.print(Text(f"{method_in_words(analysis).capitalize()}."))
        console.print()
    for title, rows in (
        ("Odds that some package would be ratified, ± 95 % of the draws", _odds(analysis)),
        ("The deal most often settled on (Nash)", _deals(analysis)),
        ("Who alone would open a zone, of the worlds without one", _blockers(analysis)),
    ):
        if table := list(rows):
            console.print(Text(title, style="bold"))
            console.print(_table(analysis, table))
            console.print()
    _print_forecast(console, analysis)
    _print_durability(console, analysis)


def _print_forecast(console: Console, analysis: Analysis) -> None:
    """Print whether what models expect would be ratified; `winset forecast` tells more."""
    if not analysis.foreseen.packages:
        return
    console.print(Text("What forecasting models expect", style="bold"))
    for told in case_forecast_told(analysis, analysis.foreseen)[:3]:
        console.print(Text(in_one_line(told)))
    console.print()


def _print_durability(console: Console, analysis: Analysis) -> None:
    """Print whether the deals last; `winset durability` tells more."""
    found = analysis.durability
    if not found.forms:
        return
    print_survival(console, found)
    for told in leader_only_told(analysis, found)[:1]:
        console.print(Text(told))
        console.print()


def _table(analysis: Analysis, rows: Iterable[list[str]]) -> Table:
    """One column a form."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("", overflow="fold")
    for name in analysis.forms:
        table.add_column(Text(in_one_line(name)), overflow="fold")
    for row in rows:
        table.add_row(*(Text(in_one_line(cell)) for cell in row))
    return table


def _odds(analysis: Analysis) -> Iterable[list[str]]:
    forms = [form.ratification for form in analysis.forms.values()]
    yield ["a zone", *(figure(form.zone.probability) for form in forms)]
    for party in analysis.scenario.parties:
        own = [form.parties.get(party) for form in forms]
        cells = [_NONE if win_set is None else figure(win_set.probability) for win_set in own]
        yield [analysis.scenario.party_name(party), *cells]


def _deals(analysis: Analysis) -> Iterable[list[str]]:
    """One row an issue; none where no form has a deal."""
    deals = [form.settlements["nash"] for form in analysis.forms.values()]
    chosen = [
        {} if deal.package is None else analysis.space.package(deal.package) for deal in deals
    ]
    if not any(chosen):
        return
    for issue_id, issue in analysis.scenario.issues.items():
        options = [option_in_words(own[issue_id]) if own else _NONE for own in chosen]
        yield [issue.title, *options]
    yield [
        "share of the worlds with a zone",
        *(_NONE if deal.package is None else figure(deal.share) for deal in deals),
    ]


def _blockers(analysis: Analysis) -> Iterable[list[str]]:
    """One row an actor; none where every form has a zone in every world."""
    if all(own.ratification.zone.probability.value == 1 for own in analysis.forms.values()):
        return
    shares = [
        {blocker.actor: blocker.share for blocker in form.ratification.blockers}
        for form in analysis.forms.values()
    ]
    greatest = {
        actor: max(own[actor].value for own in shares if actor in own)
        for actor in dict.fromkeys(actor for own in shares for actor in own)
    }
    standing = [actor for actor, share in greatest.items() if share > 0]
    for actor in sorted(standing, key=lambda actor: -greatest[actor])[:_MOST_BLOCKERS]:
        cells = [figure(own[actor]) if actor in own else _NONE for own in shares]
        yield [analysis.scenario.actor_name(actor), *cells]
    if not standing:
        yield ["no one alone", *(_NONE for _ in shares)]
