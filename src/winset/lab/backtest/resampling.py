"""Intervals of mean scores when issues of one proposal go together.

Proposals, not issues, are drawn with replacement (cluster bootstrap: Cameron, Gelbach & Miller
2008, Review of Economics and Statistics 90:414), since a Council that deadlocks over one article
of a directive is not independent of itself over the next.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset.arrays import Floats, Integers

REPLICATES = 4_000
LEVEL = 0.95


@dataclass(frozen=True)
class ResampledMean:
    """A mean with its interval."""

    mean: float
    """Over issues."""
    low: float
    high: float
    """``low``, ``high``: ends of the 95 % percentile interval."""
    n: int
    """Issues it is the mean of."""


class Resampling:
    """The same draws of proposals for every model, so that differences are paired.

    Parameters
    ----------
    proposals : (issues,)
        Which proposal each issue belongs to.
    seed, replicates
        Of the draws.
    """

    def __init__(self, proposals: Integers, *, seed: int, replicates: int = REPLICATES) -> None:
        _, self._cluster = np.unique(proposals, return_inverse=True)
        self._clusters = int(self._cluster.max()) + 1
        rng = np.random.default_rng(seed)
        even = np.full(self._clusters, 1 / self._clusters)
        self._times = rng.multinomial(self._clusters, even, size=replicates).astype(np.float64)

    def mean(self, values: Floats) -> ResampledMean:
        """Mean of (issues,) values, NaN left out, with its interval."""
        kept = np.isfinite(values)
        n = int(kept.sum())
        if n == 0:
            return ResampledMean(np.nan, np.nan, np.nan, 0)
        totals = self._per_cluster(np.where(kept, values, 0.0))
        counts = self._per_cluster(kept.astype(np.float64))
        drawn = self._times @ counts
        means = (self._times @ totals)[drawn > 0] / drawn[drawn > 0]
        tail = (1 - LEVEL) / 2
        low, high = np.quantile(means, [tail, 1 - tail])
        return ResampledMean(float(values[kept].mean()), float(low), float(high), n)

    def _per_cluster(self, values: Floats) -> Floats:
        return np.bincount(self._cluster, weights=values, minlength=self._clusters).astype(
            np.float64
        )
