"""What each claim of the sources matters: a sentence each, and the figures behind them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from winset.analysis import Analysis
from winset.report.sections.section import Section
from winset.words.claims import CLAIMS_METHOD, claims_table, claims_told, other_texts_told


def _content(analysis: Analysis) -> Mapping[str, Any] | None:
    scenario, results = analysis.scenario, analysis.claims
    if not results:
        return None
    return {
        "told": claims_told(scenario, results),
        "table": claims_table(scenario, results),
        "others": tuple(other_texts_told(scenario, results)),
        "method": CLAIMS_METHOD,
    }


CLAIMS = Section(
    "claims",
    "What each claim matters",
    "claims.html",
    _content,
    question=5,
    folded=False,
)
