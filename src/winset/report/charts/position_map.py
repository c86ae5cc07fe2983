"""Who stands where on one issue, how sure, how much it matters, and where a deal would fall."""

from __future__ import annotations

from typing import Any

from winset.analysis import Analysis
from winset.report.charts.labels import issue_axis, option_axis_labels
from winset.report.charts.stands import Stand, stands_on
from winset.report.charts.vertical_marks import ends, uprights
from winset.report.figures import (
    DIAMOND_OUTSIDE,
    Figure,
    at,
    chart,
    colour,
    graded,
    ink,
    layer,
    named,
    row_names,
    rows,
    step_of,
)
from winset.scenario.model import Issue, Scenario
from winset.scenario.numbers import Number
from winset.words.marks import mark_of
from winset.words.positions import positions_method, positions_told
from winset.words.quantities import number_in_words, quantity
from winset.words.table import Table

_STEP = 30
_MIN_BRACKET = "M0.35,-1L-0.35,-1L-0.35,1L0.35,1"
_MAX_BRACKET = "M-0.35,-1L0.35,-1L0.35,1L-0.35,1"
_THIN, _THICK = 4, 16
_SLICES = 14


def position_map(analysis: Analysis, issue: str) -> Figure:
    """Draw who stands where on an issue with positions, one that is not nominal."""
    scenario = analysis.scenario
    stands = stands_on(scenario, issue)
    about = scenario.issues[issue]
    sentence = positions_told(
        scenario,
        [(stand.actor, stand.centre) for stand in stands],
        [s.actor for s in stands if s.red_min is not None or s.red_max is not None],
    )
    return Figure(
        id=f"positions-{issue}",
        title=about.title,
        sentence=sentence,
        spec=_spec(analysis, issue, stands, f"{about.title}. {sentence}"),
        table=_table(scenario, issue, stands),
        method=positions_method(analysis, issue),
    )


def _spec(analysis: Analysis, issue: str, stands: list[Stand], told: str) -> dict[str, Any]:
    about = analysis.scenario.issues[issue]
    largest = max((stand.size for stand in stands), default=0) or 1.0
    values = [_values(about, stand) for stand in stands]
    x = issue_axis(about.scale, option_axis_labels(about))
    layers = [
        *uprights(analysis, issue),
        row_names(),
        *_red_lines(about, stands, x),
        *_places(x, largest),
        *ends(about),
    ]
    y = rows([stand.actor for stand in stands], lines=True)
    return chart(told, values, layers, height=step_of(_STEP, values), encoding={"y": y})


def _places(x: dict[str, Any], largest: float) -> list[dict[str, Any]]:
    """Draw where each stands: spread of members, range, what it expects, and its dot on top."""
    spread = {"type": "bar", "height": 11, "opacity": 0.22, "cornerRadius": 5}
    span = {"type": "rule", "strokeWidth": 1.6, "strokeCap": "round"}
    hollow = {
        "type": "point",
        "size": 34,
        "filled": True,
        "fill": ink("paper"),
        "strokeWidth": 1.4,
        "opacity": 1,
    }
    stand = {
        "type": "point",
        "filled": True,
        "opacity": 1,
        "stroke": ink("paper"),
        "strokeWidth": 1,
    }
    tint, shape, size = colour(), DIAMOND_OUTSIDE, graded("size", largest, [14, 230])
    known, expects = "isValid(datum.most_low)", "isValid(datum.expects)"
    return [
        layer(spread, where=known, x=at(x, "most_low"), x2="most_high", color=tint),
        layer(span, x=at(x, "low"), x2="high", color=tint),
        layer(hollow, where=expects, x=at(x, "expects"), stroke=tint, tooltip="tip"),
        layer(stand, x=at(x, "centre"), color=tint, size=size, shape=shape, tooltip="tip"),
    ]


def _values(issue: Issue, stand: Stand) -> dict[str, Any]:
    position, spread = stand.position, stand.spread
    from_file = spread is not None and spread.from_file
    low, high = (position.low, position.high) if position is not None else (None, None)
    if from_file or low is None or high is None:
        low = high = stand.centre
    return {
        "row": stand.actor,
        **named(stand.label),
        "slot": stand.slot,
        "outsider": stand.outsider,
        "centre": _on_scale(issue, stand.centre),
        "low": _on_scale(issue, low),
        "high": _on_scale(issue, high),
        "size": round(stand.size, 5),
        "most_low": None if spread is None else spread.low,
        "most_high": None if spread is None else spread.high,
        "expects": stand.expects,
        "tip": f"{stand.label}: {quantity(stand.centre)}",
    }


def _red_lines(issue: Issue, stands: list[Stand], x: dict[str, Any]) -> list[dict[str, Any]]:
    """Draw every red line as the range it is: a wedge that thickens toward what the actor bars.

    It starts where the first draw bars a place and ends, at a bracket, where all do. What lies
    beyond the issue's scale is left out.
    """
    wedges, walls = [], []
    for stand in stands:
        for number, is_least in ((stand.red_min, True), (stand.red_max, False)):
            if number is None:
                continue
            tip, wall = (number.high, number.low) if is_least else (number.low, number.high)
            end = _on_scale(issue, wall)
            red = {"row": stand.actor, "slot": stand.slot, "tip": _red_tip(stand, number, is_least)}
            wedges += [
                {**red, "at": start, "end": end, "thick": _THIN + n * (_THICK - _THIN) / _SLICES}
                for n in range(_SLICES if tip != wall else 0)
                if (start := round(_on_scale(issue, tip + (wall - tip) * n / _SLICES), 3)) != end
            ]
            if end == wall:
                walls.append({**red, "at": wall, "least": is_least})
    # slices that lie on each other: the nearer the wall, the more of them, and the thicker
    thick = {"field": "thick", "type": "quantitative", "scale": None, "legend": None}
    part = {"type": "bar", "opacity": 0.08}
    bracket = {"type": "point", "size": 90, "filled": False, "strokeWidth": 1.8, "opacity": 1}
    shape = {"condition": {"test": "datum.least", "value": _MIN_BRACKET}, "value": _MAX_BRACKET}
    here: dict[str, Any] = {"x": at(x, "at"), "color": colour(), "tooltip": "tip"}
    drawn = [
        layer(part, values=wedges, **here, x2="end", size=thick),
        layer(bracket, values=walls, **here, shape=shape),
    ]
    return [own for own, values in zip(drawn, (wedges, walls), strict=True) if values]


def _on_scale(issue: Issue, place: float) -> float:
    """Nearest place on the issue's scale."""
    return min(max(place, issue.scale[0]), issue.scale[1])


def _red_tip(stand: Stand, number: Number, is_least: bool) -> str:
    return (
        f"{stand.label} accepts {'at least' if is_least else 'at most'} {number_in_words(number)}"
    )


def _table(scenario: Scenario, issue: str, stands: list[Stand]) -> Table:
    columns = (
        "Actor",
        "Wants",
        "Middle 80 % of members",
        "Salience",
        "Expects without a deal",
        "Red line",
        "Basis",
    )
    return Table(columns, tuple(_cells(scenario, issue, stand) for stand in stands))


def _cells(scenario: Scenario, issue: str, stand: Stand) -> tuple[str, ...]:
    stance = scenario.stance(stand.actor, issue)
    lines = [
        f"{word} {number_in_words(number)}"
        for word, number in (("at least", stand.red_min), ("at most", stand.red_max))
        if number is not None
    ]
    expects = stance.expects
    told = (
        "" if expects is None else expects if isinstance(expects, str) else number_in_words(expects)
    )
    spread = stand.spread
    return (
        scenario.actor_name(stand.actor),
        number_in_words(stand.position) if stand.position is not None else quantity(stand.centre),
        "" if spread is None else f"{quantity(spread.low)} to {quantity(spread.high)}",
        number_in_words(stand.salience),
        told,
        ", ".join(lines),
        mark_of(stance),
    )
