"""What it would be worth to know: expected value of perfect information, whole and in part.

EVPPI of X = E[max_d E(payoff of d | X)] − max_d E(payoff of d). The inner expectation is a
regression of every decision's payoff on X over worlds already run (Strong, Oakley & Brennan 2014).
Taken on the worlds it was fitted to, the maximum also picks up noise and is too high; here the
worlds are dealt into folds, the decision in each fold is taken by a regression on the others, and
what counts is the payoff it then has, against that of the decision that is best without knowing.
That is the value of a rule one could follow, so it errs downwards, and an input that tells nothing
comes out at 0 or slightly below.

References
----------
Strong, Oakley & Brennan (2014), Medical Decision Making 34:311; Raiffa & Schlaifer (1961), Applied
Statistical Decision Theory.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset.arrays import Floats

FOLDS = 8


@dataclass(frozen=True)
class Worth:
    """The value of knowing something before deciding."""

    value: float
    """In the unit of the payoff; slightly below 0 where it is nothing."""
    se: float
    """Standard error over worlds, paired with deciding without knowing."""
    gain: Floats
    """(worlds,): what each world adds: payoff of deciding with what is known, less without."""

    @property
    def p_value(self) -> float:
        """Of something worth nothing, to seem worth as much."""
        from scipy.special import ndtr

        return float(ndtr(-self.value / self.se)) if self.se > 0 else float(self.value <= 0)


def best_now(payoffs: Floats) -> int:
    """Column of the decision that is best on average, knowing no more than now."""
    return int(payoffs.mean(axis=0).argmax())


def perfect_information(payoffs: Floats) -> Worth:
    """Value of knowing everything before deciding (EVPI).

    Parameters
    ----------
    payoffs : (worlds, decisions)
        What each decision brings in each world.
    """
    return _worth(payoffs.max(axis=1) - payoffs[:, best_now(payoffs)])


def partial_information(basis: Floats, payoffs: Floats, folds: Floats | None = None) -> Worth:
    """Value of knowing some inputs before deciding (EVPPI).

    Parameters
    ----------
    basis : (worlds, terms)
        Functions of what would be known.
    payoffs : (worlds, decisions)
        What each decision brings in each world.
    folds : (worlds,)
        Fold of each world; by default dealt in turn, which is as good as at random where the worlds
        stand in no order.
    """
    worlds = len(payoffs)
    dealt = np.arange(worlds) % FOLDS if folds is None else folds
    known = np.column_stack([np.ones(worlds), basis])
    # What is decided in a fold is decided by worlds outside it, so the payoff counted there is one
    # that the choice was not made for: the greatest of noisy means is never counted as such.
    # Rows of one fold are taken out of sums over all: one pass whatever the number of folds.
    squares = np.einsum("nt,nu->tu", known, known)
    products = np.einsum("nt,nd->td", known, payoffs)
    rows = [np.flatnonzero(dealt == fold) for fold in np.unique(dealt)]
    own = [known[out] for out in rows]
    rest = np.stack([squares - np.einsum("nt,nu->tu", part, part) for part in own])
    left = np.stack(
        [
            products - np.einsum("nt,nd->td", part, payoffs[out])
            for part, out in zip(own, rows, strict=True)
        ]
    )
    fitted = np.linalg.pinv(rest, rcond=1e-10, hermitian=True) @ left
    chosen = np.empty(worlds, dtype=np.intp)
    for out, part, coefficients in zip(rows, own, fitted, strict=True):
        chosen[out] = np.einsum("nt,td->nd", part, coefficients).argmax(axis=1)
    decided = payoffs[np.arange(worlds), chosen]
    return _worth(decided - payoffs[:, best_now(payoffs)])


def _worth(gain: Floats) -> Worth:
    # The error of independent worlds, not that of replicates: a test over hundreds of inputs goes
    # far into the tail, where an error known from eight figures alone would raise false alarms.
    return Worth(float(gain.mean()), float(gain.std() / np.sqrt(len(gain))), gain)
