"""Which picks no other can be told from: a winner is one only where the draws say so."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from winset.concepts import Settlement
from winset.ratification import Ratification
from winset.uncertainty import is_distinguishable, paired

_MOST_COMPARED = 64


def leading_packages(deal: Settlement, ratification: Ratification) -> tuple[int, ...]:
    """Find the packages that no other is picked clearly more often than.

    Parameters
    ----------
    deal
        What one concept picks.
    ratification
        What would be ratified in the same form.

    Returns
    -------
    numbers of packages
        Equals first, ``deal.package`` at their head; empty where nothing is picked. In a world with
        several solutions the first counts; of a concept that picks one package for all worlds only
        equals are found.
    """
    if deal.package is None or deal.by_world is None:
        return deal.ties
    listing, picked, among = ratification.listing, deal.by_world, ratification.has_zone
    columns, counts = np.unique(picked[picked >= 0], return_counts=True)
    often = columns[np.argsort(-counts, kind="stable")[:_MOST_COMPARED]]
    first = picked == listing.column(deal.package)
    beside = [
        number
        for column in often
        if (number := listing.number(int(column))) not in deal.ties
        and not _is_clear(
            deal.share.value - float((picked == column)[among].mean()),
            first,
            picked == column,
            among,
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
    if deal.by_world is None:
        return tuple(int(o) for o in order if math.isclose(shares[o], shares[order[0]]))
    listing, among = ratification.listing, deal.by_world >= 0
    axis = list(ratification.space.issues).index(issue)
    numbers = [listing.number(int(column)) for column in deal.by_world[among]]
    chosen = np.full(len(among), -1, dtype=np.int64)
    chosen[among] = ratification.space.choices(numbers)[:, axis]
    first = chosen == order[0]
    beside = [
        int(option)
        for option in order[1:]
        if shares[option] > 0
        and not _is_clear(float(shares[order[0]] - shares[option]), first, chosen == option, among)
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
    first: NDArray[np.bool_],
    other: NDArray[np.bool_],
    among: NDArray[np.bool_],
) -> bool:
    """Whether a difference of two shares of the same worlds can be told from none."""
    return is_distinguishable(difference, paired(other, first, among).se)
