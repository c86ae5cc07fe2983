"""How long the deals of a form last: two survival curves with their bands."""

from __future__ import annotations

from typing import Any

import numpy as np

from winset.durability.results import Choice, Deal, Durability
from winset.engine import Result
from winset.report.figures import ALONE, Figure, at, chart, grid, ink, layer, share_axis, years_axis
from winset.uncertainty import CENTRAL95
from winset.words.durability import band_in_words, choice_title, probability, span, years_in_words
from winset.words.names import form_title, sentence
from winset.words.quantities import percent
from winset.words.table import Table

_STEP = 2
_HEIGHT = 210

Row = dict[str, Any]


def survival_curves(result: Result, durability: Durability, form: str) -> Figure:
    """Draw the odds that a form's deals are still in force, month by month."""
    deals = curves_of(durability, form)
    summary = _sentence(durability, deals)
    rows = tuple(
        (name, *(span(deal.outlook.survival_at(mark)) for mark in durability.marks))
        for name, deal in deals.items()
    )
    return Figure(
        id=f"survival-{form}",
        title=form_title(result.scenario, form),
        sentence=summary,
        spec=_spec(
            durability,
            deals,
            f"{form_title(result.scenario, form)}: odds of being in force. {summary}",
        ),
        table=Table(("Deal", *(years_in_words(mark) for mark in durability.marks)), rows),
        method=(
            f"Means of {durability.draws} draws of everything estimated from past alliances, and "
            "of dated elections; the pale band holds the central 95 % of the draws. It is doubt "
            "about the estimates and says nothing of whether such alliances resemble this deal."
        ),
    )


def curves_of(durability: Durability, form: str) -> dict[str, Deal]:
    """Deals to draw by their name: the form's main one, and the one for the elites' sake."""
    own, main = durability.forms[form], durability.main(form)
    chosen: list[Choice] = [main.choice]
    if "elite_backed" in own:
        chosen.append("elite_backed")
    return {choice_title(durability, form, choice): own[choice] for choice in chosen}


def _sentence(durability: Durability, deals: dict[str, Deal]) -> str:
    last = durability.marks[-1]
    (name, first), *others = deals.items()
    summary = (
        f"{name}: in force after {years_in_words(last)} with probability "
        f"{band_in_words(first.outlook.survival_at(last))}"
    )
    for other, deal in others:
        if deal.package == first.package:
            summary += "; the same package for the elites"
        else:
            after = probability(deal.outlook.survival_at(last).mean)
            summary += f"; {other[0].lower()}{other[1:]}: {after}"
    return sentence(summary) + "."


def _spec(durability: Durability, deals: dict[str, Deal], summary: str) -> dict[str, Any]:
    values = [row for n, deal in enumerate(deals.values()) for row in _rows(deal, n)]
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
    return chart(summary, values, [*layers, *_labels(durability, deals, x, y)], height=_HEIGHT)


def _line(deal: int) -> tuple[dict[str, str], list[int]]:
    """Colour and dashes of a deal's curve."""
    return (ink("ink"), [1, 0]) if deal == 0 else (ink("accent"), [5, 3])


def _labels(
    durability: Durability, deals: dict[str, Deal], x: dict[str, Any], y: dict[str, Any]
) -> list[dict[str, Any]]:
    """Names beneath the curves, each with a short stroke of its line."""
    layers: list[dict[str, Any]] = []
    start, end = 0.02 * durability.years, 0.1 * durability.years
    for n, (name, deal) in enumerate(deals.items()):
        tint, dashes = _line(n)
        lasts = percent(deal.outlook.survival_at(durability.years).mean)
        here = at(y, 0.42 - 0.09 * n)
        rule = {"type": "rule", "color": tint, "strokeWidth": 2, "strokeDash": dashes}
        text = {
            "type": "text",
            "align": "left",
            "baseline": "middle",
            "fill": tint,
            "fontSize": 11.5,
            "dx": 6,
            "text": f"{name}: {lasts}",
        }
        layers += [
            layer(rule, values=ALONE, y=here, x=at(x, start), x2={"datum": end}),
            layer(text, values=ALONE, y=here, x=at(x, end)),
        ]
    return layers


def _rows(deal: Deal, number: int) -> list[Row]:
    curve = deal.outlook.survival
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
