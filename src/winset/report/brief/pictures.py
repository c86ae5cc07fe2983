"""The charts that go with a brief: the odds by form, and the roll call it shows."""

from __future__ import annotations

from dataclasses import replace

from winset.analysis import Analysis
from winset.report.charts.registry import chart_named
from winset.report.charts.roll_call import roll_call_chart
from winset.report.figures import Figure
from winset.words.marks import credit


def brief_pictures(analysis: Analysis) -> dict[int, Figure]:
    """Make the pictures of a brief, each by the number of the question it answers.

    There is none where no text passes in any form.
    """
    vote = analysis.brief_matter.vote
    if vote is None:
        return {}
    question, told = "Who would say yes to this text?", credit(analysis.scenario)
    roll_call = replace(roll_call_chart(analysis.scenario, vote), question=question, credit=told)
    (odds,) = chart_named("odds-by-form").figures(analysis)
    return {1: odds, 2: roll_call}
