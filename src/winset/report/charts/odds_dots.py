"""Rows of probabilities as dots with the error of the draws, each labelled with its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from winset.report.figures import DIAMOND_OUTSIDE, chart, colour, ink, row_names, rows
from winset.uncertainty import Estimate
from winset.words.quantities import figure


@dataclass(frozen=True)
class Dot:
    """One probability; ``slot`` None draws it in ink, and ``outsider`` as a diamond."""

    label: str
    estimate: Estimate
    slot: int | None = None
    outsider: bool = False


def odds_dots(described: str, dots: Sequence[Dot], *, step: int = 34) -> dict[str, Any]:
    """Draw probabilities one below the other on a common scale from 0 to 1.

    Parameters
    ----------
    described
        What the chart shows, for those who do not see it.
    dots
        One a row, top to bottom; labels must differ.
    step
        Height of a row in pixels.

    Returns
    -------
    dict
        Vega-Lite specification.
    """
    known = [dot for dot in dots if dot.estimate.worlds]
    values = [_values(dot) for dot in known]
    x = {
        "type": "quantitative",
        "scale": {"domain": [0, 1]},
        "axis": {"title": None, "values": [0, 0.25, 0.5, 0.75, 1], "format": ".2~f"},
    }
    tint: dict[str, Any] = {"value": ink("ink")}
    if any(dot.slot is not None for dot in known):
        tint = colour()
    layers: list[dict[str, Any]] = [
        {
            "mark": {"type": "rule", "color": ink("rule"), "strokeWidth": 1},
            "encoding": {"x": {**x, "field": "zero"}, "x2": {"field": "value"}},
        },
        {
            "mark": {"type": "rule", "strokeWidth": 5, "opacity": 0.35},
            "encoding": {"x": {**x, "field": "low"}, "x2": {"field": "high"}, "color": tint},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 70, "opacity": 1},
            "encoding": {
                "x": {**x, "field": "value"},
                "color": tint,
                "shape": DIAMOND_OUTSIDE,
            },
        },
        {
            "mark": {"type": "text", "align": "left", "dx": 10, "fontSize": 11},
            "encoding": {"x": {**x, "field": "high"}, "text": {"field": "told"}},
        },
        row_names(),
    ]
    y = rows([dot.label for dot in known])
    return chart(described, values, layers, height={"step": step}, encoding={"y": y})


def _values(dot: Dot) -> dict[str, Any]:
    value, error = dot.estimate.value, dot.estimate.margin
    return {
        "row": dot.label,
        "label": dot.label,
        "slot": dot.slot,
        "outsider": dot.outsider,
        "zero": 0,
        "value": round(value, 6),
        "low": round(max(0.0, value - error), 6),
        "high": round(min(1.0, value + error), 6),
        "told": figure(dot.estimate),
    }
