"""Scrambled Sobol points in any number of dimensions."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

# A block is scrambled whole even if few of its dimensions are wanted: the scrambling then does not
# depend on what else is uncertain.
_BLOCK = 1024
_HALF_STEP = 2.0**-31


def sobol_columns(worlds: int, slots: Sequence[int], seed: int) -> dict[int, NDArray[np.float64]]:
    """Draw chosen dimensions of a scrambled Sobol sequence (Owen 1998; Joe & Kuo 2008).

    Dimensions are taken in blocks of 1,024, each with its own scrambling; the points of every
    block after the first are put in random order, so that blocks are independent of each other.

    Parameters
    ----------
    worlds
        Number of points; a power of two keeps each dimension perfectly balanced.
    slots
        Dimensions wanted, from 0.
    seed
        Seed; the same gives the same points on every machine.

    Returns
    -------
    slot → (worlds,) in (0, 1)
    """
    columns: dict[int, NDArray[np.float64]] = {}
    for block in sorted({slot // _BLOCK for slot in slots}):
        wanted = [slot for slot in slots if slot // _BLOCK == block]
        points = _block(worlds, block, seed)
        columns.update({slot: points[:, slot % _BLOCK].copy() for slot in wanted})
    return columns


def _block(worlds: int, block: int, seed: int) -> NDArray[np.float64]:
    from scipy.stats import qmc

    rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(block,)))
    sequence = qmc.Sobol(_BLOCK, scramble=True, rng=rng)
    exponent = max(0, (worlds - 1).bit_length())
    points: NDArray[np.float64] = sequence.random(2**exponent)[:worlds]
    if block:
        points = rng.permutation(points)
    return points + _HALF_STEP
