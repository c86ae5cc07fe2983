"""Who stands where on one issue, how sure, how much it matters, and where a deal would fall."""

from __future__ import annotations


from dataclasses import dataclass
from typing import Any

from winset.analysis import Analysis
from winset.report.charts.labels import (
    END_WIDTH,
    actor_labels,
    depth,
    option_axis_labels,
)
from winset.report.charts.members import Spread, spread_of
from winset.report.deals import likely_deal, shape_of
from winset.report.figures import Figure, Table, broken, chart, colour, ink, row_names, rows
from winset.report.naming import option_in_words
from winset.report.palette import slot_of_actor
from winset.report.provenance import mark_of
from winset.report.words import counted, form_in_words, listed, number_in_words, quantity, share
from winset.scenario.model import Issue, Scenario, Stance
from winset.scenario.numbers import Number

_STEP = 30
_MIN_BRACKET = "M0.35,-1L-0.35,-1L-0.35,1L0.35,1"
_MAX_BRACKET = "M-0.35,-1L0.35,-1L0.35,1L-0.35,1"


@dataclass(frozen=True)
class Stand:
    """Where one actor stands on the issue; positions are on the issue's own scale."""

    actor: str
    label: str
    slot: int
    outsider: bool
    position: Number | None
    spread: Spread | None
    size: float
    salience: Number
    expects: float | None
    red_min: Number | None
    red_max: Number | None

    @property
    def centre(self) -> float:
        """Middle of where it stands."""
        if self.spread is not None and self.spread.from_file:
            return self.spread.middle
        return self.position.centre if self.position is not None else 0.0


def position_map(analysis: Analysis, issue: str) -> Figure:
    """Draw who stands where on an issue with positions.

    Parameters
    ----------
    analysis
        The analysis.
    issue
        Id of an issue that is not nominal.

    Returns
    -------
    Figure
    """
    scenario = analysis.scenario
    stands = stands_on(scenario, issue)
    about = scenario.issues[issue]
    told = _sentence(scenario, about, stands)
    return Figure(
        id=f"positions-{issue}",
        title=about.title,
        sentence=told,
        spec=_spec(analysis, issue, stands, f"{about.title}. {told}"),
        table=_table(scenario, issue, stands),
        method=_method(analysis),
    )


def stands_on(scenario: Scenario, issue: str) -> list[Stand]:
    """Where each actor stands on an issue, the highest position first."""
    cares = [
        actor
        for actor in scenario.actors
        if scenario.stance(actor, issue).position is not None
        or scenario.stance(actor, issue).values
        or spread_of(scenario, actor, issue) is not None
    ]
    labels = actor_labels(scenario, cares)
    stands = [_stand(scenario, issue, actor, labels[actor]) for actor in cares]
    return sorted(stands, key=lambda stand: -stand.centre)


def _stand(scenario: Scenario, issue: str, actor: str, label: str) -> Stand:
    stance, who = scenario.stance(actor, issue), scenario.actors[actor]
    about = scenario.issues[issue]
    influence = who.influence.centre if who.influence is not None else 50.0
    red_line = stance.red_line
    return Stand(
        actor,
        label,
        slot_of_actor(scenario, actor),
        who.party is None,
        stance.position or _favourite(about, stance),
        spread_of(scenario, actor, issue),
        stance.salience.centre * influence / 10_000,
        stance.salience,
        _place(about, stance.expects),
        red_line.min if red_line else None,
        red_line.max if red_line else None,
    )


def _favourite(issue: Issue, stance: Stance) -> Number | None:
    """Position of the option worth most, for an actor who values options on a scale."""
    if not stance.values:
        return None
    best = max(stance.values, key=lambda option: stance.values[option].centre)  # type: ignore[index]
    return issue.options[best]


def _place(issue: Issue, value: Number | str | None) -> float | None:
    if isinstance(value, str):
        value = issue.options[value]
    return None if value is None else value.centre


def _spec(analysis: Analysis, issue: str, stands: list[Stand], told: str) -> dict[str, Any]:
    about = analysis.scenario.issues[issue]
    largest = max((stand.size for stand in stands), default=0) or 1.0
    values = [_values(about, stand) for stand in stands]
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
    field = {"x": {**x, "field": "centre"}}
    dot = {"type": "point", "filled": True, "opacity": 1, "stroke": ink("paper"), "strokeWidth": 1}
    size_scale = {"domain": [0, largest], "range": [14, 230]}
    layers: list[dict[str, Any]] = [
        *_verticals(analysis, issue),
        row_names(),
        {
            "transform": [{"filter": "isValid(datum.most_low)"}],
            "mark": {"type": "bar", "height": 11, "opacity": 0.22, "cornerRadius": 5},
            "encoding": {"x": {**x, "field": "most_low"}, "x2": {"field": "most_high"}, "color": colour()},
        },
        {
            "mark": {"type": "rule", "strokeWidth": 1.6, "strokeCap": "round"},
            "encoding": {"x": {**x, "field": "low"}, "x2": {"field": "high"}, "color": colour()},
        },
        {
            "transform": [{"filter": "isValid(datum.expects)"}],
            "mark": {"type": "point", "size": 34, "filled": True, "fill": ink("paper"), "strokeWidth": 1.4, "opacity": 1},
            "encoding": {"x": {**x, "field": "expects"}, "stroke": colour(), "tooltip": {"field": "tip"}},
        },
        {
            "mark": dot,
            "encoding": {
                **field,
                "color": colour(),
                "size": {"field": "size", "type": "quantitative", "scale": size_scale, "legend": None},
                "shape": {"condition": {"test": "datum.outsider", "value": "diamond"}, "value": "circle"},
                "tooltip": {"field": "tip"},
            },
        },
        *(_bracket(x, end, path) for end, path in (("red_min", _MIN_BRACKET), ("red_max", _MAX_BRACKET))),
        *_ends(about),
    ]
    y = rows([stand.actor for stand in stands], lines=True)
    return chart(told, values, layers, height={"step": _STEP}, encoding={"y": y})


def _values(issue: Issue, stand: Stand) -> dict[str, Any]:
    position, spread = stand.position, stand.spread
    from_file = spread is not None and spread.from_file
    low, high = (position.low, position.high) if position is not None else (None, None)
    if from_file or low is None or high is None:
        low = high = stand.centre
    return {
        "row": stand.actor,
        "label": stand.label,
        "slot": stand.slot,
        "outsider": stand.outsider,
        "centre": stand.centre,
        "low": max(low, issue.scale[0]),
        "high": min(high, issue.scale[1]),
        "size": round(stand.size, 5),
        "most_low": None if spread is None else spread.low,
        "most_high": None if spread is None else spread.high,
        "expects": stand.expects,
        "red_min": None if stand.red_min is None else stand.red_min.centre,
        "red_max": None if stand.red_max is None else stand.red_max.centre,
        "tip": f"{stand.label}: {quantity(stand.centre)}",
    }


def _bracket(x: dict[str, Any], end: str, path: str) -> dict[str, Any]:
    return {
        "transform": [{"filter": f"isValid(datum.{end})"}],
        "mark": {"type": "point", "shape": path, "size": 75, "filled": False, "strokeWidth": 1.8, "opacity": 1},
        "encoding": {"x": {**x, "field": end}, "color": colour()},
    }


def _verticals(analysis: Analysis, issue: str) -> list[dict[str, Any]]:
    """Rules for where a deal would put the issue, and where it stays without one."""
    about = analysis.scenario.issues[issue]
    layers: list[dict[str, Any]] = []
    settled = likely_deal(analysis)
    if settled is not None:
        option, part = shape_of(analysis, settled[1]).leading[issue]
        at = about.options[option]
        assert at is not None
        worlds = settled[1].settled.worlds
        label = f"most often: {option_in_words(option)} ({share(part, worlds)})"
        layers += _vertical(about, at.centre, label, "accent", 1.6, -22)
    no_deal = _place(about, about.no_deal)
    if no_deal is not None:
        layers = _vertical(about, no_deal, "no deal", "muted", 0.9, -37) + layers
    return layers


def _vertical(
    issue: Issue, at: float, label: str, tint: str, width: float, y: int
) -> list[dict[str, Any]]:
    along = (at - issue.scale[0]) / issue.width
    align = "left" if along < 0.35 else "right" if along > 0.65 else "center"
    x = {"datum": at, "type": "quantitative", "scale": {"domain": list(issue.scale)}}
    dashes = [1, 0] if tint == "accent" else [3, 3]
    rule = {"type": "rule", "color": ink(tint), "strokeWidth": width, "strokeDash": dashes}
    text = {"type": "text", "fontSize": 10.5, "baseline": "middle", "align": align, "text": label}
    halo = {**text, "stroke": ink("paper"), "strokeWidth": 5, "strokeJoin": "round"}
    here = {"x": x, "y": {"value": y}}
    own: dict[str, Any] = {"data": {"values": [{}]}}
    return [
        {**own, "mark": rule, "encoding": {**here, "y": {"value": y + 6}, "y2": {"value": "height"}}},
        {**own, "mark": halo, "encoding": here},
        {**own, "mark": {**text, "fill": ink(tint)}, "encoding": here},
    ]


def _ends(issue: Issue) -> list[dict[str, Any]]:
    """Words for both ends of the scale, under the options."""
    layers = []
    for words, at, align, arrow in (
        (issue.low, 0, "left", "←\u00a0{}"),
        (issue.high, "width", "right", "{}\u00a0→"),
    ):
        if not words:
            continue
        lines = broken(arrow.format(words), END_WIDTH).split("\n")
        drop = 14 + 11 * depth(issue)
        layers.append(
            {
                "data": {"values": [{}]},
                "mark": {"type": "text", "align": align, "baseline": "top", "fontSize": 10.5, "lineHeight": 12, "fill": ink("muted"), "dy": drop, "text": lines},
                "encoding": {"x": {"value": at}, "y": {"value": "height"}},
            }
        )
    return layers


def _sentence(scenario: Scenario, issue: Issue, stands: list[Stand]) -> str:
    if len(stands) < 2:
        return "No two actors take a position on it."
    highest, lowest = stands[0], stands[-1]
    names = [scenario.actor_name(stand.actor) for stand in (highest, lowest)]
    high, low = (quantity(stand.centre) for stand in (highest, lowest))
    firm = [s for s in stands if s.red_min is not None or s.red_max is not None]
    lines = ""
    if firm:
        shown = len(firm) if len(firm) <= 4 else 3
        who = [scenario.actor_name(stand.actor) for stand in firm[:shown]]
        more = [counted(len(firm) - shown, "other")] if len(firm) > shown else []
        lines = f"; red lines: {listed([*who, *more])}"
    return f"From {names[0]} ({high}) to {names[1]} ({low}){lines}."


def _table(scenario: Scenario, issue: str, stands: list[Stand]) -> Table:
    columns = ("Actor", "Wants", "Middle 80 % of members", "Salience", "Expects without a deal", "Red line", "Basis")
    return Table(columns, tuple(_cells(scenario, issue, stand) for stand in stands))


def _cells(scenario: Scenario, issue: str, stand: Stand) -> tuple[str, ...]:
    stance = scenario.stance(stand.actor, issue)
    lines = [
        f"{word} {number_in_words(number)}"
        for word, number in (("at least", stand.red_min), ("at most", stand.red_max))
        if number is not None
    ]
    expects = stance.expects
    told = "" if expects is None else expects if isinstance(expects, str) else number_in_words(expects)
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


def _method(analysis: Analysis) -> str:
    settled = likely_deal(analysis)
    deal = (
        "No deal is marked, since no form has one."
        if settled is None
        else f"“Most often” is the option most frequent in the Nash solution of "
        f"{form_in_words(settled[0])}, with the share of solutions that have it."
    )
    return (
        "Dots are the centres of the ranges the analyst gave, lines the ranges; a dot’s area is "
        "salience × influence (influence 50 where none is given). A pale band holds the middle "
        "four fifths of a body’s members, a hollow dot is what the actor expects without a deal "
        "where that is its own, a bracket the middle of its red line. A diamond is an outsider. "
        + deal
    )


__all__ = ["Stand", "position_map", "stands_on"]
