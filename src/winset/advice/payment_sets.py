"""The deal of a form with side payments: does it pass, and what would be the cheapest payments."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from winset.advice.coalitions import Coalitions, cheapest_coalitions
from winset.advice.consenters import Consenter
from winset.advice.payments import Shortfall, shortfall_of
from winset.packages import TOLERANCE
from winset.ratification import Form
from winset.ratification.consents import consents_from
from winset.scenario.model import Scenario
from winset.worlds import Worlds

Array = NDArray[np.float64]
Truth = NDArray[np.bool_]

MOST_SETS = 10
"""Actors up to whom every set of payments is tried in every world."""

_CELLS = 2**22


def _alone(asked: Consenter) -> Consenter:
    """The same whether or not a rule of the form asks it."""
    return replace(asked, in_rule=False)


class PaidDeal:
    """One package in one form, with whatever is paid to whom.

    Parameters
    ----------
    scenario, worlds
        The scenario and its worlds.
    form
        The form.
    asked
        Whose consent is worth having.
    choices : (issues,)
        Option index of each issue of the package.
    known
        What actors lack for this very package, worked out for another form; added to.
    """

    def __init__(
        self,
        scenario: Scenario,
        worlds: Worlds,
        form: Form,
        asked: Sequence[Consenter],
        choices: NDArray[np.int64],
        known: dict[Consenter, Shortfall] | None = None,
    ) -> None:
        self.scenario, self.worlds, self.form = scenario, worlds, form
        found = {} if known is None else known
        missing = [own for own in asked if _alone(own) not in found]
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            lacking = pool.map(lambda own: shortfall_of(scenario, worlds, own, choices), missing)
            found.update(zip(map(_alone, missing), lacking, strict=True))
        self.short: dict[str, Shortfall] = {own.actor: found[_alone(own)] for own in asked}

    def passes(self, payments: Mapping[str, float]) -> Truth:
        """(worlds,): where the deal passes once these payments are made."""
        every = {actor: np.ones(1, dtype=bool) for actor in payments}
        return self.passes_by_set(every, payments)[:, 0]

    def passes_by_set(self, sets: Mapping[str, Truth], payments: Mapping[str, float]) -> Truth:
        """(worlds, sets): where the deal passes, with the payments to those in each set.

        Parameters
        ----------
        sets
            Actor → (sets,) whether it is paid; who is not named is never paid.
        payments
            Actor → payment in utility.
        """
        answers = {}
        for actor in self.form.actors:
            own = self.short[actor]
            backing = own.backing(0.0)[:, None]
            if actor in sets:
                paid = own.backing(payments[actor])[:, None]
                backing = np.where(sets[actor][None, :], paid, backing)
            answers[actor] = (backing, float(own.votes.sum()))
        consents = consents_from(self.scenario, self.worlds, answers)
        count = max((len(own) for own in sets.values()), default=1)
        zone = reduce(np.logical_and, (r.holds(consents) for r in self.form.rules.values()))
        return np.broadcast_to(zone, (self.worlds.count, count))

    def accepts(self, payments: Mapping[str, float]) -> dict[str, float]:
        """Actor → probability that it, or most of its members, accept with these payments."""
        found = {}
        for actor, own in self.short.items():
            total = float(own.votes.sum())
            backing = own.backing(payments.get(actor, 0.0))
            found[actor] = float((backing > total / 2 + TOLERANCE * total).mean())
        return found

    def odds_by_set(self, sets: Mapping[str, Truth], payments: Mapping[str, float]) -> Array:
        """(sets,) probability that the deal passes with the payments to those in each set."""
        count = max((len(own) for own in sets.values()), default=1)
        at_once = max(1, _CELLS // self.worlds.count)
        parts = []
        for start in range(0, count, at_once):
            some = {actor: own[start : start + at_once] for actor, own in sets.items()}
            parts.append(self.passes_by_set(some, payments).mean(axis=0))
        return np.concatenate(parts)

    def cheapest(self, payments: Mapping[str, float], enough: float, listed: int) -> Coalitions:
        """Find the cheapest sets whose payments make the deal pass often enough.

        Parameters
        ----------
        payments
            Actor → payment in utility, ∞ where none is enough.
        enough
            Probability from which it does.
        listed
            Actors up to whom every set is looked at.
        """

        def wins(sets: Mapping[str, Truth]) -> Truth:
            return np.asarray(self.odds_by_set(sets, payments) >= enough - TOLERANCE)

        return cheapest_coalitions(
            payments, wins, monotone=not self.form.has_negation, listed=listed
        )
