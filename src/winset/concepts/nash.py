"""The Nash bargaining solution, weighted."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from winset.arrays import Bools, Floats, Indices
from winset.concepts.concept import Concept
from winset.concepts.programme.answer import Answer
from winset.concepts.programme.bargain import LOOSE, Bargain
from winset.concepts.ties import masked_max, undominated
from winset.packages import TOLERANCE
from winset.packages.programme import FINE, Choices, Linear, Programme, total_of

_FIRST_TANGENTS = 6


def listed(gains: Floats, eligible: Bools, weights: Floats) -> Bools:
    """Mark the packages that maximise the product of gains, Π gain^weight.

    A principal who can gain nothing has no part in the product: else every package would tie at
    0. Where all others can gain but never together, the packages no other one dominates tie.
    """
    positive = gains > TOLERANCE
    can_gain = (positive & eligible[:, None, :]).any(axis=2, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.where(positive, np.log(gains), -np.inf)
        terms = np.where(weights[:, :, None] > 0, weights[:, :, None] * logs, 0.0)
    score = np.where(can_gain, terms, 0.0).sum(axis=1)
    best = masked_max(score, eligible)
    with np.errstate(invalid="ignore"):
        solutions = eligible & (score >= best - TOLERANCE)
    # A product in which all have a part leaves no dominated package among its maxima. Two others
    # do: 0 everywhere, and one that a principal of weight 0 has no part in.
    uncounted = (weights <= 0).any(axis=1)
    return undominated(gains, solutions, np.isneginf(best[:, 0]) | uncounted)


def by_search(bargain: Bargain) -> Answer | None:
    """Bound the logarithms of gains from above by tangents, refined until the bound is exact.

    The sum of weighted logs is concave, so its tangents never understate it: the optimum of the
    programme with tangents bounds the score of every package. Each round adds the tangents at the
    package just found, where they are exact; a package found twice is therefore a solution, and
    as there are finitely many packages, one is found twice.

    References
    ----------
    Duran & Grossmann (1986), Mathematical Programming 36:307 (outer approximation).
    """
    ideal = bargain.ideal
    if ideal is None:
        return None
    able = np.flatnonzero((ideal > TOLERANCE) & (bargain.weights > 0))
    start = _all_gain(bargain, able) if len(able) else None
    if start is None:  # nothing to multiply: whatever is not dominated ties
        level = bargain.acceptance.programme.branch()
        best = bargain.best(level, total_of(bargain.gains))
        assert best is not None
        value = -math.inf if len(able) else 0.0
        return Answer(best, value, value, bargain.each(level))
    search = _Tangents(bargain, able, ideal, start)
    best, bound = search.run()
    value = search.score(best)
    search.keep_at_least(value)
    if (bargain.weights <= 0).any():
        best = search.undominated(value)
    return Answer(best, value, bound, search.each())


def _all_gain(bargain: Bargain, able: Indices) -> Choices | None:
    """Package at which everyone able to gain does, with the greatest least gain."""
    programme = bargain.acceptance.programme.branch()
    least = programme.continuous(-1.0, 2.0)
    for principal in able:
        programme.constrain((bargain.gains[principal] - least) * FINE, low=0.0)
    choices = bargain.best(programme, least)
    if choices is None or (bargain.seen[choices][able] <= TOLERANCE).any():
        return None
    return choices


@dataclass
class _Tangents:
    """Outer approximation from a first package at which all who are able gain."""

    bargain: Bargain
    able: Indices
    ideal: Floats
    start: Choices

    def __post_init__(self) -> None:
        self.programme: Programme = self.bargain.acceptance.programme.branch()
        self.weights = self.bargain.weights[self.able]
        self.logs: list[Linear] = []
        for principal, floor in zip(self.able, self._floors(), strict=True):
            top = float(self.ideal[principal])
            log = self.programme.continuous(math.log(floor) - 1.0, math.log(top) + 1.0)
            self.logs.append(log)
            gain = self.bargain.gains[principal]
            self.programme.constrain(gain * FINE, low=floor * (1 - TOLERANCE) * FINE)
            for point in np.geomspace(floor, top, _FIRST_TANGENTS):
                self._tangent(log, gain, float(point))
        pairs = zip(self.logs, self.weights, strict=True)
        self.objective = total_of([log * float(weight) for log, weight in pairs])
        self._refine(self.start)

    def run(self) -> tuple[Choices, float]:
        """Find a solution, and what no package exceeds."""
        best, known = self.start, {self.start}
        while True:
            solved = self.bargain.solve(self.programme, self.objective)
            if solved.choices is None:  # only packages worse than the first were left out
                return best, self.score(best)
            bound = solved.bound / FINE
            best = max(best, solved.choices, key=self.score)
            if solved.choices in known or bound <= self.score(best):
                return best, bound
            known.add(solved.choices)
            self._refine(solved.choices)

    def keep_at_least(self, value: float) -> None:
        """Leave only packages whose score may be as great."""
        self.programme.constrain(self.objective * FINE, low=(value - TOLERANCE - LOOSE) * FINE)

    def undominated(self, value: float) -> Choices:
        """Of the packages that tie, one with the greatest sum of gains: none dominates it."""
        level, total = self.programme.branch(), total_of(self.bargain.gains)
        while (choices := self.bargain.best(level, total)) is not None:
            if self.score(choices) >= value - TOLERANCE:
                return choices
            level.exclude(choices)
        raise AssertionError("a package that reaches the value was found before")

    def each(self) -> Iterator[Choices]:
        """Find the packages left, best first, with tangents at each to keep out the worse."""
        while (choices := self.bargain.best(self.programme, self.objective)) is not None:
            yield choices
            self.programme.exclude(choices)
            self._refine(choices)

    def score(self, choices: Choices) -> float:
        """Exact score of an eligible package."""
        gains = self.bargain.seen[choices][self.able]
        if (gains <= TOLERANCE).any():
            return -math.inf
        return float((self.weights * np.log(gains)).sum())

    def _floors(self) -> list[float]:
        """Least gain each may have at a package as good as the first, all others at their best.

        Logs fall to −∞ at 0, where a tangent says nothing and its slope is beyond the solver.
        These floors keep every solution, and keep the tangents where they are of use.
        """
        reached = self.score(self.start)
        most = self.weights * np.log(self.ideal[self.able])
        spare = (reached - TOLERANCE - LOOSE - (most.sum() - most)) / self.weights
        return [max(float(floor), TOLERANCE) for floor in np.exp(np.maximum(spare, -50.0))]

    def _refine(self, choices: Choices) -> None:
        gains = self.bargain.seen[choices]
        for log, principal in zip(self.logs, self.able, strict=True):
            if gains[principal] > TOLERANCE:
                self._tangent(log, self.bargain.gains[principal], float(gains[principal]))

    def _tangent(self, log: Linear, gain: Linear, at: float) -> None:
        """Require log ≤ ln at + (gain − at) / at."""
        scale = FINE * min(1.0, 16 * at)
        row = log - gain * (1 / at)
        self.programme.constrain(row * scale, high=(math.log(at) - 1.0) * scale)


NASH = Concept(
    name="nash",
    title="Nash",
    definition="the greatest product of gains, each to the power of its principal's weight",
    source="Nash (1950), Econometrica 18:155; weights: Kalai (1977), International Journal of "
    "Game Theory 6:129",
    listed=listed,
    by_search=by_search,
    method="outer approximation of log-gains by tangents over mixed-integer programmes (HiGHS)",
    eponym=True,
)
