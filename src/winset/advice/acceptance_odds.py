"""Every package put to everyone whose consent is worth having."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from winset.advice.consenters import Consenter, asked_in
from winset.packages import Listing, utilities_of, worlds_at_once
from winset.packages.utilities import package_utilities
from winset.ratification import Form, consents_of, forms_of
from winset.ratification.consents import Consents, judgement_of
from winset.ratification.consents_at import consents_at, support_at
from winset.ratification.support import support_for
from winset.scenario.model import Scenario
from winset.worlds import Worlds
from winset.worlds.expected import expected_world

if TYPE_CHECKING:
    from winset.engine import Result

Array = NDArray[np.float64]

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
    odds: Mapping[Consenter, Array]
    """Actor and what is asked of it → (packages listed,) in [0, 1]: share of worlds with its
    consent."""
    worlds: Mapping[str, int]
    """Actor → worlds it was asked in: a balanced first part of all, fewer for large bodies."""
    worth: Mapping[str, tuple[Array, ...]]
    """Principal → for each issue (worlds, options): what each option adds to its utility; of a
    body, to its members' mean."""
    value: Mapping[str, Array]
    expected_value: Mapping[str, Array]
    """``value``, ``expected_value``: principal → (packages listed,) in utility: mean over all
    worlds, and at the expected world."""
    expected: Consents
    """Consents at the expected world, (1, packages listed)."""

    def accepted_at_centre(self, asked: Consenter) -> NDArray[np.bool_]:
        """(packages listed,): whether an actor consents at the expected world."""
        return asked.met_by(self.expected.backing(asked.actor)[0])


def standing_of(
    result: Result, listing: Listing, asked: Iterable[Consenter], principals: Iterable[str]
) -> ActorStanding:
    """Ask those whose consent is worth having, and what the principals get, of packages listed."""
    scenario, worlds = result.scenario, result.worlds
    whom = tuple(dict.fromkeys(asked))
    actors = tuple(dict.fromkeys(own.actor for own in whom))
    choices = None if listing.is_whole else result.space.choices(listing.numbers or ())
    centre = expected_world(scenario)
    if choices is None:
        expected = consents_of(scenario, centre, actors)
    else:
        expected = consents_at(scenario, centre, actors, choices)
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        jobs = {
            actor: pool.submit(_Count(scenario, worlds, actor, listing.size, choices).odds, own)
            for actor in actors
            for own in [[one for one in whom if one.actor == actor]]
        }
        counted = {actor: job.result() for actor, job in jobs.items()}
    odds = {own: share for found, _ in counted.values() for own, share in found.items()}
    signing = tuple(dict.fromkeys(principals))
    worth = {p: worth_of(scenario, worlds, p)[0] for p in signing}
    return ActorStanding(
        listing,
        odds,
        {actor: count for actor, (_, count) in counted.items()},
        worth,
        {p: mean_utility(own, choices) for p, own in worth.items()},
        {p: mean_utility(worth_of(scenario, centre, p)[0], choices) for p in signing},
        expected,
    )


def worth_of(scenario: Scenario, worlds: Worlds, actor: str) -> tuple[tuple[Array, ...], Array]:
    """For each issue (worlds, options) what each option adds to an actor's utility; its no deal.

    Of a body, to its members' mean by weight. The second is the utility of no deal, (worlds,).
    """
    rows = worlds_at_once(scenario, [actor])
    parts: list[list[Array]] = []
    no_deal: list[Array] = []
    for start in range(0, worlds.count, rows):
        chunk = worlds.rows(start, min(start + rows, worlds.count))
        worth, reservation = utilities_of(scenario, chunk, actor).mean()
        parts.append([np.broadcast_to(part, (chunk.count, part.shape[-1])) for part in worth])
        no_deal.append(np.broadcast_to(reservation, chunk.count))
    joined = tuple(np.concatenate(part) for part in zip(*parts, strict=True))
    return joined, np.concatenate(no_deal)


def mean_utility(worth: tuple[Array, ...], choices: NDArray[np.int64] | None) -> Array:
    """(packages,) mean over worlds; of all packages, or of those with these option indices."""
    means = tuple(part.mean(axis=0) for part in worth)
    if choices is None:
        return package_utilities(means)
    picked = [part[choices[:, issue]] for issue, part in enumerate(means)]
    return np.asarray(sum(picked[1:], start=picked[0]))


@dataclass(frozen=True)
class OddsTable:
    """One form: who is asked, and what its packages are worth to them."""

    form: Form
    asked: tuple[Consenter, ...]
    standing: ActorStanding


def tables_of(result: Result) -> dict[str, OddsTable]:
    """Form → its table; forms whose packages are the same are asked about once.

    Of more than 65,536 packages only the 2,048 likeliest to pass are put to everyone. A form of
    which no package is listed has no table.
    """
    scenario = result.scenario
    groups: dict[Listing, list[Form]] = {}
    for form in forms_of(scenario):
        listing = _looked_at(result, form)
        if listing.size:
            groups.setdefault(listing, []).append(form)
    found: dict[str, OddsTable] = {}
    for listing, together in groups.items():
        asked = {form.name: asked_in(scenario, form) for form in together}
        standing = standing_of(
            result,
            listing,
            [own for form in together for own in asked[form.name]],
            [p for form in together for p in form.principals.values()],
        )
        found |= {form.name: OddsTable(form, asked[form.name], standing) for form in together}
    return {name: found[name] for name in result.forms if name in found}


def _looked_at(result: Result, form: Form) -> Listing:
    """Packages to put to everyone: those listed, or the likeliest of too many."""
    ratification = result.forms[form.name].ratification
    if ratification.listing.size <= MOST_WHOLE:
        return ratification.listing
    numbers = set(ratification.most_ratifiable(MOST_LIKELY))
    settled = result.forms[form.name].settlements["nash"].package
    if settled is not None:
        numbers.add(settled)
    return Listing(result.space, tuple(sorted(numbers)))


class _Count:
    """In how many worlds one actor consents to each package."""

    def __init__(
        self,
        scenario: Scenario,
        worlds: Worlds,
        actor: str,
        packages: int,
        choices: NDArray[np.int64] | None,
    ) -> None:
        self.scenario, self.actor, self.choices = scenario, actor, choices
        body = scenario.actors[actor].body
        members = 1 if body is None else max(1, body.size)
        votes = _MOST_VOTES if choices is None else _MOST_VOTES // 4
        most = min(votes // (members * packages), _MOST_CELLS // packages)
        worlds_asked = 1 << (max(_FEWEST, most).bit_length() - 1)
        self.worlds = worlds.rows(0, min(worlds.count, worlds_asked))
        self.rows = min(worlds_at_once(scenario, [actor]), max(1, _CHUNK // packages))
        if choices is not None:
            # each member's answer to each package is held at once
            self.rows = max(1, min(self.rows, _MOST_AT_ONCE // (members * packages)))
        self.packages = packages

    def odds(self, asked: Sequence[Consenter]) -> tuple[dict[Consenter, Array], int]:
        """Share of worlds with the consent asked, and the worlds looked at."""
        counts = {own: np.zeros(self.packages) for own in asked}
        for start in range(0, self.worlds.count, self.rows):
            chunk = self.worlds.rows(start, min(start + self.rows, self.worlds.count))
            backing = self._backing(chunk)
            for own in asked:
                counts[own] += own.met_by(backing).sum(axis=0)
        return {own: count / self.worlds.count for own, count in counts.items()}, self.worlds.count

    def _backing(self, chunk: Worlds) -> NDArray[np.float64] | NDArray[np.integer]:
        utilities = utilities_of(self.scenario, chunk, self.actor)
        noise = judgement_of(chunk, self.actor)
        if self.choices is None:
            return support_for(utilities, noise, chunk.count)
        return support_at(utilities, noise, chunk.count, self.choices)
