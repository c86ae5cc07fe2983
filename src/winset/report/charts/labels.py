"""Labels that stay apart: names of rows and of options, broken into lines."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from winset.report.figures import broken
from winset.scenario.model import Issue, Scenario
from winset.words.views import option_in_words

OPTION_WIDTH = 11
END_WIDTH = 20
_CHARACTER = 5.0
"""Pixels that a character of an axis label takes."""


def actor_labels(scenario: Scenario, actors: Iterable[str]) -> dict[str, str]:
    """Actor id → its short name; actors of one name are told apart by their ids."""
    names = {actor: scenario.actor_short(actor) for actor in actors}
    often = Counter(names.values())
    return {
        actor: name if often[name] == 1 else f"{name} ({actor})" for actor, name in names.items()
    }


def option_lines(option: str) -> list[str]:
    """Name of an option in lines."""
    return broken(option_in_words(option), OPTION_WIDTH)


def name_columns(names: Sequence[str], width: int = OPTION_WIDTH) -> dict[str, object]:
    """Axis entries that name columns by their numbers, in lines below them.

    Names whose longest word is wider than a column stand upright, so that none is cut.
    """
    lines = [broken(name, width) for name in names]
    words = max((len(line) for own in lines for line in own), default=1)
    needed = len(names) * (_CHARACTER * words + 2)
    upright = f"(width < {needed})"
    return {
        "labelExpr": f"{upright} ? {json.dumps(list(names))}[datum.value]"
        f" : {json.dumps(lines)}[datum.value]",
        "labelAngle": {"expr": f"{upright} ? -90 : 0"},
        "labelAlign": {"expr": f"{upright} ? 'right' : 'center'"},
        "labelBaseline": {"expr": f"{upright} ? 'middle' : 'top'"},
        "labelOverlap": False,
        "labelLimit": 220,
    }


def option_axis_labels(issue: Issue, most: int = 9) -> Mapping[str, object]:
    """Axis entries that name the options at their positions; numbers where there are too many."""
    positions = [number.centre for number in issue.options.values() if number is not None]
    if len(positions) > most:
        return {"tickCount": 5}
    lines = [option_lines(option) for option in issue.options]
    named = f"{json.dumps(lines)}[indexof({json.dumps(positions)}, datum.value)]"
    return {"values": positions, "labelExpr": named}


def issue_axis(scale: Sequence[float], axis: Mapping[str, object]) -> dict[str, Any]:
    """Return the axis of an issue's positions, with the entries of ``axis``."""
    return {
        "type": "quantitative",
        "scale": {"domain": list(scale), "nice": False, "zero": False},
        "axis": {
            "title": None,
            "labelOverlap": "greedy",
            "labelSeparation": 4,
            "labelFlush": True,
            "labelFontSize": 10,
            "labelLineHeight": 11,
            **axis,
        },
    }


def depth(issue: Issue) -> int:
    """Most lines an option's name takes."""
    return max(len(option_lines(option)) for option in issue.options)
