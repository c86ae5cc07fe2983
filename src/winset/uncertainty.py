"""How sure a figure is: one standard error, one 95 % interval, one rule for what is told apart.

Every figure counted or averaged over worlds takes its error from here. The worlds are drawn in
`REPLICATES` independently scrambled sequences, dealt out in turn: world ``w`` belongs to replicate
``w % REPLICATES``. Points of one sequence are more even than independent ones, so the binomial
formula overstates the error of a fixed text (2.3 to 3.3 times, measured); the spread of the
replicates' own figures does not (model, section 3; Owen 1997, Annals of Statistics 25:1541).
Since worlds are dealt out in turn, any first part of them holds all replicates alike.

Two figures over the same worlds are compared world by world, so that doubt they share cancels.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Z95 = 1.959963984540054
"""Standard errors on either side of a figure that make its 95 % interval."""

REPLICATES = 8
"""Independently scrambled sequences that the worlds are drawn in."""

ROUNDING = 1e-12
"""Differences up to this are rounding, whatever their standard error."""

Array = NDArray[np.float64]


def replicates_of(worlds: int) -> NDArray[np.intp]:
    """Return which replicate each world belongs to.

    Fewer than two worlds a replicate tell nothing of its spread; then each world counts as one.

    Parameters
    ----------
    worlds
        Number of worlds.

    Returns
    -------
    (worlds,)
    """
    return np.arange(worlds) % (REPLICATES if worlds >= 2 * REPLICATES else max(1, worlds))


@dataclass(frozen=True)
class Estimate:
    """A figure over worlds, with the error that drawing only so many leaves in it.

    Attributes
    ----------
    value
        The figure; NaN where no world could tell.
    se
        Its Monte-Carlo standard error: the draws' own doubt, not the inputs'. NaN with ``value``.
    worlds
        Number of worlds it rests on.
    """

    value: float
    se: float
    worlds: int

    @property
    def margin(self) -> float:
        """Half the width of the 95 % interval."""
        return Z95 * self.se

    @property
    def low(self) -> float:
        """Lower end of the 95 % interval."""
        return self.value - self.margin

    @property
    def high(self) -> float:
        """Upper end of the 95 % interval."""
        return self.value + self.margin


@dataclass(frozen=True)
class Band:
    """A mean over parameter draws with its central 95 %."""

    mean: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether the band leaves no doubt of the sign: 0 is outside it."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class Difference:
    """A figure before and after, or here and there.

    Attributes
    ----------
    before, after
        The two figures.
    se
        Standard error of ``after`` − ``before``.
    """

    before: float
    after: float
    se: float

    @property
    def value(self) -> float:
        """How much greater the second is."""
        return self.after - self.before

    @property
    def low(self) -> float:
        """Lower end of the 95 % interval of ``value``."""
        return self.value - Z95 * self.se

    @property
    def high(self) -> float:
        """Upper end of the 95 % interval of ``value``."""
        return self.value + Z95 * self.se

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
    return abs(difference) > max(Z95 * se, ROUNDING)


def standard_error(values: ArrayLike) -> Any:  # noqa: ANN401
    """Return the standard error of means over worlds, from the spread of the replicates' means.

    Parameters
    ----------
    values : (..., worlds)
        Worlds along the last axis.

    Returns
    -------
    float or (...,)
        With R replicates of n_r worlds and means m_r: √(R/(R−1) Σ (n_r/n)² (m_r − m)²). 0 with
        a single world.
    """
    values = np.asarray(values, dtype=np.float64)
    worlds = values.shape[-1]
    count = int(replicates_of(worlds).max(initial=-1)) + 1
    if count < 2:
        return np.zeros(values.shape[:-1])[()]
    mean = values.mean(axis=-1, keepdims=True)
    # worlds of a replicate stand `count` apart, so each mean is one over a slice
    shift = np.stack(
        [(values[..., r::count] - mean).sum(axis=-1) / worlds for r in range(count)], axis=-1
    )
    return np.sqrt(count / (count - 1) * (shift**2).sum(axis=-1))[()]


def mean_of(values: ArrayLike) -> Estimate:
    """Average a figure over worlds.

    Parameters
    ----------
    values : (worlds,)
    """
    values = np.asarray(values, dtype=np.float64)
    if not len(values):
        return Estimate(math.nan, math.nan, 0)
    return Estimate(float(values.mean()), float(standard_error(values)), len(values))


def share_of(counted: ArrayLike, among: ArrayLike | None = None) -> Estimate:
    """Return the share of worlds that are counted, of all or of some.

    Parameters
    ----------
    counted : (worlds,) of bool or of figures in [0, 1]
    among : (worlds,) of bool
        Worlds it is a share of; default all. The error then is that of a ratio, by linearisation.

    Returns
    -------
    Estimate
        NaN where no world is among them.
    """
    if among is None:
        return mean_of(counted)
    counted, among = np.asarray(counted, dtype=np.float64), np.asarray(among, dtype=bool)
    size = int(among.sum())
    if not size:
        return Estimate(math.nan, math.nan, 0)
    value = float(counted[among].sum() / size)
    residual = np.where(among, counted - value, 0.0) * (len(among) / size)
    return Estimate(value, float(standard_error(residual)), size)


def paired(before: ArrayLike, after: ArrayLike) -> Difference:
    """Compare two figures over the same worlds, world by world.

    Parameters
    ----------
    before, after : (worlds,)
    """
    before, after = np.asarray(before, dtype=np.float64), np.asarray(after, dtype=np.float64)
    return Difference(
        float(before.mean()), float(after.mean()), float(standard_error(after - before))
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
    low, high = np.quantile(draws, [0.025, 0.975])
    return Band(float(draws.mean()), float(low), float(high))


def leaders(values: ArrayLike) -> NDArray[np.intp]:
    """Find which of several figures over the same worlds cannot be told from the greatest.

    Parameters
    ----------
    values : (figures, worlds)

    Returns
    -------
    (leaders,)
        Their rows, the greatest first; equals in the order they are given.
    """
    values = np.asarray(values, dtype=np.float64)
    if not len(values):
        return np.array([], dtype=np.intp)
    means = values.mean(axis=1)
    order = np.argsort(-means, kind="stable")
    best = values[order[0]]
    return np.array(
        [
            row
            for row in order
            if not is_distinguishable(
                float(means[order[0]] - means[row]), float(standard_error(best - values[row]))
            )
        ],
        dtype=np.intp,
    )
