"""Who exchanged with whom over worlds, and who is better or worse off for it all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset.arrays import Floats
from winset.forecast.exchange.history import Exchanges


@dataclass(frozen=True)
class Partners:
    """Two actors who exchanged in some world."""

    first: int
    second: int
    """``first``, ``second``: indices of the actors, the lower first."""
    worlds: int
    """In how many worlds they exchanged."""
    gain: float
    """What the two gained together by their exchanges, mean over all worlds (points of 100 ×
    salience)."""
    first_gives: int
    second_gives: int
    """``first_gives``, ``second_gives``: index of the issue on which each gave most of what it
    gave."""


def partners(exchanges: Exchanges, worlds: int, round_: int = 0) -> list[Partners]:
    """List the pairs that exchanged in a round (from 0) of all worlds, the most gainful first."""
    in_round = exchanges.round == round_
    gain = (exchanges.gain + exchanges.gain_back)[in_round]
    world, giver, taker = (
        exchanges.world[in_round],
        exchanges.giver[in_round],
        exchanges.taker[in_round],
    )
    given, taken = exchanges.given[in_round], exchanges.taken[in_round]
    low, high = np.minimum(giver, taker), np.maximum(giver, taker)
    low_gives = np.where(giver == low, given, taken)
    high_gives = np.where(giver == low, taken, given)
    pairs = []
    for first, second in np.unique(np.stack([low, high], axis=1), axis=0):
        theirs = (low == first) & (high == second)
        pairs.append(
            Partners(
                int(first),
                int(second),
                len(np.unique(world[theirs])),
                float(gain[theirs].sum() / worlds),
                int(np.bincount(low_gives[theirs], gain[theirs]).argmax()),
                int(np.bincount(high_gives[theirs], gain[theirs]).argmax()),
            )
        )
    return sorted(pairs, key=lambda pair: -pair.gain)


def net_change(exchanges: Exchanges, worlds: int, round_: int = 0) -> Floats:
    """What all exchanges of a round changed for each actor, mean over worlds, (actors,).

    Own and others' exchanges together: salience × how much nearer outcomes came.
    """
    changed: Floats = exchanges.externality[exchanges.round == round_].sum(0) / worlds
    return changed
