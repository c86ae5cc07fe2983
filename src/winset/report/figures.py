"""A figure: a chart with the sentence that says what it shows and the table it was drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from winset.report.palette import PARTY_SLOTS
from winset.words.table import Table

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
"""Names the language of a spec; nothing is fetched from it."""


@dataclass(frozen=True)
class Figure:
    """A chart a person can see, hear or read."""

    id: str
    """Anchor in the page, unique."""
    title: str
    """What the figure is about."""
    sentence: str
    """What it shows, in one plain sentence; also its description for screen readers."""
    spec: dict[str, Any]
    """Vega-Lite specification, data included."""
    table: Table
    """The same numbers as text."""
    method: str
    """How the numbers were computed and how sure they are."""


def chart(
    description: str,
    values: Sequence[dict[str, Any]],
    layers: Sequence[dict[str, Any]],
    *,
    height: int | dict[str, int],
    encoding: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Assemble a layered spec as wide as its container.

    ``narrow`` is set by the page where there is little room; specs use it to break labels.
    """
    spec: dict[str, Any] = {
        "$schema": SCHEMA,
        "description": description,
        "width": "container",
        "height": height,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "params": [{"name": "narrow", "value": False}],
        "data": {"values": list(values)},
        "layer": list(layers),
    }
    if encoding:
        spec["encoding"] = encoding
    return spec


def layer(mark: dict[str, Any], *, where: str = "", **encoding: object) -> dict[str, Any]:
    """Make one layer of a spec.

    Parameters
    ----------
    mark
        The mark, with its ``type``.
    where
        Which values it draws, as an expression; default all.
    encoding
        Channel → what it shows; a name stands for the field of that name.
    """
    channels = {
        channel: {"field": shown} if isinstance(shown, str) else shown
        for channel, shown in encoding.items()
    }
    filtered = {"transform": [{"filter": where}]} if where else {}
    return {**filtered, "mark": mark, "encoding": channels}


def at(axis: dict[str, Any], field: str) -> dict[str, Any]:
    """Place marks along an axis by a field."""
    return {**axis, "field": field}


def share_axis() -> dict[str, Any]:
    """Return the axis of a share, 0 to 1, marked at its quarters."""
    return {
        "type": "quantitative",
        "scale": {"domain": [0, 1]},
        "axis": {"title": None, "values": [0, 0.25, 0.5, 0.75, 1], "format": ".2~f"},
    }


def colour(field: str = "slot") -> dict[str, Any]:
    """Encode a party slot as its colour."""
    domain = list(range(PARTY_SLOTS + 1))
    return {"field": field, "type": "nominal", "scale": {"domain": domain}, "legend": None}


DIAMOND_OUTSIDE = {
    "condition": {"test": "datum.outsider", "value": "diamond"},
    "value": "circle",
}
"""Encode actors of no party by shape, so that colour is not the only signal."""


def ink(name: str) -> dict[str, str]:
    """Refer to one of the theme's named colours."""
    return {"expr": name}


def broken(text: str, width: int) -> str:
    """Break a label into lines of about ``width`` characters, for charts with little room."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return "\n".join(lines)


def rows(keys: Sequence[str], *, lines: bool = False) -> dict[str, Any]:
    """Encode the field ``row`` as rows, top to bottom in the given order, without an axis."""
    axis = {"title": None, "labels": False, "grid": True, "gridColor": ink("faint")}
    return {
        "field": "row",
        "type": "nominal",
        "scale": {"domain": list(keys)},
        "axis": axis if lines else None,
    }


def row_names(only: str = "true") -> dict[str, Any]:
    """Name the rows by their field ``label``: at the left, or above where there is little room.

    Parameters
    ----------
    only
        Which values to name, as an expression: one a row.
    """
    return {
        "transform": [{"filter": only}],
        "mark": {
            "type": "text",
            "align": {"expr": "narrow ? 'left' : 'right'"},
            "baseline": "middle",
            "dy": {"expr": "narrow ? -14 : 0"},
            "limit": {"expr": "narrow ? 300 : 230"},
            "fontSize": 11.5,
        },
        "encoding": {
            "x": {"value": {"expr": "narrow ? 0 : -12"}},
            "text": {"field": "label"},
        },
    }
