"""Which picks no other can be told from: a winner is one only where the draws say so."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from winset.arrays import Bools, Floats
from winset.concepts import Settlement
from winset.ratification import Ratification
from winset.uncertainty import is_distinguishable, paired


def leading_packages(deal: Settlement, ratification: Ratification) -> tuple[int, ...]:
    """Find the packages that no other is picked clearly more often than.

    Returns
    -------
    numbers of packages
        Equals first, ``deal.package`` at their head; empty where nothing is picked. Of a concept
        that picks one package for all worlds only equals are found.
    """
    if deal.package is None or deal.solutions is None:
        return deal.ties
    solutions, listing, among = deal.solutions, ratification.listing, ratification.has_zone
    first = solutions.marked(listing.column(deal.package), len(among))
    most, zones = max(solutions.often.values()), int(among.sum())
    beside = [
        listing.number(column)
        for column, count in solutions.often.items()
        if count < most
        and not _is_clear(
            (most - count) / zones, first, solutions.marked(column, len(among)), among
        )
    ]
    return (*deal.ties, *beside)


def leading_options(deal: Settlement, ratification: Ratification, issue: str) -> tuple[int, ...]:
    """Find the options of an issue that no other is clearly more frequent than among solutions.

    Returns
    -------
    indices of options
        The most frequent first, equals in their order; empty where nothing is picked.
    """
    if deal.package is None:
        return ()
    shares = deal.option_shares[issue]
    order = np.argsort(-shares, kind="stable")
    if deal.solutions is None:
        return tuple(int(o) for o in order if math.isclose(shares[o], shares[order[0]]))
    listing, world, worlds = ratification.listing, deal.solutions.world, deal.worlds
    axis = list(ratification.space.issues).index(issue)
    columns, place = np.unique(deal.solutions.column, return_inverse=True)
    numbers = [listing.number(int(column)) for column in columns]
    chosen = ratification.space.choices(numbers)[:, axis][place]
    solved = np.bincount(world, minlength=worlds)

    def part_at(option: int) -> Floats:
        """(worlds,) share of each world's solutions with this option."""
        return np.bincount(world, chosen == option, minlength=worlds) / np.maximum(solved, 1)

    first, among = part_at(order[0]), solved > 0
    beside = [
        int(option)
        for option in order[1:]
        if shares[option] > 0
        and not _is_clear(float(shares[order[0]] - shares[option]), first, part_at(option), among)
    ]
    return (int(order[0]), *beside)


def leading_shares(shares: Sequence[float], worlds: int) -> tuple[int, ...]:
    """Find which shares cannot be told from the greatest, of which each world has a part.

    Parameters
    ----------
    shares
        Parts of a whole, 0–1.
    worlds
        Number of worlds they are means over.

    Returns
    -------
    indices
        The greatest first. The error is the greatest that such shares can have, that of one draw a
        world: (p + q − (p − q)²)/n for the difference of p and q.
    """
    order = sorted(range(len(shares)), key=lambda n: -shares[n])
    if not order or not worlds:
        return ()
    p = shares[order[0]]
    return tuple(
        n
        for n in order
        if shares[n] > 0
        and not is_distinguishable(
            p - shares[n], math.sqrt(max(p + shares[n] - (p - shares[n]) ** 2, 0.0) / worlds)
        )
    )


def _is_clear(
    difference: float,
    first: ArrayLike,
    other: ArrayLike,
    among: Bools,
) -> bool:
    """Whether a difference of two shares of the same worlds can be told from none."""
    return is_distinguishable(difference, paired(other, first, among).se)
