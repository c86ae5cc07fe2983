"""How long the deals of a form last: two survival curves with their bands."""

from __future__ import annotations

from typing import Any

import numpy as np

from winset.arrays import Floats
from winset.durability.results import Deal, Durability
from winset.engine import Result
from winset.report.figures import ALONE, Figure, at, chart, grid, ink, layer, share_axis, years_axis
from winset.uncertainty import CENTRAL95
from winset.words.durability import choice_named, deals_shown, span, year_count, years_in_words
from winset.words.names import listed, sentence
from winset.words.quantities import percent
from winset.words.survival import attainable_in_words, attainable_rows, title_told
from winset.words.table import Table

_STEP = 2
_HEIGHT = 210

Row = dict[str, Any]
_Line = tuple[dict[str, str], list[int]]

_END: _Line = (ink("muted"), [2, 2])
"""Colour and dashes of either end of the attainable range."""


def survival_curves(result: Result, durability: Durability, form: str) -> Figure:
    """Draw the odds that a form's deals are still in force, and the range that is attainable."""
    deals = {
        sentence(choice_named(durability, deal)): deal for deal in deals_shown(durability, form)
    }
    title = title_told(result, durability, form)
    summary = _sentence(durability, deals, form)
    rows = tuple(
        (name, *(span(deal.outlook.survival_at(mark)) for mark in durability.marks))
        for name, deal in deals.items()
    )
    return Figure(
        id=f"survival-{form}",
        title=f"{title}: how long it lasts",
        sentence=summary,
        spec=_spec(durability, deals, form, f"{title}: odds of being in force. {summary}"),
        table=Table(
            ("Deal", *(year_count(mark) for mark in durability.marks)),
            (*rows, *attainable_rows(durability, durability.kind(form))),
        ),
        method=(
            f"Means of {durability.draws} draws of everything estimated from past alliances, and "
            "of dated elections. The pale band holds the central 95 % of the draws. It is doubt "
            "about the estimates. It does not say whether such alliances resemble this deal."
        ),
    )


def _sentence(durability: Durability, deals: dict[str, Deal], form: str) -> str:
    last = durability.marks[-1]
    odds = [
        f"{span(deal.outlook.survival_at(last))} {name.lower()}" for name, deal in deals.items()
    ]
    told = f"In force after {years_in_words(last)}: {listed(odds)}."
    return f"{told} {attainable_in_words(durability, durability.kind(form))}".strip()


def _spec(
    durability: Durability, deals: dict[str, Deal], form: str, summary: str
) -> dict[str, Any]:
    kind = durability.kind(form)
    values = [
        row for n, deal in enumerate(deals.values()) for row in _rows(deal.outlook.survival, n)
    ]
    x, y = years_axis(durability.years), share_axis(**grid())
    year = at(x, "year")
    layers: list[dict[str, Any]] = []
    for n in range(len(deals)):
        only, tint, dashes = f"datum.deal == {n}", *_line(n)
        area = {"type": "area", "color": tint, "opacity": 0.14}
        line = {"type": "line", "color": tint, "strokeWidth": 2, "strokeDash": dashes}
        layers += [
            layer(area, where=only, x=year, y=at(y, "low"), y2="high"),
            layer(line, where=only, x=year, y=at(y, "mean")),
        ]
    named = {
        f"{name}: {percent(deal.outlook.survival_at(durability.years).mean)}": _line(n)
        for n, (name, deal) in enumerate(deals.items())
    }
    if reach := attainable_in_words(durability, kind, brief=True):
        for n, outlook in enumerate((kind.all_reject, kind.none_rejects), start=len(deals)):
            values += _rows(outlook.survival, n)
            line = {"type": "line", "strokeWidth": 1, "color": _END[0], "strokeDash": _END[1]}
            layers.append(layer(line, where=f"datum.deal == {n}", x=year, y=at(y, "mean")))
        named[reach] = _END
    return chart(
        summary, values, [*layers, *_labels(named, durability.years, x, y)], height=_HEIGHT
    )


def _line(deal: int) -> _Line:
    """Colour and dashes of a deal's curve."""
    return (ink("ink"), [1, 0]) if deal == 0 else (ink("accent"), [5, 3])


def _labels(
    named: dict[str, _Line], years: int, x: dict[str, Any], y: dict[str, Any]
) -> list[dict[str, Any]]:
    """Names beneath the curves, each with a short stroke of its line."""
    layers: list[dict[str, Any]] = []
    start, end = 0.02 * years, 0.1 * years
    for n, (name, (tint, dashes)) in enumerate(named.items()):
        here = at(y, 0.2 - 0.075 * n)
        rule = {"type": "rule", "color": tint, "strokeWidth": 2, "strokeDash": dashes}
        text = {
            "type": "text",
            "align": "left",
            "baseline": "middle",
            "fill": tint,
            "fontSize": 11.5,
            "dx": 6,
            "text": name,
        }
        layers += [
            layer(rule, values=ALONE, y=here, x=at(x, start), x2={"datum": end}),
            layer(text, values=ALONE, y=here, x=at(x, end)),
        ]
    return layers


def _rows(curve: Floats, number: int) -> list[Row]:
    """Lay out (draws, months + 1) odds by time."""
    low, high = np.quantile(curve, CENTRAL95, axis=0)
    mean = curve.mean(axis=0)
    months = range(0, curve.shape[1], _STEP)
    return [
        {
            "deal": number,
            "year": round(month / 12, 4),
            "mean": round(float(mean[month]), 5),
            "low": round(float(low[month]), 5),
            "high": round(float(high[month]), 5),
        }
        for month in months
    ]
