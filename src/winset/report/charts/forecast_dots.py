"""What each model forecasts on one issue, how wide, and where a deal would fall."""

from __future__ import annotations

from typing import Any

from winset.analysis import Analysis
from winset.forecast.forecasts import IssueForecast
from winset.report.charts.labels import option_axis_labels
from winset.report.charts.uprights import ends, uprights
from winset.report.figures import Figure, Table, chart, ink, row_names, rows
from winset.report.naming import option_in_words
from winset.report.words import plain_name, quantity, sentence
from winset.scenario.model import Issue

_STEP = 30


def forecast_dots(analysis: Analysis, issue: str) -> Figure | None:
    """Draw the forecasts of one issue, a row a model; None where no model says anything of it.

    Parameters
    ----------
    analysis
        The analysis.
    issue
        Id of an issue.

    Returns
    -------
    Figure or None
    """
    found = analysis.foreseen.forecasts
    if found is None:
        return None
    said = [own[issue] for own in found.issues.values() if issue in own]
    if not said:
        return None
    about = analysis.scenario.issues[issue]
    told = _sentence(about, said)
    return Figure(
        id=f"forecast-{issue}",
        title=about.title,
        sentence=told,
        spec=_spec(analysis, issue, said, f"{about.title}. {told}"),
        table=_table(said),
        method="A dot is the median of a model’s forecasts over the worlds, a line the middle 80 % "
        "of its distribution: what the inputs and the model’s own odds leave open, not how often "
        "the model is wrong. Only “combined” has that in its line, from decisions of the European "
        "Union. The option is the one nearest to the forecast most often.",
    )


def _spec(analysis: Analysis, issue: str, said: list[IssueForecast], told: str) -> dict[str, Any]:
    about = analysis.scenario.issues[issue]
    values = [_values(own) for own in said]
    x = {
        "type": "quantitative",
        "scale": {"domain": list(about.scale), "nice": False, "zero": False},
        "axis": {
            "title": None,
            "labelOverlap": "greedy",
            "labelSeparation": 4,
            "labelFlush": True,
            "labelFontSize": 10,
            "labelLineHeight": 11,
            **option_axis_labels(about),
        },
    }
    layers: list[dict[str, Any]] = [
        *uprights(analysis, issue),
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
        *ends(about),
    ]
    y = rows([own.model for own in said], lines=True)
    return chart(told, values, layers, height={"step": _STEP}, encoding={"y": y})


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


def _sentence(about: Issue, said: list[IssueForecast]) -> str:
    # “no change” is not an answer on where talks lead, so it does not widen what models say
    models = [own for own in said if own.model != "status-quo"] or said
    lowest, highest = (pick(models, key=lambda own: own.centre) for pick in (min, max))
    if len(models) == 1 or highest.centre - lowest.centre < 0.05 * about.width:
        return f"The models agree on about {quantity(_rounded(about, lowest.centre))}."
    return (
        f"The models differ: from {quantity(_rounded(about, lowest.centre))} ({lowest.model}) to "
        f"{quantity(_rounded(about, highest.centre))} ({highest.model})."
    )


def _rounded(about: Issue, value: float) -> float:
    """To a hundredth of the scale, which is more than any model knows."""
    digits = 0 if about.width >= 50 else 1 if about.width >= 5 else 2
    return round(value, digits)


def _table(said: list[IssueForecast]) -> Table:
    return Table(
        ("Model", "Forecast", "80 % of it", "Most likely option"),
        tuple(_cells(own) for own in said),
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
