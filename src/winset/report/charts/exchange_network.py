"""Who would exchange with whom: actors on a circle, lines as wide as what a pair gains."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winset.forecast.exchange import ExchangeOutcome
from winset.forecast.exchange.summary import Partners, net_change, partners
from winset.forecast.forecasts import Forecasts
from winset.report.charts.labels import actor_labels
from winset.report.figures import DIAMOND_OUTSIDE, Figure, broken, chart, colour, ink
from winset.report.palette import OUTSIDER, slot_of_actor
from winset.scenario.model import Scenario
from winset.uncertainty import at_most
from winset.words.names import listed
from winset.words.quantities import counted, odds
from winset.words.table import Table

_MOST_LINES = 40
_NAMED = 3
_HEIGHT = 500


@dataclass(frozen=True)
class Trader:
    """An actor as the chart shows it; ``slot`` is the colour of its party."""

    name: str
    slot: int = OUTSIDER
    outsider: bool = False


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
        traders = [Trader(name) for name in found.table.actors]
        return exchange_network(outcome, traders, found.table.issues)
    labels = actor_labels(scenario, found.table.actors)
    traders = [
        Trader(labels[actor], slot_of_actor(scenario, actor), scenario.actors[actor].party is None)
        for actor in found.table.actors
    ]
    issues = [scenario.issues[issue].title for issue in found.table.issues]
    return exchange_network(outcome, traders, issues)


def exchange_network(
    outcome: ExchangeOutcome,
    actors: Sequence[Trader],
    issues: Sequence[str],
    *,
    round_: int = 0,
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
    found, worlds = outcome.exchanges, len(outcome.forecast)
    pairs = partners(found, worlds, round_) if found is not None else []
    if found is None or not pairs:
        return None
    change = net_change(found, worlds, round_)
    told = _sentence(pairs, worlds, actors, issues, change)
    fewer = (
        f" The {_MOST_LINES} most gainful of {len(pairs)} pairs are drawn."
        if len(pairs) > _MOST_LINES
        else ""
    )
    return Figure(
        id=f"exchanges-{round_ + 1}",
        title="Who would exchange with whom",
        sentence=told,
        spec=_spec(pairs[:_MOST_LINES], worlds, actors, issues, change, told),
        table=Table(
            ("Pair", "First gives on", "Second gives on", "Gain together", "Worlds"),
            tuple(
                (
                    f"{actors[pair.first].name} and {actors[pair.second].name}",
                    issues[pair.first_gives],
                    issues[pair.second_gives],
                    f"{pair.gain:.2f}",
                    f"{pair.worlds:,} of {worlds:,}",
                )
                for pair in pairs
            ),
        ),
        method=(
            "Position exchange (Stokman & Van Oosten 1994). A line joins two who exchange; its "
            "width is what both gain together, in points of the scale (0–100) × salience (0–1), "
            "mean over worlds. The figure beside a name is what all exchanges, its own and those "
            "of others, change for it, in the same unit; below zero, the others’ cost it more."
            f"{fewer}"
        ),
    )


def _sentence(
    pairs: Sequence[Partners],
    worlds: int,
    actors: Sequence[Trader],
    issues: Sequence[str],
    change: NDArray[np.float64],
) -> str:
    """Say what the best exchange is, and who pays for them all."""
    best = pairs[0]
    first, second = actors[best.first].name, actors[best.second].name
    often = odds(at_most(best.worlds / worlds, worlds))
    when = "" if best.worlds == worlds else f", in {often}"
    told = (
        f"The most gainful exchange{when}: {first} would give way to {second} on "
        f"{issues[best.first_gives]}, {second} to {first} on {issues[best.second_gives]}."
    )
    losers = [actors[i].name for i in change.argsort() if change[i] < -0.005]
    if not losers:
        return f"{told} Nobody ends worse off."
    if len(losers) > 4:
        losers = [*losers[:3], counted(len(losers) - 3, "other")]
    return f"{told} Worse off after all exchanges: {listed(losers)}."


def _spec(
    pairs: Sequence[Partners],
    worlds: int,
    actors: Sequence[Trader],
    issues: Sequence[str],
    change: NDArray[np.float64],
    told: str,
) -> dict[str, Any]:
    places = [_place(number, len(actors)) for number in range(len(actors))]
    lines = [
        {
            "x": places[pair.first][0],
            "y": places[pair.first][1],
            "x2": places[pair.second][0],
            "y2": places[pair.second][1],
            "gain": round(pair.gain, 4),
            "best": rank < _NAMED,
            "tip": _tip(pair, worlds, actors, issues),
        }
        # the widest last, on top
        for rank, pair in reversed(list(enumerate(pairs)))
    ]
    nodes = [
        _node(place, actor, float(moved))
        for place, actor, moved in zip(places, actors, change, strict=True)
    ]
    x = _across("x")
    y = {**_DOWN, "field": "y"}
    strokes = {
        "data": {"values": lines},
        "mark": {"type": "rule", "strokeCap": "round", "opacity": 0.55},
        "encoding": {
            "x": x,
            "y": y,
            "x2": {"field": "x2"},
            "y2": {"field": "y2"},
            "strokeWidth": {
                "field": "gain",
                "type": "quantitative",
                "scale": {"domain": [0, max(pair.gain for pair in pairs)], "range": [0.4, 9]},
            },
            "color": {
                "condition": {"test": "datum.best", "value": ink("accent")},
                "value": ink("muted"),
            },
            "tooltip": {"field": "tip"},
        },
    }
    dots = {
        "data": {"values": nodes},
        "mark": {"type": "point", "filled": True, "size": 110, "opacity": 1},
        "encoding": {
            "x": x,
            "y": y,
            "color": colour(),
            "shape": DIAMOND_OUTSIDE,
            "tooltip": {"field": "tip"},
        },
    }
    return chart(
        f"Who would exchange with whom. {told}",
        [],
        [strokes, dots, *(_name(node, x, y) for node in nodes), _CAPTION],
        height=_HEIGHT,
    )


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
        "wide": broken(f"{actor.name} {signed}", 24).split("\n"),
        "tight": broken(f"{actor.name} {signed}", 15).split("\n"),
        "tip": f"{actor.name}: {signed}, all exchanges together",
    }


def _name(node: dict[str, Any], x: dict[str, Any], y: dict[str, Any]) -> dict[str, Any]:
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
        "encoding": {"x": x, "y": y, "text": {"field": "text"}},
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


def _tip(pair: Partners, worlds: int, actors: Sequence[Trader], issues: Sequence[str]) -> str:
    first, second = actors[pair.first].name, actors[pair.second].name
    often = f", in {pair.worlds:,} of {worlds:,} worlds" if worlds > 1 else ""
    return (
        f"{first} gives on {issues[pair.first_gives]}, {second} on {issues[pair.second_gives]}: "
        f"{pair.gain:.2f} together{often}"
    )


_DOWN: dict[str, Any] = {
    "type": "quantitative",
    "scale": {"domain": [-1.5, 1.3]},
    "axis": None,
}


def _across(field: str) -> dict[str, Any]:
    """Place along the width, with room for names at both sides."""
    room = "(narrow ? 104 : 190)"
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"domain": [-1, 1], "range": [{"expr": room}, {"expr": f"width - {room}"}]},
        "axis": None,
    }
