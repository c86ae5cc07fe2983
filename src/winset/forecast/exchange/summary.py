"""Who exchanged with whom over worlds, and who is better or worse off for it all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset.forecast.exchange.history import Exchanges
from winset.forecast.exchange.table import Floats


@dataclass(frozen=True)
class Partners:
    """Two actors who exchanged in some world.

    Attributes
    ----------
    first, second
        Indices of the actors, the lower first.
    worlds
        In how many worlds they exchanged.
    gain
        What the two gained together by their exchanges, mean over all worlds (points of 100 ×
        salience).
    first_gives, second_gives
        Index of the issue on which each gave most of what it gave.
    """

    first: int
    second: int
    worlds: int
    gain: float
    first_gives: int
    second_gives: int


def partners(found: Exchanges, worlds: int, round_: int = 0) -> list[Partners]:
    """List the pairs that exchanged in a round (from 0) of all worlds, the most gainful first."""
    in_round = found.round == round_
    gain = (found.gain + found.gain_back)[in_round]
    world, giver, taker = found.world[in_round], found.giver[in_round], found.taker[in_round]
    given, taken = found.given[in_round], found.taken[in_round]
    low, high = np.minimum(giver, taker), np.maximum(giver, taker)
    low_gives = np.where(giver == low, given, taken)
    high_gives = np.where(giver == low, taken, given)
    pairs = []
    for first, second in np.unique(np.stack([low, high], axis=1), axis=0):
        own = (low == first) & (high == second)
        pairs.append(
            Partners(
                int(first),
                int(second),
                len(np.unique(world[own])),
                float(gain[own].sum() / worlds),
                int(np.bincount(low_gives[own], gain[own]).argmax()),
                int(np.bincount(high_gives[own], gain[own]).argmax()),
            )
        )
    return sorted(pairs, key=lambda pair: -pair.gain)


def net_change(found: Exchanges, worlds: int, round_: int = 0) -> Floats:
    """What all exchanges of a round changed for each actor, mean over worlds, (actors,).

    Own and others' exchanges together: salience × how much nearer outcomes came.
    """
    changed: Floats = found.externality[found.round == round_].sum(0) / worlds
    return changed
