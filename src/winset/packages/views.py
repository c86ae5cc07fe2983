"""How an actor sees a form of agreement: what it does not hear of, and which pledges sleep there.

A form may keep issues undisclosed. Who is not in the room values them at its own expectation, and
sees no red line crossed; nobody's pledge on them costs anything while they stay so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

from winset.scenario.model import Scenario

Made = TypeVar("Made")


class View(NamedTuple):
    """What one actor does not see of a form; forms of which it sees the same have equal views."""

    hidden: frozenset[str] = frozenset()
    """Ids of the issues it knows nothing of, among those that matter to it."""
    unpledged: frozenset[str] = frozenset()
    """Ids of the issues on which its own pledges cost it nothing."""


def view_of(scenario: Scenario, actor: str, form: str | None) -> View:
    """Return how an actor sees a form; all disclosed where no form is named."""
    kept = frozenset[str]() if form is None else scenario.undisclosed(form)
    if form is None or not kept:
        return _ALL_DISCLOSED
    entry = scenario.actors[actor]
    has_table = entry.body is not None and entry.body.table is not None
    matters = kept if has_table else kept & frozenset(entry.stances)
    hidden = frozenset[str]() if actor in scenario.in_room(form) else matters
    return View(hidden, kept & {pledge.issue for pledge in entry.pledges})


def by_view(
    scenario: Scenario, forms: Iterable[str], actors: Iterable[str], make: Callable[[str], Made]
) -> dict[str, Made]:
    """Make something of every form, once for all forms that some actors see alike."""
    whom, made, found = tuple(actors), dict[tuple[View, ...], Made](), dict[str, Made]()
    for form in forms:
        views = tuple(view_of(scenario, actor, form) for actor in whom)
        if views not in made:
            made[views] = make(form)
        found[form] = made[views]
    return found


_ALL_DISCLOSED = View()
