"""What each option of a nominal issue is worth to whom."""

from __future__ import annotations

import json
from typing import Any

from winset.analysis import Analysis
from winset.report.charts.labels import actor_labels, option_lines
from winset.report.deals import likely_deal, shape_of
from winset.report.figures import (
    DIAMOND_OUTSIDE,
    Figure,
    Table,
    chart,
    colour,
    ink,
    row_names,
    rows,
)
from winset.report.marks import mark_of
from winset.report.naming import option_in_words
from winset.report.palette import slot_of_actor
from winset.report.words import listed, number_in_words


def value_matrix(analysis: Analysis, issue: str) -> Figure:
    """Draw the worth of each option of a nominal issue to each actor who values it.

    Parameters
    ----------
    analysis
        The analysis.
    issue
        Id of a nominal issue.
    """
    scenario = analysis.scenario
    about = scenario.issues[issue]
    actors = [actor for actor in scenario.actors if scenario.stance(actor, issue).values]
    told = _sentence(analysis, issue)
    return Figure(
        id=f"positions-{issue}",
        title=about.title,
        sentence=told,
        spec=_spec(analysis, issue, actors, f"{about.title}. {told}"),
        table=Table(
            ("Actor", *(option_in_words(option) for option in about.options), "Salience", "Basis"),
            tuple(_cells(analysis, issue, actor) for actor in actors),
        ),
        method=(
            "This issue has no scale; each actor values its options from 0 to 1. A dot’s area is "
            "that worth, the number beside it the centre of the range the analyst gave."
        ),
    )


def _spec(analysis: Analysis, issue: str, actors: list[str], told: str) -> dict[str, Any]:
    scenario = analysis.scenario
    options = list(scenario.issues[issue].options)
    labels = actor_labels(scenario, actors)
    values = [
        {
            "row": actor,
            "label": labels[actor],
            "slot": slot_of_actor(scenario, actor),
            "outsider": scenario.actors[actor].party is None,
            "option": "\n".join(option_lines(option)),
            "worth": worth.centre,
            "told": f"{worth.centre:.2f}",
        }
        for actor in actors
        for option, worth in (scenario.stance(actor, issue).values or {}).items()
    ]
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
    layers: list[dict[str, Any]] = [
        {
            "mark": {"type": "point", "filled": True, "opacity": 1},
            "encoding": {
                "x": x,
                "color": colour(),
                "shape": DIAMOND_OUTSIDE,
                "size": {
                    "field": "worth",
                    "type": "quantitative",
                    "scale": {"domain": [0, 1], "range": [0, 260]},
                    "legend": None,
                },
            },
        },
        {
            "mark": {
                "type": "text",
                "align": "left",
                "dx": 12,
                "fontSize": 10,
                "fill": ink("muted"),
            },
            "encoding": {"x": x, "text": {"field": "told"}},
        },
    ]
    first = json.dumps(values[0]["option"] if values else "")
    layers.append(row_names(f"datum.option == {first}"))
    return chart(
        told, values, layers, height={"step": 32}, encoding={"y": rows(actors, lines=True)}
    )


def _sentence(analysis: Analysis, issue: str) -> str:
    about = analysis.scenario.issues[issue]
    told = f"A choice between {listed([option_in_words(o) for o in about.options])}"
    settled = likely_deal(analysis)
    if settled is None:
        return f"{told}."
    option, _ = shape_of(analysis, settled[1]).leading[issue]
    return f"{told}; most deals have {option_in_words(option)}."


def _cells(analysis: Analysis, issue: str, actor: str) -> tuple[str, ...]:
    scenario = analysis.scenario
    stance = scenario.stance(actor, issue)
    values = stance.values or {}
    worths = (
        number_in_words(values[o]) if o in values else "" for o in scenario.issues[issue].options
    )
    name, salience = scenario.actor_name(actor), number_in_words(stance.salience)
    return (name, *worths, salience, mark_of(stance))
