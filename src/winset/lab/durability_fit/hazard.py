"""Piecewise-exponential hazards by maximum likelihood, with clustered covariance.

The hazard of one cause on a spell is exp(x·β). With y events in e years of exposure its log-
likelihood is that of a Poisson count with offset log e (Holford 1980; Laird & Olivier 1981); other
causes censor. Newton's method, the score clustered by agreement (Liang & Zeger 1986) or by member
(dyadic dependence; Aronow, Samii & Assenova 2015).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from winset.arrays import Bools, Floats, Integers
from winset.errors import WinsetError
from winset.uncertainty import Z95

if TYPE_CHECKING:
    from collections.abc import Sequence

TOLERANCE = 1e-9
MAX_STEPS = 60
BEYOND_REASON = 12.0
"""A coefficient this large in absolute value, on terms scaled 0–1, is separation at work."""


class EstimationError(WinsetError):
    """The likelihood has no finite maximum, or terms can't be told apart."""


@dataclass(frozen=True)
class Unestimated:
    """A term left out of a fit, and why."""

    term: str
    """Its name."""
    reason: str
    """``no events`` where the cause never happened with the term on (its hazard ratio runs to
    zero), ``no variation`` where the term is the same on every spell."""
    exposure: float
    """Years at risk with the term on."""


@dataclass(frozen=True)
class HazardFit:
    """A fitted cause-specific hazard."""

    terms: tuple[str, ...]
    """Names of the estimated terms, in the order of `coefficients`."""
    coefficients: Floats
    """(terms,) log hazard ratios; the constant is a log rate per year."""
    covariance: Floats
    """(terms, terms) clustered sandwich, or inverse information without clusters."""
    loglik: float
    """Log-likelihood at the maximum, up to terms without parameters."""
    events: int
    exposure: float
    """``events``, ``exposure``: events, and years at risk, that the fit used."""
    spells: int
    clusters: int
    """``spells``, ``clusters``: rows, and independent groups, that the fit used; ``clusters`` is 0
    without clustering."""
    unestimated: tuple[Unestimated, ...]
    """Terms that the data can't estimate; spells on which a term without events is on carry no
    information on the others and are left out, which is the likelihood's own limit."""

    def index(self, term: str) -> int:
        """Return the position of a term; raises `EstimationError` if it was not estimated."""
        if term not in self.terms:
            raise EstimationError(f"{term} was not estimated; estimated: {', '.join(self.terms)}.")
        return self.terms.index(term)

    def ratio(self, term: str) -> tuple[float, float, float, float]:
        """Return hazard ratio, 95 % limits and two-sided p of one term (Wald)."""
        at = self.index(term)
        return wald(float(self.coefficients[at]), float(self.covariance[at, at]) ** 0.5)


def wald(coefficient: float, error: float) -> tuple[float, float, float, float]:
    """Return exp(coefficient), its 95 % limits, and the two-sided normal p."""
    from scipy.special import ndtr

    low, high = coefficient - Z95 * error, coefficient + Z95 * error
    p = 2 * float(ndtr(-abs(coefficient) / error)) if error > 0 else 1.0
    return float(np.exp(coefficient)), float(np.exp(low)), float(np.exp(high)), p


@dataclass(frozen=True)
class Counts:
    """Spells with equal terms in one cluster, added up: all that the likelihood needs."""

    terms: tuple[str, ...]
    """Names of the columns of `x`."""
    x: Floats
    """(cells, terms) covariates, non-negative indicators or fading effects between 0 and 1 (or sums
    of them over members)."""
    events: Floats
    """(cells,) events of one cause."""
    exposure: Floats
    """(cells,) years at risk."""
    cluster: Integers
    """(cells,) index of the cluster, 0 … clusters − 1."""
    spells: Floats
    """(cells,) number of spells added up."""

    @cached_property
    def clusters(self) -> int:
        """Number of clusters."""
        return int(self.cluster.max()) + 1 if len(self.cluster) else 0


def group_rows(x: Floats, cluster: Integers) -> tuple[Floats, Integers]:
    """Find the distinct rows of cluster and terms.

    Parameters
    ----------
    x: (spells, terms)
    cluster: (spells,) any labels

    Returns
    -------
    cells: (cells, 1 + terms) cluster index and terms
    where: (spells,) the cell each spell belongs to
    """
    _, labels = np.unique(cluster, return_inverse=True)
    keys = np.column_stack([labels.astype(np.float64), x])
    # Sorting one number a row is far faster than sorting rows; equal numbers of unequal rows are
    # as good as impossible, and checked for.
    mixed = keys @ np.random.default_rng(0).uniform(1, 2, keys.shape[1])
    _, first, where = np.unique(mixed, return_index=True, return_inverse=True)
    cells = keys[first]
    if not np.array_equal(cells[where], keys):
        cells, where = np.unique(keys, axis=0, return_inverse=True)
    return cells, where.ravel()


Grouping = tuple[Floats, Integers]


def add_up(
    terms: Sequence[str],
    x: Floats,
    events: Bools,
    exposure: Floats,
    cluster: Integers,
    *,
    grouping: Grouping | None = None,
) -> Counts:
    """Add up spells that share a cluster and all terms.

    Parameters
    ----------
    terms
        Names of the columns of ``x``.
    x: (spells, terms)
    events: (spells,) whether the cause happened at the spell's end
    exposure: (spells,) years
    cluster: (spells,) any labels
    grouping
        What `group_rows` returned for the same ``x`` and ``cluster``, if known already.
    """
    cells, where = grouping or group_rows(x, cluster)
    n = len(cells)
    return Counts(
        terms=tuple(terms),
        x=np.ascontiguousarray(cells[:, 1:]),
        events=np.bincount(where, weights=events, minlength=n).astype(np.float64),
        exposure=np.bincount(where, weights=exposure, minlength=n).astype(np.float64),
        cluster=cells[:, 0].astype(np.int64),
        spells=np.bincount(where, minlength=n).astype(np.float64),
    )


def fit_hazard(
    counts: Counts,
    *,
    weights: Floats | None = None,
    start: HazardFit | None = None,
    pairs: Integers | None = None,
) -> HazardFit:
    """Fit one cause-specific hazard.

    Parameters
    ----------
    counts
        Cells of spells.
    weights: (clusters,) times each cluster counts; a bootstrap draw
    start
        An earlier fit to start from.
    pairs: (clusters, 2) the two members of each cluster; if given, any two clusters with a
        member in common may be correlated (dyadic covariance)

    Raises
    ------
    EstimationError
        If there are no events at all, terms are collinear, or the maximum is not finite.
    """
    # With a constant hazard on each spell the likelihood Π hʸ exp(−h·e) is that of Poisson counts y
    # with mean h·e, up to factors without parameters; and spells of other causes enter as censored,
    # because the likelihood of competing causes is a product with one factor a cause.
    w = np.ones(len(counts.events)) if weights is None else weights[counts.cluster]
    events = counts.events * w
    if events.sum() == 0:
        raise EstimationError("no events of this cause: nothing can be estimated.")
    used, kept, out = _estimable(counts, events, counts.exposure * w)
    x = counts.x[used][:, kept]
    y, e = events[used], (counts.exposure * w)[used]
    terms = tuple(counts.terms[k] for k in kept)
    beta, information = _newton(x, y, e, terms, _first_guess(terms, y, e, start))
    mean = e * np.exp(x @ beta)
    covariance = _sandwich(
        information,
        x,
        y - mean,
        cluster=counts.cluster[used],
        clusters=counts.clusters,
        pairs=pairs,
    )
    return HazardFit(
        terms=terms,
        coefficients=beta,
        covariance=covariance,
        loglik=float(y @ (x @ beta) - mean.sum()),
        events=round(float(y.sum())),
        exposure=float(e.sum()),
        spells=int((counts.spells * w)[used].sum()),
        clusters=len(np.unique(counts.cluster[used])),
        unestimated=out,
    )


def _estimable(
    counts: Counts, events: Floats, exposure: Floats
) -> tuple[Bools, list[int], tuple[Unestimated, ...]]:
    """Find the cells and terms a finite maximum exists for, and name the others."""
    used = exposure > 0
    out: list[Unestimated] = []
    kept = list(range(len(counts.terms)))
    changed = True
    # Leaving out the spells of one empty term may empty another; repeat until nothing moves.
    while changed:
        changed = False
        for k in list(kept):
            column = counts.x[:, k]
            on = used & (column > 0)
            at_risk = float(exposure[on].sum())
            if counts.terms[k] == "constant":
                continue
            if at_risk > 0 and float(events[on].sum()) > 0 and np.ptp(column[used]) > 0:
                continue
            reason = "no events" if at_risk > 0 and events[on].sum() == 0 else "no variation"
            out.append(Unestimated(counts.terms[k], reason, at_risk))
            if reason == "no events":
                used = used & ~on
            kept.remove(k)
            changed = True
    return used, kept, tuple(out)


def _first_guess(terms: tuple[str, ...], y: Floats, e: Floats, start: HazardFit | None) -> Floats:
    """Start at an earlier fit's coefficients, or at the crude rate."""
    beta = np.zeros(len(terms))
    if start is not None:
        known = dict(zip(start.terms, start.coefficients, strict=True))
        return np.array([known.get(t, 0.0) for t in terms])
    if "constant" in terms:
        beta[terms.index("constant")] = np.log(y.sum() / e.sum())
    return beta


def _newton(
    x: Floats,
    y: Floats,
    e: Floats,
    terms: tuple[str, ...],
    beta: Floats,
) -> tuple[Floats, Floats]:
    """Climb to the maximum; returns coefficients and the information matrix there."""

    def loglik(b: Floats) -> float:
        return float(y @ (x @ b) - e @ np.exp(np.minimum(x @ b, 50.0)))

    value = loglik(beta)
    for _ in range(MAX_STEPS):
        mean = e * np.exp(np.minimum(x @ beta, 50.0))
        information = x.T @ (x * mean[:, None])
        score = x.T @ (y - mean)
        try:
            step = np.linalg.solve(information, score)
        except np.linalg.LinAlgError as error:
            raise EstimationError(f"terms can't be told apart: {', '.join(terms)}.") from error
        # The log-likelihood is concave, so the Newton step points uphill; it may still overshoot
        # where a rare term has most of the events. Halving it until the value rises cannot fail.
        scale = 1.0
        while (new := loglik(beta + scale * step)) < value - 1e-12 and scale > 1e-6:
            scale /= 2
        beta = beta + scale * step
        if np.any(np.abs(beta) > BEYOND_REASON + 10):
            break
        if abs(new - value) < TOLERANCE * (abs(value) + 1) and np.max(np.abs(step)) < 1e-6:
            break
        value = new
    else:
        raise EstimationError("the likelihood did not settle; look for terms with few events.")
    large = [t for t, b in zip(terms, beta, strict=True) if abs(b) > BEYOND_REASON]
    if large:
        raise EstimationError(
            f"no finite estimate for {', '.join(large)}: a combination of terms separates events "
            "from non-events. Merge categories or drop a term."
        )
    if np.linalg.cond(information) > 1e13:
        raise EstimationError(f"terms can't be told apart: {', '.join(terms)}.")
    mean = e * np.exp(x @ beta)
    return beta, x.T @ (x * mean[:, None])


def _sandwich(
    information: Floats,
    x: Floats,
    residual: Floats,
    *,
    cluster: Integers,
    clusters: int,
    pairs: Integers | None,
) -> Floats:
    """Return bread · meat · bread with the small-sample factor G / (G − 1)."""
    # Information alone holds if events are independent. An alliance's are not: with the variance of
    # its summed scores in the middle, any dependence within a cluster is allowed for.
    bread = np.linalg.inv(information)
    scores = np.zeros((clusters, x.shape[1]))
    np.add.at(scores, cluster, x * residual[:, None])
    if pairs is None:
        groups = len(np.unique(cluster))
        meat = scores.T @ scores * (groups / (groups - 1) if groups > 1 else 1.0)
        return np.asarray(bread @ meat @ bread)
    meat = _dyadic_meat(scores, pairs)
    return np.asarray(_nearest_psd(bread @ meat @ bread))


def _dyadic_meat(scores: Floats, pairs: Integers) -> Floats:
    """Sum score products over all pairs of clusters with a member in common.

    By inclusion and exclusion: sums by member count a cluster's product with another of the same
    two members twice, and with itself twice, so products within the same dyad come off once.
    """
    terms = scores.shape[1]
    members, where = np.unique(pairs, return_inverse=True)
    by_member = np.zeros((len(members), terms))
    for side in (0, 1):
        np.add.at(by_member, where.reshape(pairs.shape)[:, side], scores)
    _, dyad = np.unique(pairs, axis=0, return_inverse=True)
    by_dyad = np.zeros((int(dyad.max()) + 1, terms))
    np.add.at(by_dyad, dyad.ravel(), scores)
    factor = len(members) / (len(members) - 1) if len(members) > 1 else 1.0
    return np.asarray((by_member.T @ by_member - by_dyad.T @ by_dyad) * factor)


def _nearest_psd(matrix: Floats) -> Floats:
    """Lift negative eigenvalues to zero; dyadic meat need not be positive in small samples."""
    values, vectors = np.linalg.eigh((matrix + matrix.T) / 2)
    return np.asarray((vectors * np.maximum(values, 0.0)) @ vectors.T)
