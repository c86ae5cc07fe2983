"""Texts that stand in every view of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from winset.advice.robust import RobustDeals
from winset.scenario.model import Scenario
from winset.words.advised import Advised, table_of
from winset.words.names import (
    as_form,
    form_title,
    listed,
    package_in_words,
    sentence,
)
from winset.words.quantities import figure

if TYPE_CHECKING:
    from winset.engine import Result


_MOST_NAMED = 3


def robust_told(result: Result, found: RobustDeals) -> Advised | None:
    """Name the text of each form that stands best in every view; None with one view alone.

    Where several cannot be told apart, the first, which leaves the least gainer most.
    """
    if len(found.views) == 1:
        return None
    scenario = result.scenario
    rows, passes = [], []
    for form in dict.fromkeys(deal.form for deal in found.rows):
        best, *others = [deal for deal in found.rows if deal.form == form]
        tie = "" if all(best.is_safer_than(deal) for deal in others) else " (one of several alike)"
        names = [scenario.actor_short(actor) for actor in best.objects]
        passes.append(f"{figure(best.worst)} {as_form(scenario, form)}")
        rows.append(
            (
                f"{form_title(scenario, form)}{tie}",
                package_in_words(scenario, result.space.package(best.package)),
                f"{figure(best.worst)}, in {_view(scenario, best.worst_view)}",
                sentence(listed(names)) or "–",
            )
        )
    heads = ("As", "Text", "Passes in its worst view", "Would more likely than not refuse")
    table = table_of(heads, rows)
    told = [
        f"{sentence(as_form(scenario, form))}, no text ever passes in "
        f"{listed([_view(scenario, view) for view in views])}."
        for form, views in found.nowhere.items()
    ]
    if table is None and not told:
        return None
    if 0 < len(rows) <= _MOST_NAMED:
        told.insert(0, f"Held to its worst view, a text passes {listed(passes)}.")
    first, *rest = told or [""]
    method = (*rest, "Of texts that stand alike, the one shown leaves the least gainer most.")
    return Advised("Which text stands in every view?", first, table, method)


def _view(scenario: Scenario, view: str) -> str:
    return f"“{scenario.perspectives[view].title or view}”" if view else "the scenario’s own view"
