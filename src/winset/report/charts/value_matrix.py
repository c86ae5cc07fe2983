"""What each option of a nominal issue is worth to whom."""

from __future__ import annotations

import json
from typing import Any

from winset.analysis import Analysis
from winset.report.charts.labels import actor_labels, option_lines
from winset.report.charts.option_strip import option_axis
from winset.report.figures import (
    DIAMOND_OUTSIDE,
    Figure,
    beside,
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
from winset.report.palette import slot_of_actor
from winset.words.marks import mark_of
from winset.words.positions import choice_method, choice_told
from winset.words.quantities import number_in_words
from winset.words.shapes import MOST_NAMED
from winset.words.table import Table
from winset.words.views import option_in_words


def value_matrix(analysis: Analysis, issue: str) -> Figure:
    """Draw the worth of each option of a nominal issue to each actor who values it."""
    scenario = analysis.scenario
    about = scenario.issues[issue]
    actors = [actor for actor in scenario.actors if scenario.stance(actor, issue).values]
    sentence = choice_told(analysis, issue)
    return Figure(
        id=f"positions-{issue}",
        title=about.title,
        sentence=sentence,
        spec=_spec(analysis, issue, actors, f"{about.title}. {sentence}"),
        table=_table(analysis, issue, actors),
        method=choice_method(len(about.options)),
    )


def _spec(analysis: Analysis, issue: str, actors: list[str], told: str) -> dict[str, Any]:
    if len(analysis.scenario.issues[issue].options) > MOST_NAMED:
        return _strips(analysis, issue, actors, told)
    options = list(analysis.scenario.issues[issue].options)
    values = _values(analysis, issue, actors)
    x = {
        "field": "option",
        "type": "nominal",
        "sort": ["\n".join(option_lines(option)) for option in options],
        "axis": {
            "title": None,
            "labelExpr": "split(datum.label, '\\n')",
            "labelAngle": 0,
            "labelLineHeight": 11,
            "labelOverlap": "greedy",
        },
    }
    first = json.dumps(values[0]["option"] if values else "")
    point = {"type": "point", "filled": True, "opacity": 1}
    size = graded("worth", 1, [0, 260])
    layers = [
        layer(point, x=x, color=colour(), shape=DIAMOND_OUTSIDE, size=size),
        layer(beside(12, 10, fill=ink("muted")), x=x, text="told"),
        row_names(f"datum.option == {first}"),
    ]
    encoding = {"y": rows(actors, lines=True)}
    return chart(told, values, layers, height=step_of(32, values), encoding=encoding)


def _values(analysis: Analysis, issue: str, actors: list[str]) -> list[dict[str, Any]]:
    scenario = analysis.scenario
    labels = actor_labels(scenario, actors)
    places = list(scenario.issues[issue].options)
    return [
        {
            "row": actor,
            **named(labels[actor]),
            "slot": slot_of_actor(scenario, actor),
            "outsider": scenario.actors[actor].party is None,
            "option": "\n".join(option_lines(option)),
            "place": places.index(option),
            "worth": worth.centre,
            "told": f"{worth.centre:.2f}",
        }
        for actor in actors
        for option, worth in (scenario.stance(actor, issue).values or {}).items()
    ]


def _strips(analysis: Analysis, issue: str, actors: list[str], told: str) -> dict[str, Any]:
    """Draw many options as one strip an actor: the stronger the colour, the more worth."""
    options = list(analysis.scenario.issues[issue].options)
    values = [{**value, "option": value["place"]} for value in _values(analysis, issue, actors)]
    x = {
        "field": "option",
        "type": "ordinal",
        "scale": {"domain": list(range(len(options))), "paddingInner": 0},
        "axis": option_axis(options, named=False),
    }
    strip = {"type": "rect", "height": 19, "yOffset": {"expr": "narrow ? 4 : 0"}}
    worth = graded("worth", 1, [0, 1])
    layers = [
        layer({**strip, "fill": ink("faint")}, x=x),
        layer(strip, x=x, color=colour(), opacity=worth, tooltip="told"),
        row_names("datum.option == 0"),
    ]
    return chart(told, values, layers, height=step_of(44, values), encoding={"y": rows(actors)})


def _table(analysis: Analysis, issue: str, actors: list[str]) -> Table:
    """A row an actor; where there are many options, a row an option."""
    scenario = analysis.scenario
    names = [option_in_words(option) for option in scenario.issues[issue].options]
    rows = [_cells(analysis, issue, actor) for actor in actors]
    columns = ("Actor", *names, "Salience", "Basis")
    if len(names) <= MOST_NAMED:
        return Table(columns, tuple(rows))
    turned = zip(columns, *rows, strict=True)
    return Table(next(turned), tuple(turned))


def _cells(analysis: Analysis, issue: str, actor: str) -> tuple[str, ...]:
    scenario = analysis.scenario
    stance = scenario.stance(actor, issue)
    values = stance.values or {}
    worths = (
        number_in_words(values[o]) if o in values else "" for o in scenario.issues[issue].options
    )
    name, salience = scenario.actor_name(actor), number_in_words(stance.salience)
    return (name, *worths, salience, mark_of(stance))
