"""What to find out next: how far each unknown moves the odds of a zone, in percent points."""

from __future__ import annotations

from typing import Any

from winset.advice import InputFinding
from winset.analysis import Analysis
from winset.report.figures import (
    ALONE,
    Figure,
    at,
    chart,
    colour,
    ink,
    layer,
    named,
    row_names,
    rows,
    step_of,
)
from winset.report.palette import slot_of_actor
from winset.words.information import outcome_named
from winset.words.names import sentence
from winset.words.quantities import figure, percent, points
from winset.words.table import Table
from winset.words.unknowns import finding_in_words

_MOST = 8
_ROOM = 100


def tornado(analysis: Analysis) -> Figure | None:
    """Draw which unknowns move the odds of a zone; None where none is told apart from noise."""
    found = analysis.information
    ranked = [own for own in found.inputs if own.rank is not None][:_MOST]
    if found.main is None or not ranked:
        return None
    outcome = next(o for o in found.outcomes if (o.form, o.name) == found.main)
    told = "Each bar runs from the odds where a number is low to those where it is high."
    overall = float(outcome.values.mean())
    subject = outcome_named(analysis.scenario, outcome)
    return Figure(
        id="tornado",
        title=f"What moves {subject}",
        sentence=told,
        spec=_spec(analysis, ranked, overall, told),
        table=Table(
            ("Unknown", "Rank", "Explains", "Odds if low", "Odds if high"),
            tuple(_cells(analysis, own, found.main, overall) for own in ranked),
        ),
        method=(
            "Each bar runs from the odds of a zone where the number lies in its lowest fifth to "
            f"those where it lies in its highest, over {found.worlds:,} draws. Drawn are the "
            "numbers that explain more than noise would. Equal ranks are not told apart."
        ),
    )


def _cells(
    analysis: Analysis, own: InputFinding, main: tuple[str, str], overall: float
) -> tuple[str, ...]:
    assert own.ends is not None
    low, high = own.ends
    return (
        sentence(finding_in_words(analysis.scenario, own)),
        str(own.rank),
        percent(own.shares[main].value),
        *(f"{figure(end)} ({points(end.value - overall)})" for end in (low, high)),
    )


def _spec(
    analysis: Analysis, ranked: list[InputFinding], overall: float, told: str
) -> dict[str, Any]:
    values = [_values(analysis, own, overall) for own in ranked]
    ends = [value[end] for value in values for end in ("low", "high")]
    x, left = _points_axis(overall, ends), "datum.low < datum.high"
    bar = {"type": "bar", "height": 12, "opacity": 0.45}
    has_party = any(value["slot"] is not None for value in values)
    tint = colour() if has_party else {"value": ink("ink")}
    rule = {"type": "rule", "color": ink("ink"), "strokeWidth": 1.2}
    layers = [
        layer(bar, x=at(x, "low"), x2="high", color=tint, tooltip="tip"),
        layer(rule, values=ALONE, x={**x, "datum": 0}, y={"value": 0}, y2={"value": "height"}),
        _end(x, "low", "lowTold", left),
        _end(x, "high", "highTold", f"!({left})"),
        row_names(),
    ]
    y = rows([value["row"] for value in values])
    described = f"What to find out next. {told}"
    return chart(described, values, layers, height=step_of(34, values), encoding={"y": y})


def _points_axis(overall: float, ends: list[float]) -> dict[str, Any]:
    """Return the axis of changes in percent points, with room at both sides for their words."""
    low, high = min(0.0, *ends), max(0.0, *ends)
    return {
        "type": "quantitative",
        "scale": {
            "domain": [low, high],
            "nice": False,
            "range": [{"expr": str(_ROOM)}, {"expr": f"width - {_ROOM}"}],
        },
        "axis": {
            "title": f"percent points from {percent(overall)}",
            "tickCount": 4,
            "labelExpr": "(datum.value > 0 ? '+' : datum.value < 0 ? '−' : '')"
            " + abs(round(100 * datum.value))",
        },
    }


def _end(x: dict[str, Any], field: str, told: str, left: str) -> dict[str, Any]:
    """Write the change at one end, on its outer side."""
    mark = {
        "type": "text",
        "fontSize": 11,
        "align": {"expr": f"{left} ? 'right' : 'left'"},
        "dx": {"expr": f"{left} ? -6 : 6"},
    }
    return layer(mark, x=at(x, field), text=told)


def _values(analysis: Analysis, own: InputFinding, overall: float) -> dict[str, Any]:
    assert own.ends is not None
    assert own.unknown is not None
    low, high = own.ends
    actor = own.unknown.actor
    words = finding_in_words(analysis.scenario, own)
    return {
        "row": own.key,
        **named(f"{own.rank}. {words}"),
        "slot": None if actor is None else slot_of_actor(analysis.scenario, actor),
        "low": round(low.value - overall, 6),
        "high": round(high.value - overall, 6),
        "lowTold": f"if low {points(low.value - overall)}",
        "highTold": f"if high {points(high.value - overall)}",
        "tip": f"{sentence(words)}: {figure(low)} if low, {figure(high)} if high",
    }
