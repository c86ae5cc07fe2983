"""Shapley–Shubik and Banzhaf: what they are made of, and what is found.

References
----------
Shapley, L. S. & Shubik, M. (1954), A Method for Evaluating the Distribution of Power in a Committee
System, American Political Science Review 48(3), 787–792.

Penrose, L. S. (1946), The Elementary Statistics of Majority Voting, Journal of the Royal
Statistical Society 109(1), 53–57; Banzhaf, J. F. (1965), Weighted Voting Doesn't Work, Rutgers Law
Review 19, 317–343.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from winset.arrays import Floats, Integers

Method = Literal["exact", "sampled"]


@dataclass(frozen=True)
class Power:
    """How much each player decides under one rule.

    Under a rule with ``not`` a player may turn winning into losing: that counts as negative.
    """

    players: tuple[str, ...]
    """Names, in the order of the arrays."""
    shapley_shubik: Floats
    """(players,): share of the orders of arrival in which the player turns losing into winning;
    adds up to 1 unless nobody or the empty coalition can win. Of a body asked member by member, the
    sum of its members'."""
    banzhaf: Floats
    """(players,): of the coalitions of all others, the share the player would turn (Penrose's
    absolute measure); of a body asked member by member, the sum of its members'."""
    shapley_shubik_se: Floats
    banzhaf_se: Floats
    """``shapley_shubik_se``, ``banzhaf_se``: (players,): standard errors of sampling; 0 where
    exact."""
    method: Method
    """``exact`` or ``sampled``."""
    members: Integers
    """(players,): how many voters each player stands for: 1, or a body's members."""

    @property
    def banzhaf_index(self) -> Floats:
        """(players,) absolute Banzhaf, normalised to add up to 1; all 0 if nobody turns any."""
        total = float(np.abs(self.banzhaf).sum())
        return self.banzhaf / total if total > 0 else np.zeros_like(self.banzhaf)


def exactly(
    players: tuple[str, ...],
    shapley_shubik: Floats,
    banzhaf: Floats,
    members: Integers | None = None,
) -> Power:
    """Return indices without an error."""
    none = np.zeros(len(players))
    each = np.ones(len(players), dtype=np.int64) if members is None else members
    return Power(players, shapley_shubik, banzhaf, none, none, "exact", each)


def swing_weights(players: int) -> Floats:
    """(players,) s!(n − 1 − s)!/n!: the odds of arriving after just one given set of s others."""
    from scipy.special import gammaln

    size = np.arange(players)
    return np.exp(gammaln(size + 1) + gammaln(players - size) - gammaln(players + 1))
