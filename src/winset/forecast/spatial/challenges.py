"""Whom an actor challenges: its estimate of who would win, and what it would gain.

In h's eyes, i against j (KTAB's third-party commitment, its sum of utilities; restated):

- Actor a's aversion to risk is h's own, adjusted towards a's; u_a(x) follows from it.
- The two throw in their influence, capability × total salience, for what they prefer of the two
  positions, c_i and c_j; more precisely both to the side they prefer, since ideals may lag behind
  positions.
- Every other k first looks at that little contest with itself added to the side it prefers, which
  gives p and q = 1 − p, and weighs the two sides. Under ``semi`` commitment, on the winning side it
  keeps its position and on the losing one must take the winner's. What speaks for i rather than j
  is then p (u_k(x_k) − u_k(x_i)) − q (u_k(x_k) − u_k(x_j)). Third parties' votes on it are added.
- φ = C_i / (C_i + C_j).

The gain is that of winning outright where j does not care, of the contest where it does, over the
present: (1 − s_j) 2u_i(x_i) + s_j (2φ u_i(x_i) + 2(1 − φ) u_i(x_j)) − u_i(x_i) − u_i(x_j), which is
(u_i(x_i) − u_i(x_j)) (1 − 2 s_j (1 − φ)).

Two things follow that whoever uses the model should know. A challenge pays whatever the odds if the
target gives the issues less than half of its attention (s_j < ½). And a third party fears for its
position, it does not defend its friends: one who stands where i stands never votes for i.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from winset.arrays import Floats, Indices
from winset.forecast.contests import votes
from winset.forecast.risk import as_seen, utility
from winset.forecast.spatial.choices import Choices

LEAST_GAIN = 1e-5
"""Expected gain in utility below which a challenge is not worth it."""

_NOBODY = 1e-10


@dataclass(frozen=True)
class SpatialStanding:
    """What actors know before they choose whom to challenge."""

    away: Floats
    """(worlds, actors, actors): distance of b's position from a's ideal to a, [a, b], 0–1."""
    aversion: Floats
    """(worlds, actors): −1 (seeks risk) to 1 (averse)."""
    influence: Floats
    """(worlds, actors): capability × total salience."""
    attention: Floats
    """(worlds, actors): total salience, 0–1."""


def contest_odds(
    standing: SpatialStanding, choices: Choices, eyes: Literal["initiator", "target"]
) -> Floats:
    """Odds that one actor beats another, as one of the two sees it.

    Returns
    -------
    (worlds, actors, actors), 0–1
        [i, j]: that i, the initiator, beats j, the target; ½ on the diagonal.
    """
    away, aversion = standing.away, standing.aversion
    seer = aversion[:, :, None] if eyes == "initiator" else aversion[:, None, :]
    itself = np.arange(away.shape[1])
    own = away[:, itself, itself]
    cast = standing.influence

    as_i = as_seen(seer, aversion[:, :, None], choices.sight)
    as_j = as_seen(seer, aversion[:, None, :], choices.sight)
    by_i = utility(own[:, :, None], as_i) - utility(away, as_i)
    by_j = utility(away.swapaxes(1, 2), as_j) - utility(own[:, None, :], as_j)
    by_i = cast[:, :, None] * votes(choices.voting, by_i)
    by_j = cast[:, None, :] * votes(choices.voting, by_j)
    for_i = _NOBODY + np.maximum(by_i, 0) + np.maximum(by_j, 0)
    for_j = _NOBODY + np.maximum(-by_i, 0) + np.maximum(-by_j, 0)
    both = for_i + for_j
    ahead = for_i - for_j
    if choices.third_party == "semi":
        thrown_in, balance = _third_parties(standing, choices, seer, for_i, both)
        both += thrown_in
        ahead += balance
    odds: Floats = (both + ahead) / (2 * both)
    odds[:, itself, itself] = 0.5
    return odds


def _third_parties(
    standing: SpatialStanding, choices: Choices, seer: Floats, for_i: Floats, both: Floats
) -> tuple[Floats, Floats]:
    """What third parties throw in for either side, and by how much more for i, [i, j].

    One third party at a time, in arrays made once: they stay in the processor's cache, where an
    array over all three parties would not.
    """
    away, aversion = standing.away, standing.aversion
    itself = np.arange(away.shape[1])
    thrown_in, balance = np.zeros_like(both), np.zeros_like(both)
    at_j, chance = np.empty_like(both), np.empty_like(both)
    for k in itself:
        seen = as_seen(seer, aversion[:, k, None, None], choices.sight)
        power = standing.influence[:, k, None, None]
        at_home = utility(away[:, k, k, None, None], seen)
        at_i = utility(away[:, k, :, None], seen)
        there = away[:, k, None, :]
        np.multiply(seen, there, out=at_j)
        at_j += 1
        at_j *= 1 - there
        joins = votes(choices.voting, at_i - at_j)
        joins *= power
        np.maximum(joins, 0, out=chance)
        chance += for_i
        chance /= both + np.abs(joins, out=joins)
        lost_to_j = np.subtract(at_home, at_j, out=at_j)
        vote = at_home - at_i + lost_to_j
        vote *= chance
        vote -= lost_to_j
        vote = votes(choices.voting, vote)
        vote *= power
        vote[:, k, :] = 0  # a party to the contest is no third party
        vote[:, :, k] = 0
        balance += vote
        thrown_in += np.abs(vote, out=vote)
    return thrown_in, balance


def gains(standing: SpatialStanding, odds: Floats) -> Floats:
    """Expected gain in utility to i from challenging j, in i's own eyes.

    Parameters
    ----------
    odds : (worlds, actors, actors)
        i's estimate of the odds that i beats j.

    Returns
    -------
    (worlds, actors, actors)
        [i, j]; −∞ on the diagonal.
    """
    itself = np.arange(odds.shape[1])
    away, own_risk = standing.away, standing.aversion[:, :, None]
    ahead = utility(away[:, itself, itself][:, :, None], own_risk) - utility(away, own_risk)
    gain = ahead * (1 - 2 * standing.attention[:, None, :] * (1 - odds))
    gain[:, itself, itself] = -np.inf
    return gain


def targets(gain: Floats) -> Indices:
    """Whom each actor challenges, (worlds, actors): the first who promises most; −1 nobody."""
    most = gain.max(-1)
    first = (gain >= most[..., None] - 1e-12).argmax(-1)
    return np.where(most > LEAST_GAIN, first, -1)
