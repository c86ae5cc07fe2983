"""What would change it: all advice, or only what to find out next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from winset.analysis import Analysis
from winset.report.charts import coalitions, cost_durability, tornado
from winset.report.sections.section import Section
from winset.words.advice_summary import summary_told
from winset.words.information import information_told
from winset.words.leader_only import leader_only_told
from winset.words.onboard import onboard_told
from winset.words.open_zone import opening_told
from winset.words.robust import robust_told
from winset.words.who_decides import who_decides_told


def _content(analysis: Analysis) -> Mapping[str, Any] | None:
    if not analysis.forms:
        return None
    scenario, space = analysis.scenario, analysis.space
    content: dict[str, Any] = {
        "information": information_told(scenario, space, analysis.information),
        "tornado": tornado(analysis),
        "advised": analysis.advised,
    }
    if analysis.advised:
        found = analysis.advice
        content |= {
            "summary": summary_told(analysis, found),
            "power": who_decides_told(scenario, found.power),
            "onboard": [" ".join(told) for told in onboard_told(analysis, found.onboard)],
            "openings": [opening_told(scenario, own) for own in found.open_zone.values()],
            "leader_only": leader_only_told(analysis, found.leader_only),
            "robust": robust_told(analysis, found.robust),
            "pairs": [
                (
                    cost_durability(analysis, found.onboard, form),
                    coalitions(analysis, found.onboard, form),
                )
                for form in found.onboard.forms
            ],
        }
    return content


ADVICE = Section("advice", "What would change it", "advice.html", _content)
