"""One package and everyone's answer: what it is worth to each, against no deal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from winset.analysis import Analysis
from winset.ratification import ConsentOdds, Reasons
from winset.report.charts.labels import actor_labels
from winset.report.figures import DIAMOND_OUTSIDE, Figure, chart, colour, ink, row_names, rows
from winset.report.palette import slot_of_actor
from winset.words.names import listed
from winset.words.quantities import counted, figure, share
from winset.words.reasons import answer_told, reason_told
from winset.words.table import Table

_HALF = 0.5


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
    told = _told(answers, labels)
    values = [
        {
            "row": labels[actor],
            "label": labels[actor],
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
        sentence=told,
        spec=_spec(f"Everyone’s answer to the package. {told}", values),
        table=_table(analysis, answers, reasons, labels),
        method="A dot is what the package is worth to an actor, a hollow dot what no deal is worth "
        "to it, from 0 to 1, means over worlds; beside it stands the share of worlds in which it "
        "accepts, of a body that in which more than half of its votes do. A red line rules a "
        "package out whatever it is worth, so a dot to the right may still be a no.",
    )


def _told(answers: Mapping[str, ConsentOdds], labels: Mapping[str, str]) -> str:
    against = [actor for actor, own in answers.items() if own.probability[0] < _HALF]
    if not against:
        return "Everyone would more likely than not accept it."
    if len(against) == len(answers):
        return "Everyone would more likely than not reject it."
    surest = sorted(against, key=lambda actor: float(answers[actor].probability[0]))
    named = [labels[actor] for actor in surest[:3]]
    rest = len(against) - len(named)
    names = listed([*named, *([counted(rest, "other")] if rest else [])])
    yes = len(answers) - len(against)
    return f"{yes} of {len(answers)} would more likely than not accept it; {names} would not."


def _table(
    analysis: Analysis,
    answers: Mapping[str, ConsentOdds],
    reasons: Mapping[str, Reasons],
    labels: Mapping[str, str],
) -> Table:
    columns = ("Actor", "Accepts, share of worlds", "Worth", "Without a deal", "Why")
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
    x = {
        "type": "quantitative",
        "scale": {"domain": [0, 1]},
        "axis": {"title": None, "values": [0, 0.25, 0.5, 0.75, 1], "format": ".2~f"},
    }
    layers: list[dict[str, Any]] = [
        {
            "mark": {"type": "rule", "strokeWidth": 2, "opacity": 0.5},
            "encoding": {
                "x": {**x, "field": "without"},
                "x2": {"field": "utility"},
                "color": colour(),
            },
        },
        {
            "mark": {"type": "point", "filled": True, "size": 55, "opacity": 1},
            "encoding": {
                "x": {**x, "field": "without"},
                "color": {"value": ink("paper")},
                "stroke": colour(),
                "strokeWidth": {"value": 1.4},
            },
        },
        {
            "mark": {"type": "point", "filled": True, "size": 80, "opacity": 1},
            "encoding": {
                "x": {**x, "field": "utility"},
                "color": colour(),
                "shape": DIAMOND_OUTSIDE,
            },
        },
        {
            "mark": {"type": "text", "align": "left", "dx": 10, "fontSize": 11},
            "encoding": {"x": {**x, "field": "right"}, "text": {"field": "told"}},
        },
        row_names(),
    ]
    y = rows([value["row"] for value in values])
    return chart(described, values, layers, height={"step": 32}, encoding={"y": y})
