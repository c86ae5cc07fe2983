"""Every coalition of up to 25 actors, 64 in a word.

Coalitions are numbered by who is in: actor j is bit j. A rule is applied to all of them with
``&``, ``|`` and ``~`` on words; the first six actors make up the bits of a word.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.arrays import Floats, Integers
from winset.ratification.power.indices import swing_weights
from winset.ratification.power.voters import Voters
from winset.ratification.quorum import enough_of
from winset.scenario.rules import Coalition, Rule, Threshold

MOST_PACKED = 25
"""Actors up to whom every coalition is looked at."""

Words = NDArray[np.uint64]

_BITS = 6
_BYTE = 3
_ROWS = 2**13
_FULL = np.uint64(2**64 - 1)


@dataclass(frozen=True)
class _Coalitions:
    """All coalitions, as what rules are applied to; every actor is asked whole."""

    voters: Voters
    """One an actor; the first is bit 0."""
    words: int
    """How many words hold all coalitions."""

    def accept(self, actor: str) -> Words:
        """(words,) coalitions an actor is in."""
        return self._with(self.voters.actors.index(actor))

    def reaches(self, body: str, threshold: Threshold) -> Words:
        """(words,) coalitions a body is in: asked whole, it brings all its votes."""
        enough = enough_of(self.voters.totals[body], threshold).bound
        never = np.zeros(self.words, dtype=np.uint64)
        return self.accept(body) if self.voters.totals[body] >= enough else never

    def coalition(self, rule: Coalition) -> Words:
        """(words,) coalitions in which enough of several actors are."""
        actors = self.voters.actors
        own = {
            "count": np.ones(len(actors)),
            "votes": self.voters.votes,
            "influence": self.voters.influence,
        }
        weights = np.zeros(max(len(actors), _BITS))
        for actor in rule.actors:
            at = actors.index(actor)
            weights[at] = own[rule.by][at]
        needed = enough_of(float(weights.sum()), rule.threshold).bound
        lacking = needed - _sums(weights[:_BITS])
        rest = _sums(weights[_BITS:])
        rows = [
            np.packbits(rest[at : at + _ROWS, None] >= lacking, axis=1, bitorder="little")
            for at in range(0, self.words, _ROWS)
        ]
        return np.concatenate(rows).view("<u8")[:, 0].astype(np.uint64, copy=False)

    def _with(self, at: int) -> Words:
        if at < _BITS:
            bits = sum(1 << place for place in range(64) if place >> at & 1)
            return np.full(self.words, bits, dtype=np.uint64)
        inside = np.arange(self.words) >> (at - _BITS) & 1
        return np.where(inside == 1, _FULL, np.uint64(0))


def packed_power(rule: Rule, voters: Voters) -> tuple[Floats, Floats]:
    """Shapley–Shubik and Banzhaf of a rule, each actor asked whole.

    Parameters
    ----------
    voters
        At most 25 actors, all whom it asks.

    Returns
    -------
    (actors,), (actors,)
    """
    actors = voters.actors
    # actors nobody asks fill a word up; their presence changes nobody's index
    padded = max(len(actors), _BITS)
    truth = rule.holds(_Coalitions(voters, 2 ** (padded - _BITS)))
    as_bytes = np.ascontiguousarray(truth.astype("<u8", copy=False)).view(np.uint8)
    size = _sizes(padded - _BYTE).astype(np.int64)
    coalitions = (size << 8) | as_bytes
    often = np.bincount(coalitions, minlength=256 * (padded - _BYTE + 1)).reshape(-1, 256)
    own_odds, even = swing_weights(padded), np.full(padded, 0.5 ** (padded - 1))
    found = [_index(coalitions, often, odds) for odds in (own_odds, even)]
    return found[0][: len(actors)], found[1][: len(actors)]


def _index(coalitions: Integers, often: Integers, odds: Floats) -> Floats:
    """Σ v(S)·odds over coalitions with the player, less Σ v(S)·odds over those without.

    Parameters
    ----------
    coalitions : (2^(players − 3),)
        Eight coalitions each: 256 × how many are in of the players beyond the first three, plus
        the byte that tells which of the eight win.
    often : (players − 2, 256)
        How often each of those numbers occurs.
    odds : (players,)
        Of the coalition of the others, by its size.
    """
    inside, outside = np.append(0.0, odds), np.append(odds, 0.0)
    size = np.arange(len(often))[:, None] + _sizes(_BYTE)
    wins = np.arange(256)[:, None] >> np.arange(8) & 1
    # both[size of the rest, byte]: what eight coalitions add to a player who is in all of them
    each = (inside + outside)[size]
    both = each @ wins.T
    low = [
        (often * (each * (np.arange(8) >> player & 1) @ wins.T)).sum() for player in range(_BYTE)
    ]
    # `mass[n]` is what a coalition n of the players still to be looked at adds up to. The upper
    # half of the numbers are those with the last of them: their sum is that player's, and once
    # the halves are added he is summed out. So all players together cost 2^(players − 2) steps.
    mass, high = both.reshape(-1).take(coalitions), []
    while len(mass) > 1:
        half = len(mass) // 2
        high.append(mass[half:].sum())
        mass = mass[:half] + mass[half:]
    without = (often * (outside[size] @ wins.T)).sum()
    found: Floats = np.array([*low, *reversed(high)]) - without
    return found


def _sums(weights: Floats) -> Floats:
    """(2^actors,) weight of every coalition."""
    total = np.zeros(1)
    for weight in weights:
        total = np.concatenate([total, total + weight])
    return total


def _sizes(actors: int) -> NDArray[np.uint8]:
    """(2^actors,) how many are in every coalition."""
    size = np.zeros(1, dtype=np.uint8)
    for _ in range(actors):
        size = np.concatenate([size, size + np.uint8(1)])
    return size
