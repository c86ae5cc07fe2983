"""What would change it: the odds that each form's deal passes, before and after, and the cost."""

from __future__ import annotations

from typing import Any

from winset.analysis import Analysis
from winset.report.figures import (
    BEFORE_ROWS,
    Figure,
    at,
    broken,
    chart,
    dot,
    grid,
    ink,
    layer,
    share_axis,
)
from winset.words.advised import COSTS_TOLD, now_then
from winset.words.names import form_title
from winset.words.quantities import figure
from winset.words.shifts import HEADS, Shift, shifts_of
from winset.words.table import Table

_WIDTH = 46
_LINE = 13
_FAR = 0.75
_HEAD = 30
_ROW = 32


def changes(analysis: Analysis) -> Figure | None:
    """Draw what would change the odds that a deal passes; None where nothing would."""
    forms = analysis.advice.onboard.forms.values()
    shifts = [shift for form in forms for shift in shifts_of(analysis, form)]
    if not shifts:
        return None
    title = "What would change it, and at whose cost"
    told = "Rings are the odds that the deal passes now, dots the odds after the change."
    return Figure(
        id="changes",
        title=title,
        sentence=told,
        spec=_spec(analysis, shifts, f"{title}. {told}"),
        table=Table(
            ("As", *HEADS),
            tuple((form_title(analysis.scenario, shift.form), *shift.cells) for shift in shifts),
        ),
        method=(
            "Each change is made to the text of that form alone, in the same draws. Shown is what "
            "would win those who most stand in the way, and the text likeliest to pass. "
            f"{' '.join(COSTS_TOLD)}"
        ),
    )


def _spec(analysis: Analysis, shifts: list[Shift], described: str) -> dict[str, Any]:
    values, height = _values(analysis, shifts)
    x = share_axis(**grid())
    y = {
        "field": "y",
        "type": "quantitative",
        "scale": {"domain": [0, height], "reverse": True, "nice": False},
        "axis": None,
    }
    rises = {"condition": {"test": "datum.rises", "value": ink("accent")}, "value": ink("ink")}
    line = {"type": "rule", "strokeWidth": 3, "opacity": 0.45}
    ring = {"type": "point", "filled": False, "size": 70, "strokeWidth": 2, "opacity": 1}
    layers = [
        layer(line, where="!datum.head", x=at(x, "now"), x2="then", color=rises),
        layer(ring, where="!datum.head", x=at(x, "now"), color=rises),
        layer(dot(85), where="!datum.head", x=at(x, "then"), color=rises),
        layer(_odds(), where="!datum.head", x=at(x, "right"), text="told"),
        _names("label", "ink", "datum.head", "0", weight=600),
        _names("label", "ink", "!datum.head", "0"),
        _names("cost", "muted", "!datum.head", "datum.lines"),
    ]
    spec = chart(described, values, layers, height=height, encoding={"y": y})
    spec["transform"] = [{"calculate": "narrow ? datum.below : datum.middle", "as": "y"}]
    return spec


def _odds() -> dict[str, Any]:
    """Write the odds right of a dumbbell, or below it where the picture ends."""
    ends = f"datum.right > {_FAR}"
    return {
        "type": "text",
        "fontSize": 11,
        "align": {"expr": f"{ends} ? 'right' : 'left'"},
        "dx": {"expr": f"{ends} ? 6 : 10"},
        "dy": {"expr": f"{ends} ? 13 : 0"},
    }


def _names(field: str, tint: str, where: str, before: str, *, weight: int = 400) -> dict[str, Any]:
    """Write lines of a row's name, ``before`` of them down: at the left, or above where narrow."""
    wide = f"-{_LINE / 2} * (datum.total - 1)"
    narrow = f"-{_LINE} * datum.total - (datum.head ? 0 : 5)"
    mark = {
        "type": "text",
        "align": {"expr": "narrow ? 'left' : 'right'"},
        "baseline": "middle",
        "dy": {"expr": f"(narrow ? {narrow} : {wide}) + {_LINE} * {before}"},
        "lineHeight": _LINE,
        "fontSize": 11,
        "fontWeight": weight,
        "fill": ink(tint),
    }
    return layer(mark, where=where, x=BEFORE_ROWS, text=field)


def _values(analysis: Analysis, shifts: list[Shift]) -> tuple[list[dict[str, Any]], int]:
    """Lay rows out from the top, a head before those of each form; also the height of all."""
    values: list[dict[str, Any]] = []
    top = 0
    for number, shift in enumerate(shifts):
        if not number or shifts[number - 1].form != shift.form:
            head = f"{form_title(analysis.scenario, shift.form)}: passes {figure(shift.now)}"
            place = {"middle": top + _HEAD / 2, "below": top + _HEAD}
            values.append({"head": True, "label": [head], "lines": 1, "total": 1, **place})
            top += _HEAD
        label, cost = broken(shift.change, _WIDTH), broken(f"Cost: {shift.cost}", _WIDTH)
        total = len(label) + len(cost)
        height = _LINE * total + _ROW
        values.append(
            {
                "head": False,
                "label": label,
                "cost": cost,
                "lines": len(label),
                "total": total,
                "middle": top + height / 2,
                "below": top + _LINE * total + _ROW / 2,
                "now": round(shift.now.value, 6),
                "then": round(shift.then.value, 6),
                "rises": shift.then.value >= shift.now.value,
                "right": round(max(shift.now.value, shift.then.value), 6),
                "told": now_then(shift.now.value, shift.then.value),
            }
        )
        top += height
    return values, top
