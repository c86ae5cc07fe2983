"""Deals that stand in every view, in plain sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from winset.advice.robust import RobustDeals
from winset.scenario.model import Scenario
from winset.words.names import actor_in_words, as_form, listed, package_in_words, sentence
from winset.words.shares import with_odds

if TYPE_CHECKING:
    from winset.engine import Result


def robust_told(result: Result, found: RobustDeals) -> tuple[str, ...]:
    """Say which packages stand in every view, form by form."""
    told = [
        f"{sentence(as_form(form))}, no package is in the zone in any world in "
        f"{listed([_view(result.scenario, view) for view in views])}, so none stands in every view."
        for form, views in found.nowhere.items()
    ]
    for form in dict.fromkeys(own.form for own in found.rows):
        told.append(_form_told(result, found, form))
    if len(found.views) == 1 and told:
        told.append("The scenario has no perspectives, so this is robust over its worlds alone.")
    return tuple(told)


def _form_told(result: Result, found: RobustDeals, form: str) -> str:
    scenario = result.scenario
    rows = [own for own in found.rows if own.form == form]
    best = rows[0]
    package = package_in_words(scenario, result.space.package(best.package))
    view = next(id_ for id_, share in best.odds.items() if share is best.worst)
    where = "" if len(found.views) == 1 else f" in its worst view, {_view(scenario, view)}"
    text = (
        f"{sentence(as_form(form))}, the package that stands best in every view is {package}: it "
        f"passes {with_odds(best.worst)}{where}"
    )
    if best.survival is not None:
        band = best.survival
        text += (
            f", and is in force after {found.years} years with {band.mean:.2f} "
            f"({band.low:.2f} to {band.high:.2f})"
        )
    if best.objects:
        names = [actor_in_words(scenario, actor) for actor in best.objects]
        text += f"; {listed(names)} would more likely than not reject it"
    alike = [
        own
        for own in rows[1:]
        if best.worst.value - own.worst.value
        <= 1.959964 * float(np.hypot(best.worst.se, own.worst.se))
    ]
    if alike:
        text += (
            f". {len(alike)} more of the packages shown cannot be told apart from it in odds, and "
            "differ in who gains"
        )
    return f"{text}."


def _view(scenario: Scenario, view: str) -> str:
    return f"“{scenario.perspectives[view].title or view}”" if view else "the scenario’s own view"
