"""The frontier of more than two actors: an upright for each, a line for each point."""

from __future__ import annotations

import json
from typing import Any

from winset.concepts.frontier import SettledFrontier
from winset.engine.bargaining import BargainingProblem
from winset.report.charts.frontier_marks import chosen_points, deal_name, label_lines, spread_labels
from winset.report.figures import at, broken, chart, colour, ink, layer, over_lines
from winset.words.frontier import deals_of

MOST_LINES = 400
"""Lines drawn; more would be a grey surface."""

_HEIGHT = 360
_NAMES = 10
_LABEL_WIDTH = 12
_MOST_UPRIGHT = 3
_DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3])


def frontier_lines(
    problem: BargainingProblem, settled: SettledFrontier, described: str
) -> dict[str, Any]:
    """Draw the frontier of any number of actors in parallel coordinates.

    ``described`` says what it shows, for those who do not see it.
    """
    low, high = _domain(settled)
    x = {
        "field": "actor",
        "type": "ordinal",
        "scale": {"type": "point", "domain": list(range(len(problem.actors))), "padding": 0.12},
        "axis": _names([problem.actor_name(actor) for actor in problem.actors]),
    }
    y = {
        "type": "quantitative",
        "scale": {"domain": [low, high], "nice": False, "zero": False},
        "axis": {"title": "utility", "tickCount": 5},
    }
    layers = [
        *_points(settled, x, y, low, high),
        *_deals(settled, x, y, low, high),
        *_no_deal(settled, x, y),
    ]
    spec = chart(described, [], layers, height=_HEIGHT)
    # the names of the deals stand to the right of the last upright, outside the axes
    return {**spec, "padding": {"left": 2, "right": _NAMES, "top": 4, "bottom": 2}}


def _points(
    settled: SettledFrontier, x: dict[str, Any], y: dict[str, Any], low: float, high: float
) -> list[dict[str, Any]]:
    """Draw a faint line for each point, and an upright for each actor."""
    points = chosen_points(settled, MOST_LINES)
    lines = [
        {"line": n, "actor": k, "u": u}
        for n, point in enumerate(points)
        for k, u in enumerate(point)
    ]
    faint = {
        "type": "line",
        "strokeWidth": 0.8,
        "color": ink("muted"),
        "opacity": round(min(0.5, max(0.07, 20 / len(points))), 2),
    }
    upright = {"type": "rule", "color": ink("rule"), "strokeWidth": 1}
    actors = [{"actor": k} for k in range(len(settled.actors))]
    return [
        layer(faint, values=lines, x=x, y=at(y, "u"), detail="line"),
        layer(upright, values=actors, x=x, y=at(y, low), y2={"datum": high}),
    ]


def _domain(settled: SettledFrontier) -> tuple[float, float]:
    points = settled.frontier.points
    low = min(float(points.min()), float(settled.reservation.min()))
    high = max(float(points.max()), float(settled.reservation.max()))
    margin = 0.04 * (high - low) or 0.05 * max(1.0, abs(high))
    return low - margin, high + margin


def _names(names: list[str]) -> dict[str, Any]:
    """Name the uprights below them: in short lines, or sideways where many have little room."""
    width = 9 if len(names) > 4 else 12
    lines = json.dumps([_short_lines(name, width) for name in names], ensure_ascii=False)
    whole = json.dumps(names, ensure_ascii=False)
    sideways = f"narrow && {len(names)} > {_MOST_UPRIGHT}"
    return {
        "title": None,
        "labelExpr": f"({sideways} ? {whole} : {lines})[datum.value]",
        "labelAngle": {"expr": f"{sideways} ? -90 : 0"},
        "labelAlign": {"expr": f"{sideways} ? 'right' : 'center'"},
        "labelBaseline": {"expr": f"{sideways} ? 'middle' : 'top'"},
        "labelOverlap": False,
        "labelLimit": 110,
        "labelLineHeight": 12,
        "domain": False,
        "ticks": False,
        "labelFontSize": 10.5,
        "labelColor": ink("ink"),
    }


def _short_lines(name: str, width: int) -> list[str]:
    """Break a name at spaces, and where a word is too long after its underscores and hyphens."""
    spaced = name if max(map(len, name.split()), default=0) <= width else name.replace("_", "_ ")
    return broken(spaced, width)


def _deals(
    settled: SettledFrontier, x: dict[str, Any], y: dict[str, Any], low: float, high: float
) -> list[dict[str, Any]]:
    """Draw a strong line for each deal, named at its right end."""
    deals = deals_of(settled)
    last = len(settled.actors) - 1
    ends = [_HEIGHT * (high - deal.utilities[last]) / (high - low) for deal in deals]
    lines = [label_lines(deal.title, _LABEL_WIDTH) for deal in deals]
    heights = spread_labels(ends, [len(own) for own in lines], upwards=False)
    over = max([h - _HEIGHT for h in heights], default=0.0)
    if over > 0:
        heights = spread_labels(ends, [len(own) for own in lines], upwards=True)
    layers: list[dict[str, Any]] = []
    for slot, deal in enumerate(deals):
        values = [
            {"actor": k, "u": round(u, 6), "slot": slot} for k, u in enumerate(deal.utilities)
        ]
        tinted: dict[str, Any] = {"x": x, "y": at(y, "u"), "color": colour()}
        dash = list(_DASHES[slot])
        line = {"type": "line", "strokeWidth": 2.2, "strokeDash": dash, "point": True}
        dy = heights[slot] - ends[slot]
        layers += [
            layer(line, values=values, **tinted),
            layer(deal_name(lines[slot], 1, dy), values=values[last:], **tinted),
        ]
    return layers


def _no_deal(
    settled: SettledFrontier, x: dict[str, Any], y: dict[str, Any]
) -> list[dict[str, Any]]:
    """Draw a short bar on each upright for what its actor has without a deal."""
    values = [{"actor": k, "u": float(r)} for k, r in enumerate(settled.reservation)]
    bar = {"type": "tick", "orient": "horizontal", "size": 22, "thickness": 2, "color": ink("ink")}
    text = {
        "type": "text",
        "fontSize": 10.5,
        "baseline": "top",
        "dy": 5,
        "fill": ink("muted"),
        "stroke": None,
        "text": "no deal",
    }
    places: dict[str, Any] = {"x": x, "y": at(y, "u")}
    return [
        layer(bar, values=values, **places),
        layer(over_lines(text), values=values[:1], **places),
        layer(text, values=values[:1], **places),
    ]
