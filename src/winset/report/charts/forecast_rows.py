"""Forecasts of one issue as rows: a dot a model, and the middle of its distribution."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from winset.forecast.forecasts import IssueForecast
from winset.report.figures import chart, ink, row_names, rows
from winset.words.names import plain_name, sentence
from winset.words.quantities import quantity
from winset.words.table import Table
from winset.words.views import option_in_words

_STEP = 30

ROWS_METHOD = (
    "A dot is the median of a model’s forecasts over the worlds, a line the middle 80 % of its "
    "distribution: what the inputs and the model’s own odds leave open, not how often the model is "
    "wrong. Only “combined” has that in its line, from decisions of the European Union."
)


def forecast_rows(
    said: Sequence[IssueForecast],
    told: str,
    axis: Mapping[str, Any],
    before: Sequence[dict[str, Any]] = (),
    after: Sequence[dict[str, Any]] = (),
) -> dict[str, Any]:
    """Draw forecasts of one issue, a row a model.

    Parameters
    ----------
    said
        The forecasts, top to bottom.
    told
        What the chart shows, for those who do not see it.
    axis
        What the axis is to have beside the usual.
    before, after
        Layers below and above the rows.

    Returns
    -------
    dict
        Vega-Lite specification.
    """
    x = {
        "type": "quantitative",
        "scale": {"domain": list(said[0].scale), "nice": False, "zero": False},
        "axis": {
            "title": None,
            "labelOverlap": "greedy",
            "labelSeparation": 4,
            "labelFlush": True,
            "labelFontSize": 10,
            "labelLineHeight": 11,
            **axis,
        },
    }
    layers: list[dict[str, Any]] = [
        *before,
        row_names(),
        {
            "mark": {"type": "rule", "strokeWidth": 5, "opacity": 0.3, "strokeCap": "round"},
            "encoding": {
                "x": {**x, "field": "low"},
                "x2": {"field": "high"},
                "color": {"value": ink("ink")},
            },
        },
        {
            "mark": {"type": "point", "filled": True, "size": 60, "opacity": 1},
            "encoding": {
                "x": {**x, "field": "centre"},
                "color": {"value": ink("ink")},
                "tooltip": {"field": "tip"},
            },
        },
        *after,
    ]
    y = rows([own.model for own in said], lines=True)
    return chart(
        told, [_values(own) for own in said], layers, height={"step": _STEP}, encoding={"y": y}
    )


def _values(own: IssueForecast) -> dict[str, Any]:
    low, high = own.interval()
    return {
        "row": own.model,
        "label": sentence(own.model.replace("-", " ")),
        "centre": round(own.centre, 6),
        "low": round(low, 6),
        "high": round(high, 6),
        "tip": f"{own.model}: {quantity(own.centre)} ({quantity(low)} to {quantity(high)})",
    }


def forecasts_told(said: Sequence[IssueForecast]) -> str:
    """Say whether the models agree."""
    # “no change” is not an answer on where talks lead, so it does not widen what models say
    models = [own for own in said if own.model != "status-quo"] or list(said)
    low, high = said[0].scale
    lowest, highest = (pick(models, key=lambda own: own.centre) for pick in (min, max))
    if len(models) == 1:
        return f"{sentence(lowest.model)} says {_near(lowest)}."
    if highest.centre - lowest.centre < 0.05 * (high - low):
        return f"The models agree on about {_near(lowest)}."
    return (
        f"The models differ: from {_near(lowest)} ({lowest.model}) to "
        f"{_near(highest)} ({highest.model})."
    )


def _near(own: IssueForecast) -> str:
    """To a hundredth of the scale, which is more than any model knows."""
    width = own.scale[1] - own.scale[0]
    digits = 0 if width >= 50 else 1 if width >= 5 else 2
    return quantity(round(own.centre, digits))


def forecast_table(said: Sequence[IssueForecast]) -> Table:
    """The same numbers as text."""
    return Table(
        ("Model", "Forecast", "80 % of it", "Most likely option"), tuple(map(_cells, said))
    )


def _cells(own: IssueForecast) -> tuple[str, ...]:
    low, high = own.interval()
    option = ""
    if own.options:
        best = max(own.options, key=lambda name: own.options[name])
        option = f"{option_in_words(best)} ({own.options[best]:.2f})"
    return (
        plain_name(own.model),
        f"{own.centre:.3g}",
        "a point" if own.is_point else f"{low:.3g} to {high:.3g}",
        option,
    )
