"""The same table as others see it, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from winset.analysis import Analysis
from winset.report.charts.registry import chart_named
from winset.report.sections.section import Section
from winset.words.perspectives import untouched_told, views_table


def _content(analysis: Analysis) -> Mapping[str, Any] | None:
    if not analysis.perspectives:
        return None
    known = analysis.scenario.perspectives
    return {
        "odds": views_table(analysis),
        "figures": chart_named("perspective-odds").figures(analysis),
        "views": [
            {
                "title": known[id_].title,
                "note": known[id_].note or "",
                "untouched": list(untouched_told(analysis, id_)),
            }
            for id_ in analysis.perspectives
        ],
    }


PERSPECTIVES = Section(
    "perspectives",
    "The same table, seen by others",
    "perspectives.html",
    _content,
    question=5,
)
