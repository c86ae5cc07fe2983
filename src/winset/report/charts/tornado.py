"""What to find out next: the odds of a zone at either end of each unknown that moves them."""

from __future__ import annotations

from typing import Any

from winset.advice import InputFinding
from winset.analysis import Analysis
from winset.report.figures import (
    BEFORE_ROWS,
    Figure,
    at,
    broken,
    chart,
    colour,
    ink,
    layer,
    rows,
    share_axis,
)
from winset.report.palette import slot_of_actor
from winset.words.information import information_told, outcome_named
from winset.words.names import sentence
from winset.words.quantities import figure, share
from winset.words.shares import with_error
from winset.words.table import Table
from winset.words.unknowns import finding_in_words

_MOST = 8
_WIDTH = 38


def tornado(analysis: Analysis) -> Figure | None:
    """Draw which unknowns move the odds of a zone; None where none is told apart from noise."""
    found = analysis.information
    ranked = [own for own in found.inputs if own.rank is not None][:_MOST]
    if found.main is None or not ranked:
        return None
    outcome = next(o for o in found.outcomes if (o.form, o.name) == found.main)
    told = information_told(analysis.scenario, analysis.space, found)[0]
    named = outcome_named(analysis.scenario, outcome)
    return Figure(
        id="tornado",
        title=f"What moves {named}",
        sentence=told,
        spec=_spec(analysis, ranked, float(outcome.values.mean()), told),
        table=Table(
            ("Unknown", "Rank", "Explains", "Lowest fifth", "Highest fifth", "Worth, in utility"),
            tuple(_cells(analysis, own, found.main) for own in ranked),
        ),
        method=(
            f"Each bar runs from the share of worlds in which there is a zone where the number "
            f"lies in its lowest fifth to that where it lies in its highest, over {found.worlds:,} "
            "worlds. Drawn are the numbers that explain more than noise would; equal ranks are not "
            "told apart. What one is worth is what choosing a text after knowing it would bring."
        ),
    )


def _cells(analysis: Analysis, own: InputFinding, main: tuple[str, str]) -> tuple[str, ...]:
    explains = own.shares[main]
    ends = ("", "") if own.ends is None else (figure(own.ends[0]), figure(own.ends[1]))
    worth = with_error(own.worth.value, own.worth.se) if own.worth_noticed else "not told from 0"
    told = with_error(explains.value, explains.se)
    return (sentence(finding_in_words(analysis.scenario, own)), str(own.rank), told, *ends, worth)


def _spec(
    analysis: Analysis, ranked: list[InputFinding], overall: float, told: str
) -> dict[str, Any]:
    values = [_values(analysis, own, overall) for own in ranked]
    x, left = share_axis(), "datum.low < datum.high"
    bar = {"type": "bar", "height": 12, "opacity": 0.45}
    tick = {"type": "tick", "color": ink("ink"), "thickness": 2, "size": 22}
    has_party = any(value["slot"] is not None for value in values)
    tint = colour() if has_party else {"value": ink("ink")}
    layers = [
        layer(bar, x=at(x, "low"), x2="high", color=tint),
        layer(tick, x=at(x, "overall")),
        _end(x, "low", "lowTold", left),
        _end(x, "high", "highTold", f"!({left})"),
        _names(),
    ]
    y = rows([value["row"] for value in values])
    described = f"What to find out next. {told}"
    return chart(described, values, layers, height={"step": 66}, encoding={"y": y})


def _names() -> dict[str, Any]:
    """Name the rows: in lines at the left, or in lines above where there is little room."""
    mark = {
        "type": "text",
        "align": {"expr": "narrow ? 'left' : 'right'"},
        "baseline": {"expr": "narrow ? 'bottom' : 'middle'"},
        "dy": {"expr": "narrow ? -10 - 13 * (datum.lines - 1) : -6.5 * (datum.lines - 1)"},
        "lineHeight": 13,
        "limit": {"expr": "narrow ? 320 : 230"},
        "fontSize": 11.5,
    }
    return layer(mark, x=BEFORE_ROWS, text="label")


def _end(x: dict[str, Any], field: str, told: str, left: str) -> dict[str, Any]:
    """Write the odds at one end, on its outer side."""
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
    label = broken(f"{own.rank}. {finding_in_words(analysis.scenario, own)}", _WIDTH)
    return {
        "row": own.key,
        "label": label,
        "lines": len(label),
        "slot": None if actor is None else slot_of_actor(analysis.scenario, actor),
        "low": round(low.value, 6),
        "high": round(high.value, 6),
        "overall": round(overall, 6),
        "lowTold": f"if low {share(low.value, low.worlds)}",
        "highTold": f"if high {share(high.value, high.worlds)}",
    }
