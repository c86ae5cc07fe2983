"""Who would exchange with whom: actors on a circle, lines as wide as what a pair gains."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from winset.arrays import Floats
from winset.forecast.exchange import ExchangeOutcome
from winset.forecast.exchange.summary import Partners, net_change, partners
from winset.forecast.forecasts import Forecasts
from winset.report.charts.labels import actor_labels
from winset.report.figures import DIAMOND_OUTSIDE, Figure, broken, chart, colour, dot, ink, layer
from winset.report.palette import OUTSIDER, slot_of_actor
from winset.scenario.model import Scenario
from winset.uncertainty import at_most
from winset.words.forecast import exchanges_told
from winset.words.table import Table

_MOST_LINES = 40
_NAMED = 3
_HEIGHT = 500
_LEAST = 0.005

_METHOD = (
    "Position exchange (Stokman & Van Oosten 1994). A line joins two who exchange; its width is "
    "what both gain together, in points of the scale (0–100) × salience (0–1), mean over draws. "
    "The figure beside a name is what all exchanges, its own and those of others, change for it, "
    "in the same unit; below zero, the others’ cost it more."
)

_ROOM = "(narrow ? 104 : 190)"
_AT: dict[str, Any] = {
    "x": {
        "field": "x",
        "type": "quantitative",
        # room for names at both sides
        "scale": {"domain": [-1, 1], "range": [{"expr": _ROOM}, {"expr": f"width - {_ROOM}"}]},
        "axis": None,
    },
    "y": {
        "field": "y",
        "type": "quantitative",
        "scale": {"domain": [-1.5, 1.3]},
        "axis": None,
    },
}
"""Places on the circle, 1 being its radius."""


@dataclass(frozen=True)
class Trader:
    """An actor as the chart shows it; ``slot`` is the colour of its party."""

    name: str
    slot: int = OUTSIDER
    outsider: bool = False


@dataclass(frozen=True)
class _Network:
    """Who exchanges with whom in a round, by the names of the table."""

    pairs: Sequence[Partners]
    change: Floats
    worlds: int
    actors: Sequence[Trader]
    issues: Sequence[str]

    def pair(self, pair: Partners) -> tuple[str, str, str, str]:
        """Two names, and the issue on which each gives."""
        return (
            self.actors[pair.first].name,
            self.actors[pair.second].name,
            self.issues[pair.first_gives],
            self.issues[pair.second_gives],
        )


def exchanges_forecast(
    found: Forecasts, model: str = "exchange", scenario: Scenario | None = None
) -> Figure | None:
    """Draw who exchanges with whom by a model of exchanges; None where nobody does.

    Parameters
    ----------
    found
        Forecasts, with that model among them.
    model
        Its name.
    scenario
        The scenario they are of, for names and colours.
    """
    outcome = found.outcomes[model].get("")
    if not isinstance(outcome, ExchangeOutcome):
        return None
    if scenario is None:
        return exchange_network(outcome, list(map(Trader, found.table.actors)), found.table.issues)
    labels = actor_labels(scenario, found.table.actors)
    traders = [
        Trader(labels[actor], slot_of_actor(scenario, actor), scenario.actors[actor].party is None)
        for actor in found.table.actors
    ]
    issues = [scenario.issues[issue].title for issue in found.table.issues]
    return exchange_network(outcome, traders, issues)


def exchange_network(
    outcome: ExchangeOutcome, actors: Sequence[Trader], issues: Sequence[str], *, round_: int = 0
) -> Figure | None:
    """Draw who exchanges with whom in one round; None where nobody does.

    Parameters
    ----------
    outcome
        A forecast by position exchange.
    actors, issues
        In the order of its table.
    round_
        Which of its rounds, from 0.
    """
    exchanges, worlds = outcome.exchanges, len(outcome.forecast)
    pairs = partners(exchanges, worlds, round_) if exchanges is not None else []
    if exchanges is None or not pairs:
        return None
    network = _Network(pairs, net_change(exchanges, worlds, round_), worlds, actors, issues)
    share = pairs[0].worlds / worlds
    losers = [actors[i].name for i in network.change.argsort() if network.change[i] < -_LEAST]
    told = exchanges_told(network.pair(pairs[0]), at_most(share, worlds), losers)
    fewer = (
        f" The {_MOST_LINES} most gainful of {len(pairs)} pairs are drawn."
        if len(pairs) > _MOST_LINES
        else ""
    )
    return Figure(
        id=f"exchanges-{round_ + 1}",
        title="Who would exchange with whom",
        sentence=told,
        spec=_spec(network, told),
        table=Table(
            ("Pair", "First gives on", "Second gives on", "Gain together", "Worlds"),
            tuple(_cells(network, pair) for pair in pairs),
        ),
        method=f"{_METHOD}{fewer}",
    )


def _cells(network: _Network, pair: Partners) -> tuple[str, ...]:
    first, second, given, taken = network.pair(pair)
    worlds = f"{pair.worlds:,} of {network.worlds:,}"
    return f"{first} and {second}", given, taken, f"{pair.gain:.2f}", worlds


def _spec(network: _Network, told: str) -> dict[str, Any]:
    places = [_place(number, len(network.actors)) for number in range(len(network.actors))]
    drawn = network.pairs[:_MOST_LINES]
    lines = [
        {
            **dict(zip(("x", "y"), places[pair.first], strict=True)),
            **dict(zip(("x2", "y2"), places[pair.second], strict=True)),
            "gain": round(pair.gain, 4),
            "best": rank < _NAMED,
            "tip": _tip(network, pair),
        }
        # the widest last, on top
        for rank, pair in reversed(list(enumerate(drawn)))
    ]
    nodes = [
        _node(place, actor, float(moved))
        for place, actor, moved in zip(places, network.actors, network.change, strict=True)
    ]
    layers = [_lines(lines), _dots(nodes), *map(_name, nodes), _CAPTION]
    return chart(f"Who would exchange with whom. {told}", [], layers, height=_HEIGHT)


def _lines(lines: list[dict[str, Any]]) -> dict[str, Any]:
    mark = {"type": "rule", "strokeCap": "round", "opacity": 0.55}
    width = {
        "field": "gain",
        "type": "quantitative",
        "scale": {"domain": [0, max(line["gain"] for line in lines)], "range": [0.4, 9]},
    }
    best = {"test": "datum.best", "value": ink("accent")}
    tint = {"condition": best, "value": ink("muted")}
    ends = {**_AT, "x2": "x2", "y2": "y2"}
    return layer(mark, values=lines, **ends, strokeWidth=width, color=tint, tooltip="tip")


def _dots(nodes: list[dict[str, Any]]) -> dict[str, Any]:
    shape = DIAMOND_OUTSIDE
    return layer(dot(110), values=nodes, **_AT, color=colour(), shape=shape, tooltip="tip")


def _place(number: int, of: int) -> tuple[float, float]:
    """Where an actor sits on the circle, clockwise from half a step past the top."""
    angle = 2 * math.pi * (number + 0.5) / of
    return round(math.sin(angle), 4), round(math.cos(angle), 4)


def _node(place: tuple[float, float], actor: Trader, moved: float) -> dict[str, Any]:
    moved = moved if abs(moved) >= 0.05 else 0.0
    signed = f"{moved:+.1f}".replace("-", "−") if moved else "0"
    return {
        "x": place[0],
        "y": place[1],
        "slot": actor.slot,
        "outsider": actor.outsider,
        "wide": broken(f"{actor.name} {signed}", 24),
        "tight": broken(f"{actor.name} {signed}", 15),
        "tip": f"{actor.name}: {signed}, all exchanges together",
    }


def _name(node: dict[str, Any]) -> dict[str, Any]:
    """Name an actor outside the circle: beside it, or above and below it at the ends."""
    across, up = node["x"], node["y"]
    beside = abs(across) > 0.15
    # how much of the lines stands above the dot: all of them at the top, none at the bottom
    raised = 1.0 if up > 0.6 else 0.0 if up < -0.6 else 0.5
    gap = 0 if beside else -16 if up > 0 else 22
    lift = {length: gap - 13 * raised * (len(node[length]) - 1) for length in ("wide", "tight")}
    return {
        "data": {"values": [node]},
        "transform": [{"calculate": "narrow ? datum.tight : datum.wide", "as": "text"}],
        "mark": {
            "type": "text",
            "align": ("left" if across > 0 else "right") if beside else "center",
            "baseline": "middle",
            "dx": (12 if across > 0 else -12) if beside else 0,
            "dy": {"expr": f"narrow ? {lift['tight']} : {lift['wide']}"},
            "fontSize": 11.5,
            "lineHeight": 13,
        },
        "encoding": {**_AT, "text": {"field": "text"}},
    }


_CAPTION: dict[str, Any] = {
    "data": {"values": [{}]},
    "mark": {
        "type": "text",
        "align": "center",
        "baseline": "bottom",
        "fontSize": 10.5,
        "fill": ink("muted"),
        "text": {
            "expr": "narrow ? ['width: what two gain together;', "
            "'figures: what all exchanges change'] : "
            "'width: what two gain together; figures: what all exchanges change for each'"
        },
        "lineHeight": 12,
        "dy": {"expr": "narrow ? -12 : 0"},
    },
    "encoding": {"x": {"value": {"expr": "width / 2"}}, "y": {"value": {"expr": "height"}}},
}


def _tip(network: _Network, pair: Partners) -> str:
    first, second, given, taken = network.pair(pair)
    worlds = network.worlds
    often = f", in {pair.worlds:,} of {worlds:,} draws" if worlds > 1 else ""
    return f"{first} gives on {given}, {second} on {taken}: {pair.gain:.2f} together{often}"
