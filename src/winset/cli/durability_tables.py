"""How long deals last, in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from winset.cli.printing import Printer
from winset.cli.vote_answer import print_kept
from winset.words.disruption import disruption_told
from winset.words.durability import (
    cause_in_words,
    choice_named,
    contrast_shown,
    drivers_told,
    skipped_told,
    span,
    texts_table,
    years_in_words,
)
from winset.words.durability_grounds import grounds_told
from winset.words.elite_backed import leader_only_told
from winset.words.marks import MARKS
from winset.words.survival import forms_told, survival_table
from winset.words.table import Table

if TYPE_CHECKING:
    from winset.analysis import Analysis
    from winset.durability.results import Deal, Durability


def print_durability(analysis: Analysis, durability: Durability) -> None:
    """Print the answer, the tables, what drives failure and what it all rests on."""
    out = Printer()
    out.blank()
    out.heading(f"{analysis.scenario.title}: does it last?")
    for told in (*leader_only_told(analysis, durability), *disruption_told(analysis, durability)):
        out.line(told)
    out.blank()
    if durability.forms:
        print_survival(out, analysis, durability)
        _print_kept(out, analysis, durability)
        _print_texts(out, analysis, durability)
        _print_ends(out, analysis, durability)
        _print_drivers(out, analysis, durability)
    for told in skipped_told(analysis.scenario, durability):
        out.line(f"Left out. {told}")
    out.heading("What it rests on")
    for ground in grounds_told(durability, analysis.scenario):
        sign = MARKS[ground.mark][0]
        out.line(f"{sign} {ground.mark}: {ground.text}", indent=2)


def print_survival(out: Printer, analysis: Analysis, durability: Durability) -> None:
    """Print the odds of still being in force."""
    last = years_in_words(durability.marks[-1])
    table = survival_table(analysis, durability)
    out.table(table, f"Odds of still being in force, with the 95 % interval after {last}")


def _print_kept(out: Printer, analysis: Analysis, durability: Durability) -> None:
    """Print what each bloc in power would do with the text that the first form is told by."""
    for form, title in list(forms_told(analysis, durability).items())[:1]:
        deal = durability.main(form)
        kept = analysis.desk.poll.kept(form, deal.package)
        what = f"{title}, {choice_named(durability, deal)}: what each bloc would do in power"
        print_kept(out, analysis, kept, deal.package, what, verbose=False)


def _print_texts(out: Printer, analysis: Analysis, durability: Durability) -> None:
    """Print what the texts that are compared differ in."""
    for form in forms_told(analysis, durability):
        table = texts_table(analysis, durability, form)
        if table is not None and contrast_shown(durability, form) is not None:
            out.table(table, "What the two texts differ in")


def _print_ends(out: Printer, analysis: Analysis, durability: Durability) -> None:
    years = durability.marks[-1]
    forms = forms_told(analysis, durability)
    first = [durability.main(form) for form in forms]
    causes = first[0].outlook.causes
    rows = [
        (cause_in_words(c), *(span(d.outlook.incidence_at(c, years)) for d in first))
        for c in causes
    ]
    rows.append(("median life", *(_median(deal, durability.years) for deal in first)))
    ends = Table(("", *forms.values()), tuple(rows))
    out.table(ends, f"How the leaders’ own deal ends, within {years_in_words(years)}")


def _median(deal: Deal, years: int) -> str:
    median = deal.outlook.median_years
    return f"more than {years} years" if median is None else f"{median:.0f} years"


def _print_drivers(out: Printer, analysis: Analysis, durability: Durability) -> None:
    out.heading("What ends it")
    for form, title in forms_told(analysis, durability).items():
        out.line(f"{title}. {drivers_told(analysis, durability.main(form))}")
    out.blank()
