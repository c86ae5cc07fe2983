"""Which packages are worth showing: none cheaper is as likely to pass and to last."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from winset.packages.dominance import undominated

if TYPE_CHECKING:
    from winset.advice.lasting import Lasting
    from winset.advice.market import Market

Array = NDArray[np.float64]

MOST = 6
"""Packages shown beside the one one starts from."""

_STEPS = 50
_Z95 = 1.959964


def efficient_columns(market: Market, lasting: Lasting) -> list[int]:
    """Choose the packages to show in a form, the one one starts from first, then by cost.

    Packages are told apart only by what the draws can tell: odds of passing by their standard
    error, everything by fiftieths.

    Parameters
    ----------
    market
        The packages of the form.
    lasting
        Who may succeed, and how heavily each weighs.

    Returns
    -------
    list
        Columns.
    """
    cost, ratified = market.cost, market.ratified
    rejected = rejection_of(market, lasting)
    points = np.stack([-cost, ratified, -rejected], axis=1)
    steps = np.rint(points * _STEPS).astype(np.int64)
    best = undominated(steps, 1)
    # of those that look alike, the cheapest, then the likeliest to pass
    order = best[np.lexsort((-ratified[best], cost[best]))]
    _, first = np.unique(steps[order], axis=0, return_index=True)
    front = [int(at) for at in order[np.sort(first)]]
    start = market.column
    chosen = _spread(points, [at for at in front if at != start and cost[at] > 0], start)
    return [start, *sorted(chosen, key=lambda at: float(cost[at]))]


def rejection_of(market: Market, lasting: Lasting) -> Array:
    """(packages listed,): odds that a successor rejects, mean over the parties who sign."""
    total: Array = np.zeros(len(market.cost))
    odds = {own.actor: market.standing.odds[own] for own in market.asked}
    for party in market.form.rules:
        successors = [own for own in lasting.forward.successors(party) if own.actor in odds]
        weight = sum(own.weight for own in successors)
        for own in successors:
            total = total + own.weight / weight * (1 - odds[own.actor])
    return total / len(market.form.rules)


def _spread(points: Array, front: list[int], start: int) -> list[int]:
    """Keep a few that lie far apart: again and again the farthest from those chosen."""
    if len(front) <= MOST:
        return front
    shown = points[[start, *front]]
    width = np.maximum(shown.max(axis=0) - shown.min(axis=0), np.finfo(float).tiny)
    place = points / width
    chosen: list[int] = [max(front, key=lambda at: (points[at, 1], points[at, 0]))]
    while len(chosen) < MOST:
        apart = {
            at: min(float(np.abs(place[at] - place[other]).sum()) for other in (start, *chosen))
            for at in front
            if at not in chosen
        }
        chosen.append(max(apart, key=lambda at: apart[at]))
    return chosen


def thinned(cost: Array, odds: Array, worlds: int) -> list[int]:
    """Keep what is the cheapest for its odds, and better than the last by more than their error.

    Parameters
    ----------
    cost, odds : (ways,)
        What each costs, and its odds of passing.
    worlds
        Number of worlds behind the odds.

    Returns
    -------
    list
        Indices by cost, the cheapest first.
    """
    kept: list[int] = []
    for at in np.lexsort((-odds, cost)):
        if not kept:
            kept.append(int(at))
            continue
        last, own = float(odds[kept[-1]]), float(odds[at])
        error = _Z95 * np.sqrt((own * (1 - own) + last * (1 - last)) / worlds)
        if own - last > max(error, 0.0) and own > last:
            kept.append(int(at))
    return kept
