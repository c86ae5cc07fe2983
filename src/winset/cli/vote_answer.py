"""The vote on one text in the terminal, and tables of several texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from winset.cli.printing import Printer
from winset.words.brief.matter import most_demanding
from winset.words.carrying_out import carrying_out_table
from winset.words.common_causes import effect_table
from winset.words.gates import TextRow, drafts_table, gate_rows, none_passes_told, vote_told
from winset.words.given import after_no_table, after_no_told, given_told
from winset.words.kept import (
    KEPT_METHOD,
    KEPT_TITLE,
    kept_row,
    kept_table,
    kept_told,
    revisions_table,
)
from winset.words.names import form_title, package_in_words
from winset.words.pens import pens_table, pens_told, signing_told
from winset.words.secrecy import leaks_table, secrecy_told, vote_secrecy_told
from winset.words.text_changes import changes_table, swings_table
from winset.words.views import seen_told
from winset.words.vote import (
    BEST,
    CARRIED,
    SETTLEMENT,
    TOGETHER,
    pen_of,
    roll_call_table,
    title_of_text,
)

if TYPE_CHECKING:
    from winset.analysis import Analysis
    from winset.texts import BestText, Gates, Kept, Vote

_MOST_CHANGES = 3


def print_forms(analysis: Analysis, forms: Sequence[str], *, verbose: bool) -> None:
    """Print the texts that are asked about in any case, then one roll call."""
    out = _printer(analysis)
    rows = [row for form in forms for row in _rows(analysis, form)]
    if rows:
        out.table(drafts_table(analysis.scenario, rows), "Will it pass?")
    if verbose:
        _print_texts_in_full(out, analysis, rows)
    passing = {form: gates for form in forms if (gates := analysis.texts[form].gates) is not None}
    for form in forms:
        if form not in passing:
            out.paragraphs([none_passes_told(analysis.scenario, form)])
    for form in forms:
        pens = pens_table(analysis, form, analysis.texts[form])
        if pens is not None:
            out.table(pens, pens.title)
            out.paragraphs([" ".join(pens_told(analysis, form, analysis.texts[form]))])
    dwelt_on = most_demanding(passing)
    vote = None if dwelt_on is None else analysis.texts[dwelt_on].vote
    if vote is not None:
        best = analysis.texts[vote.form].best
        _print_vote(out, analysis, vote, BEST, passing[vote.form], best, verbose=verbose)
    print_secrecy(out, analysis, forms)


def print_texts(
    analysis: Analysis,
    forms: Sequence[str],
    chosen: Mapping[str | None, int],
    *,
    verbose: bool,
) -> None:
    """Print a table of the texts where there are several, else the roll call of the one."""
    out, desk = _printer(analysis), analysis.desk
    rows = [
        TextRow(form, number, title_of_text(name), desk.gates(form, [number]))
        for form in forms
        for name, number in chosen.items()
    ]
    if len(rows) > 1:
        out.table(drafts_table(analysis.scenario, rows), "Will it pass?")
    if len(chosen) > 1:
        if verbose:
            _print_texts_in_full(out, analysis, rows)
        return
    form = most_demanding({row.form: row.gates for row in rows})
    ((name, number),) = chosen.items()
    assert form is not None
    vote = desk.vote(form, number, name)
    _print_vote(out, analysis, vote, title_of_text(name), vote.gates, verbose=verbose)


def print_after_no(analysis: Analysis, forms: Sequence[str]) -> None:
    """Print the nearest text that passes for every whole text that an event rejects."""
    out = _printer(analysis)
    if analysis.given is not None:
        out.paragraphs([given_told(analysis.given)])
    table = after_no_table(analysis, [each for each in analysis.after_no if each.form in forms])
    if table is not None:
        out.table(table, table.title)


def _printer(analysis: Analysis) -> Printer:
    out = Printer()
    out.blank()
    out.heading(analysis.scenario.title)
    if seen := seen_told(analysis.scenario):
        out.line(seen)
    if signing := signing_told(analysis.scenario):
        out.line(signing)
    out.blank()
    return out


def _rows(analysis: Analysis, form: str) -> Iterable[TextRow]:
    """The best text of a form, the settlement's, those written before the vote, and named ones."""
    texts, desk = analysis.texts[form], analysis.desk
    settled = analysis.forms[form].settlements["nash"].package
    if texts.best is not None and texts.gates is not None:
        yield TextRow(form, texts.best.package, BEST, texts.gates)
    carried = texts.carried_out
    if carried is not None and carried.is_better:
        yield TextRow(form, carried.text.package, CARRIED, carried.gates)
    if settled is not None and texts.settlement is not None:
        yield TextRow(form, settled, SETTLEMENT, texts.settlement)
    together = texts.writers.together
    if together is not None and texts.before_vote is not None:
        yield TextRow(form, together.package, TOGETHER, texts.before_vote)
    for principal, text in texts.writers.pens.items():
        if text is not None:
            gates = desk.gates(form, text.by_replicate)
            yield TextRow(form, text.package, pen_of(analysis.scenario, principal), gates)
    for name, gates in texts.named.items():
        yield TextRow(form, desk.named[name], title_of_text(name), gates)


def _print_texts_in_full(out: Printer, analysis: Analysis, rows: Sequence[TextRow]) -> None:
    """Print what each text says, once."""
    names: dict[int, list[str]] = {}
    for row in rows:
        name = f"{form_title(analysis.scenario, row.form)}, {row.name}"
        names.setdefault(row.package, []).append(name)
    for number, called in names.items():
        out.heading("; ".join(called))
        out.line(package_in_words(analysis.scenario, analysis.space.package(number)), indent=2)
    out.blank()


def _print_vote(
    out: Printer,
    analysis: Analysis,
    vote: Vote,
    name: str,
    gates: Gates,
    best: BestText | None = None,
    *,
    verbose: bool,
) -> None:
    """Print the gates of a text, its roll call, who stops it and what would help.

    Parameters
    ----------
    best
        What else is as good, where the text is the best of its form.
    """
    scenario = analysis.scenario
    out.heading(f"{form_title(scenario, vote.form)}: {name}")
    out.line(package_in_words(scenario, analysis.space.package(vote.package)), indent=2)
    out.blank()
    if vote.after_no is not None:
        out.paragraphs([after_no_told(analysis, vote.after_no)])
    rows = [*gate_rows(gates, vote.range), *filter(None, [kept_row(scenario, vote.kept)])]
    width = max(len(gate) for gate, _ in rows)
    for gate, odds in rows:
        out.line(f"{gate:<{width}}  {odds}", indent=2)
    out.blank()
    roll_call = roll_call_table(scenario, vote, which=name, decides=verbose)
    out.table(roll_call, roll_call.title, whole_names=True)
    carried = None if best is None else analysis.texts[vote.form].carried_out
    told = vote_told(scenario, vote, gates, best, carried)
    out.paragraphs([" ".join(told)] if told else ())
    withheld = carrying_out_table(scenario, vote, gates)
    if withheld is not None:
        out.table(withheld, withheld.title)
    print_kept(out, analysis, vote.kept, vote.package, verbose=verbose)
    if scenario.undisclosed(vote.form):
        secrecy = vote_secrecy_told(scenario, vote.form, vote.leak)
        out.paragraphs([" ".join(secrecy)] if secrecy else ())
    changes = changes_table(scenario, vote, None if verbose else _MOST_CHANGES)
    if changes is not None:
        out.table(changes, changes.title)
    swings = swings_table(scenario, vote.range) if verbose else None
    if swings is not None:
        out.table(swings, "If one judgement is off")
    causes = effect_table(scenario, vote.causes) if verbose else None
    if causes is not None:
        out.table(causes, causes.title)


def print_secrecy(out: Printer, analysis: Analysis, forms: Iterable[str]) -> None:
    """Print what forms keep undisclosed, what that buys and what a leak does, where one does."""
    scenario = analysis.scenario
    if not analysis.secrecy:
        return
    out.heading("What does secrecy buy?")
    secrecy = {form: analysis.secrecy[form] for form in forms}
    out.paragraphs(
        " ".join(told) for each in secrecy.values() if (told := secrecy_told(scenario, each))
    )
    table = leaks_table(scenario, secrecy)
    if table is not None:
        out.table(table, table.title)


def print_kept(
    out: Printer,
    analysis: Analysis,
    kept: Kept,
    package: int,
    title: str = KEPT_TITLE,
    *,
    verbose: bool,
) -> None:
    """Print what those who may come to power would do with a text, and what they would ask for."""
    table = kept_table(analysis, kept, package)
    if table is None:
        return
    out.table(table, title, whole_words=True, whole_names=True)
    revisions = revisions_table(analysis, kept, package)
    if revisions is not None:
        out.table(revisions, revisions.title, whole_names=True)
    told = (*kept_told(analysis, kept), *(KEPT_METHOD if verbose else KEPT_METHOD[:1]))
    out.paragraphs([" ".join(told)])
