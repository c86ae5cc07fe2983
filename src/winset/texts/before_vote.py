"""The text written before the vote, by negotiators who do not know their homes; and the pens.

One text for all worlds: argmax over x of Π_p (E[(u_p(x) − r_p)⁺ · 1{x passes}])^weight (model,
section 4). Where each world's own Nash solution is made to pass, this one may fail at home; it is
where involuntary defection lives (Iida 1993). Who holds the pen writes argmax of its own factor.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from winset.arrays import Bools, Floats, Indices
from winset.concepts.gains import bargaining_weight
from winset.engine import Result
from winset.packages import mean_utilities, utilities_at
from winset.ratification import Form
from winset.ratification.consents_at import consents_at
from winset.scenario.checks.consenters import issues_left_open
from winset.scenario.model import Scenario
from winset.texts.candidates import MOST, Picked, picked_without
from winset.uncertainty import replicates_of

_BATCH = 64
_MOST_BOUNDED = 2**27
_ENTRIES = 2**21


@dataclass(frozen=True)
class WrittenText(Picked):
    """The text that somebody would write before it is put to the vote."""

    expected_gains: Mapping[str, float]
    """Who may write → mean gain over no deal, in utility; 0 where the text fails or it would
    lose."""


@dataclass(frozen=True)
class Writers:
    """The texts written before the vote in one form; None where none passes with a gain."""

    together: WrittenText | None
    """By all who sign, as Nash would have it."""
    pens: Mapping[str, WrittenText | None]
    """Who may write → the text it would write alone: those who sign, then principals whose envoy
    does, then further envoys with a stance on every issue."""


def written_before_vote(result: Result, form: Form) -> Writers:
    """Find the texts written before the vote, by all who sign and by each who may write alone."""
    pens = _may_write(result.scenario, form)
    search = _Search(result, form, pens)
    weights = {
        principal: float(bargaining_weight(result.scenario, result.worlds, party).mean())
        for party, principal in form.principals.items()
    }
    return Writers(search.best(weights), {actor: search.best({actor: 1.0}) for actor in pens})


def _may_write(scenario: Scenario, form: Form) -> tuple[str, ...]:
    """Name who signs, then principals whose envoy does, then envoys who know what they want."""
    envoys = (envoy for party in form.principals for envoy in scenario.parties[party].envoys)
    able = (envoy for envoy in envoys if not issues_left_open(scenario, envoy))
    return tuple(dict.fromkeys([*form.principals.values(), *form.heads.values(), *able]))


class _Search:
    """Texts in the order of a bound on what they can be worth, each put to all draws once.

    By Cauchy–Schwarz E[g⁺·1{passes}] ≤ √(E[g⁺²]·P(passes)), and it is at most E[g⁺]. A text whose
    bound lies below the best score found need not be tried.
    """

    def __init__(self, result: Result, form: Form, pens: Iterable[str]) -> None:
        self.result, self.form = result, form
        zone = result.forms[form.name].ratification.zone
        likeliest = np.argsort(-zone.by_package, kind="stable")
        columns = likeliest[: int((zone.by_package > 0).sum())]
        self.is_bounded = len(columns) * result.worlds.count <= _MOST_BOUNDED
        columns = columns[: _MOST_BOUNDED // result.worlds.count]
        self.numbers = tuple(zone.listing.number(int(column)) for column in columns)
        self.worth = {
            actor: mean_utilities(result.scenario, result.worlds, actor, form.name)
            for actor in pens
        }
        odds = zone.by_package[columns]
        self.bounds = {p: self._bound(p, odds) for p in self.worth}
        replicates = int(replicates_of(result.worlds.count).max()) + 1
        # principal → (replicates, texts): summed gains where the text passes, once it was tried
        self.sums = {p: np.zeros((replicates, len(columns))) for p in self.worth}
        self.tried = np.zeros(len(columns), dtype=bool)

    def best(self, weights: Mapping[str, float]) -> WrittenText | None:
        """Find argmax over x of Π_p (E[gain of p where x passes])^weight."""
        ceiling = _product(self.bounds, weights)
        order = np.argsort(-ceiling, kind="stable")
        order = order[ceiling[order] > 0][:MOST]
        # a mean over all draws may be greater still over all but one replicate
        replicates = len(next(iter(self.sums.values())))
        slack = (replicates / max(1, replicates - 1)) ** sum(weights.values())
        seen, is_complete = order[:0], self.is_bounded and len(order) < MOST
        for start in range(0, len(order), _BATCH):
            if (
                len(seen)
                and slack * ceiling[order[start]] < self._left_out(seen, weights).max(1).min()
            ):
                break
            seen = order[: start + _BATCH]
            self._try(seen[~self.tried[seen]])
        if not len(seen):
            return None
        whole = _product({p: sums[:, seen].sum(0) for p, sums in self.sums.items()}, weights)
        if not whole.max() > 0:
            return None
        numbers = [self.numbers[column] for column in seen]
        picks = picked_without(self._left_out(seen, weights), numbers)
        best = int(picked_without(whole[None, :], numbers)[0])
        count = self.result.worlds.count
        gains = {p: float(sums[:, seen[best]].sum()) / count for p, sums in self.sums.items()}
        by_replicate = tuple(numbers[column] for column in picks)
        return WrittenText(numbers[best], by_replicate, is_complete, gains)

    def _left_out(self, columns: Indices, weights: Mapping[str, float]) -> Floats:
        """(replicates, texts) scores without each replicate, up to a constant."""
        rest = {}
        for principal, sums in self.sums.items():
            here = sums[:, columns]
            whole = here.sum(axis=0, keepdims=True)
            alone = len(here) == 1
            rest[principal] = (whole if alone else whole - here) / self.result.worlds.count
            rest[principal] *= 1.0 if alone else len(here) / (len(here) - 1)
        return _product(rest, weights)

    def _gains(self, principal: str, columns: Indices | slice) -> Floats:
        """(worlds, texts) in utility: what it gains over no deal, 0 where it would lose."""
        worth, reservation = self.worth[principal]
        numbers = (
            self.numbers[columns]
            if isinstance(columns, slice)
            else [self.numbers[column] for column in columns]
        )
        utility = utilities_at(worth, self.result.space.choices(numbers))
        gains = np.maximum(utility - reservation[:, None], 0.0)
        return np.broadcast_to(gains, (self.result.worlds.count, len(numbers)))

    def _bound(self, principal: str, odds: Floats) -> Floats:
        """(texts,) a mean gain where the text passes cannot exceed."""
        bound = np.zeros(len(odds))
        rows = max(1, _ENTRIES // self.result.worlds.count)
        for start in range(0, len(odds), rows):
            here = slice(start, start + rows)
            gains = self._gains(principal, here)
            by_odds = np.sqrt((gains**2).mean(axis=0) * odds[here])
            bound[here] = np.minimum(gains.mean(axis=0), by_odds)
        return bound

    def _try(self, columns: Indices) -> None:
        """Put texts to all draws."""
        if not len(columns):
            return
        numbers = [self.numbers[column] for column in columns]
        passes = self.result.in_zone(self.form.name, numbers) & self._signed(numbers)
        replicate = replicates_of(self.result.worlds.count)
        for principal, sums in self.sums.items():
            kept = self._gains(principal, columns) * passes
            for r in range(len(sums)):
                sums[r, columns] = kept[replicate == r].sum(axis=0)
        self.tried[columns] = True

    def _signed(self, numbers: Sequence[int]) -> Bools:
        """(worlds or 1, texts) whether all sign whose consent the rules do not make sure of."""
        if not self.form.unbound:
            return np.ones((1, 1), dtype=bool)
        result, choices = self.result, self.result.space.choices(numbers)
        consents = consents_at(
            result.scenario, result.worlds, self.form.unbound, choices, form=self.form.name
        )
        answers = [consents.accept(actor) for actor in self.form.unbound]
        return np.asarray(np.logical_and.reduce(answers))


def _product(factors: Mapping[str, Floats], weights: Mapping[str, float]) -> Floats:
    """Multiply the factors of those who have a weight, each to its power."""
    powers = [factors[principal] ** weight for principal, weight in weights.items()]
    return np.asarray(np.prod(powers, axis=0))
