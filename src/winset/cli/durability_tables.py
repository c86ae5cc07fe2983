"""How long deals last, in the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from winset.durability.assumptions import grounds_of
from winset.words.durability import (
    CAUSE_WORDS,
    drivers_told,
    leader_only_told,
    probability,
    skipped_told,
    span,
    years_in_words,
)
from winset.words.marks import MARKS
from winset.words.names import form_title

if TYPE_CHECKING:
    from winset.analysis import Analysis
    from winset.durability.results import Deal, Durability

WIDTH = 100
_SHORT = {"nash": "own deal", "elite_backed": "for the elites", "named": "as asked"}


def console() -> Console:
    """Return a console of at most 100 columns; colour is only a second signal."""
    made = Console(highlight=False)
    made.width = min(WIDTH, made.width)
    return made


def print_durability(analysis: Analysis, found: Durability) -> None:
    """Print the answer, the tables, what drives failure and what it all rests on."""
    out = console()
    out.print()
    out.print(Text(f"{analysis.scenario.title}: does it last?", style="bold"))
    for told in leader_only_told(analysis, found):
        out.print(Text(told))
    out.print()
    if found.forms:
        print_survival(out, found)
        _print_ends(out, found)
        _print_drivers(out, analysis, found)
    for told in skipped_told(found):
        out.print(Text(f"Left out. {told}"))
    out.print(Text("What it rests on", style="bold"))
    for ground in grounds_of(found, analysis.scenario):
        sign = MARKS[ground.mark][0]
        out.print(Padding(Text(f"{sign} {ground.mark}: {ground.text}"), (0, 0, 0, 2)))


def print_survival(out: Console, found: Durability) -> None:
    """Print the odds of still being in force."""
    out.print(Text("Odds of still being in force, with 95 % intervals", style="bold"))
    heads = [years_in_words(mark) for mark in found.marks]
    rows = [
        [
            f"{form}: {_SHORT[choice]}",
            probability(deal.ratified),
            *(span(deal.outlook.survival_at(mark)) for mark in found.marks),
        ]
        for form, deals in found.forms.items()
        for choice, deal in deals.items()
        if choice != "most_ratifiable"
    ]
    out.print(table_of(["", "passes", *heads], rows))
    out.print()


def _print_ends(out: Console, found: Durability) -> None:
    years = found.marks[-1]
    out.print(Text(f"How the deal ends, within {years_in_words(years)}",
                   style="bold"))  # fmt: skip
    first = [found.main(form) for form in found.forms]
    causes = first[0].outlook.causes
    rows = [
        [CAUSE_WORDS.get(c, c), *(span(d.outlook.incidence_at(c, years)) for d in first)]
        for c in causes
    ]
    medians = [_median(deal, found.years) for deal in first]
    out.print(table_of(["", *found.forms], [*rows, ["median life", *medians]]))
    out.print()


def _median(deal: Deal, years: int) -> str:
    found = deal.outlook.median_years
    return f"more than {years} years" if found is None else f"{found:.1f} years"


def _print_drivers(out: Console, analysis: Analysis, found: Durability) -> None:
    out.print(Text("What ends it", style="bold"))
    told: dict[str, list[str]] = {}
    for form in found.forms:
        told.setdefault(drivers_told(analysis, found.main(form)), []).append(form)
    for text, forms in told.items():
        out.print(Text(f"{', '.join(form_title(form) for form in forms)}. {text}"))
    out.print()


def table_of(heads: list[str], rows: Iterable[list[str]]) -> Table:
    """Return a plain table of text, with a rule under its heads."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for head in heads:
        table.add_column(Text(head), overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table
