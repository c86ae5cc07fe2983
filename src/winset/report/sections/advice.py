"""What would change it: all advice, or only what to find out next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from winset.analysis import Analysis
from winset.report.charts import changes, cost_durability, tornado
from winset.report.sections.section import Section
from winset.words.advice_summary import advice_method, advice_told, details_told
from winset.words.information import information_told


def _content(analysis: Analysis) -> Mapping[str, Any] | None:
    if not analysis.forms:
        return None
    if not analysis.advised:
        first = information_told(analysis.scenario, analysis.information)
        return {
            "advised": False,
            "told": () if first is None else (first,),
            "method": () if first is None else first.method,
            "details": (),
            "changes": None,
            "figures": (tornado(analysis),),
        }
    advice = analysis.advice
    costs = [cost_durability(analysis, advice.onboard, form) for form in advice.onboard.forms]
    return {
        "advised": True,
        "told": advice_told(analysis, advice),
        "method": advice_method(analysis, advice),
        "details": details_told(analysis, advice),
        "changes": changes(analysis),
        "figures": (*costs, tornado(analysis)),
    }


ADVICE = Section(
    "advice",
    "What would change it",
    "advice.html",
    _content,
    question=3,
    folded=False,
)
