"""Low-discrepancy draws in any number of dimensions.

A Sobol sequence is not usable as it is in hundreds of dimensions: 1,024 points have only 512
different first digits to give, so many pairs of dimensions share one, and two inputs that have
nothing to do with each other come out correlated (at 0.75 for some pairs of 850 dimensions). So
the dimensions are taken in blocks of 16, each block scrambled on its own and its points put in an
order of its own: Latin supercube sampling (Owen 1998, ACM Transactions on Modeling and Computer
Simulation 8:71). Within a block, which holds neighbouring numbers of the scenario, the points keep
the balance of the Sobol sequence; each single dimension is balanced anyway.

All of this is done `uncertainty.REPLICATES` times over, independently, and the worlds are dealt out
among these replicates in turn: their spread is what standard errors are read from.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from winset.arrays import Floats
from winset.uncertainty import REPLICATES
from winset.worlds import sobol


def sobol_columns(worlds: int, slots: Sequence[int], seed: int) -> dict[int, Floats]:
    """Draw chosen dimensions.

    Parameters
    ----------
    worlds
        Number of points; a power of two keeps each dimension of each replicate perfectly balanced.
    slots
        Dimensions wanted, from 0; what else is wanted changes no dimension.
    seed
        Seed; the same gives the same points on every machine.

    Returns
    -------
    slot → (worlds,) in (0, 1)
    """
    table = sobol.directions()
    columns: dict[int, Floats] = {}
    for block in sorted({slot // sobol.DIMENSIONS for slot in slots}):
        points = _block(table, worlds, block, seed)
        for slot in slots:
            if slot // sobol.DIMENSIONS == block:
                columns[slot] = points[:, slot % sobol.DIMENSIONS].copy()
    return columns


def _block(table: NDArray[np.uint32], worlds: int, block: int, seed: int) -> Floats:
    points = np.empty((worlds, sobol.DIMENSIONS))
    for replicate in range(min(REPLICATES, worlds)):
        dealt = points[replicate::REPLICATES]
        # a key of its own for each block and replicate makes all of them independent, whichever
        # others are drawn
        rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(block, replicate)))
        scrambled, shift = sobol.scrambled(table, rng)
        exponent = (len(dealt) - 1).bit_length()
        dealt[:] = rng.permutation(sobol.points(scrambled, shift, exponent)[: len(dealt)])
    return points
