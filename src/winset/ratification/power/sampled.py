"""Power by sampling, where there are too many coalitions to go through.

A player's Shapley–Shubik index is the odds of being needed when every other player is in with the
same odds t, averaged over t; its Banzhaf measure is that at t = ½ (Owen 1972). So one sampler
serves both, and players who are alike are drawn as a number and not one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from winset.arrays import Bools, Floats, Integers
from winset.ratification.power.indices import Power

SAMPLE = 2**13
"""Coalitions drawn for each index of each player."""

Wins = Callable[[Sequence[Floats]], Bools]
"""Whether coalitions win, given how many of each block are in: a list of (coalitions,)."""


def sampled(players: tuple[str, ...], sizes: Integers, wins: Wins, seed: int) -> Power:
    """Estimate both indices.

    Parameters
    ----------
    players
        Names of the blocks.
    sizes : (blocks,)
        How many voters who are alike each block has.

    Returns
    -------
    Power
        Of each block, the sum of its voters'.
    """
    rng = np.random.default_rng(np.random.SeedSequence(seed))
    # Shapley–Shubik is the integral over t of a player's odds of being needed when all others are
    # in at odds t (Owen 1972): the odds are spread evenly over 0 to 1, which errs less than drawing
    # them. Banzhaf is the same at ½.
    even = (np.arange(SAMPLE) + 0.5) / SAMPLE
    found = np.array(
        [
            [_needed(block, sizes, wins, odds, rng) for odds in (even, np.full(SAMPLE, 0.5))]
            for block in range(len(sizes))
        ]
    )
    many = sizes.astype(np.float64)[:, None]
    value, error = found[:, :, 0] * many, found[:, :, 1] * many
    return Power(players, value[:, 0], value[:, 1], error[:, 0], error[:, 1], "sampled", sizes)


def _needed(
    block: int, sizes: Integers, wins: Wins, odds: Floats, rng: np.random.Generator
) -> tuple[float, float]:
    """Share of drawn coalitions that one more voter of a block turns, and its standard error."""
    others = sizes.copy()
    others[block] -= 1
    drawn: list[Floats] = [rng.binomial(size, odds).astype(np.float64) for size in others]
    without = wins(drawn)
    drawn[block] = drawn[block] + 1
    turned = wins(drawn).astype(np.float64) - without
    return float(turned.mean()), float(turned.std() / np.sqrt(len(turned)))
