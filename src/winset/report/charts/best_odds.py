"""How likely the best text of each form is to come through: with its range, and with all known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from winset.engine import Result
from winset.report.figures import (
    Figure,
    at,
    chart,
    dot,
    ink,
    layer,
    named,
    row_names,
    rows,
    share_axis,
    step_of,
)
from winset.texts import FormTexts
from winset.words.best_odds import (
    best_odds_method,
    best_odds_table,
    best_odds_title,
    best_odds_told,
    known_told,
    range_told,
    through_of,
)
from winset.words.names import form_title
from winset.words.quantities import percent, standard_error_told

_LIFT = 27


def odds_by_form(result: Result, texts: Mapping[str, FormTexts]) -> Figure:
    """Draw the odds of each form's best text, in the order the scenario tries the forms."""
    title, told = best_odds_title(result), best_odds_told(result, texts)
    values = [
        _values(result, form, each, is_first=n == 0) for n, (form, each) in enumerate(texts.items())
    ]
    return Figure(
        id="odds-by-form",
        title=title,
        sentence=told,
        spec=_spec(values, f"{title}. {told}"),
        table=best_odds_table(result, texts),
        method=best_odds_method(result),
    )


def _values(result: Result, form: str, texts: FormTexts, *, is_first: bool) -> dict[str, Any]:
    """Return one row; the first says in words what its marks are."""
    through, vote = through_of(texts), texts.vote
    known = result.forms[form].ratification.zone.probability
    error = "" if texts.gates is None else f", {standard_error_told(texts.gates.through)}"
    return {
        "row": form,
        **named(form_title(result.scenario, form)),
        "zero": 0,
        "through": round(through, 6),
        "known": round(known.value, 6),
        "low": round(through if vote is None else vote.range.low, 6),
        "high": round(through if vote is None else vote.range.high, 6),
        "throughTold": f"{percent(through)} best text" if is_first else percent(through),
        "knownTold": known_told(result, form) if is_first else percent(known.value),
        "tip": f"{percent(through)}; if judgements are off {range_told(texts)}{error}",
        "knownTip": f"{percent(known.value)}, {standard_error_told(known)}",
    }


def _spec(values: list[dict[str, Any]], told: str) -> dict[str, Any]:
    x = share_axis(title="pale bar: if the judgements that move it most are off")
    tint: dict[str, Any] = {"value": ink("ink")}
    stem = {"type": "rule", "color": ink("rule"), "strokeWidth": 1}
    span = {"type": "rule", "strokeWidth": 9, "opacity": 0.25}
    ring = {"type": "point", "filled": False, "size": 80, "strokeWidth": 1.6, "opacity": 1}
    ring |= {"fill": ink("paper"), "stroke": ink("accent")}
    layers = [
        layer(stem, x=at(x, "zero"), x2="known"),
        layer(span, x=at(x, "low"), x2="high", color=tint),
        layer(ring, x=at(x, "known"), tooltip="knownTip"),
        layer(dot(70), x=at(x, "through"), color=tint, tooltip="tip"),
        _told(x, "through", -13, "ink"),
        _told(x, "known", 15, "accent"),
        row_names(lift=_LIFT),
    ]
    y = rows([value["row"] for value in values])
    return chart(told, values, layers, height=step_of(58, values), encoding={"y": y})


def _told(x: dict[str, Any], field: str, dy: float, tint: str) -> dict[str, Any]:
    """Write odds above or below their mark, on the side where there is room."""
    align = f"datum.{field} < 0.35 ? 'left' : datum.{field} > 0.65 ? 'right' : 'center'"
    dx = f"datum.{field} < 0.35 ? -4 : datum.{field} > 0.65 ? 4 : 0"
    mark = {"type": "text", "fontSize": 11, "dy": dy, "fill": ink(tint), "baseline": "middle"}
    mark |= {"align": {"expr": align}, "dx": {"expr": dx}}
    return layer(mark, x=at(x, field), text=f"{field}Told")
