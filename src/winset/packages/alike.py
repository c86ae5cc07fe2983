"""Who answers alike at two tables: whoever has the same numbers and the same draws there."""

from __future__ import annotations

from collections.abc import Collection

from winset.packages.views import view_of
from winset.scenario.model import Scenario
from winset.worlds import Worlds


def alike(
    one: tuple[Scenario, Worlds],
    other: tuple[Scenario, Worlds],
    forms: Collection[str] | None = None,
) -> frozenset[str]:
    """Name the actors who answer every text at one table as they do at another, bit for bit.

    That is so before a deal, and of leaving one at the same cost.

    Parameters
    ----------
    one, other
        A scenario and its worlds each.
    forms
        Names of the forms in which they must know as much of a text; by default all. Whoever leaves
        a deal knows all of it, and so needs none.
    """
    (here, worlds), (there, known) = one, other
    forms = here.forms if forms is None else forms
    if _around(here) != _around(there) or not worlds.agree(known, "issues."):
        return frozenset()
    same = {
        id_
        for id_, actor in here.actors.items()
        if actor == there.actors.get(id_)
        and worlds.agree(known, f"actors.{id_}.")
        and all(view_of(here, id_, form) == view_of(there, id_, form) for form in forms)
    }
    # a group's line may be the answer of another, who must then answer alike as well
    return frozenset(id_ for id_ in same if same.issuperset(here.with_leaders([id_])))


def _around(scenario: Scenario) -> tuple[object, ...]:
    """Return what bears on anybody's utility: the options of all issues, and the settings."""
    issues = {id_: (i.options, i.scale, i.no_deal, i.stays) for id_, i in scenario.issues.items()}
    return issues, [*issues], scenario.settings
