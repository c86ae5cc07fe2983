"""The Nash solution: logarithms of gains bounded from above by tangents, refined until exact.

The sum of weighted logs is concave, so its tangents never understate it: the optimum of the
programme with tangents bounds the score of every package. Each round adds the tangents at the
package just found, where they are exact; a package found twice is therefore a solution.

References
----------
Duran & Grossmann (1986), Mathematical Programming 36:307 (outer approximation). Nash (1950),
Econometrica 18:155.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.concepts.nash import nash as listed
from winset.concepts.programme.bargain import LOOSE, Array, Bargain
from winset.concepts.programme.optimum import Answer
from winset.concepts.programme.ties import collect, solutions_among
from winset.packages import TOLERANCE
from winset.packages.programme import FINE, Choices, Linear, Programme, total_of

_FIRST_TANGENTS = 6


def nash(bargain: Bargain, ties: int) -> Answer | None:
    """Maximise Π gain^weight over the eligible packages of one world.

    Principals who can gain nothing anywhere have no part in the product. Where all others can
    gain but never together, the packages no other one dominates tie.

    Parameters
    ----------
    bargain
        The world's bargain.
    ties
        Most packages to look at for further solutions; 0 for one solution.

    Returns
    -------
    Answer or None
        None where no package is eligible.
    """
    ideal = bargain.ideal
    if ideal is None:
        return None
    able = np.flatnonzero((ideal > TOLERANCE) & (bargain.weights > 0))
    start = _all_gain(bargain, able) if len(able) else None
    if start is None:
        return _nothing_to_multiply(bargain, len(able) == 0, ties)
    search = _Search(bargain, able, ideal, start)
    best, bound = search.run()
    value = search.score(best)
    if not ties:
        return Answer(best, value, bound, (best,), complete=False)
    found, complete = search.ties(value, ties)
    among = [best, *found, *bargain.ideal_packages]
    return Answer(best, value, bound, solutions_among(bargain, among, listed), complete)


def _all_gain(bargain: Bargain, able: NDArray[np.intp]) -> Choices | None:
    """Package at which everyone able to gain does, with the greatest least gain."""
    programme = bargain.acceptance.programme.branch()
    least = programme.continuous(-1.0, 2.0)
    for principal in able:
        programme.constrain((bargain.gains[principal] - least) * FINE, low=0.0)
    choices = bargain.best(programme, least)
    if choices is None or (bargain.seen[choices][able] <= TOLERANCE).any():
        return None
    return choices


def _nothing_to_multiply(bargain: Bargain, nobody: bool, ties: int) -> Answer:
    """Where nobody's gain counts all packages tie; else those that none dominates."""
    programme = bargain.acceptance.programme.branch()
    best = bargain.best(programme, total_of(bargain.gains))
    assert best is not None
    value = 0.0 if nobody else -math.inf
    if not ties:
        return Answer(best, value, value, (best,), complete=False)
    found, complete = collect(bargain, programme, ties)
    among = [best, *found, *bargain.ideal_packages]
    return Answer(best, value, value, solutions_among(bargain, among, listed), complete)


@dataclass
class _Search:
    """Outer approximation from a first package at which all gain."""

    bargain: Bargain
    able: NDArray[np.intp]
    ideal: Array
    start: Choices

    def __post_init__(self) -> None:
        self.programme: Programme = self.bargain.acceptance.programme.branch()
        self.weights = self.bargain.weights[self.able]
        floors = self._floors()
        self.logs = []
        for principal, floor in zip(self.able, floors, strict=True):
            top = float(self.ideal[principal])
            log = self.programme.continuous(math.log(floor) - 1.0, math.log(top) + 1.0)
            self.logs.append(log)
            gain = self.bargain.gains[principal]
            self.programme.constrain(gain * FINE, low=floor * (1 - TOLERANCE) * FINE)
            for point in np.geomspace(floor, top, _FIRST_TANGENTS):
                self._tangent(log, gain, float(point))
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

    def ties(self, value: float, most: int) -> tuple[list[Choices], bool]:
        """Packages with the same score, and perhaps a few a little below; whether all."""
        self.programme.constrain(self.objective * FINE, low=(value - TOLERANCE - LOOSE) * FINE)
        found: list[Choices] = []
        while len(found) < most:
            choices = self.bargain.best(self.programme, self.objective)
            if choices is None:
                return found, True
            found.append(choices)
            self.programme.exclude(choices)
            self._refine(choices)
        return found, False

    @property
    def objective(self) -> Linear:
        """Σ weight · log of gain."""
        pairs = zip(self.logs, self.weights, strict=True)
        return total_of([log * float(weight) for log, weight in pairs])

    def score(self, choices: Choices) -> float:
        """Exact score of an eligible package."""
        gains = self.bargain.seen[choices][self.able]
        if (gains <= TOLERANCE).any():
            return -math.inf
        return float((self.weights * np.log(gains)).sum())

    def _floors(self) -> list[float]:
        """Least gain each may have at a package as good as the first, all others at their best."""
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
