"""Utilities of the actors: additive over issues, one row a world and one column a member."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from winset.arrays import Bools, Floats
from winset.packages.caucuses import Caucus, alone_of, caucuses_of, member_weights
from winset.packages.issue_to_actor import IssueToActor
from winset.packages.views import view_of
from winset.scenario.model import Actor, Scenario
from winset.worlds import Worlds

Kind = TypeVar("Kind", bound=np.generic)

_MOST_VALUES = 2**21


@dataclass(frozen=True)
class Utilities:
    """Utilities of one actor over chosen worlds."""

    actor: str
    """Its id."""
    worth: tuple[Floats, ...]
    """For each issue (worlds or 1, members or 1, options): w·v, the option's contribution to
    utility, in [0, 1], less what a pledge against it costs; contributions of a package sum to its
    utility."""
    barred: tuple[Bools, ...]
    """For each issue (worlds or 1, members or 1, options): whether a red line rules the option out.
    """
    reservation: Floats
    """(worlds or 1, members or 1): utility below which the actor prefers no deal."""
    weights: Floats
    """(members,): votes of each member; one 1 for an actor that is no body."""
    caucuses: tuple[Caucus, ...] = ()
    """Groups of a body whose members follow a line; all other members decide alone."""

    @property
    def alone(self) -> Bools:
        """(worlds or 1, members): who follows nobody's line."""
        return alone_of(self.caucuses, len(self.weights))

    def mean(self) -> tuple[tuple[Floats, ...], Floats]:
        """Utilities of the actor as one person; of a body, its members' mean by weight.

        Returns
        -------
        worth
            For each issue (worlds or 1, options).
        reservation : (worlds or 1,)
        """
        shares = self.weights / self.weights.sum()
        worth = tuple(_mean_over_members(part, shares) for part in self.worth)
        return worth, _mean_over_members(self.reservation[:, :, None], shares)[:, 0]

    def eased(self, issue: int, cost: Floats) -> Utilities:
        """Give back what pledges on one issue cost: (worlds or 1, options)."""
        worth = list(self.worth)
        worth[issue] = worth[issue] + cost[:, None, :]
        return replace(self, worth=tuple(worth))

    def in_world(self, world: int) -> Utilities:
        """Restrict to one world, as views."""

        def row(values: NDArray[Kind]) -> NDArray[Kind]:
            """(1, …) of (worlds or 1, …)."""
            return values[world : world + 1] if len(values) > 1 else values

        return replace(
            self,
            worth=tuple(map(row, self.worth)),
            barred=tuple(map(row, self.barred)),
            reservation=row(self.reservation),
            caucuses=tuple(
                replace(caucus, followers=row(caucus.followers)) for caucus in self.caucuses
            ),
        )


def _mean_over_members(values: Floats, shares: Floats) -> Floats:
    """(worlds or 1, any) from (worlds or 1, members or 1, any) and (members,)."""
    if values.shape[1] == 1:
        return values[:, 0]
    return np.asarray(np.einsum("wmx,m->wx", values, shares))


def utilities_of(
    scenario: Scenario, worlds: Worlds, actor_id: str, form: str | None = None
) -> Utilities:
    """Value every option of every issue to one actor (model, section 2).

    Parameters
    ----------
    actor_id
        Whose utilities; of a body, those of each member.
    form
        Form of agreement, which may keep issues undisclosed; by default all is disclosed.
    """
    whole = _against_no_deal(scenario, worlds, actor_id, range(len(scenario.issues)), form)
    actor = scenario.actors[actor_id]
    return replace(whole, reservation=_reservation(worlds, actor_id, actor, whole.reservation))


def no_deal_contributions(scenario: Scenario, worlds: Worlds, actor_id: str) -> tuple[Floats, ...]:
    """What each issue brings an actor where it expects the issue to go without a deal.

    Parameters
    ----------
    scenario, worlds, actor_id
        As of :func:`utilities_of`.

    Returns
    -------
    tuple of (worlds or 1, members or 1)
        w·v in [0, 1] an issue; the sum is the utility of no deal, before what no deal costs.
    """
    return tuple(
        weight * issue.no_deal_worth() for issue, weight in _weighed(scenario, worlds, actor_id)
    )


def own_part_of(
    scenario: Scenario, worlds: Worlds, actor_id: str, issues: Collection[int]
) -> Utilities:
    """Value some issues alone, against what the actor expects of them without a deal.

    Whoever is asked to do its part in a deal that is signed compares it with and without that part:
    the other issues are the same either way, and there is a deal either way, so neither what no
    deal costs nor a stated reservation plays a part.

    Parameters
    ----------
    scenario, worlds, actor_id
        As of :func:`utilities_of`.
    issues
        Places of the issues in the scenario's order; the others are worth nothing to anyone.
    """
    return _against_no_deal(scenario, worlds, actor_id, issues)


def _against_no_deal(
    scenario: Scenario,
    worlds: Worlds,
    actor_id: str,
    issues: Collection[int],
    form: str | None = None,
) -> Utilities:
    """Value some issues, by their places; the reservation is what they bring without a deal."""
    worth: list[Floats] = []
    barred: list[Bools] = []
    no_deal: Floats = np.zeros((1, 1))
    for place, (issue, weight) in enumerate(_weighed(scenario, worlds, actor_id, form)):
        if place not in issues:
            worth.append(np.zeros((1, 1, len(issue.issue.options))))
            barred.append(np.zeros((1, 1, len(issue.issue.options)), dtype=bool))
            continue
        contribution = weight[:, :, None] * issue.option_worth()
        cost = issue.pledge_cost()
        worth.append(contribution if cost is None else contribution - cost)
        barred.append(issue.barred())
        no_deal = no_deal + weight * issue.no_deal_worth()
    return Utilities(
        actor_id,
        tuple(worth),
        tuple(barred),
        no_deal,
        member_weights(scenario.actors[actor_id].body),
        caucuses_of(scenario, worlds, actor_id),
    )


def _weighed(
    scenario: Scenario, worlds: Worlds, actor_id: str, form: str | None = None
) -> Iterator[tuple[IssueToActor, Floats]]:
    """Yield each issue as an actor has it with its weight there, (worlds or 1, members or 1)."""
    seen = view_of(scenario, actor_id, form)
    weights = issue_weights(scenario, worlds, actor_id)
    for index, issue_id in enumerate(scenario.issues):
        yield IssueToActor(scenario, worlds, actor_id, issue_id, seen), weights[:, :, index]


def mean_utilities(
    scenario: Scenario, worlds: Worlds, actor_id: str, form: str | None = None
) -> tuple[tuple[Floats, ...], Floats]:
    """Utilities of an actor as one person, as ``Utilities.mean``, a chunk of worlds at a time.

    Returns
    -------
    worth
        For each issue (worlds, options).
    reservation : (worlds,)
    """
    parts: list[tuple[Floats, ...]] = []
    for _, chunk in worlds.chunks(worlds_at_once(scenario, [actor_id])):
        worth, reservation = utilities_of(scenario, chunk, actor_id, form).mean()
        columns = (reservation[:, None], *worth)
        parts.append(tuple(np.broadcast_to(c, (chunk.count, c.shape[-1])) for c in columns))
    no_deal, *whole = [
        part[0] if len(part) == 1 else np.concatenate(part) for part in zip(*parts, strict=True)
    ]
    return tuple(whole), no_deal[:, 0]


def worlds_at_once(scenario: Scenario, actors: Iterable[str]) -> int:
    """Worlds for which the utilities of each actor, members × options, stay small in memory."""
    options = sum(len(issue.options) for issue in scenario.issues.values())
    bodies = (scenario.actors[actor].body for actor in actors)
    members = max((body.size for body in bodies if body is not None), default=1)
    return max(1, _MOST_VALUES // (options * max(1, members)))


def _reservation(worlds: Worlds, actor_id: str, actor: Actor, no_deal: Floats) -> Floats:
    """(worlds or 1, members or 1) in utility; ``no_deal``, in that shape, is before its cost."""
    at = f"actors.{actor_id}"
    if actor.reservation is not None:
        return worlds.values(f"{at}.reservation", actor.reservation)[:, None]
    return no_deal - worlds.values(f"{at}.no_deal_cost", actor.no_deal_cost)[:, None]


def issue_weights(scenario: Scenario, worlds: Worlds, actor_id: str) -> Floats:
    """Return an actor's weights of the issues, w = s / Σ s (model, section 2).

    Returns
    -------
    (worlds or 1, members or 1, issues) in [0, 1]
        All 0 for an actor without any salience.
    """
    body = scenario.actors[actor_id].body
    table = body.table if body is not None else None
    columns: list[Floats] = []
    for issue_id in scenario.issues:
        if table is not None and issue_id in table.saliences:
            columns.append(np.asarray(table.saliences[issue_id], dtype=float)[None, :])
            continue
        number = scenario.stance(actor_id, issue_id).salience
        path = f"actors.{actor_id}.stances.{issue_id}.salience"
        columns.append(worlds.values(path, number)[:, None])
    shape = np.broadcast_shapes(*(column.shape for column in columns))
    saliences = np.stack([np.broadcast_to(column, shape) for column in columns], axis=-1)
    total = saliences.sum(axis=-1, keepdims=True)
    weights: Floats = np.divide(saliences, total, out=np.zeros_like(saliences), where=total > 0)
    return weights


def utilities_at(worth: tuple[Floats, ...], choices: ArrayLike) -> Floats:
    """Utilities of chosen packages only: (…, packages).

    Parameters
    ----------
    worth
        What each option of each issue brings: (…, options) an issue.
    choices : (packages, issues)
        Index of the option on each issue.
    """
    picked = [part[..., chosen] for part, chosen in zip(worth, np.transpose(choices), strict=True)]
    return np.asarray(sum(picked[1:], start=picked[0]))


def package_utilities(worth: tuple[Floats, ...]) -> Floats:
    """Sum contributions over issues: (worlds or 1, packages) of (worlds or 1, options) an issue."""
    # utilities are additive: one outer sum an issue, last issue fastest, as packages are numbered
    total = worth[0]
    for part in worth[1:]:
        total = total[..., :, None] + part[..., None, :]
        total = total.reshape(*total.shape[:-2], -1)
    return total
