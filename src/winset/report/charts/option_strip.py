"""Shares at each option of an issue, one strip a row, shaded the stronger the greater the share."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from winset.report.charts.labels import name_columns
from winset.report.figures import chart, graded, ink, layer, rows
from winset.words.quantities import share
from winset.words.shapes import MOST_NAMED
from winset.words.views import option_in_words


def option_strip(
    described: str,
    options: Sequence[str],
    strips: Mapping[str, Sequence[float] | None],
    worlds: Mapping[str, int],
    leaders: Mapping[str, Sequence[int]],
) -> dict[str, Any]:
    """Draw one strip a row over the options of an issue.

    Parameters
    ----------
    described
        What the chart shows, for those who do not see it.
    options
        Ids of the options, in order.
    strips
        Row's label → the share at each option; None draws an empty strip that says so.
    worlds
        Row's label → number of worlds behind its shares.
    leaders
        Row's label → the options that cannot be told from the greatest; they are drawn alike.

    Returns
    -------
    dict
        Vega-Lite specification.
    """
    named = len(options) <= MOST_NAMED
    values = [
        value
        for label, shares in strips.items()
        for value in _cells(label, shares, len(options), worlds[label], leaders[label])
    ]
    darkest = 1.0 if named else max((value["share"] for value in values), default=0) or 1.0
    x = {
        "field": "option",
        "type": "ordinal",
        "sort": list(range(len(options))),
        "scale": {"domain": list(range(len(options))), "paddingInner": 0.04 if named else 0},
        "axis": option_axis(options, named=named),
    }
    cell = {"type": "rect", "height": 19, "yOffset": 7}
    opacity = graded("share", darkest, [0, {"expr": "deepest"}])
    layers = [
        layer({**cell, "fill": ink("faint")}, x=x),
        layer({**cell, "fill": ink("ink")}, x=x, opacity=opacity),
    ]
    if named:
        number = {"type": "text", "dy": 7, "fontSize": 10.5}
        frame = {**cell, "filled": False, "strokeWidth": 1.4, "stroke": ink("ink")}
        layers += [
            layer(frame, where="datum.leads", x=x),
            layer(number, where="datum.told != ''", x=x, text="told"),
        ]
    if any(shares is None for shares in strips.values()):
        layers.append(_nothing())
    layers.append(_names())
    return chart(described, values, layers, height={"step": 42}, encoding={"y": rows(list(strips))})


def _nothing() -> dict[str, Any]:
    """Say of a strip without shares why it has none."""
    mark = {
        "type": "text",
        "align": "left",
        "dx": 6,
        "dy": 7,
        "fontSize": 10.5,
        "fill": ink("muted"),
        "text": "no zone in any world",
    }
    return layer(mark, where="datum.none && datum.option == 0", x={"value": 0})


def _names() -> dict[str, Any]:
    """Name each strip above it, so that its cells have the whole width."""
    mark = {"type": "text", "align": "left", "dy": -12, "fontSize": 11}
    return layer(mark, where="datum.option == 0", x={"value": 0}, text="row")


def _cells(
    label: str, shares: Sequence[float] | None, options: int, worlds: int, leads: Sequence[int]
) -> list[dict[str, Any]]:
    shade = [0.0] * options if shares is None else [float(part) for part in shares]
    for number in leads:
        shade[number] = shade[leads[0]]
    return [
        {
            "row": label,
            "option": number,
            "share": round(shade[number], 6),
            "told": _told(shares, number, worlds),
            "none": shares is None,
            "leads": number in leads,
        }
        for number in range(options)
    ]


def _told(shares: Sequence[float] | None, number: int, worlds: int) -> str:
    if shares is None or shares[number] < 0.005:
        return ""
    return share(float(shares[number]), worlds)


def option_axis(options: Sequence[str], *, named: bool) -> dict[str, Any]:
    """Name all options below their cells, or some of them where there are many."""
    axis: dict[str, Any] = {
        "title": None,
        "labelAngle": 0,
        "domain": False,
        "ticks": False,
        "labelFontSize": 10,
        "labelLineHeight": 11,
    }
    if named:
        return {**axis, **name_columns(list(map(option_in_words, options)))}
    every = max(1, (len(options) - 1) // 4)
    shown = list(range(0, len(options), every))
    names = json.dumps(list(options))
    return {**axis, "values": shown, "labelExpr": f"{names}[datum.value]", "labelOverlap": "greedy"}
