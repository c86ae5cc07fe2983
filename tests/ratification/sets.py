"""Win-sets of a whole scenario at once, for the laws that compare them."""

from __future__ import annotations

from winset.ratification import WinSets, consents_of, forms_of, win_sets
from winset.scenario.model import Scenario
from winset.worlds import draw_worlds


def sets_of(scenario: Scenario) -> dict[str, WinSets]:
    """Form → its win-sets and zone, (worlds, packages)."""
    worlds = draw_worlds(scenario)
    found = {}
    for form in forms_of(scenario):
        found[form.name] = win_sets(
            form, consents_of(scenario, worlds, form.actors, form=form.name)
        )
    return found
