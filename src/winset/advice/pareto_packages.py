"""Which packages are worth showing: none cheaper is as likely to pass and to last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from winset.advice.onboard_results import is_likelier
from winset.arrays import Bools, Floats
from winset.packages.dominance import undominated

if TYPE_CHECKING:
    from winset.advice.acceptance_odds import ActorStanding
    from winset.advice.concessions import Market
    from winset.advice.consenters import Consenter
    from winset.advice.survival import Lasting
    from winset.ratification import Form


MOST = 6
"""Packages shown beside the one one starts from."""

_STEPS = 50


def efficient_columns(market: Market, lasting: Lasting) -> list[int]:
    """Choose the columns of packages to show, that of the deal one starts from first, then by cost.

    Packages are told apart by fiftieths only, which is about what the draws can tell.
    """
    cost, ratified = market.cost, market.ratified
    rejected = rejection_of(market.form, market.asked, market.standing, lasting)
    points = np.stack([-cost, ratified, -rejected], axis=1)
    # of those that look alike, the cheapest, then the likeliest to pass
    order = np.lexsort((-ratified, cost))
    front = [int(order[at]) for at in distinct(points[order])]
    start = market.column
    dearer = [at for at in front if at != start and cost[at] > 0]
    chosen = dearer
    if len(dearer) > MOST:
        likeliest = max(dearer, key=lambda at: (ratified[at], -cost[at]))
        rest = [at for at in dearer if at != likeliest]
        chosen = [likeliest, *spread(points, rest, [start, likeliest], MOST - 1)]
    return [start, *sorted(chosen, key=lambda at: float(cost[at]))]


def rejection_of(
    form: Form, asked: Sequence[Consenter], standing: ActorStanding, lasting: Lasting
) -> Floats:
    """(packages listed,): odds that a successor rejects, mean over the parties who sign."""
    odds = {own.actor: standing.odds[own] for own in asked}
    total: Floats = np.zeros(standing.listing.size)
    for party in form.rules:
        successors = [own for own in lasting.forward.successors(party) if own.actor in odds]
        weight = sum(own.weight for own in successors)
        for own in successors:
            total = total + own.weight / weight * (1 - odds[own.actor])
    return total / len(form.rules)


def spread(points: Floats, front: list[int], shown: list[int], most: int) -> list[int]:
    """Keep a few that lie far apart: again and again the farthest from those shown.

    Parameters
    ----------
    points : (ways, measures)
        What is compared, each measure on its own scale.
    front
        Indices to choose from.
    shown
        Indices that are shown in any case.
    most
        How many to keep beside those.
    """
    if len(front) <= most:
        return front
    measured = points[[*shown, *front]]
    width = np.maximum(measured.max(axis=0) - measured.min(axis=0), np.finfo(float).tiny)
    place = points / width
    chosen: list[int] = []
    # Farthest-point sampling: the greatest distance from a way left out to the nearest shown is at
    # most twice the least that any choice of so many leaves (Gonzalez 1985).
    while len(chosen) < most:
        apart = {
            at: min(float(np.abs(place[at] - place[other]).sum()) for other in (*shown, *chosen))
            for at in front
            if at not in chosen
        }
        chosen.append(max(apart, key=lambda at: apart[at]))
    return chosen


def distinct(points: Floats) -> list[int]:
    """Indices of the ways no other is as good as in everything, told apart by fiftieths.

    Parameters
    ----------
    points : (ways, measures)
        More is better. Of ways that look alike the first is kept, so put the best first.
    """
    steps = np.rint(points * _STEPS).astype(np.int64)
    best = np.sort(undominated(steps, 1))
    _, first = np.unique(steps[best], axis=0, return_index=True)
    return [int(at) for at in best[np.sort(first)]]


def thinned(cost: Floats, odds: Floats, passes: Callable[[int], Bools]) -> list[int]:
    """Keep what is the cheapest for its odds, and better than the last by more than their error.

    Parameters
    ----------
    cost, odds : (ways,)
        What each costs, and its odds of passing.
    passes
        Index of a way → (worlds,) where it passes; asked only of what may be kept.

    Returns
    -------
    list
        Indices by cost, the cheapest first.
    """
    kept: list[int] = []
    for at in map(int, np.lexsort((-odds, cost))):
        if not kept or (odds[at] > odds[kept[-1]] and is_likelier(passes(at), passes(kept[-1]))):
            kept.append(at)
    return kept
