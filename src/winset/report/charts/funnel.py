"""Where a deal dies: step by step through each party's ratification to the common zone."""

from __future__ import annotations

from typing import Any

from winset.analysis import Analysis
from winset.report.figures import Figure, at, beside, broken, chart, colour, ink, layer
from winset.report.palette import slot_of_party
from winset.uncertainty import Estimate
from winset.words.funnel import METHOD, TOGETHER, funnel_told, step_in_words
from winset.words.names import form_title
from winset.words.quantities import figure, share
from winset.words.table import Table

_WIDTH = 45
_LINE, _BAR, _GAP, _PARTY = 13, 22, 14, 32

Row = dict[str, Any]


def ratification_funnel(analysis: Analysis, form: str) -> Figure:
    """Draw, party by party, the odds that some package passes each step at home."""
    sentence = funnel_told(analysis, form)
    rows = _rows(analysis, form)
    return Figure(
        id=f"funnel-{form}",
        title="Where a deal dies",
        sentence=sentence,
        spec=_spec(rows, f"{form_title(analysis.scenario, form)}: where a deal dies. {sentence}"),
        table=Table(
            ("Step", "Party", "Some text passes"),
            tuple((row["step"], row["party"], row["told"]) for row in rows),
        ),
        method=METHOD,
    )


def _rows(analysis: Analysis, form: str) -> list[Row]:
    scenario, ratification = analysis.scenario, analysis.forms[form].ratification
    rows: list[Row] = []
    for party, steps in ratification.funnel.items():
        slot, name = slot_of_party(scenario, party), scenario.party_name(party)
        for place, step in enumerate(steps[:-1]):
            assert step.rule is not None
            label = step_in_words(scenario, party, step.rule, is_first=place == 0)
            rows.append(_row(label, name, slot, step.probability, heads=place == 0))
    rows.append(_row(TOGETHER, "", None, ratification.zone.probability, heads=True))
    return rows


def _row(step: str, party: str, slot: int | None, found: Estimate, *, heads: bool) -> Row:
    return {
        "step": step,
        "lines": broken(step, _WIDTH),
        "party": party,
        "heads": heads,
        "slot": slot,
        "zero": 0,
        "one": 1,
        "value": round(found.value, 6),
        "short": share(found.value, found.worlds),
        "told": figure(found),
    }


def _placed(rows: list[Row]) -> tuple[list[Row], float]:
    """Stack the rows: a party's name before its first step, a step's words above its bar."""
    y, placed = 0.0, []
    for row in rows:
        y += _PARTY if row["heads"] and row["party"] else _GAP if row["heads"] else 0.0
        words = y
        y += _LINE * len(row["lines"])
        placed.append({**row, "head_y": words - 17, "words_y": y, "value_y": y + 7})
        y += _BAR
    return placed, y


def _spec(rows: list[Row], told: str) -> dict[str, Any]:
    placed, height = _placed(rows)
    y = {"type": "quantitative", "axis": None, "scale": {"domain": [height, 0], "nice": False}}
    x = {"type": "quantitative", "scale": {"domain": [0, 1]}, "axis": None}
    words = {
        "type": "text",
        "align": "left",
        "baseline": "top",
        "limit": {"expr": "width"},
        "lineHeight": _LINE,
        "fontSize": 11.5,
    }
    rise = {"expr": f"narrow ? {-_LINE} * (length(datum.lines) - 1) : 0"}
    text = {"expr": "narrow ? datum.lines : join(datum.lines, ' ')"}
    ground = {"type": "rule", "color": ink("faint"), "strokeWidth": 8}
    bar = {"type": "rule", "strokeWidth": 8}
    step = {**words, "baseline": "bottom", "text": text, "dy": rise}
    party = {**words, "fontWeight": "bold"}
    zero, left, on_bar = at(x, "zero"), {"value": 0}, at(y, "value_y")
    own, all_ = "isValid(datum.slot)", "!isValid(datum.slot)"
    layers = [
        layer(ground, x=zero, x2="one", y=on_bar),
        layer(bar, where=own, x=zero, x2="value", y=on_bar, color=colour()),
        layer(bar, where=all_, x=zero, x2="value", y=on_bar, color={"value": ink("ink")}),
        layer(beside(7, 11), x={"value": "width"}, y=on_bar, text="short"),
        layer(step, x=left, y=at(y, "words_y")),
        layer(party, where="datum.heads", x=left, y=at(y, "head_y"), text="party"),
    ]
    return chart(told, placed, layers, height=round(height))
