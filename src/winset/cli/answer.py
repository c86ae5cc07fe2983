"""The answer in the terminal: the brief, and on demand the tables behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from winset.cli.durability_tables import print_survival
from winset.cli.printing import Printer
from winset.cli.vote_answer import print_secrecy
from winset.words.brief import form_in_question
from winset.words.common_causes import causes_told, swings_table, together_table
from winset.words.deals import standing_of, standing_told
from winset.words.elite_backed import leader_only_told
from winset.words.forecast import case_forecast_told
from winset.words.given import after_no_table, events_table, given_told, hindsight_table
from winset.words.method import method_in_words
from winset.words.quantities import figure
from winset.words.table import Table
from winset.words.views import option_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from winset.analysis import Analysis

_MOST_BLOCKERS = 4
_NONE = "–"


def print_answer(analysis: Analysis, *, verbose: bool) -> None:
    """Print the brief, no wider than 100 columns, then the tables behind it where asked for."""
    out = Printer()
    out.blank()
    out.brief(analysis.brief)
    if not verbose:
        return
    if analysis.effort is not None:
        out.paragraphs([method_in_words(analysis)])
    _print_given(out, analysis)
    for title, rows in (
        ("Odds that some text would pass, had they known every mind", _odds(analysis)),
        ("The deal most often settled on (Nash)", _deals(analysis)),
        ("Who alone would open a zone, of the worlds without one", _blockers(analysis)),
    ):
        if table := tuple(rows):
            out.table(Table(("", *analysis.forms), table), title)
    print_secrecy(out, analysis, analysis.forms)
    _print_common_causes(out, analysis)
    _print_forecast(out, analysis)
    _print_durability(out, analysis)


def _print_common_causes(out: Printer, analysis: Analysis) -> None:
    """Print what common causes do to the odds; nothing of a case without any."""
    scenario, causes = analysis.scenario, analysis.common_causes
    if not causes:
        return
    out.heading("Common causes")
    told = causes_told(scenario, causes, form_in_question(analysis.texts))
    out.paragraphs([" ".join(told)] if told else ())
    for table in (swings_table(scenario, causes), together_table(scenario, causes)):
        if table is not None:
            out.table(table, table.title)


def _print_given(out: Printer, analysis: Analysis) -> None:
    """Print what has happened, how many draws agree with it and what it tells of the odds."""
    if analysis.given is None or analysis.hindsight is None:
        return
    scenario, hindsight = analysis.scenario, analysis.hindsight
    events = events_table(scenario, analysis.given)
    out.table(events, events.title)
    out.paragraphs([given_told(analysis.given)])
    for table in (
        hindsight_table(scenario, hindsight, hindsight.zones),
        after_no_table(analysis, analysis.after_no),
    ):
        if table is not None:
            out.table(table, table.title)


def _print_forecast(out: Printer, analysis: Analysis) -> None:
    """Print whether what models expect would be ratified; `winset forecast` tells more."""
    if not analysis.foreseen.packages:
        return
    out.heading("What forecasting models expect")
    for told in case_forecast_told(analysis, analysis.foreseen)[:3]:
        out.line(told)
    out.blank()


def _print_durability(out: Printer, analysis: Analysis) -> None:
    """Print whether the deals last; `winset durability` tells more."""
    durability = analysis.durability
    if not durability.forms:
        return
    print_survival(out, analysis, durability)
    out.paragraphs(leader_only_told(analysis, durability)[:1])


def _odds(analysis: Analysis) -> Iterable[tuple[str, ...]]:
    forms = [form.ratification for form in analysis.forms.values()]
    yield ("a zone", *(figure(form.zone.probability) for form in forms))
    for party in analysis.scenario.parties:
        win_sets = [form.parties.get(party) for form in forms]
        cells = [_NONE if each is None else figure(each.probability) for each in win_sets]
        yield (analysis.scenario.party_name(party), *cells)


def _deals(analysis: Analysis) -> Iterable[tuple[str, ...]]:
    """One row an issue, and whether the deal is more than one of many; none without a deal."""
    forms = list(analysis.forms.values())
    deals = [form.settlements["nash"] for form in forms]
    chosen = [
        {} if deal.package is None else analysis.space.package(deal.package) for deal in deals
    ]
    if not any(chosen):
        return
    for issue_id, issue in analysis.scenario.issues.items():
        options = [option_in_words(deal[issue_id]) if deal else _NONE for deal in chosen]
        yield (issue.title, *options)
    yield (
        "share of the worlds with a zone",
        *(_NONE if deal.package is None else figure(deal.share) for deal in deals),
    )
    standing = [standing_of(form, deal) for form, deal in zip(forms, deals, strict=True)]
    if not all(each.stands_out for each in standing if each.equals):
        cells = ((standing_told(each) or "yes") if each.equals else _NONE for each in standing)
        yield ("does it stand out", *cells)


def _blockers(analysis: Analysis) -> Iterable[tuple[str, ...]]:
    """One row an actor; none where every form has a zone in every world."""
    if all(form.ratification.zone.probability.value == 1 for form in analysis.forms.values()):
        return
    shares = [
        {blocker.actor: blocker.share for blocker in form.ratification.blockers}
        for form in analysis.forms.values()
    ]
    greatest = {
        actor: max(form[actor].value for form in shares if actor in form)
        for actor in dict.fromkeys(actor for form in shares for actor in form)
    }
    standing = [actor for actor, share in greatest.items() if share > 0]
    for actor in sorted(standing, key=lambda actor: -greatest[actor])[:_MOST_BLOCKERS]:
        cells = [figure(form[actor]) if actor in form else _NONE for form in shares]
        yield (analysis.scenario.actor_short(actor), *cells)
    if not standing:
        yield ("no one alone", *(_NONE for _ in shares))
