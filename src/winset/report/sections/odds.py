"""Will it pass: the odds by form, and who says yes to the text in question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from winset.analysis import Analysis
from winset.report.charts.best_odds import odds_by_form
from winset.report.charts.roll_call import roll_call_chart
from winset.report.sections.section import Section
from winset.words.brief import form_in_question
from winset.words.carrying_out import carrying_out_table


def _content(analysis: Analysis) -> Mapping[str, Any] | None:
    if not analysis.forms:
        return None
    form = form_in_question(analysis.texts)
    vote = None if form is None else analysis.texts[form].vote
    calls = [] if vote is None else [roll_call_chart(analysis.scenario, vote)]
    gates = None if form is None else analysis.texts[form].gates
    return {
        "figures": [odds_by_form(analysis, analysis.texts), *calls],
        "withheld": None
        if vote is None or gates is None
        else carrying_out_table(analysis.scenario, vote, gates),
    }


ODDS = Section("odds", "Odds and votes", "odds.html", _content, question=1, folded=False)
