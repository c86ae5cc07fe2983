"""Additive programmes over packages: the best package under linear constraints, by HiGHS.

A package is one binary an option, exactly one per issue, so whatever adds up over issues is a
linear expression. Who ratifies, and what is worth maximising, is for the callers to say.

A solver keeps to a constraint only up to its own tolerance, about 1e-6 of a row as it is written.
So callers write rows of utilities in units of ``1 / FINE``, every package a programme returns can
be put to an exact test, and one that fails is excluded before the next attempt.

References
----------
Huangfu & Hall (2018), Mathematical Programming Computation 10:119 (HiGHS). No-good cuts:
Balas & Jeroslow (1972), SIAM Journal on Applied Mathematics 23:61.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from winset.arrays import Floats, Integers

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Choices = tuple[int, ...]
"""Option index of each issue."""

Status = Literal["optimal", "infeasible", "undecided"]

FINE = 2.0**12
"""Factor by which rows and objectives in utility are multiplied, a power of two to be exact.

It brings the solver's 1e-6 to 2.4e-10, a quarter of a step of the grid on which utilities are
compared. A greater one would be finer, but makes the solver slower and repair its own solutions.
"""

_MOST_EXCLUDED = 200

_BETTER = 4e-6
"""How far, in an objective's units, a package must exceed what was proved to prove it wrong."""


@dataclass(frozen=True)
class Linear:
    """A linear expression: Σ values · columns + constant."""

    columns: Integers
    """(terms,): numbers of columns; one may occur more than once."""
    values: Floats
    """(terms,): their coefficients."""
    constant: float = 0.0
    """Added to the sum."""

    @classmethod
    def fixed(cls, constant: float) -> Linear:
        """Return an expression without columns."""
        return cls(np.empty(0, dtype=np.int64), np.empty(0), constant)

    @classmethod
    def column(cls, column: int) -> Linear:
        """Return one column."""
        return cls(np.array([column]), np.ones(1))

    @property
    def is_fixed(self) -> bool:
        """Whether no column takes part."""
        return not len(self.columns)

    def __add__(self, other: Linear | float) -> Linear:
        if not isinstance(other, Linear):
            return replace(self, constant=self.constant + other)
        return Linear(
            np.concatenate([self.columns, other.columns]),
            np.concatenate([self.values, other.values]),
            self.constant + other.constant,
        )

    def __sub__(self, other: Linear | float) -> Linear:
        return self + (-other if isinstance(other, float | int) else other * -1.0)

    def __mul__(self, factor: float) -> Linear:
        return Linear(self.columns, self.values * factor, self.constant * factor)


def total_of(parts: Sequence[Linear]) -> Linear:
    """Sum expressions."""
    if not parts:
        return Linear.fixed(0.0)
    return Linear(
        np.concatenate([part.columns for part in parts]),
        np.concatenate([part.values for part in parts]),
        sum(part.constant for part in parts),
    )


@dataclass(frozen=True)
class Limits:
    """When to give up."""

    seconds: float = 120.0
    """Longest time for one call of the solver."""
    excluded: int = _MOST_EXCLUDED
    """Packages that may fail the exact test before a search is left undecided."""


@dataclass(frozen=True)
class Solved:
    """What a programme found."""

    status: Status
    """``optimal``; ``infeasible``, proven within the solver's tolerance; ``undecided`` where a
    limit was reached first."""
    choices: Choices | None
    """Option index of each issue; None unless optimal."""
    bound: float
    """What the solver proved that no package exceeds; +∞ where nothing was proved."""
    solver_status: str
    """The solver's own message."""
    seconds: float
    """Time taken by all calls."""
    calls: int = 1
    """Calls of the solver."""
    excluded: tuple[Choices, ...] = ()
    """Packages the solver let through by its tolerance and the exact test turned away."""


@dataclass(frozen=True)
class _Row:
    expression: Linear
    low: float
    high: float
    tag: Hashable


class Programme:
    """A mixed-integer programme whose first columns are the options of each issue.

    Parameters
    ----------
    shape
        Number of options of each issue.
    excludes
        Combinations of (issue, option) that no package may hold.
    """

    def __init__(
        self, shape: Sequence[int], excludes: Iterable[Collection[tuple[int, int]]] = ()
    ) -> None:
        self.shape = tuple(shape)
        self.starts = np.concatenate([[0], np.cumsum(shape)]).astype(np.int64)
        self._low = [0.0] * self.options
        self._high = [1.0] * self.options
        self._integral = [1] * self.options
        self._rows: list[_Row] = []
        for start, stop in zip(self.starts[:-1], self.starts[1:], strict=True):
            one = Linear(np.arange(start, stop), np.ones(stop - start))
            self.constrain(one, 1.0, 1.0)
        for combination in excludes:
            self._not_together([int(self.starts[issue]) + option for issue, option in combination])

    @property
    def options(self) -> int:
        """Number of options of all issues together."""
        return int(self.starts[-1])

    def additive(self, worth: Floats, constant: float = 0.0) -> Linear:
        """Express Σ worth of the options chosen + constant; worth: (options,)."""
        chosen = np.flatnonzero(worth)
        return Linear(chosen, worth[chosen], constant)

    def binary(self) -> Linear:
        """Add a column that is 0 or 1."""
        return self._column(0.0, 1.0, integral=True)

    def continuous(self, low: float, high: float) -> Linear:
        """Add a quantity between two ends, in utility; its column is in units of 1 / ``FINE``."""
        return self._column(low * FINE, high * FINE, integral=False) * (1 / FINE)

    def constrain(
        self,
        expression: Linear,
        low: float = -math.inf,
        high: float = math.inf,
        tag: Hashable = None,
    ) -> None:
        """Require low ≤ expression ≤ high; ``tag`` names the demand it is part of."""
        self._rows.append(_Row(expression, low, high, tag))

    def exclude(self, choices: Choices) -> None:
        """Rule out one package (a no-good cut)."""
        # as there is one option an issue, the sum reaches the number of issues at this one alone
        self._not_together(self.starts[:-1] + np.asarray(choices, dtype=np.int64))

    def branch(self) -> Programme:
        """Return a copy to which more can be added without changing this one."""
        other = object.__new__(Programme)
        other.shape, other.starts = self.shape, self.starts
        other._low, other._high = list(self._low), list(self._high)
        other._integral, other._rows = list(self._integral), list(self._rows)
        return other

    def without(self, tags: Collection[Hashable]) -> Programme:
        """Return a copy that drops the demands of these names."""
        other = self.branch()
        other._rows = [row for row in self._rows if row.tag is None or row.tag not in tags]
        return other

    def tags(self) -> tuple[Hashable, ...]:
        """Names of the demands some row is part of, each once."""
        return tuple(dict.fromkeys(row.tag for row in self._rows if row.tag is not None))

    def maximise(
        self,
        objective: Linear | None = None,
        admits: Callable[[Choices], bool] | None = None,
        limits: Limits | None = None,
    ) -> Solved:
        """Find a package with the greatest value of the objective.

        Parameters
        ----------
        objective
            What to maximise; None asks for any package that satisfies all rows.
        admits
            Exact test of a package; one that fails is excluded here for good, which is sound
            as long as the rows let through every package that passes.
        """
        limits = limits or Limits()
        excluded: list[Choices] = []
        seconds, calls = 0.0, 0
        while True:
            found = self._solve(objective or Linear.fixed(0.0), limits.seconds)
            seconds, calls = seconds + found.seconds, calls + 1
            if found.choices is None or admits is None or admits(found.choices):
                break
            excluded.append(found.choices)
            self.exclude(found.choices)
            if len(excluded) >= limits.excluded:
                found = replace(found, status="undecided", choices=None)
                break
        return replace(found, excluded=tuple(excluded), seconds=seconds, calls=calls)

    def _not_together(self, columns: Sequence[int] | Integers) -> None:
        """Keep some options from standing together: Σ x ≤ |columns| − 1."""
        together = Linear(np.asarray(columns, dtype=np.int64), np.ones(len(columns)))
        self.constrain(together, high=len(columns) - 1.0)

    def _column(self, low: float, high: float, *, integral: bool) -> Linear:
        self._low.append(low)
        self._high.append(high)
        self._integral.append(int(integral))
        return Linear.column(len(self._low) - 1)

    def _solve(self, objective: Linear, seconds: float) -> Solved:
        """Call the solver with presolve, and do not take its word for an optimum.

        Without presolve a body of some hundred members takes minutes. With it, HiGHS 1.12 proves
        wrong optima (tests/concepts/test_every_way.py has one: a least gain of 0.333 where 0.417
        can be had): reductions that look at the objective cut the best package off. So the optimum
        is put to the same rows as a question without an objective, to which those reductions do not
        apply: is there a package that exceeds what was proved? If so, or if the solver ends in a
        “solve error”, as it does now and then on rows this fine, it is asked without presolve, and
        at last with the objective halved, along another path to the same answer.
        """
        started = time.perf_counter()
        found = self._call(objective, seconds, 1.0, presolve=True)
        if found.status == "optimal" and len(objective.columns):
            above = self.branch()
            above.constrain(objective, low=found.bound + _BETTER)
            left = max(seconds - (time.perf_counter() - started), 0.0)
            check = above._call(Linear.fixed(0.0), left, 1.0, presolve=True)
            if check.status != "infeasible":
                found = replace(found, status="undecided", choices=None)
        for scale in (1.0, 0.5):
            left = seconds - (time.perf_counter() - started)
            if found.status != "undecided" or left <= 0:
                break
            found = self._call(objective, left, scale, presolve=False)
        return replace(found, seconds=time.perf_counter() - started)

    def _call(self, objective: Linear, seconds: float, scale: float, *, presolve: bool) -> Solved:
        from scipy.optimize import Bounds, LinearConstraint, milp

        costs = np.zeros(len(self._low))
        np.add.at(costs, objective.columns, -scale * objective.values)
        matrix, low, high = self._matrix()
        result = milp(
            costs,
            integrality=np.array(self._integral),
            bounds=Bounds(np.array(self._low), np.array(self._high)),
            constraints=LinearConstraint(matrix, low, high),
            options={"mip_rel_gap": 0.0, "time_limit": seconds, "presolve": presolve},
        )
        if result.status == 2:
            return Solved("infeasible", None, -math.inf, result.message, 0.0)
        bound = result.mip_dual_bound
        bound = math.inf if bound is None else objective.constant - bound / scale
        if result.status != 0 or result.x is None:
            return Solved("undecided", None, bound, result.message, 0.0)
        return Solved("optimal", self._chosen(result.x), bound, result.message, 0.0)

    def _chosen(self, columns: Floats) -> Choices:
        return tuple(
            int(np.argmax(columns[start:stop]))
            for start, stop in zip(self.starts[:-1], self.starts[1:], strict=True)
        )

    def _matrix(self) -> tuple[csr_array[np.float64], Floats, Floats]:
        """Rows × columns as a sparse matrix, with the lower and upper end of each row."""
        from scipy.sparse import csr_array

        expressions = [row.expression for row in self._rows]
        counts = [len(expression.columns) for expression in expressions]
        rows = np.repeat(np.arange(len(counts)), counts)
        columns = np.concatenate([expression.columns for expression in expressions])
        values = np.concatenate([expression.values for expression in expressions])
        matrix = csr_array((values, (rows, columns)), shape=(len(counts), len(self._low)))
        constants = np.array([expression.constant for expression in expressions])
        low = np.array([row.low for row in self._rows]) - constants
        high = np.array([row.high for row in self._rows]) - constants
        return matrix, low, high
