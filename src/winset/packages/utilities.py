"""Utilities of the actors: additive over issues, one row a world and one column a member."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from winset.arrays import Bools, Floats
from winset.packages.caucuses import (
    Caucus,
    alone_of,
    caucuses_of,
    even_quantiles,
    member_weights,
)
from winset.packages.spatial_utility import interpolated_worth, spatial_worth
from winset.packages.views import View, view_of
from winset.scenario.model import Actor, Issue, Scenario, Stance
from winset.scenario.numbers import Number
from winset.worlds import Worlds

Kind = TypeVar("Kind", bound=np.generic)

TOLERANCE = 1e-9
"""Slack of every comparison of utilities, so that a tie by rounding is a tie."""

_MOST_VALUES = 2**21
_ALL_DISCLOSED = View()


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
    actor, seen = scenario.actors[actor_id], view_of(scenario, actor_id, form)
    weights = issue_weights(scenario, worlds, actor_id)
    worth: list[Floats] = []
    barred: list[Bools] = []
    no_deal: Floats = np.zeros((1, 1))
    for index, issue_id in enumerate(scenario.issues):
        issue = _IssueToActor(scenario, worlds, actor_id, issue_id, seen)
        weight = weights[:, :, index]
        contribution = weight[:, :, None] * issue.option_worth()
        cost = issue.pledge_cost()
        worth.append(contribution if cost is None else contribution - cost)
        barred.append(issue.barred())
        no_deal = no_deal + weight * issue.no_deal_worth()
    return Utilities(
        actor_id,
        tuple(worth),
        tuple(barred),
        _reservation(worlds, actor_id, actor, no_deal),
        member_weights(actor.body),
        caucuses_of(scenario, worlds, actor_id),
    )


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
    weights = issue_weights(scenario, worlds, actor_id)
    return tuple(
        weights[:, :, index] * _IssueToActor(scenario, worlds, actor_id, issue_id).no_deal_worth()
        for index, issue_id in enumerate(scenario.issues)
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
    whole = utilities_of(scenario, worlds, actor_id)
    expected = no_deal_contributions(scenario, worlds, actor_id)
    here = [place in issues for place in range(len(whole.worth))]
    return replace(
        whole,
        worth=tuple(
            part if kept else np.zeros((1, 1, part.shape[-1]))
            for kept, part in zip(here, whole.worth, strict=True)
        ),
        barred=tuple(
            part if kept else np.zeros((1, 1, part.shape[-1]), dtype=np.bool_)
            for kept, part in zip(here, whole.barred, strict=True)
        ),
        reservation=sum(
            (part for kept, part in zip(here, expected, strict=True) if kept), np.zeros((1, 1))
        ),
    )


def barred_by_red_line(
    scenario: Scenario, worlds: Worlds, actor_id: str, issue_id: str, form: str | None = None
) -> Bools:
    """Whether an actor's red line on one issue rules out each of its options.

    Parameters
    ----------
    scenario, worlds, actor_id, form
        As of :func:`utilities_of`.

    Returns
    -------
    (worlds or 1, members or 1, options)
    """
    seen = view_of(scenario, actor_id, form)
    return _IssueToActor(scenario, worlds, actor_id, issue_id, seen).barred()


def pledge_costs(
    scenario: Scenario, worlds: Worlds, actor_id: str, form: str | None = None
) -> dict[str, Floats]:
    """Cost of consent to each option of the issues on which an actor's pledges bind.

    Parameters
    ----------
    scenario, worlds, actor_id, form
        As of :func:`utilities_of`.

    Returns
    -------
    issue → (worlds or 1, options), in utility
    """
    seen = view_of(scenario, actor_id, form)
    found = {}
    for issue_id in dict.fromkeys(pledge.issue for pledge in scenario.actors[actor_id].pledges):
        cost = _IssueToActor(scenario, worlds, actor_id, issue_id, seen).pledge_cost()
        if cost is not None:
            found[issue_id] = cost[:, 0]
    return found


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


class _IssueToActor:
    """One issue as one actor has it, over the worlds."""

    def __init__(
        self,
        scenario: Scenario,
        worlds: Worlds,
        actor_id: str,
        issue_id: str,
        seen: View = _ALL_DISCLOSED,
    ) -> None:
        self.worlds = worlds
        self.issue: Issue = scenario.issues[issue_id]
        self.issue_at = f"issues.{issue_id}"
        self.issue_id = issue_id
        self.stance: Stance = scenario.stance(actor_id, issue_id)
        self.at = f"actors.{actor_id}.stances.{issue_id}"
        self.body = scenario.actors[actor_id].body
        self.body_at = f"actors.{actor_id}.body"
        self.loss = scenario.settings.loss
        self.is_hidden = issue_id in seen.hidden
        pledges = scenario.actors[actor_id].pledges
        self.pledges = (
            [(f"actors.{actor_id}.pledges.{n}", p) for n, p in enumerate(pledges)]
            if not self.is_hidden and issue_id not in seen.unpledged
            else []
        )

    def option_worth(self) -> Floats:
        """(worlds or 1, members or 1, options) in [0, 1]."""
        if self.is_hidden:
            return np.repeat(self.no_deal_worth()[:, :, None], len(self.issue.options), axis=2)
        return self._true_worth()

    def _true_worth(self) -> Floats:
        """(worlds or 1, members or 1, options): worth of the options to one who knows them."""
        if self.stance.values is not None:
            return self._given_values()[:, None, :]
        ideals = self._ideals()
        if ideals is None:
            return np.zeros((1, 1, len(self.issue.options)))
        points = self._option_points()[:, None, :]
        return spatial_worth(points, ideals[:, :, None], self.issue.width, self.loss)

    def no_deal_worth(self) -> Floats:
        """(worlds or 1, members or 1) in [0, 1]: worth of where the actor expects the issue."""
        stance, issue = self.stance, self.issue
        expected = stance.expects if stance.expects is not None else issue.no_deal
        if expected is None:
            return np.zeros((1, 1))
        if isinstance(expected, str) and (stance.values is not None or issue.nominal):
            return self._true_worth()[:, :, list(issue.options).index(expected)]
        at = self._position_of(expected)
        if stance.values is not None:
            return interpolated_worth(at, self._option_points(), self._given_values())[:, None]
        ideals = self._ideals()
        if ideals is None:
            return np.zeros((1, 1))
        point = at[:, None, None]
        return spatial_worth(point, ideals[:, :, None], issue.width, self.loss)[:, :, 0]

    def barred(self) -> Bools:
        """(worlds or 1, members or 1, options): options beyond the red line."""
        red_line, options = self.stance.red_line, tuple(self.issue.options)
        barred = np.zeros((1, 1, len(options)), dtype=bool)
        if red_line is None or self.is_hidden:
            return barred
        barred = barred | np.isin(options, red_line.exclude)
        for end, number in (("min", red_line.min), ("max", red_line.max)):
            if number is None:
                continue
            line = self.worlds.values(f"{self.at}.red_line.{end}", number)[:, None]
            line = np.clip(line + self._offsets(), *self.issue.scale)[:, :, None]
            barred = barred | self._beyond(line, end)
        return barred

    def pledge_cost(self) -> Floats | None:
        """(worlds or 1, 1, options) in utility: what consent to each option costs; None if nought.

        A pledge binds a body as such: its members pay alike, wherever they stand.
        """
        total: Floats | None = None
        for at, pledge in self.pledges:
            if pledge.issue != self.issue_id:
                continue
            cost = self.worlds.values(f"{at}.cost", pledge.cost)[:, None, None]
            broken = np.zeros((1, 1, len(self.issue.options)), dtype=bool)
            for end, number in (("min", pledge.min), ("max", pledge.max)):
                if number is not None:
                    line = self.worlds.values(f"{at}.{end}", number)[:, None, None]
                    broken = broken | self._beyond(line, end)
            total = cost * broken if total is None else total + cost * broken
        return total

    def _beyond(self, line: Floats, end: str) -> Bools:
        """(worlds or 1, members or 1, options): options beyond a line that ends with one axis."""
        points, slack = self._option_points()[:, None, :], TOLERANCE * self.issue.width
        return points < line - slack if end == "min" else points > line + slack

    def _given_values(self) -> Floats:
        assert self.stance.values is not None
        columns = [
            self.worlds.values(f"{self.at}.values.{option}", self.stance.values[option])
            for option in self.issue.options
        ]
        return np.stack(np.broadcast_arrays(*columns), axis=-1)

    def _option_points(self) -> Floats:
        columns = [self._point(option) for option in self.issue.options]
        return np.stack(np.broadcast_arrays(*columns), axis=-1)

    def _point(self, option: str) -> Floats:
        position = self.issue.options[option]
        assert position is not None
        return self.worlds.values(f"{self.issue_at}.options.{option}", position)

    def _position_of(self, expected: Number | str) -> Floats:
        """(worlds or 1,) position of a no-deal expectation, given as a number or an option."""
        if isinstance(expected, str):
            return self._point(expected)
        own = self.stance.expects is not None
        path = f"{self.at}.expects" if own else f"{self.issue_at}.no_deal"
        return self.worlds.values(path, expected)

    def _ideals(self) -> Floats | None:
        """(worlds or 1, members or 1) ideal positions; None where there is no position."""
        column = self._member_column()
        if column is not None:
            return column[None, :]
        if self.stance.position is None:
            return None
        centre = self.worlds.values(f"{self.at}.position", self.stance.position)[:, None]
        return np.clip(centre + self._offsets(), *self.issue.scale)

    def _offsets(self) -> Floats:
        """(worlds or 1, members or 1) how far each member stands from the body's own stance."""
        body = self.body
        if body is None:
            return np.zeros((1, 1))
        column = self._member_column()
        if column is not None and body.table is not None:
            return (column - np.average(column, weights=body.table.weights))[None, :]
        if body.members is None or body.dispersion is None or self.issue.nominal:
            return np.zeros((1, 1))
        spread = self.worlds.values(f"{self.body_at}.dispersion", body.dispersion)[:, None]
        if not body.groups:
            return spread * even_quantiles(body.members)[None, :]
        parts = []
        for name, group in body.groups.items():
            offset = self.worlds.values(f"{self.body_at}.groups.{name}.offset", group.offset)
            parts.append(offset[:, None] + spread * even_quantiles(group.members or 0)[None, :])
        worlds = max(map(len, parts))
        return np.hstack([np.broadcast_to(part, (worlds, part.shape[1])) for part in parts])

    def _member_column(self) -> Floats | None:
        table = self.body.table if self.body is not None else None
        column = table.positions.get(self.issue_id) if table is not None else None
        return None if column is None else np.asarray(column, dtype=float)


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
