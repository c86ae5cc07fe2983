"""Figures of two tables compared draw by draw, also where each keeps draws of its own."""

from __future__ import annotations

from winset.arrays import Bools, Floats
from winset.uncertainty import Difference, mean_of, paired, paired_shares, unpaired
from winset.worlds.draw import Worlds

Counted = tuple[Floats | Bools, Bools | None]
"""(worlds,) what is counted or averaged, and among which worlds; None for all."""


def compared(one: Worlds, before: Counted, other: Worlds, after: Counted) -> Difference:
    """Compare two shares of worlds, paired over the draws that both were taken from.

    The same draws are at both tables, so doubt that they share cancels. Where a table keeps only
    those that agree with what has happened there, its share is one among all draws.
    """
    if not one.shares_draws(other):
        return unpaired(mean_of(*before), mean_of(*after))
    if not one.are(other):
        return paired_shares(_over_draws(one, before), _over_draws(other, after))
    if before[1] is None and after[1] is None:
        return paired(before[0], after[0])
    return paired_shares(before, after)


def _over_draws(worlds: Worlds, counted: Counted) -> tuple[Floats, Bools]:
    """Lay a share out over all draws: what is counted, and among which."""
    figures, among = counted
    kept = worlds.among_draws() if among is None else worlds.among_draws(among)
    return worlds.among_draws(figures), kept > 0
