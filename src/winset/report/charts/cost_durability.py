"""What more consent costs the principals, against the odds of passing and of lasting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from winset.advice.onboard_results import Aboard, FormAdvice, Onboard, OnboardOutcome
from winset.analysis import Analysis
from winset.report.figures import (
    ALONE,
    Figure,
    at,
    broken,
    chart,
    dot,
    grid,
    ink,
    layer,
    measure,
    share_axis,
)
from winset.words.advised import now_then, worth_in_words
from winset.words.durability import span
from winset.words.names import form_title, listed
from winset.words.quantities import counted, figure
from winset.words.table import Table
from winset.words.views import option_in_words

_HEIGHT = 260
_ROOM, _NAMES, _NAME_WIDTH = 0.1, 100, 16

Row = dict[str, Any]


def ways_of(form: FormAdvice) -> tuple[Aboard, ...]:
    """Packages to show, numbered from 0, the deal as it stands."""
    return tuple(own for own in form.aboard if own.concession is not None)


def cost_durability(analysis: Analysis, found: Onboard, form: str) -> Figure:
    """Draw the packages that cost the principals least for the odds they bring."""
    ways = ways_of(found.forms[form])
    told = _sentence(ways)
    title = f"{form_title(analysis.scenario, form)}: what more consent costs"
    return Figure(
        id=f"cost-durability-{form}",
        title=title,
        sentence=told,
        spec=_spec(ways, found.years, f"{title}. {told}"),
        table=_table(analysis, ways, found.years),
        method=(
            "Shown are texts that no cheaper one matches in odds of passing and of a successor’s "
            "consent; the line joins the best for the money. Cost is what the principals who sign "
            "give up, in points of a hundred, added up; what one of them gains is not set off. "
            "Bars are the error of the draws, and of what is estimated from past alliances. "
            "A successor who rejects a deal is assumed to end it sooner (ρ)."
        ),
    )


def moves_in_words(analysis: Analysis, own: Aboard) -> str:
    """Name what a package changes: ``Territory: de facto; Sanctions: eased``."""
    if own.concession is None or not own.concession.moves:
        return "the deal as it stands"
    return "; ".join(
        f"{analysis.scenario.issues[move.issue].title}: {option_in_words(move.after)}"
        for move in own.concession.moves
    )


def _sentence(ways: Sequence[Aboard]) -> str:
    start, best = ways[0], max(ways, key=lambda way: way.outcome.ratified.value)
    if not best.outcome.is_likelier_than(start.outcome):
        return "No other text is clearly likelier to pass for what it would cost."
    alike = [way for way in ways if not best.outcome.is_likelier_than(way.outcome)]
    cheapest = min(alike, key=lambda way: way.cost)
    passes = now_then(start.outcome.ratified.value, cheapest.outcome.ratified.value)
    return f"The odds of passing can rise, {passes}, for {worth_in_words(cheapest.cost)}."


def _table(analysis: Analysis, ways: Sequence[Aboard], years: int) -> Table:
    scenario = analysis.scenario
    return Table(
        (
            "Package",
            "Joins",
            "Leaves",
            "Cost",
            "Passes",
            f"In force after {counted(years, 'year')}",
        ),
        tuple(
            (
                f"{number}  {moves_in_words(analysis, own)}",
                listed([scenario.actor_name(actor) for actor in own.joined]) or "–",
                listed([scenario.actor_name(actor) for actor in own.left]) or "–",
                worth_in_words(own.cost),
                figure(own.outcome.ratified),
                "–" if own.outcome.survival is None else span(own.outcome.survival),
            )
            for number, own in enumerate(ways)
        ),
    )


def _spec(ways: Sequence[Aboard], years: int, told: str) -> dict[str, Any]:
    most = max(100 * own.cost for own in ways)
    title = "points of utility the principals give up"
    x = measure([0, round(max(most, 1.0), 3)], title=title, tickCount=6)
    # the names of the series stand to the right of the last package
    x["scale"]["range"] = [0, {"expr": f"width - {_NAMES}"}]
    y = share_axis(**grid())
    series = [("ink", "passes", [_passes(n, own) for n, own in enumerate(ways)])]
    if all(own.outcome.survival is not None for own in ways):
        lasts = [_lasts(n, own) for n, own in enumerate(ways)]
        series.append(("accent", f"in force after {counted(years, 'year')}", lasts))
    # numbers and names stand above the higher series, and below the lower where there is room
    ends = [max(row["value"] for row in one[2]) for one in series]
    layers = []
    for n, (tint, name, drawn) in enumerate(series):
        for row, *others in zip(
            drawn, *(one[2] for one in series if one[2] is not drawn), strict=True
        ):
            row["dy"] = _aside(row["value"], [other["value"] for other in others])
        others_end = [end for at_, end in enumerate(ends) if at_ != n]
        layers += _layers(tint, name, drawn, x, y, _aside(ends[n], others_end))
    return chart(told, [], layers, height=_HEIGHT)


def _aside(value: float, others: Sequence[float]) -> int:
    """Pixels down to what is written of a value: up from the highest, down from one below."""
    return 12 if value > _ROOM and any(value < other for other in others) else -10


def _passes(number: int, own: Aboard) -> Row:
    share = own.outcome.ratified
    error = share.margin
    return _row(number, own, share.value, share.value - error, share.value + error)


def _lasts(number: int, own: Aboard) -> Row:
    band = _survival(own.outcome)
    return _row(number, own, band[0], band[1], band[2])


def _survival(outcome: OnboardOutcome) -> tuple[float, float, float]:
    assert outcome.survival is not None
    return outcome.survival.mean, outcome.survival.low, outcome.survival.high


def _row(number: int, own: Aboard, value: float, low: float, high: float) -> Row:
    return {
        "number": str(number),
        "cost": round(100 * own.cost, 4),
        "value": round(value, 5),
        "low": round(max(0.0, low), 5),
        "high": round(min(1.0, high), 5),
    }


def _layers(
    tint: str, name: str, rows: list[Row], x: dict[str, Any], y: dict[str, Any], dy: int
) -> list[dict[str, Any]]:
    """Dots with their errors and numbers, the frontier, and its name ``dy`` pixels lower."""
    best: list[Row] = []
    for row in rows:
        if not best or row["value"] > best[-1]["value"]:
            best.append(row)
    end = {**best[-1], "cost": x["scale"]["domain"][1]}
    # the last number stands on one side of its dot, the name of the series on the other
    name_at: dict[str, Any] = {"x": {"value": {"expr": f"width - {_NAMES - 20}"}}}
    name_at["y"] = at(y, best[-1]["value"])
    places: dict[str, Any] = {"x": at(x, "cost"), "y": at(y, "value")}
    stairs = {
        "type": "line",
        "color": ink(tint),
        "strokeWidth": 1.2,
        "strokeDash": [4, 3],
        "interpolate": "step-after",
    }
    error = {"type": "rule", "color": ink(tint), "strokeWidth": 4, "opacity": 0.25}
    number = {"type": "text", "fontSize": 10.5, "dx": 9, "fill": ink(tint)}
    number["dy"] = {"expr": "datum.dy"}
    title = {"type": "text", "align": "left", "fontSize": 11.5, "fill": ink(tint)}
    lines = broken(name, _NAME_WIDTH)
    title |= {"text": lines, "lineHeight": 13, "baseline": "bottom" if dy < 0 else "top"}
    title["dy"] = -5 - 13 * (len(lines) - 1) if dy < 0 else 5
    return [
        layer(stairs, values=[*best, end], **places),
        layer(error, values=rows, x=places["x"], y=at(y, "low"), y2="high"),
        layer(dot(60, color=ink(tint)), values=rows, **places),
        layer(number, values=rows, **places, text="number"),
        layer(title, values=ALONE, **name_at),
    ]
