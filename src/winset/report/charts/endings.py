"""How the principals' own deal of a form ends: causes stacked, beneath its survival curve."""

from __future__ import annotations

from typing import Any

from winset.analysis import Analysis
from winset.durability.results import Deal, Durability
from winset.report.figures import (
    Figure,
    at,
    beside,
    chart,
    grid,
    ink,
    layer,
    share_axis,
    years_axis,
)
from winset.words.durability import cause_in_words, drivers_told, span, year_count
from winset.words.quantities import percent
from winset.words.survival import title_told
from winset.words.table import Table

_STEP = 2
_HEIGHT = 130
_LINE = 0.115
_OPACITY = (0.9, 0.5, 0.22, 0.7)

Row = dict[str, Any]


def endings(analysis: Analysis, durability: Durability, form: str) -> Figure:
    """Draw the odds of having ended by each cause, on the same scale for every form."""
    deal = durability.main(form)
    title = title_told(analysis, durability, form)
    summary = drivers_told(analysis, deal)
    rows = tuple(
        (cause_in_words(cause),
         *(span(deal.outlook.incidence_at(cause, mark)) for mark in durability.marks))
        for cause in deal.outlook.causes
    )  # fmt: skip
    return Figure(
        id=f"ends-{form}",
        title=f"{title}: how it ends, and why",
        sentence=summary,
        spec=_spec(
            durability,
            deal,
            f"{title}: odds of having ended, by cause. {summary}",
        ),
        table=Table(("Cause", *(year_count(mark) for mark in durability.marks)), rows),
        method=(
            "Cumulative incidence of competing causes for the leaders’ own deal, means of the "
            "same draws. A change of coalition is held to blame for the part of a failure’s risk "
            "that it added. Where two parties’ changes add to it, the blame is shared in "
            "proportion to the logarithms of their hazard ratios."
        ),
    )


def _ceiling(durability: Durability) -> float:
    """Top of the scale that all forms share: the next quarter above every stack."""
    tops = [
        1 - durability.main(form).outlook.survival_at(durability.years).mean
        for form in durability.forms
    ]
    return min(1.0, 0.25 * (int(max(tops) / 0.25) + 1))


def _spec(durability: Durability, deal: Deal, summary: str) -> dict[str, Any]:
    top = _ceiling(durability)
    values, labels = _rows(deal, top)
    x = years_axis(durability.years)
    y = share_axis(top, **grid())
    area = {"type": "area", "color": ink("ink")}
    edge = {"stroke": ink("paper"), "strokeWidth": 0.8}
    layers = [
        layer(
            {**area, "opacity": _OPACITY[n % len(_OPACITY)], **edge},
            where=f"datum.cause == {n}",
            x=at(x, "year"),
            y=at(y, "bottom"),
            y2="top",
        )
        for n in range(len(deal.outlook.causes))
    ]
    beyond = layer(beside(6, 11), values=labels, x={"value": "width"}, y=at(y, "at"), text="label")
    return chart(summary, values, [*layers, beyond], height=_HEIGHT)


def _rows(deal: Deal, top: float) -> tuple[list[Row], list[Row]]:
    """Stack the causes from the bottom; labels at the right, pushed apart."""
    mean = deal.outlook.incidence.mean(axis=0)
    values, labels = [], []
    floor, lowest = 0.0 * mean[0], -1.0
    for n, cause in enumerate(deal.outlook.causes):
        ceiling = floor + mean[n]
        values += [
            {
                "cause": n,
                "year": round(month / 12, 4),
                "bottom": round(float(floor[month]), 5),
                "top": round(float(ceiling[month]), 5),
            }
            for month in range(0, mean.shape[1], _STEP)
        ]
        at = max((floor[-1] + ceiling[-1]) / 2, lowest + _LINE * top)
        short = cause_in_words(cause, brief=True)
        labels.append(
            {"at": round(float(at), 5), "label": f"{short} {percent(float(mean[n, -1]))}"}
        )
        floor, lowest = ceiling, at
    return values, labels
