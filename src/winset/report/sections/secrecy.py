"""What secrecy buys: forms as they keep issues undisclosed, and with all disclosed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from winset.analysis import Analysis
from winset.report.sections.section import Section
from winset.words.secrecy import SECRECY_METHOD, leaks_table, secrecy_told


def _content(analysis: Analysis) -> Mapping[str, Any] | None:
    scenario, secrecy = analysis.scenario, analysis.secrecy
    if not secrecy:
        return None
    told = [secrecy_told(scenario, each) for each in secrecy.values()]
    return {
        "told": [sentences for sentences in told if sentences],
        "table": leaks_table(scenario, secrecy),
        "method": SECRECY_METHOD,
    }


SECRECY = Section("secrecy", "What secrecy buys", "secrecy.html", _content, question=1)
