"""What has happened: how many draws agree with it, what it tells, what to vote on after a no."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from winset.analysis import Analysis
from winset.report.sections.section import Section
from winset.words.given import (
    GIVEN_METHOD,
    after_no_table,
    events_table,
    given_told,
    hindsight_table,
    nothing_told,
)


def _content(analysis: Analysis) -> Mapping[str, Any] | None:
    given, hindsight = analysis.given, analysis.hindsight
    if given is None or hindsight is None:
        return None
    odds = hindsight_table(analysis.scenario, hindsight, hindsight.zones)
    tables = (
        events_table(analysis.scenario, given),
        odds,
        after_no_table(analysis, analysis.after_no),
    )
    return {
        "told": [given_told(given), *([] if odds is not None else [nothing_told()])],
        "method": GIVEN_METHOD,
        "tables": [table for table in tables if table is not None],
    }


GIVEN = Section("given", "What has happened", "given.html", _content, question=1)
