"""Forecasts of one issue as rows: a dot a model, and the middle of its distribution."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from winset.forecast.forecasts import IssueForecast
from winset.report.charts.labels import issue_axis
from winset.report.figures import Figure, at, chart, dot, ink, layer, named, row_names, rows
from winset.words.forecast import FORECAST_HEADS, agreement_told, forecast_row
from winset.words.names import sentence
from winset.words.quantities import quantity
from winset.words.table import Table

_STEP = 30

_METHOD = (
    "A dot is the median of a model’s forecasts over the worlds, a line the middle 80 % of its "
    "distribution: what the inputs and the model’s own odds leave open, not how often the model is "
    "wrong. Only “combined” has that in its line, from decisions of the European Union."
)
_OPTIONS = (
    " The option is the one nearest to the forecast most often, or those that the draws cannot "
    "tell from it."
)


def forecast_figure(
    said: Sequence[IssueForecast],
    anchor: str,
    issue: str,
    title: str,
    axis: Mapping[str, Any],
    *,
    before: Sequence[dict[str, Any]] = (),
    after: Sequence[dict[str, Any]] = (),
) -> Figure:
    """Draw forecasts of one issue, a row a model.

    Parameters
    ----------
    said
        The forecasts, top to bottom.
    anchor, title
        Of the figure.
    issue
        Title of the issue.
    axis
        What the axis is to have beside the usual.
    before, after
        Layers below and above the rows.
    """
    told = agreement_told(said)
    layers = [*before, row_names(), *_rows(said[0].scale, axis), *after]
    return Figure(
        id=anchor,
        title=title,
        sentence=told,
        spec=chart(
            f"{issue}. {told}",
            list(map(_values, said)),
            layers,
            height={"step": _STEP},
            encoding={"y": rows([forecast.model for forecast in said], lines=True)},
        ),
        table=Table(FORECAST_HEADS, tuple(map(forecast_row, said))),
        method=_METHOD + (_OPTIONS if any(forecast.nearest for forecast in said) else ""),
    )


def _rows(scale: tuple[float, float], axis: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A line for the middle 80 % and a dot for the forecast, on the issue's ``scale``."""
    x, tint = issue_axis(scale, axis), {"value": ink("ink")}
    middle = {"type": "rule", "strokeWidth": 5, "opacity": 0.3, "strokeCap": "round"}
    return [
        layer(middle, x=at(x, "low"), x2="high", color=tint),
        layer(dot(60), x=at(x, "centre"), color=tint, tooltip="tip"),
    ]


def _values(forecast: IssueForecast) -> dict[str, Any]:
    low, high = forecast.interval()
    at = quantity(forecast.centre)
    return {
        "row": forecast.model,
        **named(sentence(forecast.model.replace("-", " "))),
        "centre": round(forecast.centre, 6),
        "low": round(low, 6),
        "high": round(high, 6),
        "tip": f"{forecast.model}: {at} ({quantity(low)} to {quantity(high)})",
    }
