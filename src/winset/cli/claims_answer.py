"""What the claims matter, in the terminal: a sentence each, and one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from winset.cli.printing import Printer
from winset.words.claims import CLAIMS_METHOD, claims_table, claims_told, other_texts_told
from winset.words.views import seen_told

if TYPE_CHECKING:
    from winset.analysis import Analysis


def print_claims(analysis: Analysis, *, verbose: bool) -> None:
    """Print by how much each claim matters, no wider than 100 columns."""
    out, scenario = Printer(), analysis.scenario
    out.blank()
    out.heading(f"{scenario.title}: what each claim matters")
    if seen := seen_told(scenario):
        out.line(seen)
    out.blank()
    told = claims_told(scenario, analysis.claims)
    width = max((len(result.claim) for result in analysis.claims), default=0)
    for result, words in zip(analysis.claims, told, strict=True):
        out.hanging(result.claim, words, width)
    out.blank()
    table = claims_table(scenario, analysis.claims, carried=verbose)
    if table is not None:
        out.table(table, table.title)
    if verbose:
        out.paragraphs([*other_texts_told(scenario, analysis.claims), CLAIMS_METHOD])
