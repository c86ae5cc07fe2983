"""One form of agreement as a market: what each package costs the principals and whom it wins."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from winset.advice.acceptance_odds import ActorStanding
from winset.advice.consenters import Consenter
from winset.advice.onboard_results import ConcededMove, Concession
from winset.advice.payments import ENOUGH
from winset.arrays import Bools, Floats
from winset.packages import TOLERANCE, PackageSpace, utilities_of
from winset.ratification import Form, Ratification
from winset.uncertainty import standard_error

if TYPE_CHECKING:
    from winset.engine import Result


_CONFIRMED = 3

KEEPS = 0.5
"""Probability of its consent at which a principal is still in."""


@dataclass(frozen=True)
class Market:
    """The packages of a form, compared with the deal one starts from."""

    form: Form
    """The form."""
    asked: tuple[Consenter, ...]
    """Whose consent is worth having."""
    space: PackageSpace
    """All packages."""
    standing: ActorStanding
    """What they are worth, and to whom."""
    ratification: Ratification
    """What is ratified in the form."""
    start: int
    """Number of the deal one starts from."""
    confirmed: dict[Consenter, Floats] = field(default_factory=dict)
    """Of actors asked in fewer worlds than there are → (packages listed,): over all worlds, −1 of
    packages that were not asked about again."""

    def odds(self, asked: Consenter) -> Floats:
        """(packages listed,): share of worlds with an actor's consent."""
        return self.confirmed.get(asked, self.standing.odds[asked])

    @property
    def principals(self) -> tuple[str, ...]:
        """Ids of those who sign, each once."""
        return tuple(dict.fromkeys(self.form.principals.values()))

    @property
    def table(self) -> frozenset[str]:
        """Ids of those without whom there is no deal: who sign, and the principals."""
        return frozenset((*self.form.principals.values(), *self.form.heads.values()))

    @cached_property
    def column(self) -> int:
        """Column of the deal one starts from."""
        return self.standing.listing.column(self.start)

    def losses(self, *, at_centre: bool = False) -> Floats:
        """(principals, packages listed) in utility: what each gives up, negative if it gains."""
        value = self.standing.expected_value if at_centre else self.standing.value
        each = np.stack([value[principal] for principal in self.principals])
        return np.asarray(each[:, [self.column]] - each)

    @cached_property
    def cost(self) -> Floats:
        """(packages listed,) in utility: what the principals give up, gains not set off."""
        return np.asarray(np.maximum(self.losses(), 0.0).sum(axis=0))

    @cached_property
    def cost_at_centre(self) -> Floats:
        """The same at the expected world."""
        return np.asarray(np.maximum(self.losses(at_centre=True), 0.0).sum(axis=0))

    @cached_property
    def kept(self) -> Bools:
        """(packages listed,): no principal's consent falls below one half, or below what it was."""
        kept = np.ones(len(self.cost), dtype=bool)
        for consenter in self.asked:
            if consenter.actor in self.table:
                odds = self.standing.odds[consenter]
                kept &= odds >= min(KEEPS, float(odds[self.column])) - TOLERANCE
        return kept

    @cached_property
    def kept_at_centre(self) -> Bools:
        """The same at the expected world: who consents to the deal there still does."""
        kept = np.ones(len(self.cost), dtype=bool)
        for consenter in self.asked:
            if consenter.actor in self.table:
                accepts = self.standing.accepted_at_centre(consenter)
                kept &= accepts | ~accepts[self.column]
        return kept

    def cheapest(self, wanted: Bools, *, at_centre: bool = False) -> int | None:
        """Column of the cheapest package among some; ties go to the likelier to pass, then first.

        ``wanted`` is (packages listed,); cost is counted over worlds or at the expected one.
        """
        among = np.flatnonzero(wanted)
        if not len(among):
            return None
        cost = (self.cost_at_centre if at_centre else self.cost)[among]
        tied = among[cost <= cost.min() + TOLERANCE]
        return int(tied[np.argmax(self.ratified[tied])])

    @cached_property
    def ratified(self) -> Floats:
        """(packages listed,): probability of each to pass."""
        listing, odds = self.standing.listing, self.ratification.zone.by_package
        if listing.numbers is None or listing == self.ratification.listing:
            return odds
        return odds[[self.ratification.listing.column(number) for number in listing.numbers]]

    def wins(self, asked: Consenter) -> Bools:
        """(packages listed,): which win an actor robustly."""
        return np.asarray(self.odds(asked) >= ENOUGH - TOLERANCE)

    def winning(self, asked: Consenter) -> int | None:
        """Column of the cheapest package that wins an actor and leaves the principals in."""
        return self.cheapest(self.kept & self.wins(asked))

    def at_any_price(self, asked: Consenter) -> int | None:
        """Column of the cheapest package that wins an actor, whoever walks away.

        Where none does, of the packages it is likeliest to accept; None if that is no news.
        """
        won = self.cheapest(self.wins(asked))
        return self._likeliest(asked, np.ones(len(self.cost), dtype=bool)) if won is None else won

    def to_confirm(self, asked: Consenter, shown: Sequence[int]) -> list[int]:
        """Columns to ask an actor about again, that was asked in a few worlds only.

        The cheapest of those that may win it, the likeliest to be accepted, and those shown.
        """
        odds, worlds = self.standing.odds[asked], self.standing.worlds[asked.actor]
        # Within a standard error of enough a package may win it over all worlds, not over these.
        slack = math.sqrt(ENOUGH * (1 - ENOUGH) / worlds)
        columns = [self.column, *shown]
        for among in (self.kept, np.ones(len(odds), dtype=bool)):
            may_win = np.flatnonzero(among & (odds >= ENOUGH - slack))
            order = np.lexsort((-self.ratified[may_win], self.cost[may_win]))
            columns += [int(at) for at in may_win[order[:_CONFIRMED]]]
            likeliest = np.lexsort((self.cost, -np.where(among, odds, -1.0)))
            columns += [int(at) for at in likeliest[:_CONFIRMED]]
        return list(dict.fromkeys(columns))

    def winning_at_centre(self, asked: Consenter) -> int | None:
        """Column of the cheapest package that wins an actor at the expected world."""
        accepts = self.standing.accepted_at_centre(asked)
        return self.cheapest(self.kept_at_centre & accepts, at_centre=True)

    def nearest(self, asked: Consenter) -> int | None:
        """Column of the package an actor is likeliest to accept that leaves the principals in."""
        return self._likeliest(asked, self.kept)

    def _likeliest(self, asked: Consenter, among: Bools) -> int | None:
        """Column of the cheapest of the likeliest to be accepted; None if no likelier than now."""
        odds = np.where(among, self.odds(asked), -1.0)
        if odds.max() <= self.odds(asked)[self.column] + TOLERANCE:
            return None
        return self.cheapest(odds >= odds.max() - TOLERANCE)

    def concession(self, column: int, *, at_centre: bool = False) -> Concession:
        """Describe a package as a change of the deal, by its cost over worlds or at the centre."""
        losses = self.losses(at_centre=at_centre)[:, column]
        return Concession(
            self.standing.listing.number(column),
            self._moves(column),
            float((self.cost_at_centre if at_centre else self.cost)[column]),
            0.0 if at_centre else self._cost_se(column),
            {p: float(loss) for p, loss in zip(self.principals, losses, strict=True)},
        )

    def _cost_se(self, column: int) -> float:
        """Standard error over the worlds of what a package costs."""
        number = self.standing.listing.number(column)
        before, after = self.space.choices([self.start, number])
        lost = [
            np.sum(
                [part[:, a] - part[:, b] for part, a, b in zip(worth, before, after, strict=True)],
                axis=0,
            )
            for worth in (self.standing.worth[principal] for principal in self.principals)
        ]
        # Only principals who lose on average count towards the cost, and which those are is taken
        # as settled: near nothing the choice moves the mean in second order only.
        paid = np.sum([loss for loss in lost if np.mean(loss) > 0], axis=0)
        return float(standard_error(np.broadcast_to(paid, len(lost[0]))))

    def _moves(self, column: int) -> tuple[ConcededMove, ...]:
        before = self.space.package(self.start)
        after = self.space.package(self.standing.listing.number(column))
        return tuple(
            ConcededMove(issue, before[issue], after[issue])
            for issue in before
            if before[issue] != after[issue]
        )

    def aboard(self, column: int) -> frozenset[str]:
        """Actors whose consent to a package is won whatever the world."""
        return frozenset(
            asked.actor
            for asked in self.asked
            if self.standing.odds[asked][column] >= ENOUGH - TOLERANCE
        )


def unbarred(result: Result, market: Market, asked: Consenter) -> int | None:
    """Column of the cheapest change of the red-lined issues that leaves red lines kept.

    Kept means in as many worlds as consent is asked in. Only the issues on which the actor has a
    red line are changed; packages that leave the principals in come first. None for a body, whose
    members have red lines of their own.
    """
    scenario, space = result.scenario, market.space
    if scenario.actors[asked.actor].body is not None:
        return None
    barred = utilities_of(scenario, result.worlds, asked.actor, market.form.name).barred
    start = space.choices([market.start])[0]
    lined = [issue for issue, part in enumerate(barred) if part.any()]
    found: list[tuple[bool, float, int]] = []
    for options in itertools.product(*(range(space.shape[issue]) for issue in lined)):
        choices = start.copy()
        choices[lined] = options
        hit = [barred[issue][:, 0, choices[issue]] for issue in lined]
        share = np.logical_or.reduce(np.broadcast_arrays(*hit)).mean()
        number = space.number_of(choices)
        if share <= 1 - ENOUGH + TOLERANCE and market.standing.listing.lists(number):
            column = market.standing.listing.column(number)
            found.append((not market.kept[column], float(market.cost[column]), column))
    return min(found)[2] if found else None
