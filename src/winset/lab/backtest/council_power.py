"""Shapley–Shubik power in the Union's legislative procedures, by counting coalitions.

An act passes in consultation if the Commission's proposal finds its majority in the Council, or
if the states agree among themselves; in codecision the Parliament must consent besides. Under
unanimity all states are needed and the Commission is not. Who sets the agenda, and conciliation,
are left out, as power indices do (Shapley & Shubik 1954, American Political Science Review
48:787). Coalitions are counted by size and weight, a generating function (Mann & Shapley 1962):
exact, and no list of 2³⁰ coalitions.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import ceil, factorial

import numpy as np

from winset.arrays import Bools, Floats, Integers
from winset.lab.backtest.decisions import Procedure, Rule
from winset.lab.backtest.eu_states import MEMBERSHIPS, PEOPLE_NEEDED, STATES_NEEDED

_PARTS = 1_000  # people are counted in thousandths of the Union's
_Council = Callable[[Integers, Integers], Bools]


@cache
def council_power(
    members: int, procedure: Procedure, rule: Rule, *, by_people: bool
) -> dict[str, float]:
    """Power of ``com``, ``ep`` and every member state; sums to 1.

    Parameters
    ----------
    members
        Number of states of the Union: 15, 25, 27 or 28.
    procedure, rule
        How the act is adopted.
    by_people
        Whether a majority is counted by states and people instead of votes.
    """
    union = next(u for u in MEMBERSHIPS if len(u.members) == members)
    weight = union.people if by_people else union.votes
    weights = [weight[m] for m in union.members]
    if by_people:
        weights = [round(_PARTS * w / sum(weight.values())) for w in weights]
    quota = ceil(PEOPLE_NEEDED * sum(weights)) if by_people else union.quota
    states = ceil(STATES_NEEDED * members) if by_people else union.states

    def majority(size: Integers, total: Integers) -> Bools:
        return (total >= quota) & (size >= states)

    chance = _powers(weights, majority, procedure, rule)
    return dict(zip(("com", "ep", *union.members), chance, strict=True))


def _powers(
    weights: list[int], majority: _Council, procedure: Procedure, rule: Rule
) -> list[float]:
    """Power of the Commission, the Parliament and each state."""
    states = len(weights)
    players = states + 2
    orders = [
        factorial(s) * factorial(players - s - 1) / factorial(players) for s in range(players)
    ]

    def passes(size: Integers, total: Integers, com: int, ep: int) -> Bools:
        all_states = size >= states
        enough = majority(size, total) if rule == "majority" and com else all_states
        consent = bool(ep) or procedure == "consultation"
        return (enough | all_states) & consent

    def pivotal(counts: Floats, step: tuple[int, int, str]) -> float:
        """Chance of turning a coalition that loses into one that wins, over all orders."""
        size = np.arange(counts.shape[0], dtype=np.int64)[:, None]
        total = np.arange(counts.shape[1], dtype=np.int64)[None, :]
        more, heavier, who = step
        chance = 0.0
        for com in (0, 1):
            for ep in (0, 1):
                if (who == "com" and com) or (who == "ep" and ep):
                    continue
                before = passes(size, total, com, ep)
                after = passes(
                    size + more, total + heavier, com or int(who == "com"), ep or int(who == "ep")
                )
                turned = np.where(after & ~before, counts, 0.0).sum(axis=1)
                chance += sum(orders[s + com + ep] * n for s, n in enumerate(turned.tolist()) if n)
        return chance

    everyone = _counts(weights)
    found = [pivotal(everyone, (0, 0, "com")), pivotal(everyone, (0, 0, "ep"))]
    by_weight = {
        weight: pivotal(_without(everyone, weight), (1, weight, "state"))
        for weight in sorted(set(weights))
    }
    return [*found, *(by_weight[weight] for weight in weights)]


def _counts(weights: list[int]) -> Floats:
    """(sizes, totals) number of coalitions of each size and total weight; whole numbers."""
    counts = np.zeros((len(weights) + 1, sum(weights) + 1))
    counts[0, 0] = 1
    for weight in weights:
        counts[1:, weight:] += counts[:-1, : counts.shape[1] - weight]
    return counts


def _without(counts: Floats, weight: int) -> Floats:
    """Take one state of that weight out of the counts again: the generating function, divided."""
    left = counts.copy()
    for size in range(1, len(left)):
        left[size, weight:] -= left[size - 1, : left.shape[1] - weight]
    return left
