"""Where every number comes from, and how thin that is."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from winset.analysis import Analysis
from winset.report.sections.section import Section
from winset.scenario.model import Scenario
from winset.words.marks import MARKS, source_in_words
from winset.words.provenance import (
    ProvenanceRow,
    marks_told,
    numbers_told,
    provenance,
    thinness,
    whence_told,
)


def _content(analysis: Analysis) -> Mapping[str, Any]:
    scenario = analysis.scenario
    rows = provenance(scenario)
    thin = thinness(scenario, rows)
    groups = [
        _group(scenario, name, list(members))
        for name, members in groupby(rows, key=lambda row: row.group)
    ]
    return {
        "thin": thin,
        "told": numbers_told(thin),
        "marks": MARKS,
        "groups": groups,
        "sources": [
            {
                "cited": source_in_words(source),
                "title": source.title,
                "speaker": source.speaker,
                "second_hand": source.second_hand,
                "url": source.url or "",
                "numbers": sum(id_ in row.sources for row in rows),
            }
            for id_, source in scenario.sources.items()
        ],
    }


def _group(scenario: Scenario, name: str, rows: list[ProvenanceRow]) -> dict[str, Any]:
    return {
        "name": name,
        "told": marks_told(row.mark for row in rows),
        "rows": [_cells(scenario, r) for r in rows],
    }


def _cells(scenario: Scenario, row: ProvenanceRow) -> dict[str, str]:
    return {
        "what": row.what,
        "path": row.path,
        "value": row.value,
        "mark": row.mark,
        "sign": MARKS[row.mark][0],
        "source": whence_told(scenario, row),
        "note": row.note,
    }


SOURCES = Section("sources", "Where every number comes from", "sources.html", _content, question=5)
