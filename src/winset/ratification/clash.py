"""Why one world has no zone, where its packages can be listed: the twin of `programme.conflict`.

The same deletion filter over the same demands, but each step is a question to arrays of packages
and not to a solver: a fiftieth of the time where bodies have hundreds of members. Demands are those
of the rules as the file writes them, each under the party that makes it.
"""

from __future__ import annotations

import operator
from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from winset.arrays import Bools, Floats
from winset.packages import Utilities
from winset.ratification.consents import Consents, consents_from, judgement_of
from winset.ratification.forms import Form
from winset.ratification.programme.demands import Demand, RedLines, Required, Reservation
from winset.ratification.programme.table import WorldTable
from winset.ratification.programme.zone import zone_demands
from winset.ratification.support import support_for

_NOTHING = -8.0
"""A reservation that every package reaches, whatever the error of judgement."""


def clash_of(form: Form, table: WorldTable) -> tuple[Demand, ...]:
    """Find demands that clash in one world, none of which can be spared.

    Parameters
    ----------
    form
        The form of agreement; none of its rules may have a ``not``.
    table
        The world, of a space that can be listed.

    Returns
    -------
    demands
        Rules first; empty where there is a zone. There may be other such sets: red lines and
        reservations are dropped before rules where either would do, so the rules that remain name
        the parties.

    Raises
    ------
    ValueError
        If a rule has a ``not``.
    """
    if form.has_negation:
        raise ValueError("a rule with a “not” asks for refusals: use conflict_of")
    listed = _Listed(form, table)
    left = listed.demands
    if listed.has_zone(left):
        return ()
    # Without `not`, a demand less never closes a zone. So a demand that could not be spared from a
    # larger set cannot be spared from a smaller one, and one pass over all of them is enough.
    for demand in listed.demands:
        rest = tuple(own for own in left if own != demand)
        if not listed.has_zone(rest):
            left = rest
    return left[::-1]


class _Listed:
    """All packages of one world, asked with some demands dropped."""

    def __init__(self, form: Form, table: WorldTable) -> None:
        self.form, self.table = form, table
        required = zone_demands(form)
        own = [Reservation(actor) for actor in form.actors]
        lines = [
            RedLines(actor, issue)
            for actor in form.actors
            for issue, barred in zip(table.space.issues, table.utilities[actor].barred, strict=True)
            if barred.any()
        ]
        self.demands: tuple[Demand, ...] = (*lines[::-1], *own[::-1], *required[::-1])
        self._votes: dict[tuple[Demand, ...], Floats | NDArray[np.integer]] = {}
        self._found: dict[tuple[Demand, ...], Bools] = {}

    def has_zone(self, demands: tuple[Demand, ...]) -> bool:
        """Whether some package meets all of these demands."""
        required = [own for own in demands if isinstance(own, Required)]
        if not required:
            return True
        kept = [own for own in demands if not isinstance(own, Required)]
        truths = [self._holds(own, kept) for own in required]
        return bool(reduce(operator.and_, truths).any())

    def _holds(self, demand: Required, kept: Sequence[Demand]) -> Bools:
        """(1, packages): whether a rule holds when actors make only some demands."""
        actors = dict.fromkeys(self.form.hangs_on(demand.rule))
        own = tuple(part for part in kept if getattr(part, "actor", None) in actors)
        key = (demand, *own)
        if key not in self._found:
            self._found[key] = self._consents(actors, own).meet(demand.rule)
        return self._found[key]

    def _consents(self, actors: dict[str, None], kept: tuple[Demand, ...]) -> Consents:
        answers = {}
        for actor in actors:
            own = tuple(part for part in kept if getattr(part, "actor", None) == actor)
            key = (Reservation(actor), *own)
            if key not in self._votes:
                softened = _softened(self.table.utilities[actor], own, self.table.space.issues)
                noise = judgement_of(self.table.world, actor)
                self._votes[key] = support_for(softened, noise, 1)
            answers[actor] = (self._votes[key], float(self.table.utilities[actor].weights.sum()))
        table = self.table
        return consents_from(table.scenario, table.world, answers, allowed=table.space.allowed)


def _softened(own: Utilities, kept: tuple[Demand, ...], issues: tuple[str, ...]) -> Utilities:
    """Leave an actor only some of its demands."""
    lines = {part.issue for part in kept if isinstance(part, RedLines)}
    barred = tuple(
        part if issue in lines else np.zeros_like(part)
        for issue, part in zip(issues, own.barred, strict=True)
    )
    keeps = any(isinstance(part, Reservation) for part in kept)
    reservation = own.reservation if keeps else np.full_like(own.reservation, _NOTHING)
    return replace(own, barred=barred, reservation=reservation)
