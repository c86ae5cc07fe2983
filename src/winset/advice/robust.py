"""Robust deals: packages that stay in the zone and last, whoever looks at the table.

A package is held to its worst over the views of the table, the scenario's own and its perspectives:
the least odds of being in the zone, and the least each principal gains. Of those no other is as
good as in everything, a few are shown that lie far apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from winset.advice.acceptance_odds import OddsTable, mean_utility, tables_of
from winset.advice.consenters import asked_in
from winset.advice.onboard_results import is_likelier
from winset.advice.pareto_packages import distinct, rejection_of, spread
from winset.advice.survival import Lasting
from winset.arrays import Bools, Floats, Integers
from winset.packages import by_view, mean_utilities
from winset.uncertainty import Band, Estimate, share_of, unpaired

if TYPE_CHECKING:
    from winset.engine import Result


MOST = 8
"""Packages shown, over all forms."""

_NEAR = 0.5
_OBJECTS = 0.5


@dataclass(frozen=True)
class Robust:
    """One package in one form."""

    form: str
    package: int
    """``form``, ``package``: which."""
    in_zone: Mapping[str, Bools] = field(repr=False, compare=False)
    """View → (worlds,) where it is in the zone; ``""`` is the scenario's own."""
    gains: Mapping[str, float]
    """Principal → least gain over no deal in any view, in utility, mean over worlds."""
    survival: Band | None
    """Of being in force after ``years``, in the scenario's own view; None where not told."""
    objects: Mapping[str, float]
    """Actor → least probability that it consents in any view, of those below one half."""

    @property
    def odds(self) -> dict[str, Estimate]:
        """View → probability that it is in the zone."""
        return {view: share_of(holds) for view, holds in self.in_zone.items()}

    @property
    def worst_view(self) -> str:
        """The view that is hardest on it, the first of equals."""
        return min(self.in_zone, key=lambda view: float(self.in_zone[view].mean()))

    @property
    def worst(self) -> Estimate:
        """Odds of the zone in that view."""
        return share_of(self.in_zone[self.worst_view])

    def is_safer_than(self, other: Robust) -> bool:
        """Whether its worst odds are above another's by more than their error."""
        views = self.worst_view, other.worst_view
        if views[0] == views[1]:
            return is_likelier(self.in_zone[views[0]], other.in_zone[views[1]])
        apart = unpaired(other.worst, self.worst)  # views draw worlds of their own
        return apart.value > 0 and apart.is_clear


@dataclass(frozen=True)
class RobustDeals:
    """Packages that stand in every view."""

    rows: tuple[Robust, ...]
    """At most eight, by form, the likeliest to pass in its worst view first; of those alike within
    a hundredth, the one whose least gainer gains most."""
    views: tuple[str, ...]
    """The views; ``""`` is the scenario's own."""
    nowhere: Mapping[str, tuple[str, ...]]
    """Forms in which some view has no package in the zone in any world → those views."""
    years: int
    """After how many years survival is told."""


def robust_deals(result: Result, tables: Mapping[str, OddsTable] | None = None) -> RobustDeals:
    """Find packages that stay in the zone and last, by the scenario's own view and every other.

    ``tables``, form → its table, are worked out where they are not at hand.
    """
    views = {"": result, **result.perspectives}
    lasting = Lasting(result)
    found = tables_of(result) if tables is None else tables
    chosen: dict[str, list[int]] = {}
    nowhere: dict[str, tuple[str, ...]] = {}
    forms: dict[str, _Views] = {}
    for name, table in found.items():
        own = forms[name] = _Views(views, table)
        empty = tuple(id_ for id_, share in own.odds.items() if share.max(initial=0.0) == 0)
        if empty:
            nowhere[name] = empty
        else:
            chosen[name] = own.choose(lasting)
    kept = _few(chosen)
    for view in views.values():
        numbers = [forms[name].number(at) for name, own in kept.items() for at in own]
        by_view(view.scenario, kept, view.scenario.actors, partial(view.consent_odds, numbers))
    rows = tuple(
        forms[name].row(views, at, lasting) for name, columns in kept.items() for at in columns
    )
    return RobustDeals(rows, tuple(views), nowhere, lasting.years)


class _Views:
    """The packages of one form as every view has them."""

    def __init__(self, views: Mapping[str, Result], table: OddsTable) -> None:
        self.table, name = table, table.form.name
        base = views[""]
        listing = table.standing.listing
        choices = None if listing.is_whole else base.space.choices(listing.numbers or ())
        self.odds = {
            id_: _odds(view, name, [listing.number(at) for at in range(listing.size)])
            if not listing.is_whole
            else view.forms[name].ratification.zone.by_package
            for id_, view in views.items()
        }
        self.principals = tuple(dict.fromkeys(table.form.principals.values()))
        each = [_gains(view, self.principals, choices, name) for view in views.values()]
        self.gains: Floats = np.min(each, axis=0)
        self.worst: Floats = np.min(list(self.odds.values()), axis=0)

    def number(self, column: int) -> int:
        """Number of the package in a column."""
        return self.table.standing.listing.number(column)

    def choose(self, lasting: Lasting) -> list[int]:
        """Columns that no other is as good as in everything, near the likeliest to pass."""
        near = self.worst >= _NEAR * self.worst.max()
        gaining = near & (self.gains > 0).all(axis=0)
        among = np.flatnonzero(gaining if gaining.any() else near)
        rejected = rejection_of(self.table.form, self.table.asked, self.table.standing, lasting)
        points = np.column_stack([self.worst, -rejected, *self.gains])[among]
        # as likely to pass within a hundredth: the one that leaves the least gainer most
        merit = np.lexsort((-points[:, 2:].min(axis=1), -np.round(points[:, 0], 2)))
        place = np.argsort(merit)
        front = [int(merit[at]) for at in distinct(points[merit])]
        first, *rest = front
        chosen = [first, *spread(points, rest, [first], MOST - 1)]
        return [int(among[at]) for at in sorted(chosen, key=lambda at: int(place[at]))]

    def row(self, views: Mapping[str, Result], column: int, lasting: Lasting) -> Robust:
        """Describe one package."""
        number, form = self.number(column), self.table.form.name
        least: dict[str, float] = {}
        for view in views.values():
            consents = view.consent_odds([number], form)
            for own in asked_in(view.scenario, self.table.form):
                share = float(consents[own.actor].probability[0])
                least[own.actor] = min(share, least.get(own.actor, 1.0))
        objects = {actor: share for actor, share in least.items() if share < _OBJECTS}
        accepts = {
            actor: float(own.probability[0])
            for actor, own in views[""].consent_odds([number], form).items()
        }
        return Robust(
            form,
            number,
            {id_: view.in_zone(form, [number])[:, 0] for id_, view in views.items()},
            {p: float(gain[column]) for p, gain in zip(self.principals, self.gains, strict=True)},
            lasting.of(form, accepts),
            dict(sorted(objects.items(), key=lambda pair: pair[1])),
        )


def _odds(view: Result, form: str, numbers: list[int]) -> Floats:
    """Odds of the zone of the packages asked about; 0 of those a search of the view did not find.

    A search finds every package it needs, not every one in the zone: so these are lower bounds.
    """
    ratification = view.forms[form].ratification
    return np.array(
        [ratification.zone.odds(n) if ratification.listing.lists(n) else 0.0 for n in numbers]
    )


def _gains(
    view: Result, principals: tuple[str, ...], choices: Integers | None, form: str
) -> Floats:
    """(principals, packages) mean gain over no deal, in utility."""
    worths = [
        mean_utilities(view.scenario, view.worlds, principal, form) for principal in principals
    ]
    return np.stack([mean_utility(worth, choices) - no_deal.mean() for worth, no_deal in worths])


def _few(chosen: Mapping[str, list[int]]) -> dict[str, list[int]]:
    """Keep at most eight packages over all forms, each form's likeliest first."""
    kept: dict[str, list[int]] = {name: [] for name in chosen}
    rank = 0
    while sum(map(len, kept.values())) < MOST and any(rank < len(own) for own in chosen.values()):
        for name, own in chosen.items():
            if rank < len(own) and sum(map(len, kept.values())) < MOST:
                kept[name].append(own[rank])
        rank += 1
    return kept
