"""One issue as one actor has it: worth of its options, what red lines bar, what pledges cost."""

from __future__ import annotations

import numpy as np

from winset.arrays import Bools, Floats
from winset.packages.caucuses import even_quantiles
from winset.packages.spatial_utility import interpolated_worth, spatial_worth
from winset.packages.views import View, view_of
from winset.scenario.model import Issue, Scenario, Stance
from winset.scenario.numbers import Number
from winset.worlds import Worlds

TOLERANCE = 1e-9
"""Slack of every comparison of utilities, so that a tie by rounding is a tie."""

_ALL_DISCLOSED = View()


class IssueToActor:
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
        actor = scenario.actors[actor_id]
        self.issue: Issue = scenario.issues[issue_id]
        self.issue_at = f"issues.{issue_id}"
        self.issue_id = issue_id
        self.stance: Stance = scenario.stance(actor_id, issue_id)
        self.at = f"actors.{actor_id}.stances.{issue_id}"
        self.body = actor.body
        self.body_at = f"actors.{actor_id}.body"
        self.loss = scenario.settings.loss
        self.is_hidden = issue_id in seen.hidden
        self.pledges = [
            (f"actors.{actor_id}.pledges.{number}", pledge)
            for number, pledge in enumerate(actor.pledges)
            if pledge.issue == issue_id and issue_id not in seen.unpledged
        ]

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
        """(worlds or 1, options) in [0, 1]: worth of each option as the actor gives it."""
        assert self.stance.values is not None
        columns = [
            self.worlds.values(f"{self.at}.values.{option}", self.stance.values[option])
            for option in self.issue.options
        ]
        return np.stack(np.broadcast_arrays(*columns), axis=-1)

    def _option_points(self) -> Floats:
        """(worlds or 1, options): positions of the options on the issue's scale."""
        columns = [self._point(option) for option in self.issue.options]
        return np.stack(np.broadcast_arrays(*columns), axis=-1)

    def _point(self, option: str) -> Floats:
        """(worlds or 1,): position of an option on the issue's scale."""
        position = self.issue.options[option]
        assert position is not None
        return self.worlds.values(f"{self.issue_at}.options.{option}", position)

    def _position_of(self, expected: Number | str) -> Floats:
        """(worlds or 1,) on the issue's scale: a no-deal expectation, a number or an option."""
        if isinstance(expected, str):
            return self._point(expected)
        own = self.stance.expects is not None
        path = f"{self.at}.expects" if own else f"{self.issue_at}.no_deal"
        return self.worlds.values(path, expected)

    def _ideals(self) -> Floats | None:
        """(worlds or 1, members or 1) ideals on the issue's scale; None where there are none."""
        column = self._member_column()
        if column is not None:
            return column[None, :]
        if self.stance.position is None:
            return None
        centre = self.worlds.values(f"{self.at}.position", self.stance.position)[:, None]
        return np.clip(centre + self._offsets(), *self.issue.scale)

    def _offsets(self) -> Floats:
        """(worlds or 1, members or 1) on the issue's scale: members less the body's own stance."""
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
        """(members,): positions on the issue's scale as the body's file gives them; None if not."""
        table = self.body.table if self.body is not None else None
        column = table.positions.get(self.issue_id) if table is not None else None
        return None if column is None else np.asarray(column, dtype=float)


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
    return IssueToActor(scenario, worlds, actor_id, issue_id, seen).barred()


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
        cost = IssueToActor(scenario, worlds, actor_id, issue_id, seen).pledge_cost()
        if cost is not None:
            found[issue_id] = cost[:, 0]
    return found
