"""How much of an outcome one input explains, from worlds already drawn.

First-order (main-effect) index of Sobol': S = Var(E[Y | X]) / Var(Y). Worlds are put in the order
of one input and the outcome is regressed on cosines of their rank, an orthonormal basis (COSI,
Plischke 2012). A regression on k terms explains k/(n − 1) of pure noise, so the share explained is
adjusted for that (Ezekiel 1930), and a share no greater than noise gives is told apart by an
F-test, corrected for the number of inputs asked about (Holm 1979).

Inputs are drawn independently, so what several explain one by one adds up, to a lower bound of what
they explain together (their interactions come on top). A group is therefore estimated by the very
figures of its members, and its F-tests are pooled as Fisher (1932) does.

References
----------
Plischke (2012), How to compute variance-based sensitivity indicators with your spreadsheet
software, Environmental Modelling & Software 35:188; Sobol' (1993), Mathematical Modelling and
Computational Experiments 1:407; Holm (1979), Scandinavian Journal of Statistics 6:65; Fisher
(1932), Statistical Methods for Research Workers, 4th edition, section 21.1.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from winset.arrays import Bools, Floats, Integers
from winset.uncertainty import is_distinguishable, standard_error

HARMONICS = 6
"""Cosines of one input: enough for an effect with three humps."""

ALPHA = 0.05
_DEPENDENT = 1e-10
_LEAST_P = 1e-300


@dataclass(frozen=True)
class Explained:
    """Share of an outcome's variance that inputs explain, alone or in groups."""

    share: Floats
    """(inputs,) or (inputs, outcomes): adjusted share; by noise it may fall below 0 where an input
    explains nothing, and above 1."""
    se: Floats
    """Like ``share`` Standard error over worlds."""
    p_value: Floats
    """Like ``share`` Of an input that explains nothing, to explain as much."""
    influence: Callable[[int], Floats]
    """Place of an input → what each world adds to its share, less its mean: (worlds,) or (worlds,
    outcomes). The spread of the difference between two inputs' influences is that of the difference
    between their shares, on the same worlds.
    """

    def noticed(self, alpha: float = ALPHA) -> Bools:
        """Which explain more than noise would, over all inputs asked about together.

        Returns
        -------
        like ``share``
        """
        if self.p_value.ndim == 1:
            return holm(self.p_value, alpha)
        found = np.zeros(self.p_value.shape, dtype=bool)
        for at, column in enumerate(self.p_value.T):
            found[:, at] = holm(column, alpha)
        return found

    def together(self, groups: Sequence[Sequence[int]]) -> Explained:
        """Say what groups of these inputs explain, with a place each in place of the inputs.

        Parameters
        ----------
        groups
            Places of the inputs of each group.
        """
        from scipy.special import chdtrc

        sums = np.stack([self.share[list(group)].sum(axis=0) for group in groups])
        first = np.stack([self.share[list(group)].max(axis=0) for group in groups])
        # Knowing a group is knowing each of its members, so it explains no less than the best of
        # them. The sum may still come out below, by the noise of the others: both are lower bounds
        # of the same share, and the greater is the better one.
        by_sum = sums >= first

        def influence(at: int) -> Floats:
            members = list(groups[at])
            each = np.stack([self.influence(member) for member in members])
            best = self.share[members].argmax(axis=0)
            alone = np.take_along_axis(each, best[None, None, ...], axis=0)[0]
            return np.asarray(np.where(by_sum[at], each.sum(axis=0), alone))

        # −2 Σ log p of m tests of nothing is chi-squared with 2m degrees of freedom (Fisher 1932)
        logs = -2 * np.log(np.maximum(self.p_value, _LEAST_P))
        p_value = np.stack(
            [chdtrc(2 * len(group), logs[list(group)].sum(axis=0)) for group in groups]
        )
        se = np.stack([standard_error(influence(at).T) for at in range(len(groups))])
        return Explained(np.maximum(sums, first), se, p_value, influence)


def cosines(column: Floats, harmonics: int = HARMONICS) -> Floats:
    """Orthonormal functions of one input.

    Parameters
    ----------
    column : (worlds,)
        Draws of the input, in any unit; only their order counts.
    harmonics
        Number of cosines.

    Returns
    -------
    (worlds, terms)
        Each of mean 0 and mean square 1, and uncorrelated with the others; equal draws have equal
        rows, so that an input of three values has two terms.
    """
    # Ranks, not values: cosines of the rank are orthonormal whatever the distribution, and any
    # function of the input is as well a function of its rank.
    order = np.argsort(column, kind="stable")
    places = (np.arange(len(column)) + 0.5) / len(column)
    waves = np.sqrt(2.0) * np.cos(np.pi * np.outer(places, np.arange(1, harmonics + 1)))
    basis: Floats = np.empty_like(waves)
    basis[order] = waves
    values, group = np.unique(column, return_inverse=True)
    if len(values) == len(column):
        return basis
    counts = np.bincount(group)
    means: Floats = np.stack(
        [np.bincount(group, weights=wave) / counts for wave in basis.T], axis=1
    )
    return orthonormal(means[group])


def orthonormal(columns: Floats) -> Floats:
    """Basis of what some columns span beside the constant.

    Parameters
    ----------
    columns : (worlds, columns)

    Returns
    -------
    (worlds, terms)
        Each of mean 0 and mean square 1, and uncorrelated with the others; no more terms than the
        columns have independent directions.
    """
    centred = columns - columns.mean(axis=0)
    # einsum, not BLAS: products this small only wait for each other's threads
    values, vectors = np.linalg.eigh(np.einsum("nt,nu->tu", centred, centred) / len(columns))
    kept = values > _DEPENDENT * max(1.0, float(values.max(initial=0.0)))
    scaled = vectors[:, kept] / np.sqrt(values[kept])
    return np.asarray(np.einsum("nt,tk->nk", centred, scaled))


def explained(bases: Sequence[Floats], outcomes: Floats) -> Explained:
    """Share of outcomes that each of several inputs explains by itself.

    Parameters
    ----------
    bases
        (worlds, terms) each, orthonormal, as of `cosines` and `orthonormal`.
    outcomes : (worlds,) or (worlds, outcomes)
        What is to be explained; the variance of none may be 0.

    Returns
    -------
    Explained
        With arrays of (inputs,), or (inputs, outcomes).
    """
    from scipy.special import fdtrc

    worlds = len(outcomes)
    centred = outcomes - outcomes.mean(axis=0)
    variance = centred.var(axis=0)

    def influence(at: int) -> Floats:
        return _explained_here(bases[at], centred, variance)[1]

    raw, se = np.zeros((2, len(bases), *outcomes.shape[1:]))
    for at, basis in enumerate(bases):
        raw[at], by_world = _explained_here(basis, centred, variance)
        se[at] = standard_error(by_world.T)
    terms = np.array([basis.shape[1] for basis in bases], dtype=np.int64)
    wide = terms.reshape(-1, *[1] * (outcomes.ndim - 1))
    free = worlds - 1 - wide
    possible = (wide > 0) & (free > 0)
    share = np.where(possible, 1 - (1 - raw) * (worlds - 1) / np.maximum(free, 1), 0.0)
    ratio = (raw / np.maximum(wide, 1)) / np.maximum((1 - raw) / np.maximum(free, 1), 1e-300)
    tail = fdtrc(np.maximum(wide, 1), np.maximum(free, 1), ratio)
    return Explained(share, se, np.where(possible, tail, 1.0), influence)


def _explained_here(basis: Floats, centred: Floats, variance: Floats) -> tuple[Floats, Floats]:
    """Raw share, and what each world adds to it, less its mean.

    The share is a ratio of two means over worlds, Σ explained / Σ variance. To first order (the
    delta method) a world moves it by its own part explained less the share times its own part of
    the variance; the coefficients, being those of least squares, move it in second order only.
    """
    along = np.einsum("nt,n...->t...", basis, centred) / len(centred)
    left = centred - np.einsum("nt,t...->n...", basis, along)
    here = (centred**2 - left**2) / variance
    share = here.mean(axis=0)
    return share, here - share - share * (centred**2 / variance - 1.0)


def holm(p_values: Floats, alpha: float = ALPHA) -> Bools:
    """Which of several hypotheses fall while the odds of any false alarm stay at ``alpha``.

    Parameters
    ----------
    p_values : (hypotheses,)
        From 0 to 1, in any order.
    alpha
        Odds of one false alarm or more among all of them.

    Returns
    -------
    (hypotheses,)

    References
    ----------
    Holm (1979), Scandinavian Journal of Statistics 6:65.
    """
    order = np.argsort(p_values, kind="stable")
    limits = alpha / np.arange(len(p_values), 0, -1)
    fails = p_values[order] > limits
    first = int(fails.argmax()) if fails.any() else len(p_values)
    found = np.zeros(len(p_values), dtype=bool)
    found[order[:first]] = True
    return found


def tiers(values: Floats, influence: Floats) -> Integers:
    """Rank quantities so that only what differs by more than its error differs in rank.

    Parameters
    ----------
    values : (quantities,)
        Estimates.
    influence : (quantities, worlds)
        What each world adds to each, as `Explained.influence` gives it.

    Returns
    -------
    (quantities,)
        1 for the greatest and all that are not told apart from it, 2 for the greatest of the rest
        and what is not told apart from that one, and so on.
    """
    order = np.argsort(-values, kind="stable")
    ranks = np.zeros(len(values), dtype=np.int64)
    rank, head = 1, order[0] if len(order) else 0
    for at in order:
        error = standard_error(influence[head] - influence[at])
        if is_distinguishable(values[head] - values[at], error):
            rank, head = rank + 1, at
        ranks[at] = rank
    return ranks
