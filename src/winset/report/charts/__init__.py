"""The charts, one file each: Vega-Lite specs as plain dicts, made from an analysis."""

from winset.report.charts.blocker_dots import blocker_dots
from winset.report.charts.changes import changes
from winset.report.charts.cost_durability import cost_durability
from winset.report.charts.endings import endings
from winset.report.charts.exchange_network import exchanges_forecast
from winset.report.charts.forecast_dots import forecast_dots
from winset.report.charts.funnel import ratification_funnel
from winset.report.charts.perspective_odds import perspective_odds
from winset.report.charts.position_map import position_map
from winset.report.charts.settlement_strip import settlement_strip
from winset.report.charts.survival import survival_curves
from winset.report.charts.tornado import tornado
from winset.report.charts.value_matrix import value_matrix
from winset.report.charts.zone_odds import zone_odds
from winset.report.charts.zone_strip import zone_strip

__all__ = [
    "blocker_dots",
    "changes",
    "cost_durability",
    "endings",
    "exchanges_forecast",
    "forecast_dots",
    "perspective_odds",
    "position_map",
    "ratification_funnel",
    "settlement_strip",
    "survival_curves",
    "tornado",
    "value_matrix",
    "zone_odds",
    "zone_strip",
]
