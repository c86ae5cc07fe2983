"""Every package put to everyone whose consent is worth having."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from winset.advice.consenters import Consenter, asked_in
from winset.arrays import Bools, Floats, Integers
from winset.lazy import side_by_side
from winset.packages import (
    Listing,
    View,
    mean_utilities,
    package_utilities,
    utilities_at,
    view_of,
    worlds_at_once,
)
from winset.ratification import Form, consents_of, forms_of
from winset.ratification.consents import Consents
from winset.ratification.consents_at import consents_at
from winset.scenario.model import Scenario
from winset.worlds import Worlds
from winset.worlds.expected import expected_world

if TYPE_CHECKING:
    from winset.engine import Result


MOST_WHOLE = 2**16
"""Packages up to which every one is put to everyone."""

MOST_LIKELY = 2**11
"""How many of the likeliest to pass are, where there are more."""

_MOST_VOTES = 2**28
_MOST_CELLS = 2**24
_MOST_AT_ONCE = 2**21
_CHUNK = 2**18
_FEWEST = 16


@dataclass(frozen=True)
class ActorStanding:
    """What the packages listed are worth, and to whom."""

    listing: Listing
    """The packages looked at: all, or those a search found."""
    odds: Mapping[Consenter, Floats]
    """Actor and what is asked of it → (packages listed,) in [0, 1]: share of worlds with its
    consent."""
    worlds: Mapping[str, int]
    """Actor → worlds it was asked in: a balanced first part of all, fewer for large bodies."""
    worth: Mapping[str, tuple[Floats, ...]]
    """Principal → for each issue (worlds, options): what each option adds to its utility; of a
    body, to its members' mean."""
    value: Mapping[str, Floats]
    expected_value: Mapping[str, Floats]
    """``value``, ``expected_value``: principal → (packages listed,) in utility: mean over all
    worlds, and at the expected world."""
    expected: Consents
    """Consents at the expected world, (1, packages listed)."""

    def accepted_at_centre(self, asked: Consenter) -> Bools:
        """(packages listed,): whether an actor consents at the expected world."""
        return asked.enough.met_by(self.expected.backing(asked.actor)[0])


def standing_of(
    result: Result,
    listing: Listing,
    asked: Iterable[Consenter],
    principals: Iterable[str],
    form: str,
) -> ActorStanding:
    """Ask those whose consent is worth having, and what the principals get, of packages listed.

    Parameters
    ----------
    form
        The form of agreement they are asked in.
    """
    scenario, worlds = result.scenario, result.worlds
    by_actor: dict[str, dict[Consenter, None]] = {}
    for consenter in asked:
        by_actor.setdefault(consenter.actor, {})[consenter] = None
    choices = None if listing.is_whole else result.space.choices(listing.numbers or ())
    centre = expected_world(scenario)
    if choices is None:
        expected = consents_of(scenario, centre, by_actor, form=form)
    else:
        expected = consents_at(scenario, centre, by_actor, choices, form=form)

    def counted(actor: str) -> tuple[int, dict[Consenter, Floats]]:
        some = worlds.rows(0, _worlds_asked(scenario, worlds, actor, listing))
        return some.count, _odds(scenario, some, by_actor[actor], listing, choices, form)

    counts = side_by_side(counted, by_actor)
    signing = tuple(dict.fromkeys(principals))
    worth = {p: mean_utilities(scenario, worlds, p, form)[0] for p in signing}
    at_centre = {p: mean_utilities(scenario, centre, p, form)[0] for p in signing}
    return ActorStanding(
        listing,
        {consenter: odds for _, found in counts.values() for consenter, odds in found.items()},
        {actor: count for actor, (count, _) in counts.items()},
        worth,
        {p: mean_utility(parts, choices) for p, parts in worth.items()},
        {p: mean_utility(parts, choices) for p, parts in at_centre.items()},
        expected,
    )


def mean_utility(worth: tuple[Floats, ...], choices: Integers | None) -> Floats:
    """(packages,) mean over worlds; of all packages, or of those with these option indices."""
    means = tuple(part.mean(axis=0) for part in worth)
    if choices is None:
        return package_utilities(means)
    return utilities_at(means, choices)


@dataclass(frozen=True)
class OddsTable:
    """One form: who is asked, and what its packages are worth to them."""

    form: Form
    asked: tuple[Consenter, ...]
    standing: ActorStanding


def tables_of(result: Result) -> dict[str, OddsTable]:
    """Form → its table; forms that look alike, with the same packages, are asked about once.

    Of more than 65,536 packages only the 2,048 likeliest to pass are put to everyone. A form of
    which no package is listed has no table.
    """
    scenario = result.scenario
    groups: dict[tuple[Listing, tuple[View, ...]], list[Form]] = {}
    for form in forms_of(scenario):
        listing = _looked_at(result, form)
        if listing.size:
            views = tuple(view_of(scenario, actor, form.name) for actor in scenario.actors)
            groups.setdefault((listing, views), []).append(form)
    found: dict[str, OddsTable] = {}
    for (listing, _), together in groups.items():
        asked = {form.name: asked_in(scenario, form) for form in together}
        standing = standing_of(
            result,
            listing,
            [consenter for form in together for consenter in asked[form.name]],
            [p for form in together for p in form.principals.values()],
            together[0].name,
        )
        found |= {form.name: OddsTable(form, asked[form.name], standing) for form in together}
    return {name: found[name] for name in result.forms if name in found}


def _looked_at(result: Result, form: Form) -> Listing:
    """Packages to put to everyone: those listed, or the likeliest of too many."""
    ratification = result.forms[form.name].ratification
    listing = ratification.listing
    if listing.size <= MOST_WHOLE:
        # whatever is excluded is nobody's concession
        allowed = tuple(np.flatnonzero(listing.allowed).tolist()) if listing.space.excludes else ()
        return Listing(listing.space, allowed) if allowed and listing.is_whole else listing
    numbers = set(ratification.most_ratifiable(MOST_LIKELY))
    settled = result.forms[form.name].settlements["nash"].package
    if settled is not None:
        numbers.add(settled)
    return Listing(result.space, tuple(sorted(numbers)))


def _members(scenario: Scenario, actor: str) -> int:
    body = scenario.actors[actor].body
    return 1 if body is None else max(1, body.size)


def _worlds_asked(scenario: Scenario, worlds: Worlds, actor: str, listing: Listing) -> int:
    """Worlds in which an actor can be asked about every package in reasonable time."""
    votes = _MOST_VOTES if listing.is_dense else _MOST_VOTES // 4
    members = _members(scenario, actor)
    most = min(votes // (members * listing.size), _MOST_CELLS // listing.size)
    return min(worlds.count, 1 << (max(_FEWEST, most).bit_length() - 1))


def _odds(
    scenario: Scenario,
    worlds: Worlds,
    asked: Iterable[Consenter],
    listing: Listing,
    choices: Integers | None,
    form: str,
) -> dict[Consenter, Floats]:
    """Share of worlds with each of the consents that may be asked of one actor."""
    counts = {consenter: np.zeros(listing.size) for consenter in asked}
    actor = next(iter(counts)).actor
    rows = min(worlds_at_once(scenario, [actor]), max(1, _CHUNK // listing.size))
    if choices is not None and not listing.is_dense:
        # each member's answer to each package is held at once
        cells = _members(scenario, actor) * listing.size
        rows = max(1, min(rows, _MOST_AT_ONCE // cells))
    for _, chunk in worlds.chunks(rows):
        if choices is None or listing.is_dense:
            backing = consents_of(scenario, chunk, [actor], form=form).backing(actor)
            backing = backing if listing.numbers is None else backing[:, listing.numbers]
        else:
            backing = consents_at(scenario, chunk, [actor], choices, form=form).backing(actor)
        for consenter in counts:
            counts[consenter] += consenter.enough.met_by(backing).sum(axis=0)
    return {consenter: count / worlds.count for consenter, count in counts.items()}
