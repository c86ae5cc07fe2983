"""Every chart made of an analysis, with the question it answers, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from winset.analysis import Analysis
from winset.report.charts.best_odds import odds_by_form
from winset.report.charts.blocker_dots import blocker_dots
from winset.report.charts.changes import changes
from winset.report.charts.chart import Chart
from winset.report.charts.cost_durability import cost_durability
from winset.report.charts.endings import endings
from winset.report.charts.forecast_dots import forecast_dots
from winset.report.charts.funnel import ratification_funnel
from winset.report.charts.perspective_odds import perspective_odds
from winset.report.charts.position_map import position_map
from winset.report.charts.roll_call import roll_call_chart
from winset.report.charts.settlement_strip import settlement_strip
from winset.report.charts.survival import survival_curves
from winset.report.charts.tornado import tornado
from winset.report.charts.value_matrix import value_matrix
from winset.report.charts.zone_odds import zone_odds
from winset.report.charts.zone_strip import zone_strip
from winset.report.figures import Figure
from winset.words.survival import forms_told


def _roll_calls(analysis: Analysis) -> Iterator[Figure]:
    for texts in analysis.texts.values():
        if texts.vote is not None:
            yield roll_call_chart(analysis.scenario, texts.vote)


def _positions(analysis: Analysis) -> Iterator[Figure]:
    for id_, issue in analysis.scenario.issues.items():
        yield value_matrix(analysis, id_) if issue.nominal else position_map(analysis, id_)


def _zone_strips(analysis: Analysis) -> Iterator[Figure]:
    forms = [form.ratification for form in analysis.forms.values()]
    if any(form.has_zone.any() for form in forms) and all(form.listing.is_whole for form in forms):
        yield from (zone_strip(analysis, issue) for issue in analysis.scenario.issues)


def _settlements(analysis: Analysis) -> Iterator[Figure | None]:
    for form in analysis.forms:
        yield from (settlement_strip(analysis, form, issue) for issue in analysis.scenario.issues)


def _each_form(
    draw: Callable[[Analysis, str], Figure | None],
) -> Callable[[Analysis], Iterator[Figure | None]]:
    return lambda analysis: (draw(analysis, form) for form in analysis.forms)


def _on_board(
    draw: Callable[[Analysis, str], Figure],
) -> Callable[[Analysis], Iterator[Figure]]:
    """Make a chart of advice on every form, where there is advice."""

    def each(analysis: Analysis) -> Iterator[Figure]:
        if analysis.advised:
            yield from (draw(analysis, form) for form in analysis.advice.onboard.forms)

    return each


CHARTS: tuple[Chart, ...] = (
    Chart(
        "zone-odds",
        "How likely is it that some text would pass, by form?",
        lambda analysis: [zone_odds(analysis)] if analysis.forms else [],
    ),
    Chart(
        "odds-by-form",
        "How likely is the best text of each form to pass, and how far does that move?",
        lambda analysis: [odds_by_form(analysis, analysis.texts)] if analysis.texts else [],
    ),
    Chart("roll-call", "Who would say yes to the best text of a form?", _roll_calls),
    Chart("positions", "Who wants what on an issue?", _positions),
    Chart("zone-strip", "Which options do the texts that pass have?", _zone_strips),
    Chart("funnel", "Where does a deal die?", _each_form(ratification_funnel)),
    Chart("blockers", "Whose consent alone would open a zone?", _each_form(blocker_dots)),
    Chart("settlement-strip", "Which option does each solution concept pick?", _settlements),
    Chart(
        "forecast-dots",
        "Where do forecasting models expect an issue to end?",
        lambda analysis: (forecast_dots(analysis, issue) for issue in analysis.scenario.issues),
    ),
    Chart(
        "survival",
        "How long would the deals of a form be in force?",
        lambda analysis: (
            survival_curves(analysis, analysis.durability, form)
            for form in forms_told(analysis, analysis.durability)
        ),
    ),
    Chart(
        "endings",
        "How would a deal end?",
        lambda analysis: (
            endings(analysis, analysis.durability, form)
            for form in forms_told(analysis, analysis.durability)
        ),
    ),
    Chart(
        "tornado",
        "Which unknown numbers move the odds of a zone?",
        lambda analysis: [tornado(analysis)] if analysis.forms else [],
    ),
    Chart(
        "changes",
        "What would change the odds that a deal passes, and at whose cost?",
        lambda analysis: [changes(analysis)] if analysis.advised else [],
    ),
    Chart(
        "cost-durability",
        "What does more consent cost, and what does it bring?",
        _on_board(lambda a, form: cost_durability(a, a.advice.onboard, form)),
    ),
    Chart(
        "perspective-odds",
        "How likely is a zone as others see the table?",
        lambda analysis: (
            perspective_odds(analysis, form) for form in analysis.forms if analysis.perspectives
        ),
    ),
)
"""All charts; what more commands and pages draw of their own input is not among them."""


def chart_named(name: str) -> Chart:
    """Return a chart.

    Raises
    ------
    KeyError
        If there is none of that name.
    """
    return {chart.name: chart for chart in CHARTS}[name]


def charts_at_end(section: str, analysis: Analysis) -> list[Figure]:
    """Make the figures that a section of the report shows at its end."""
    return [
        figure for chart in CHARTS if chart.section == section for figure in chart.figures(analysis)
    ]


def figures_of(analysis: Analysis) -> Iterator[tuple[str, Figure]]:
    """Make every figure of an analysis, with the name of its chart: to export them all."""
    for chart in CHARTS:
        yield from ((chart.name, figure) for figure in chart.figures(analysis))
