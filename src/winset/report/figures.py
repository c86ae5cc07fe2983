"""A figure: a chart with the sentence that says what it shows and the table it was drawn from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    question: str = ""
    credit: str = ""
    """``question``, ``credit``: what it answers, and its source and date, for a picture that leaves
    its page."""


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


ALONE: Sequence[dict[str, Any]] = ({},)
"""Values of a mark that stands by itself at a fixed place."""


def layer(
    mark: dict[str, Any],
    *,
    values: Sequence[dict[str, Any]] | None = None,
    where: str = "",
    **encoding: object,
) -> dict[str, Any]:
    """Make one layer of a spec.

    Parameters
    ----------
    mark
        The mark, with its ``type``.
    values
        What it draws; default the values of the chart.
    where
        Which of them, as an expression; default all.
    encoding
        Channel → what it shows; a name stands for the field of that name.
    """
    channels = {
        channel: {"field": shown} if isinstance(shown, str) else shown
        for channel, shown in encoding.items()
    }
    drawn = {} if values is None else {"data": {"values": list(values)}}
    filtered = {"transform": [{"filter": where}]} if where else {}
    return {**drawn, **filtered, "mark": mark, "encoding": channels}


def at(axis: dict[str, Any], place: str | float) -> dict[str, Any]:
    """Place marks along an axis by a field, or all at one value of it."""
    return {**axis, "field" if isinstance(place, str) else "datum": place}


def measure(domain: Sequence[float], **axis: object) -> dict[str, Any]:
    """Return an axis that ends where its domain does, not at a round number."""
    return {
        "type": "quantitative",
        "scale": {"domain": list(domain), "nice": False},
        "axis": {"title": None, **axis},
    }


def share_axis(top: float = 1.0, **axis: object) -> dict[str, Any]:
    """Return the axis of a share from 0 to ``top``, marked in whole percents."""
    step = 0.25 if top > 0.5 else 0.1 if top > 0.25 else 0.05
    marks = [round(step * mark, 2) for mark in range(round(top / step) + 1)]
    return measure([0, top], values=marks, labelExpr="round(100 * datum.value) + ' %'", **axis)


def years_axis(years: float) -> dict[str, Any]:
    """Return the axis of the time since a deal was signed."""
    return measure([0, years], title="years after signature", tickMinStep=1, format="d")


def graded(field: str, top: float, shown: Sequence[object]) -> dict[str, Any]:
    """Encode a field from 0 to ``top`` as sizes or opacities between the two ``shown``."""
    scale = {"domain": [0, top], "range": list(shown)}
    return {"field": field, "type": "quantitative", "scale": scale, "legend": None}


def dot(size: float, **more: object) -> dict[str, Any]:
    """Mark a filled dot of so many square pixels."""
    return {"type": "point", "filled": True, "size": size, "opacity": 1, **more}


def beside(dx: float, size: float, **more: object) -> dict[str, Any]:
    """Mark text ``dx`` pixels to the right of a place."""
    return {"type": "text", "align": "left", "dx": dx, "fontSize": size, **more}


def over_lines(text: dict[str, Any], width: int = 4) -> dict[str, Any]:
    """Return the ground of a text that lies over lines: the same in the colour of the paper."""
    return {**text, "stroke": ink("paper"), "strokeWidth": width, "strokeJoin": "round"}


def grid() -> dict[str, Any]:
    """Return what draws the quiet lines of an axis."""
    return {"grid": True, "gridColor": ink("faint")}


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


def broken(text: str, width: int) -> list[str]:
    """Break a label between words into lines of about ``width`` characters."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines


def rows(keys: Sequence[str], *, lines: bool = False) -> dict[str, Any]:
    """Encode the field ``row`` as rows, top to bottom in the given order, without an axis."""
    axis = {"title": None, "labels": False, **grid()}
    return {
        "field": "row",
        "type": "nominal",
        "scale": {"domain": list(keys)},
        "axis": axis if lines else None,
    }


def named(label: str) -> dict[str, object]:
    """Name a row: the fields that ``row_names`` writes, in as many lines as they need."""
    return {"label": label, "beside": broken(label, _BESIDE), "above": broken(label, _ABOVE)}


def step_of(step: int, values: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Give rows the height of ``step`` pixels, and more where a name takes more lines than it has.

    Beside its row a name has the whole step, above it half.
    """
    lines = [
        max((len(value[place]) for value in values), default=1) for place in ("beside", "above")
    ]
    return {"step": max(step, _NAME_LINE * lines[0] + 4, step + _NAME_LINE * (lines[1] - 1))}


def row_names(only: str = "true", *, lift: int = 14) -> dict[str, Any]:
    """Write the names of rows (``named``): at the left, or above where there is little room.

    Whatever upright line runs below a name is kept off it.

    Parameters
    ----------
    only
        Which values to name, as an expression: one a row.
    lift
        Pixels from a row up to its name where there is little room.
    """
    mark = {
        "type": "text",
        "align": {"expr": "narrow ? 'left' : 'right'"},
        "baseline": "middle",
        "dy": {
            "expr": f"narrow ? -{lift} - {_NAME_LINE} * (length(datum.above) - 1)"
            f" : -{_NAME_LINE / 2} * (length(datum.beside) - 1)"
        },
        "lineHeight": _NAME_LINE,
        "limit": {"expr": "narrow ? width : 240"},
        "text": {"expr": "narrow ? datum.above : datum.beside"},
        "fontSize": 11.5,
    }
    both = [layer(own, where=only, x=BEFORE_ROWS) for own in (over_lines(mark), mark)]
    return {"layer": both}


_BESIDE, _ABOVE, _NAME_LINE = 36, 46, 13
"""Characters a line of a name has beside its row and above it, and the pixels of a line."""


BEFORE_ROWS = {"value": {"expr": "narrow ? 0 : -12"}}
"""Where the names of rows stand: left of the chart, or at its edge where there is little room."""
