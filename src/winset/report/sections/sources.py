"""Where every number comes from, and how thin that is."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from winset.analysis import Analysis
from winset.report.sections.section import Section
from winset.scenario.model import Scenario
from winset.words.marks import MARKS, attributed, source_in_words
from winset.words.names import listed, sentence
from winset.words.provenance import ProvenanceRow, Thinness, provenance, thinness
from winset.words.quantities import counted


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
        "told": _told(thin),
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


def _told(thin: Thinness) -> str:
    base = f"{thin.numbers:,} numbers stand behind this report: " + listed(
        [
            "none taken from a source" if not thin.data else f"{thin.data:,} taken from a source",
            f"{thin.judgements:,} the analyst’s judgement",
            f"{thin.assumptions:,} settings or defaults",
        ]
    )
    return base + "."


def _group(scenario: Scenario, name: str, rows: list[ProvenanceRow]) -> dict[str, Any]:
    marks = [
        counted(count, one, many)
        for mark, one, many in (
            ("data", "number from a source", "numbers from a source"),
            ("judgement", "judgement", "judgements"),
            ("assumption", "assumption", "assumptions"),
        )
        if (count := sum(row.mark == mark for row in rows))
    ]
    return {
        "name": name,
        "told": sentence(listed(marks)),
        "rows": [_cells(scenario, r) for r in rows],
    }


def _cells(scenario: Scenario, row: ProvenanceRow) -> dict[str, str]:
    cited = [source_in_words(scenario.sources[i]) for i in row.sources if i in scenario.sources]
    whence = "; ".join(cited)
    if whence and row.mark == "judgement":
        whence = f"direction from {whence}"
    holder = attributed(scenario, row.sources)
    return {
        "what": row.what,
        "path": row.path,
        "value": row.value,
        "mark": row.mark,
        "sign": MARKS[row.mark][0],
        "source": f"{whence}, {holder}" if whence and holder else whence,
        "note": row.note,
    }


SOURCES = Section("sources", "Where every number comes from", "sources.html", _content)
