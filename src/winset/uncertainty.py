"""How sure a figure is: one standard error, one 95 % interval, one rule for what is told apart.

Every figure counted or averaged over worlds takes its error from here. The worlds are drawn in
`REPLICATES` independently scrambled sequences, dealt out in turn: world ``w`` belongs to replicate
``w % REPLICATES``. Points of one sequence are more even than independent ones, so the binomial
formula overstates the error of a fixed text (2.3 to 3.3 times, measured); the spread of the
replicates' own figures does not (model, section 3; Owen 1997, Annals of Statistics 25:1541).
Since worlds are dealt out in turn, any first part of them holds all replicates alike.

Two figures over the same worlds are compared world by world, so that doubt they share cancels.
So figures are handed over as arrays of all worlds, never of a choice of them: which world belongs
to which replicate is read from its place. What is a share or mean of some worlds says which they
are (``among``).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from winset.arrays import Floats, Indices

Z95 = 1.959963984540054
"""Standard deviations on either side of its mean that hold 95 % of a normal."""

CENTRAL95 = (0.025, 0.975)
"""Quantiles of draws between which the central 95 % of them lie."""

REPLICATES = 8
"""Independently scrambled sequences that the worlds are drawn in."""

T95 = 2.364624251592785
"""Standard errors on either side of a figure that make its 95 % interval.

Student's t with ``REPLICATES`` − 1 degrees of freedom: an error read from so few replicates is
itself in doubt, and intervals of ``Z95`` errors would hold the truth nine times in ten only.
"""

ROUNDING = 1e-12
"""Differences up to this are rounding, whatever their standard error."""

PRINTED = 2
"""Decimals a band is printed with: what it says is clear must be so to a reader of its ends."""


def replicates_of(worlds: int) -> Indices:
    """Return which replicate each world belongs to.

    Fewer than two worlds a replicate tell nothing of its spread; then each world counts as one.

    Returns
    -------
    (worlds,)
    """
    return np.arange(worlds) % (REPLICATES if worlds >= 2 * REPLICATES else max(1, worlds))


class Measured:
    """What a figure with a standard error has: its 95 % interval."""

    value: float
    se: float

    @property
    def margin(self) -> float:
        """Half the width of the 95 % interval."""
        return T95 * self.se

    @property
    def low(self) -> float:
        """Lower end of the 95 % interval."""
        return self.value - self.margin

    @property
    def high(self) -> float:
        """Upper end of the 95 % interval."""
        return self.value + self.margin


@dataclass(frozen=True)
class Estimate(Measured):
    """A figure over worlds, with the error that drawing only so many leaves in it."""

    value: float
    """The figure; NaN where no world could tell."""
    se: float
    """Its Monte-Carlo standard error: the draws' own doubt, not the inputs'. NaN with ``value``."""
    worlds: int
    """Number of worlds it rests on."""


@dataclass(frozen=True)
class Band:
    """A mean over parameter draws with its central 95 %."""

    mean: float
    low: float
    high: float

    @property
    def sign(self) -> int:
        """1 or −1 where the whole band lies on that side of 0, as it is printed; else 0."""
        low, high = round(self.low, PRINTED), round(self.high, PRINTED)
        return 1 if low > 0 else -1 if high < 0 else 0

    @property
    def is_clear(self) -> bool:
        """Whether the band leaves no doubt of the sign: 0 is outside it, as it is printed."""
        return self.sign != 0


@dataclass(frozen=True)
class Difference(Measured):
    """A figure before and after, or here and there; the interval is that of ``value``."""

    before: float
    after: float
    """``before``, ``after``: the two figures."""
    se: float
    """Standard error of ``after`` − ``before``."""

    @property
    def value(self) -> float:  # type: ignore[override]
        """How much greater the second is."""
        return self.after - self.before

    @property
    def is_clear(self) -> bool:
        """Whether the two can be told apart."""
        return is_distinguishable(self.value, self.se)


def is_distinguishable(difference: float, se: float) -> bool:
    """Say whether a difference can be told from none: the one rule, for all rooms.

    Parameters
    ----------
    difference
        Of two figures.
    se
        Its standard error, paired where the figures share their worlds.
    """
    return abs(difference) > max(T95 * se, ROUNDING)


def standard_error(values: ArrayLike, among: ArrayLike | None = None) -> Any:  # noqa: ANN401
    """Return the standard error of means over worlds, from the spread of the replicates' means.

    Parameters
    ----------
    values : (..., worlds)
        Worlds along the last axis.
    among : (worlds,) of bool
        Worlds that the means are taken over; default all.

    Returns
    -------
    float or (...,)
        With R replicates of n_r worlds and means m_r: √(R/(R−1) Σ (n_r/n)² (m_r − m)²). 0 with
        a single world; NaN where ``among`` has none.
    """
    figures = np.asarray(values, dtype=np.float64)
    worlds = figures.shape[-1]
    if among is not None:
        if not np.any(among):
            return np.full(figures.shape[:-1], math.nan)[()]
        figures = _deviations(figures, among)
    count = int(replicates_of(worlds).max(initial=-1)) + 1
    if count < 2:
        return np.zeros(figures.shape[:-1])[()]
    mean = figures.mean(axis=-1, keepdims=True)
    # worlds of a replicate stand `count` apart, so each mean is one over a slice
    shift = np.stack(
        [(figures[..., r::count] - mean).sum(axis=-1) / worlds for r in range(count)], axis=-1
    )
    return np.sqrt(count / (count - 1) * (shift**2).sum(axis=-1))[()]


def _deviations(values: ArrayLike, among: ArrayLike | None) -> Floats:
    """(..., worlds) figures whose mean over all worlds errs as theirs over some worlds does.

    A mean over some worlds is a ratio Σ a·x / Σ a, whose error to first order is that of the mean
    of its residuals a·(x − ratio)/mean(a); worlds that are not among them add 0. NaN where there
    are none.
    """
    figures = np.asarray(values, dtype=np.float64)
    chosen = np.ones(figures.shape[-1], bool) if among is None else np.asarray(among, dtype=bool)
    if not chosen.any():
        return np.full(figures.shape, math.nan)
    ratio = figures[..., chosen].mean(axis=-1, keepdims=True)
    return np.asarray(np.where(chosen, figures - ratio, 0.0) / chosen.mean())


def mean_of(values: ArrayLike, among: ArrayLike | None = None) -> Estimate:
    """Average a figure over worlds.

    Parameters
    ----------
    values : (worlds,)
        The figure in each world; a share is the average of yes (1) and no (0).
    among : (worlds,) of bool
        Worlds to average over; default all.

    Returns
    -------
    Estimate
        NaN where there is no such world.
    """
    values = np.asarray(values, dtype=np.float64)
    chosen = values if among is None else values[np.asarray(among, dtype=bool)]
    if not len(chosen):
        return Estimate(math.nan, math.nan, 0)
    return Estimate(float(chosen.mean()), float(standard_error(values, among)), len(chosen))


share_of = mean_of
"""The share of worlds that are counted: ``mean_of`` where the figure is yes or no."""


def at_most(value: float, worlds: int) -> Estimate:
    """Return a share of worlds of which only the value is at hand, with the error of a coin's.

    Even draws err less, so its interval is too wide rather than too narrow.
    """
    return Estimate(value, math.sqrt(value * (1 - value) / worlds) if worlds else math.nan, worlds)


def paired(before: ArrayLike, after: ArrayLike, among: ArrayLike | None = None) -> Difference:
    """Compare two figures over the same worlds, world by world.

    Parameters
    ----------
    before, after : (worlds,)
        The figures in each world.
    among : (worlds,) of bool
        Worlds that both are means over; default all.
    """
    before, after = np.asarray(before, dtype=np.float64), np.asarray(after, dtype=np.float64)
    return Difference(
        mean_of(before, among).value,
        mean_of(after, among).value,
        float(standard_error(after - before, among)),
    )


def paired_shares(
    before: tuple[ArrayLike, ArrayLike | None], after: tuple[ArrayLike, ArrayLike | None]
) -> Difference:
    """Compare two shares over the same worlds, each among worlds of its own.

    Parameters
    ----------
    before, after : (worlds,) each
        What is counted or averaged, and among which worlds; None for all.
    """
    return Difference(
        mean_of(*before).value,
        mean_of(*after).value,
        float(standard_error(_deviations(*after) - _deviations(*before))),
    )


def unpaired(before: Estimate, after: Estimate) -> Difference:
    """Compare two figures over worlds they do not share."""
    return Difference(before.value, after.value, math.hypot(before.se, after.se))


def band_of(draws: ArrayLike) -> Band:
    """Summarise a figure over parameter draws.

    Parameters
    ----------
    draws : (draws,)
    """
    draws = np.asarray(draws, dtype=np.float64)
    low, high = np.quantile(draws, CENTRAL95)
    return Band(float(draws.mean()), float(low), float(high))


def leaders(values: ArrayLike, among: ArrayLike | None = None) -> Indices:
    """Find which of several figures over the same worlds cannot be told from the greatest.

    Parameters
    ----------
    values : (figures, worlds)
        The figures in each world.
    among : (worlds,) of bool
        Worlds that they are means over; default all.

    Returns
    -------
    (leaders,)
        Their rows, the greatest first; equals in the order they are given.
    """
    values = np.asarray(values, dtype=np.float64)
    if not len(values):
        return np.array([], dtype=np.intp)
    means = np.array([mean_of(row, among).value for row in values])
    order = np.argsort(-means, kind="stable")
    best = values[order[0]]
    return np.array(
        [row for row in order if not paired(values[row], best, among).is_clear], dtype=np.intp
    )
