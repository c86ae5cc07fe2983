"""One package and everyone's answer: what it is worth to each, against no deal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from winset.analysis import Analysis
from winset.ratification import ConsentOdds, Reasons
from winset.report.charts.labels import actor_labels
from winset.report.figures import (
    DIAMOND_OUTSIDE,
    Figure,
    at,
    beside,
    chart,
    colour,
    dot,
    ink,
    layer,
    measure,
    named,
    row_names,
    rows,
    step_of,
)
from winset.report.palette import slot_of_actor
from winset.words.quantities import figure, share
from winset.words.reasons import ANSWERS_METHOD, answer_told, answers_told, reason_told
from winset.words.table import Table


def package_answers(
    analysis: Analysis, answers: Mapping[str, ConsentOdds], reasons: Mapping[str, Reasons]
) -> Figure:
    """Draw what a package is worth to everyone, with the odds that each accepts.

    Parameters
    ----------
    analysis
        The analysis.
    answers
        Actor id → its answer to this one package.
    reasons
        Actor id → why.
    """
    scenario = analysis.scenario
    labels = actor_labels(scenario, answers)
    sentence = answers_told(answers, labels)
    values = [
        {
            "row": labels[actor],
            **named(labels[actor]),
            "slot": slot_of_actor(scenario, actor),
            "outsider": scenario.actors[actor].party is None,
            "utility": round(float(own.utility[0]), 6),
            "without": round(own.reservation, 6),
            "right": round(max(float(own.utility[0]), own.reservation), 6),
            "told": share(float(own.probability[0]), analysis.worlds.count),
        }
        for actor, own in answers.items()
    ]
    return Figure(
        id="package-answers",
        title="Who says yes",
        sentence=sentence,
        spec=_spec(f"Everyone’s answer to the text. {sentence}", values),
        table=_table(analysis, answers, reasons, labels),
        method=ANSWERS_METHOD,
    )


def _table(
    analysis: Analysis,
    answers: Mapping[str, ConsentOdds],
    reasons: Mapping[str, Reasons],
    labels: Mapping[str, str],
) -> Table:
    columns = ("Actor", "Accepts, share of draws", "Worth", "Without a deal", "Why")
    found = []
    for actor, own in answers.items():
        why = reason_told(analysis.scenario, reasons[actor], own.reservation)
        found.append(
            (
                labels[actor],
                figure(own.odds()),
                f"{float(own.utility[0]):.2f}",
                f"{own.reservation:.2f}",
                f"{answer_told(own)} {why}".strip(),
            )
        )
    return Table(columns, tuple(found))


def _spec(described: str, values: list[dict[str, Any]]) -> dict[str, Any]:
    x = measure([0, 1], title="worth, from the worst text (0) to the best (1)", tickCount=3)
    between = {"type": "rule", "strokeWidth": 2, "opacity": 0.5}
    layers = [
        layer(between, x=at(x, "without"), x2="utility", color=colour()),
        layer(
            dot(55),
            x=at(x, "without"),
            color={"value": ink("paper")},
            stroke=colour(),
            strokeWidth={"value": 1.4},
        ),
        layer(dot(80), x=at(x, "utility"), color=colour(), shape=DIAMOND_OUTSIDE),
        layer(beside(10, 11), x=at(x, "right"), text="told"),
        row_names(),
    ]
    y = rows([value["row"] for value in values])
    return chart(described, values, layers, height=step_of(32, values), encoding={"y": y})
