"""How long deals last, in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from winset.cli.printing import Printer
from winset.words.durability import (
    CAUSE_WORDS,
    drivers_told,
    grounds_told,
    leader_only_told,
    probability,
    skipped_told,
    span,
    years_in_words,
)
from winset.words.marks import MARKS
from winset.words.names import form_title
from winset.words.table import Table

if TYPE_CHECKING:
    from winset.analysis import Analysis
    from winset.durability.results import Deal, Durability

_SHORT = {"nash": "own deal", "elite_backed": "for the elites", "named": "as asked"}


def print_durability(analysis: Analysis, found: Durability) -> None:
    """Print the answer, the tables, what drives failure and what it all rests on."""
    out = Printer()
    out.blank()
    out.heading(f"{analysis.scenario.title}: does it last?")
    for told in leader_only_told(analysis, found):
        out.line(told)
    out.blank()
    if found.forms:
        print_survival(out, found)
        _print_ends(out, found)
        _print_drivers(out, analysis, found)
    for told in skipped_told(found):
        out.line(f"Left out. {told}")
    out.heading("What it rests on")
    for ground in grounds_told(found, analysis.scenario):
        sign = MARKS[ground.mark][0]
        out.line(f"{sign} {ground.mark}: {ground.text}", indent=2)


def print_survival(out: Printer, found: Durability) -> None:
    """Print the odds of still being in force."""
    heads = ("", "passes", *(years_in_words(mark) for mark in found.marks))
    rows = tuple(
        (
            f"{form}: {_SHORT[choice]}",
            probability(deal.ratified),
            *(span(deal.outlook.survival_at(mark)) for mark in found.marks),
        )
        for form, deals in found.forms.items()
        for choice, deal in deals.items()
        if choice != "most_ratifiable"
    )
    out.table(Table(heads, rows), "Odds of still being in force, with 95 % intervals")


def _print_ends(out: Printer, found: Durability) -> None:
    years = found.marks[-1]
    first = [found.main(form) for form in found.forms]
    causes = first[0].outlook.causes
    rows = [
        (CAUSE_WORDS.get(c, c), *(span(d.outlook.incidence_at(c, years)) for d in first))
        for c in causes
    ]
    rows.append(("median life", *(_median(deal, found.years) for deal in first)))
    ends = Table(("", *found.forms), tuple(rows))
    out.table(ends, f"How the deal ends, within {years_in_words(years)}")


def _median(deal: Deal, years: int) -> str:
    found = deal.outlook.median_years
    return f"more than {years} years" if found is None else f"{found:.1f} years"


def _print_drivers(out: Printer, analysis: Analysis, found: Durability) -> None:
    out.heading("What ends it")
    told: dict[str, list[str]] = {}
    for form in found.forms:
        told.setdefault(drivers_told(analysis, found.main(form)), []).append(form)
    for text, forms in told.items():
        out.line(f"{', '.join(form_title(form) for form in forms)}. {text}")
    out.blank()
