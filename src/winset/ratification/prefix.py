"""Who accepts, 64 packages at a time.

Acceptance is brought ≥ needed (``winset.ratification.utility_grid``). Let the combinations of the
rest be sorted by what they need: those that a combination of the first issues accepts are then a
prefix. All prefixes as bits are one running ``or``, which prefix is one binary search a
combination, and the row of bits is copied whole: a package costs little more than the copying of
one bit.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.arrays import Floats, Indices
from winset.packages import Caucus, Utilities
from winset.ratification.bits import WORD, Layout, Words
from winset.ratification.utility_grid import Grid, cut_of, halves_on_grid

_BIT = np.uint64(1) << np.arange(WORD, dtype=np.uint64)


@dataclass(frozen=True)
class Halves:
    """One actor's comparison over a chunk of worlds."""

    brought: Grid
    """(members or 1, worlds or 1, first): what the first issues bring, on the grid."""
    needed: Grid
    """(members or 1, worlds or 1, rest): what the rest leave to be brought, ascending."""
    order: Indices
    """(members or 1, worlds or 1, rest): which combination of the rest each of these is."""
    weights: Floats
    """(members,): votes of each member."""
    caucuses: tuple[Caucus, ...] = ()
    """Groups of a body whose members follow a line."""

    def accepted(self, member: int, world: int) -> Words:
        """(first, width) packages a member accepts in a world."""
        brought = self.brought[_row(self.brought, member, world)]
        row = _row(self.needed, member, world)
        return prefix_rows(brought, self.needed[row], self.order[row])


def _row(half: Grid, member: int, world: int) -> tuple[int, int]:
    """Where a member's row is; one row may stand for all members or all worlds."""
    return min(member, half.shape[0] - 1), min(world, half.shape[1] - 1)


def halves_of(utilities: Utilities, noise: Floats) -> Halves:
    """Prepare one actor's comparison over a chunk of worlds; noise: (worlds or 1,)."""
    brought, needed = halves_on_grid(utilities, noise).tables()
    rest = np.ascontiguousarray(needed.transpose(2, 1, 0))
    order = np.argsort(rest, axis=-1, kind="stable")
    return Halves(
        np.ascontiguousarray(brought.transpose(2, 1, 0)),
        np.take_along_axis(rest, order, axis=-1),
        order,
        utilities.weights,
        utilities.caucuses,
    )


def layout_of(shape: tuple[int, ...]) -> Layout:
    """How the packages of issues with so many options are laid out."""
    cut = cut_of(shape)
    first = int(np.prod(shape[:cut], dtype=np.int64))
    return Layout(first, int(np.prod(shape[cut:], dtype=np.int64)))


def prefix_rows(brought: NDArray[np.int32], needed: NDArray[np.int32], order: Indices) -> Words:
    """Compare every combination of the first issues with every one of the rest.

    Parameters
    ----------
    brought : (first,)
    needed : (rest,)
        Ascending.
    order : (rest,)
        Which combination of the rest each of these is.

    Returns
    -------
    (first, width)
        Bits of brought ≥ needed, the combinations of the rest in their own order.
    """
    rest = len(order)
    # Row r of `prefixes` is the set of the r combinations that need least. What is brought reaches
    # exactly those that need no more than it, and they stand first: their number picks the row.
    prefixes = np.zeros((rest + 1, -(-rest // WORD)), dtype=np.uint64)
    prefixes[np.arange(1, rest + 1), order >> 6] = _BIT[order & 63]
    np.bitwise_or.accumulate(prefixes, axis=0, out=prefixes)
    reach = np.searchsorted(needed, brought, side="right")
    return prefixes.take(reach, axis=0)
