"""Everyone's answers to a few packages, world by world: the facts advice is computed from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from winset.arrays import Bools, Floats, Integers
from winset.lazy import side_by_side
from winset.packages import PackageSpace, by_view, utilities_at, utilities_of, worlds_at_once
from winset.ratification import Consents, Form, win_sets
from winset.ratification.consents import consents_from, judgement_of
from winset.ratification.consents_at import support_at
from winset.scenario.model import Scenario
from winset.uncertainty import Estimate
from winset.worlds import Worlds

if TYPE_CHECKING:
    from winset.engine import Result


_ENTRIES = 2**19


@dataclass(frozen=True)
class Answers:
    """What actors say to some packages in every world."""

    numbers: tuple[int, ...]
    """Numbers of the packages."""
    consents: Consents
    """Of the actors asked, with arrays of (worlds, packages asked about)."""
    utilities: Mapping[str, Floats]
    """Actor id → (worlds, packages) in [0, 1]; of a body, its members' mean by weight."""
    reservations: Mapping[str, Floats]
    """Actor id → (worlds,) utility of no deal."""

    def in_zone(self, form: Form) -> Bools:
        """(worlds, packages): which would be ratified in a form."""
        return win_sets(form, self.consents).zone

    def gain(self, actor: str) -> Floats:
        """(worlds, packages) in utility: what a package brings beyond no deal."""
        return self.utilities[actor] - self.reservations[actor][:, None]

    def accepts(self, actor: str, number: int) -> Bools:
        """(worlds,): where an actor accepts one of the packages."""
        return self.consents.accept(actor)[:, self.numbers.index(number)]


@dataclass(frozen=True)
class Start:
    """The deal of a form that advice starts from."""

    package: int
    """Its number."""
    settled: Estimate | None
    """Share of the worlds with a settlement in which it is the Nash one; None where nothing can be
    settled in any world, and the package is the most ratifiable one."""

    @property
    def concept(self) -> Literal["nash", "most_ratifiable"]:
        """What picks it."""
        return "most_ratifiable" if self.settled is None else "nash"


def start_of(result: Result, form: str) -> Start | None:
    """Choose a form's most frequent Nash deal, or else its most ratifiable package, if any."""
    deal, ratification = result.forms[form].settlements["nash"], result.forms[form].ratification
    if deal.package is not None:
        return Start(deal.package, deal.share)
    likely = ratification.most_ratifiable(1)
    return Start(likely[0], None) if likely else None


def ask(
    scenario: Scenario,
    worlds: Worlds,
    space: PackageSpace,
    numbers: Sequence[int],
    actors: Iterable[str] | None = None,
    form: str | None = None,
) -> Answers:
    """Put packages to actors in every world.

    Parameters
    ----------
    numbers
        Numbers of the packages.
    actors
        Whom to ask; by default every actor.
    form
        Form of agreement they are asked in; by default all is disclosed.
    """
    whom = scenario.with_leaders(scenario.actors if actors is None else actors)
    asked = tuple(dict.fromkeys(numbers))
    choices = space.choices(asked)
    heard = side_by_side(lambda actor: _ask(scenario, worlds, actor, choices, form), whom)
    votes = {actor: (support, total) for actor, (support, total, _, _) in heard.items()}
    return Answers(
        asked,
        consents_from(scenario, worlds, votes),
        {actor: utility for actor, (_, _, utility, _) in heard.items()},
        {actor: reservation for actor, (_, _, _, reservation) in heard.items()},
    )


def ask_each_form(
    result: Result,
    worlds: Worlds,
    forms: Iterable[str],
    numbers: Sequence[int],
    actors: Iterable[str],
) -> dict[str, Answers]:
    """Put packages to actors in each of some forms, once for all forms that they see alike.

    Returns
    -------
    form → Answers
    """
    scenario, whom = result.scenario, tuple(dict.fromkeys(actors))
    return by_view(
        scenario, forms, whom, lambda form: ask(scenario, worlds, result.space, numbers, whom, form)
    )


def _ask(
    scenario: Scenario, worlds: Worlds, actor: str, choices: Integers, form: str | None
) -> tuple[Floats, float, Floats, Floats]:
    """Votes in favour, all votes, utilities and reservations of one actor."""
    body = scenario.actors[actor].body
    entries = max(1, len(choices)) * (1 if body is None else max(1, body.size))
    rows = max(1, min(worlds_at_once(scenario, [actor]), _ENTRIES // entries))
    support, utility = np.empty((2, worlds.count, len(choices)))
    reservation = np.empty(worlds.count)
    total = 0.0
    for here, chunk in worlds.chunks(rows):
        utilities = utilities_of(scenario, chunk, actor, form)
        total = float(utilities.weights.sum())
        support[here] = support_at(utilities, judgement_of(chunk, actor), chunk.count, choices)
        worth, reservation[here] = utilities.mean()
        utility[here] = utilities_at(worth, choices)
    return support, total, utility, reservation
