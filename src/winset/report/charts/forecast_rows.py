"""Forecasts of one issue as rows: a dot a model, and the middle of its distribution."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from winset.forecast.forecasts import IssueForecast
from winset.report.charts.labels import issue_axis
from winset.report.figures import Figure, at, chart, dot, ink, layer, named, row_names, rows
from winset.words.forecast import agreement_told, forecast_table, place_told
from winset.words.names import sentence

_STEP = 30

_METHOD = "A dot is the median of a model’s forecasts over the draws, a line its 80 % interval."


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
        table=forecast_table(said),
        method=_METHOD,
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
    at = place_told(forecast)
    ends = forecast.interval()
    span, tip = {}, at
    if ends is not None:
        span = {"low": round(ends[0], 6), "high": round(ends[1], 6)}
        tip = f"{at} ({' to '.join(place_told(forecast, end) for end in ends)})"
    return {
        "row": forecast.model,
        **named(sentence(forecast.model.replace("-", " "))),
        "centre": round(forecast.centre, 6),
        **span,
        "tip": f"{forecast.model}: {tip}",
    }
