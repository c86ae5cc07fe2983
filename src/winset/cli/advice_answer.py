"""Advice in the terminal: plain sentences first, then short tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from winset.cli.printing import Printer
from winset.words.advice_summary import summary_told
from winset.words.information import information_told, outcome_named
from winset.words.leader_only import leader_only_told
from winset.words.names import form_in_words, sentence
from winset.words.onboard import moves_told, onboard_told
from winset.words.open_zone import opening_told
from winset.words.robust import robust_told
from winset.words.shares import share_of, with_error
from winset.words.table import Table
from winset.words.unknowns import finding_in_words
from winset.words.who_decides import who_decides_told

if TYPE_CHECKING:
    from winset.advice import Advice, Information, InputFinding
    from winset.advice.total_sensitivity import Total
    from winset.analysis import Analysis
    from winset.scenario.model import Scenario

_MOST_ROWS = 6


def print_advice(analysis: Analysis, found: Advice, budget: float | None = None) -> None:
    """Print all advice, no wider than 100 columns; colour is only a second signal."""
    out = Printer()
    out.blank()
    out.heading(f"{analysis.scenario.title}: what would change it")
    out.blank()
    for question, answer in summary_told(analysis, found):
        out.paragraphs([answer], question)
    out.paragraphs(who_decides_told(analysis.scenario, found.power), "Who decides")
    out.paragraphs(map(" ".join, onboard_told(analysis, found.onboard)), "Whom to bring on board")
    if budget is not None:
        _print_told(out, f"For {budget:g} of utility at most", _afforded(analysis, found, budget))
    _print_openings(out, analysis, found)
    _print_told(
        out, "The leaders alone, or the elites too", leader_only_told(analysis, found.leader_only)
    )
    _print_told(out, "Deals that stand whoever looks", robust_told(analysis, found.robust))
    _print_information(out, analysis, found.information, found.totals)


def _print_told(out: Printer, title: str, told: Iterable[str]) -> None:
    paragraph = " ".join(told)
    if paragraph:
        out.paragraphs([paragraph], title)


def _afforded(analysis: Analysis, found: Advice, budget: float) -> Iterable[str]:
    """Say what is best for no more than a budget, form by form."""
    for form, own in found.onboard.within(budget).items():
        passes = share_of(own.outcome.ratified)
        as_which = sentence(form_in_words(analysis.scenario, form))
        if own.concession is None or not own.concession.moves:
            yield f"{as_which}: the deal as it stands, which passes in {passes}."
            continue
        moves = moves_told(analysis.scenario, own.concession.moves)
        yield f"{as_which}: {moves}, for {own.cost:.2f}; it passes in {passes}."


def _print_openings(out: Printer, analysis: Analysis, found: Advice) -> None:
    out.paragraphs(
        (" ".join(opening_told(analysis.scenario, own)) for own in found.open_zone.values()),
        "Is there a zone, and what would open one",
    )


def _print_information(
    out: Printer, analysis: Analysis, found: Information, totals: Mapping[str, Total]
) -> None:
    out.paragraphs(
        information_told(analysis.scenario, analysis.space, found), "What to find out next"
    )
    if found.main is None:
        return
    outcome = next(o for o in found.outcomes if (o.form, o.name) == found.main)
    rows = [
        _row(analysis.scenario, own, found, totals) for own in found.inputs if own.rank is not None
    ]
    explains = f"explains of {outcome_named(analysis.scenario, outcome)}"
    heads = ("", explains, "with others", "is worth, in utility")
    out.table(Table(heads, tuple(rows[:_MOST_ROWS])))


def _row(
    scenario: Scenario, own: InputFinding, found: Information, totals: Mapping[str, Total]
) -> tuple[str, ...]:
    assert found.main is not None
    share = own.shares[found.main]
    worth = with_error(own.worth.value, own.worth.se) if own.worth_noticed else "not told from 0"
    total = totals.get(own.key)
    whole = "–" if total is None else with_error(total.value, total.se)
    return (
        f"{own.rank}. {finding_in_words(scenario, own)}",
        with_error(share.value, share.se),
        whole,
        worth,
    )
