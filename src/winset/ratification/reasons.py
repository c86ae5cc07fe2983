"""Why an actor accepts or rejects a package: issue by issue, against what it expects without one.

u(x) = Σ w·v(x_k) and r = Σ w·v(e_k) − c (model, section 2): both are sums over issues, so what a
package is worth to an actor beyond no deal is too, but for the cost of no deal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from winset.arrays import Floats, Integers
from winset.lazy import side_by_side
from winset.packages import (
    PackageSpace,
    no_deal_contributions,
    pledge_costs,
    utilities_of,
    worlds_at_once,
)
from winset.scenario.model import Scenario
from winset.worlds import Worlds


@dataclass(frozen=True)
class Reasons:
    """What one package is to one actor; means over worlds and members."""

    actor: str
    """Its id."""
    worth: Mapping[str, float]
    """Issue id → what the package's option brings, in utility; they sum to its utility, before what
    pledges cost."""
    expected: Mapping[str, float] | None
    """Issue id → what the actor expects of the issue without a deal, in utility; they sum to its
    utility of no deal before what that costs. None where the analyst states the reservation
    instead.
    """
    ruled_out: Mapping[str, float]
    """Issue id → share of worlds, and of a body's votes, whose red line rules the option out; only
    where it is not nought."""
    pledges: Mapping[str, float]
    """Issue id → what consent costs because the option goes beyond a pledge, in utility; only where
    it is not nought."""

    def gains(self) -> dict[str, float]:
        """Issue id → what the package brings beyond no deal; empty without expectations."""
        if self.expected is None:
            return {}
        return {issue: value - self.expected[issue] for issue, value in self.worth.items()}


def reasons_for(
    scenario: Scenario,
    worlds: Worlds,
    space: PackageSpace,
    number: int,
    actors: Iterable[str] | None = None,
    form: str | None = None,
) -> dict[str, Reasons]:
    """Take one package apart for some actors.

    Parameters
    ----------
    actors
        Whom to ask; by default every actor.
    form
        Form of agreement they are asked in; by default all is disclosed.

    Returns
    -------
    actor → Reasons
    """
    chosen = space.choices([number])[0]
    whom = tuple(scenario.actors if actors is None else actors)
    return side_by_side(lambda actor: _ask(scenario, worlds, actor, chosen, form), whom)


def _ask(
    scenario: Scenario, worlds: Worlds, actor: str, chosen: Integers, form: str | None
) -> Reasons:
    rows = worlds_at_once(scenario, [actor])
    sums = np.zeros((4, len(chosen)))
    for _, chunk in worlds.chunks(rows):
        own = utilities_of(scenario, chunk, actor, form)
        shares = own.weights / own.weights.sum()
        expected = no_deal_contributions(scenario, chunk, actor)
        pledged = pledge_costs(scenario, chunk, actor, form)
        for issue, (id_, option) in enumerate(zip(scenario.issues, chosen, strict=True)):
            worth_of = own.worth[issue][:, :, option]
            if id_ in pledged:
                cost = pledged[id_][:, None, option]
                worth_of = worth_of + cost
                sums[3, issue] += _total(cost, shares, chunk.count)
            sums[0, issue] += _total(worth_of, shares, chunk.count)
            sums[1, issue] += _total(expected[issue], shares, chunk.count)
            barred = own.barred[issue][:, :, option].astype(float)
            sums[2, issue] += _total(barred, shares, chunk.count)
    worth, without, barred, broken = (sums / worlds.count).tolist()
    issues = tuple(scenario.issues)
    stated = scenario.actors[actor].reservation is not None
    return Reasons(
        actor,
        dict(zip(issues, worth, strict=True)),
        None if stated else dict(zip(issues, without, strict=True)),
        {issue: share for issue, share in zip(issues, barred, strict=True) if share > 0},
        {issue: cost for issue, cost in zip(issues, broken, strict=True) if cost > 0},
    )


def _total(values: Floats, shares: Floats, worlds: int) -> float:
    """Sum over worlds of the mean over members of (worlds or 1, members or 1) values."""
    return float((np.broadcast_to(values, (worlds, len(shares))) @ shares).sum())
