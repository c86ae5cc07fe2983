"""Cox's proportional hazards with entry times, Efron's ties and clustered covariance.

Cox (1972), Efron (1977); robust covariance after Lin & Wei (1989). For the few hundred spells of
a published replication file; the hazards of alliances use `hazard`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.arrays import Bools, Floats, Integers
from winset.lab.durability_fit.hazard import BEYOND_REASON, EstimationError, wald


@dataclass(frozen=True)
class CoxFit:
    """A fitted proportional-hazards model."""

    terms: tuple[str, ...]
    """Names of the columns."""
    coefficients: Floats
    """(terms,) log hazard ratios."""
    covariance: Floats
    naive: Floats
    """``covariance``, ``naive``: (terms, terms) clustered, and inverse information."""
    loglik: float
    """Log partial likelihood at the maximum."""
    events: int
    spells: int
    """``events``, ``spells``: what it was fitted on."""

    def ratio(self, term: str) -> tuple[float, float, float, float]:
        """Return hazard ratio, 95 % limits and two-sided p (Wald, clustered)."""
        at = self.terms.index(term)
        return wald(float(self.coefficients[at]), float(self.covariance[at, at]) ** 0.5)


def fit_cox(
    terms: tuple[str, ...],
    x: Floats,
    *,
    start: Floats,
    stop: Floats,
    event: Bools,
    cluster: Integers | NDArray[np.str_],
) -> CoxFit:
    """Maximise the partial likelihood.

    Parameters
    ----------
    terms
        Names of the columns of ``x``.
    x: (spells, terms)
    start, stop: (spells,) at risk in (start, stop]
    event: (spells,)
    cluster: (spells,) labels of independent groups

    Raises
    ------
    EstimationError
        If there are no events or the maximum is not finite.
    """
    if not event.any():
        raise EstimationError("no events: nothing can be estimated.")
    # The partial likelihood asks at each failure which of those at risk failed. The baseline is a
    # factor common to all of them and cancels, so age need not be modelled; so do the means of the
    # terms, and centring them only keeps exp() in range.
    centred = x - x.mean(axis=0)
    beta, value, information, residuals = _climb(centred, start, stop, event)
    naive: Floats = np.linalg.inv(information).astype(np.float64)
    _, labels = np.unique(cluster, return_inverse=True)
    sums = np.zeros((labels.max() + 1, x.shape[1]))
    np.add.at(sums, labels, residuals)
    return CoxFit(
        terms=terms,
        coefficients=beta,
        covariance=naive @ (sums.T @ sums) @ naive,
        naive=naive,
        loglik=value,
        events=int(event.sum()),
        spells=len(stop),
    )


def _climb(
    x: Floats,
    start: Floats,
    stop: Floats,
    event: Bools,
) -> tuple[Floats, float, Floats, Floats]:
    """Climb to the maximum; coefficients, log-likelihood, information and score residuals there."""
    beta = np.zeros(x.shape[1])
    value, score, information, residuals = _likelihood(beta, x, start, stop, event)
    for _ in range(50):
        step = np.linalg.solve(information, score)
        for _halving in range(30):
            # A full step overshoots where a rare term has most of the events: halve it then.
            with np.errstate(divide="ignore", invalid="ignore"):
                new, *rest = _likelihood(beta + step, x, start, stop, event)
            if np.isfinite(new) and new >= value - 1e-10 * abs(value):
                break
            step = step / 2
        beta = beta + step
        score, information, residuals = rest
        settled = abs(new - value) < 1e-11 * abs(value)
        value = new
        if settled or np.max(np.abs(beta)) > BEYOND_REASON + 10:
            break
    if np.max(np.abs(beta)) > BEYOND_REASON:
        raise EstimationError("no finite estimate: a term separates events from non-events.")
    return beta, value, information, residuals


def _likelihood(
    beta: Floats,
    x: Floats,
    start: Floats,
    stop: Floats,
    event: Bools,
) -> tuple[float, Floats, Floats, Floats]:
    """Return log partial likelihood, score, information and score residuals (spells, terms)."""
    eta = x @ beta
    eta = eta - eta.max()  # a common factor, which the partial likelihood does not see
    risk = np.exp(eta)
    terms = x.shape[1]
    value, score, information = 0.0, np.zeros(terms), np.zeros((terms, terms))
    residuals = np.zeros_like(x)
    for time in np.unique(stop[event]):
        tied = event & (stop == time)
        at_risk = (start < time) & (stop >= time)
        d = int(tied.sum())
        value += float(eta[tied].sum())
        score += x[tied].sum(axis=0)
        for share in np.arange(d) / d:
            # Efron: each tied failure leaves the risk set in part before the next is drawn, since
            # the order they failed in is unknown and every order as likely as another.
            weight = risk * (at_risk - share * tied)
            total = weight.sum()
            mean = weight @ x / total
            value -= float(np.log(total))
            score -= mean
            information += (x * weight[:, None]).T @ x / total - np.outer(mean, mean)
            residuals -= (x - mean) * (weight / total)[:, None]
            residuals[tied] += (x[tied] - mean) / d
    return value, score, information, residuals
