"""Ratification rules applied to consents."""

from __future__ import annotations

from functools import reduce

import numpy as np
from numpy.typing import NDArray

from winset.packages import TOLERANCE
from winset.ratification.consents import Array, Consents, Truth
from winset.scenario.rules import All, Any, Coalition, Consent, Not, Quorum, Rule, Threshold


def satisfied(rule: Rule, consents: Consents) -> Truth:
    """Whether a ratification rule holds.

    Parameters
    ----------
    rule
        The rule.
    consents
        Consents of all actors the rule asks, over a chunk of worlds.

    Returns
    -------
    (worlds, packages)
    """
    match rule:
        case Consent(actor):
            return consents.accept(actor)
        case All(rules):
            return reduce(np.logical_and, (satisfied(part, consents) for part in rules))
        case Any(rules):
            return reduce(np.logical_or, (satisfied(part, consents) for part in rules))
        case Not(inner):
            return ~satisfied(inner, consents)
        case Quorum(body, None):
            return consents.accept(body)
        case Quorum(body, Threshold() as threshold):
            total = np.full((1, 1), consents.totals[body])
            return _enough(consents.backing(body), total, threshold)
        case Coalition():
            return _coalition(rule, consents)
    raise TypeError(rule)


def _coalition(rule: Coalition, consents: Consents) -> Truth:
    backing: Array = np.zeros((1, 1))
    total: Array = np.zeros((1, 1))
    for actor in rule.actors:
        weight, share = _weight_and_share(rule, consents, actor)
        backing = backing + weight * share
        total = total + weight
    return _enough(backing, total, rule.threshold)


def _weight_and_share(
    rule: Coalition, consents: Consents, actor: str
) -> tuple[Array, Array | Truth]:
    """Weight of an actor in a coalition, and the share of it that it brings.

    By votes a body brings the votes of its members who accept, as in a joint sitting; by count
    and by influence it consents whole or not at all.
    """
    if rule.by == "votes" and actor in consents.totals:
        return consents.votes[actor], consents.backing(actor) / consents.totals[actor]
    weights = {
        "count": np.ones((1, 1)),
        "votes": consents.votes[actor],
        "influence": consents.influence[actor],
    }
    return weights[rule.by], consents.accept(actor)


def _enough(backing: Array, total: Array, threshold: Threshold) -> NDArray[np.bool_]:
    needed = float(threshold.amount) * (np.ones((1, 1)) if threshold.is_count else total)
    return np.asarray(backing >= needed - TOLERANCE * np.maximum(total, 1.0))
