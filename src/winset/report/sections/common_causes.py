"""Common causes: what moving together does to the odds, and what each cause does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from winset.analysis import Analysis
from winset.report.sections.section import Section
from winset.words.brief import form_in_question
from winset.words.common_causes import CAUSES_METHOD, causes_told, swings_table, together_table


def _content(analysis: Analysis) -> Mapping[str, Any] | None:
    scenario, causes = analysis.scenario, analysis.common_causes
    if not causes:
        return None
    tables = (swings_table(scenario, causes), together_table(scenario, causes))
    return {
        "told": " ".join(causes_told(scenario, causes, form_in_question(analysis.texts))),
        "tables": [table for table in tables if table is not None],
        "method": CAUSES_METHOD,
    }


COMMON_CAUSES = Section(
    "common-causes", "Common causes", "common_causes.html", _content, question=1
)
