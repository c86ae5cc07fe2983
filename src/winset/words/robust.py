"""Deals that stand in every view, in plain sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from winset.advice.robust import RobustDeals
from winset.scenario.model import Scenario
from winset.words.names import actor_in_words, as_form, listed, package_in_words, sentence
from winset.words.shares import with_odds

if TYPE_CHECKING:
    from winset.engine import Result


def robust_told(result: Result, found: RobustDeals) -> tuple[str, ...]:
    """Say which packages stand in every view, form by form."""
    told = [
        f"{sentence(as_form(result.scenario, form))}, no package is in the zone in any world in "
        f"{listed([_view(result.scenario, view) for view in views])}, so none stands in every view."
        for form, views in found.nowhere.items()
    ]
    for form in dict.fromkeys(deal.form for deal in found.rows):
        told.append(_form_told(result, found, form))
    if len(found.views) == 1 and told:
        told.append("The scenario has no perspectives, so this is robust over its worlds alone.")
    return tuple(told)


def _form_told(result: Result, found: RobustDeals, form: str) -> str:
    """Name the package that stands best, or the first of those that cannot be told apart."""
    scenario = result.scenario
    best, *others = [deal for deal in found.rows if deal.form == form]
    alike = [deal for deal in others if not best.is_safer_than(deal)]
    package = package_in_words(scenario, result.space.package(best.package))
    view = best.worst_view
    where = "" if len(found.views) == 1 else f" in its worst view, {_view(scenario, view)}"
    if alike:
        start = (
            f"{len(alike) + 1} of the packages shown cannot be told apart in how they stand in "
            f"every view, and differ in who gains; as likely to pass as any, and leaving the least "
            f"gainer most, is {package}"
        )
    else:
        start = f"the package that stands best in every view is {package}"
    text = f"{sentence(as_form(scenario, form))}, {start}: it passes {with_odds(best.worst)}{where}"
    if best.survival is not None:
        band = best.survival
        text += (
            f", and is in force after {found.years} years with {band.mean:.2f} "
            f"({band.low:.2f} to {band.high:.2f})"
        )
    if best.objects:
        names = [actor_in_words(scenario, actor) for actor in best.objects]
        text += f"; {listed(names)} would more likely than not reject it"
    return f"{text}."


def _view(scenario: Scenario, view: str) -> str:
    return f"“{scenario.perspectives[view].title or view}”" if view else "the scenario’s own view"
