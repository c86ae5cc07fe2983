"""The frontier of two actors: one axis each, the solutions marked and named."""

from __future__ import annotations

from typing import Any

from winset.concepts.frontier import SettledFrontier
from winset.engine.bargaining import BargainingProblem
from winset.report.charts.frontier_marks import chosen_points, deal_name, label_lines, spread_labels
from winset.report.figures import ALONE, at, chart, grid, ink, layer, over_lines
from winset.words.frontier import deals_of, utility

MOST_POINTS = 2_000
"""Points drawn; more would lie on top of each other."""

_HEIGHT = 380
_GAP = 22
_LABEL_WIDTH = 20


def frontier_scatter(
    problem: BargainingProblem, settled: SettledFrontier, described: str
) -> dict[str, Any]:
    """Draw the frontier of two actors; ``described`` is for those who do not see it."""
    domains = [_domain(settled, axis) for axis in (0, 1)]
    names = [problem.actor_name(actor) for actor in problem.actors]
    x, y = (
        {
            "type": "quantitative",
            "scale": {"domain": domain, "nice": False, "zero": False},
            "axis": {"title": f"utility of {name}", "tickCount": 5, **grid()},
        }
        for domain, name in zip(domains, names, strict=True)
    )
    encoding = {"x": at(x, "x"), "y": at(y, "y")}
    layers = [
        *_no_deal(settled, x, y, domains),
        *_points(settled, encoding),
        *_labels(_marked(settled, domains), encoding),
    ]
    return chart(described, [], layers, height=_HEIGHT)


def _points(settled: SettledFrontier, encoding: dict[str, Any]) -> list[dict[str, Any]]:
    """Draw the points, and the steps below which every package is worse for someone."""
    points = [{"x": x, "y": y} for x, y in chosen_points(settled, MOST_POINTS)]
    steps = {
        "type": "line",
        "strokeWidth": 1,
        "color": ink("rule"),
        "interpolate": "step-before",
    }
    dots = {"type": "point", "filled": True, "size": 16, "color": ink("muted"), "opacity": 1}
    order = {"field": "x", "type": "quantitative"}
    return [
        layer(steps, values=points, **encoding, order=order),
        layer(dots, values=points, **encoding),
    ]


def _domain(settled: SettledFrontier, axis: int) -> list[float]:
    """Range of one axis: the frontier and no deal, with a margin."""
    column = settled.frontier.points[:, axis]
    floor = float(settled.reservation[axis])
    low, high = min(float(column.min()), floor), max(float(column.max()), floor)
    margin = 0.05 * (high - low) or 0.05 * max(1.0, abs(high))
    return [low - margin, high + margin]


def _no_deal(
    settled: SettledFrontier,
    x: dict[str, Any],
    y: dict[str, Any],
    domains: list[list[float]],
) -> list[dict[str, Any]]:
    """Two dashed lines: what each has without a deal."""
    floors = [float(r) for r in settled.reservation]
    rule = {"type": "rule", "color": ink("muted"), "strokeDash": [3, 3], "strokeWidth": 0.9}
    text = {"type": "text", "fontSize": 10.5, "fill": ink("muted"), "align": "left"}
    above = (floors[0] - domains[0][0]) / (domains[0][1] - domains[0][0]) < 0.8
    side = {"align": "left", "dx": 4} if above else {"align": "right", "dx": -4}
    no_deal = {**text, **side, "dy": -6, "text": "no deal"}
    at_x, at_y = at(x, floors[0]), at(y, floors[1])
    return [
        layer(rule, values=ALONE, x=at_x),
        layer(rule, values=ALONE, y=at_y),
        layer(no_deal, values=ALONE, x=at_x, y=at_y),
    ]


def _marked(settled: SettledFrontier, domains: list[list[float]]) -> list[dict[str, Any]]:
    """Return every deal's point with its label: above the frontier on its left half, below right.

    On either side a label has only empty space around it, since the frontier falls from left to
    right: labels above make room upwards, labels below downwards.
    """
    marked: list[dict[str, Any]] = []
    for deal in deals_of(settled):
        u, v = deal.utilities
        along = (u - domains[0][0]) / (domains[0][1] - domains[0][0])
        down = _HEIGHT * (domains[1][1] - v) / (domains[1][1] - domains[1][0])
        marked.append(
            {
                "x": round(u, 6),
                "y": round(v, 6),
                "lines": label_lines(deal.title, _LABEL_WIDTH),
                "right": along < 0.5,
                "down": down,
                "tip": f"{deal.title}: {utility(u)}, {utility(v)}",
            }
        )
    for right in (True, False):
        side = [value for value in marked if value["right"] is right]
        shift = -_GAP if right else _GAP
        heights = spread_labels(
            [value["down"] + shift for value in side],
            [len(value["lines"]) for value in side],
            upwards=right,
        )
        for value, height in zip(side, heights, strict=True):
            value["dy"] = round(height - value.pop("down"), 1)
    return marked


def _labels(marked: list[dict[str, Any]], encoding: dict[str, Any]) -> list[dict[str, Any]]:
    """Mark each deal and name it, with a thin line from the name to the point."""
    layers: list[dict[str, Any]] = []
    for value in marked:
        side = 1 if value["right"] else -1
        text = deal_name(value["lines"], side, value["dy"])
        leader = {
            "type": "rule",
            "color": ink("ink"),
            "strokeWidth": 0.7,
            "x2Offset": side * 13,
            "y2Offset": value["dy"],
        }
        to: dict[str, Any] = {"x2": {"datum": value["x"]}, "y2": {"datum": value["y"]}}
        layers += [
            layer(leader, values=[value], **encoding, **to),
            layer(over_lines(text), values=[value], **encoding),
            layer(text, values=[value], **encoding),
        ]
    point = {
        "type": "point",
        "filled": True,
        "size": 90,
        "color": ink("accent"),
        "stroke": ink("paper"),
        "strokeWidth": 1,
        "opacity": 1,
    }
    return [*layers, layer(point, values=marked, **encoding, tooltip="tip")]
