"""Power in a ratification rule of any shape.

A body may be asked whole, one actor who consents or not, or member by member. Whole, two rules that
ask a body for different quorums look alike; member by member they don't, and its members' power
adds up to the body's. Members with the same weight are alike, so only how many of them consent
matters: a grid of numbers stands for all coalitions.

Uncertain votes and influence are taken at their centre.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from winset.arrays import Bools, Floats
from winset.ratification.power.indices import Power, exactly, swing_weights
from winset.ratification.power.packed import MOST_PACKED, packed_power
from winset.ratification.power.sampled import sampled
from winset.ratification.power.voters import Voters, voters_of
from winset.scenario.model import Scenario
from winset.scenario.rules import Rule

_MOST_CELLS = 2**18


def is_exact(scenario: Scenario, rule: Rule, *, by_members: bool = False) -> bool:
    """Whether ``rule_power`` needs no sample."""
    voters = voters_of(scenario, rule, by_members=by_members)
    few = voters.whole and len(voters.actors) <= MOST_PACKED
    return few or math.prod(int(size) + 1 for size in voters.sizes) <= _MOST_CELLS


def rule_power(scenario: Scenario, rule: Rule, *, by_members: bool = False, seed: int = 1) -> Power:
    """Power of every actor a rule asks.

    Parameters
    ----------
    rule
        A party's rule, or ``All`` of several parties' for a whole form of agreement.
    by_members
        Ask bodies member by member, not as one actor each.
    seed
        Of the sample, where it takes one.

    Returns
    -------
    Power
        One player an actor. Exact up to 25 actors asked whole, and for bodies by their members as
        long as the numbers of members who may consent make no more than 262,144 combinations, such
        as two chambers and a president; sampled beyond.
    """
    voters = voters_of(scenario, rule, by_members=by_members)
    if voters.whole and len(voters.actors) <= MOST_PACKED:
        return exactly(voters.actors, *packed_power(rule, voters))
    if math.prod(int(size) + 1 for size in voters.sizes) <= _MOST_CELLS:
        return _by_actor(voters, _on_grid(rule, voters))

    def wins(counts: Sequence[Floats]) -> Bools:
        found = rule.holds(voters.consents([own[:, None] for own in counts]))
        return np.broadcast_to(found, (len(counts[0]), 1))[:, 0]

    blocks = tuple(map(str, range(len(voters.sizes))))
    return _by_actor(voters, sampled(blocks, voters.sizes, wins, seed))


def _by_actor(voters: Voters, blocks: Power) -> Power:
    """Add up the blocks of each actor."""

    def summed(values: Floats) -> Floats:
        found = np.bincount(voters.owner, values, minlength=len(voters.actors))
        return found.astype(np.float64)

    return Power(
        voters.actors,
        summed(blocks.shapley_shubik),
        summed(blocks.banzhaf),
        np.sqrt(summed(blocks.shapley_shubik_se**2)),
        np.sqrt(summed(blocks.banzhaf_se**2)),
        blocks.method,
        np.bincount(voters.owner, voters.sizes, minlength=len(voters.actors)).astype(np.int64),
    )


def _on_grid(rule: Rule, voters: Voters) -> Power:
    """Go through all numbers of consenting voters.

    With W the number of coalitions a cell of the grid stands for, s its size and k of the m voters
    of a block in it, a voter's index is Σ v·W·(k/m·(s−1)!(n−s)!/n! − (1 − k/m)·s!(n−1−s)!/n!).
    """
    from scipy.special import gammaln

    sizes = voters.sizes
    shape = tuple(int(size) + 1 for size in sizes)
    axes = np.ogrid[tuple(slice(0, points) for points in shape)]
    counts = [np.atleast_2d(own) for own in axes]
    truth = rule.holds(voters.consents(counts))
    wins = np.broadcast_to(truth, np.broadcast_shapes(*(own.shape for own in counts)))
    log_many = sum(
        gammaln(size + 1) - gammaln(own + 1) - gammaln(size - own + 1)
        for size, own in zip(sizes, counts, strict=True)
    )
    size, voting = sum(counts[1:], start=counts[0]), int(sizes.sum())
    own_odds = _log(swing_weights(voting))
    even = np.full(voting, -(voting - 1) * math.log(2))
    indices = []
    for odds in (own_odds, even):
        inside = np.append(-np.inf, odds)[size]
        outside = np.append(odds, -np.inf)[size]
        with_, without = wins * np.exp(log_many + inside), wins * np.exp(log_many + outside)
        indices.append(
            [
                float((own * with_).sum() - ((block - own) * without).sum())
                for block, own in zip(sizes, counts, strict=True)
            ]
        )
    names = tuple(map(str, range(len(sizes))))
    return exactly(names, np.array(indices[0]), np.array(indices[1]), sizes)


def _log(values: Floats) -> Floats:
    with np.errstate(divide="ignore"):
        return np.log(values)
