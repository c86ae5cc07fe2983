"""Advice in the terminal: a sentence and a table an answer; the rest with ``--verbose``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from winset.cli.printing import Printer
from winset.words.advice_summary import advice_method, advice_told, details_told
from winset.words.advised import Advised
from winset.words.onboard import afforded_told

if TYPE_CHECKING:
    from winset.advice import Advice
    from winset.analysis import Analysis


def print_advice(
    analysis: Analysis, found: Advice, budget: float | None = None, *, verbose: bool = False
) -> None:
    """Print advice, no wider than 100 columns; colour is only a second signal."""
    out = Printer()
    out.blank()
    out.heading(f"{analysis.scenario.title}: what would change it")
    out.blank()
    if budget is not None:
        _print(out, afforded_told(analysis, found.onboard, budget))
    for answer in advice_told(analysis, found):
        _print(out, answer)
    if not verbose:
        out.line("Who decides, all who hold out, what clashes, numbers and method: --verbose.")
        return
    for answer in details_told(analysis, found):
        _print(out, answer)
        out.paragraphs([" ".join(answer.method)] if answer.method else [])
    out.paragraphs(advice_method(analysis, found), "Numbers and method")


def _print(out: Printer, answer: Advised) -> None:
    out.heading(answer.title)
    if answer.sentence:
        out.line(answer.sentence)
    if answer.table is None:
        out.blank()
    else:
        out.table(answer.table)
