"""Upright lines of a position map, and the words for both ends of its scale."""

from __future__ import annotations

from typing import Any

from winset.analysis import Analysis
from winset.report.charts.labels import END_WIDTH, depth
from winset.report.charts.stands import place_on
from winset.report.figures import ALONE, broken, ink, layer, over_lines
from winset.scenario.model import Issue
from winset.words.positions import lead_of_likely_deal, upright_label


def uprights(analysis: Analysis, issue: str) -> list[dict[str, Any]]:
    """Rules for where a deal would put the issue, and where it stays without one."""
    about = analysis.scenario.issues[issue]
    layers: list[dict[str, Any]] = []
    leading = lead_of_likely_deal(analysis, issue)
    if leading is not None and leading[1].option is not None:
        at = about.options[leading[1].option]
        assert at is not None
        layers += _upright(
            about, at.centre, upright_label(analysis.scenario, *leading), "accent", 1.6, -22
        )
    no_deal = place_on(about, about.no_deal)
    if no_deal is not None:
        layers = _upright(about, no_deal, "no deal", "muted", 0.9, -37) + layers
    return layers


def _upright(
    issue: Issue, at: float, label: str, tint: str, width: float, y: int
) -> list[dict[str, Any]]:
    along = (at - issue.scale[0]) / issue.width
    align = "left" if along < 0.35 else "right" if along > 0.65 else "center"
    x = {"datum": at, "type": "quantitative", "scale": {"domain": list(issue.scale)}}
    dashes = [1, 0] if tint == "accent" else [3, 3]
    rule = {"type": "rule", "color": ink(tint), "strokeWidth": width, "strokeDash": dashes}
    text = {"type": "text", "fontSize": 10.5, "baseline": "middle", "align": align, "text": label}
    here: dict[str, Any] = {"x": x, "y": {"value": y}}
    return [
        layer(rule, values=ALONE, x=x, y={"value": y + 6}, y2={"value": "height"}),
        layer(over_lines(text, 5), values=ALONE, **here),
        layer({**text, "fill": ink(tint)}, values=ALONE, **here),
    ]


def ends(issue: Issue) -> list[dict[str, Any]]:
    """Words for both ends of the scale, under the options."""
    layers = []
    for words, at, align, arrow in (
        (issue.low, 0, "left", "←\u00a0{}"),
        (issue.high, "width", "right", "{}\u00a0→"),
    ):
        if not words:
            continue
        mark = {
            "type": "text",
            "align": align,
            "baseline": "top",
            "fontSize": 10.5,
            "lineHeight": 12,
            "fill": ink("muted"),
            "dy": 14 + 11 * depth(issue),
            "limit": {"expr": "width * 0.48"},
            "text": broken(arrow.format(words), END_WIDTH),
        }
        layers.append(layer(mark, values=ALONE, x={"value": at}, y={"value": "height"}))
    return layers
