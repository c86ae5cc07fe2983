"""Minimal winning coalitions by cost: whose consent, bought or won, is enough, and cheapest.

With 25 actors or fewer to win every set is looked at. Beyond, the dearest who can be spared is
dropped again and again; nobody can pay less than for those without whom nothing passes, and that
bound is told.

References
----------
Riker, W. H. (1962), The Theory of Political Coalitions, Yale University Press: the size principle.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from winset.arrays import Bools

MOST_LISTED = 25
"""Actors up to whom every set is looked at."""

_CHUNK = 2**16
_KEPT = 64

Wins = Callable[[Mapping[str, Bools]], Bools]
"""Whether sets win: actor → (sets,) who is in them, to (sets,)."""


@dataclass(frozen=True)
class WinningSet:
    """A set of actors to win, none of whom can be spared."""

    actors: tuple[str, ...]
    """Ids, in the order asked."""
    cost: float
    """Sum of what each costs."""


@dataclass(frozen=True)
class Coalitions:
    """The cheapest minimal winning coalitions."""

    cheapest: tuple[WinningSet, ...]
    """By cost, the cheapest first; empty where no set wins."""
    exact: bool
    """Whether every set was looked at."""
    bound: float
    """No winning coalition costs less; the cheapest one's cost where exact, ∞ where none wins."""


def cheapest_coalitions(
    costs: Mapping[str, float],
    wins: Wins,
    *,
    monotone: bool = True,
    most: int = 5,
    listed: int = MOST_LISTED,
) -> Coalitions:
    """Find the cheapest sets of actors that win, none of whom can be spared.

    Parameters
    ----------
    costs
        Actor → what winning it costs, 0 or more; ∞ if it cannot be won.
    wins
        The rule.
    monotone
        Whether winning one more never loses; False for rules with ``not``.
    most
        How many to return.
    listed
        Actors up to whom every set is looked at.
    """
    actors = tuple(actor for actor, cost in costs.items() if math.isfinite(cost))
    if len(actors) > listed:
        return _greedy(actors, costs, wins, monotone=monotone)
    cost = np.array([costs[actor] for actor in actors])
    # Sets are numbers whose bits say who is in. A set with someone to spare costs no less than the
    # set without, so of winning sets in order of cost and size the first has none to spare. A few
    # of each chunk are kept: the cheapest is always among them, of the further ones some may not
    # be, where supersets of it cost less than they.
    found: list[tuple[float, int]] = []
    for start in range(0, 2 ** len(actors), _CHUNK):
        sets = np.arange(start, min(start + _CHUNK, 2 ** len(actors)))
        inside = (sets[:, None] >> np.arange(len(actors))) & 1 == 1
        winning = np.flatnonzero(_ask(wins, actors, inside))
        price = inside[winning] @ cost
        for place in np.lexsort((winning, inside[winning].sum(axis=1), price))[:_KEPT]:
            found.append((float(price[place]), int(sets[winning[place]])))
    found.sort(key=lambda pair: (pair[0], pair[1].bit_count(), pair[1]))
    minimal = []
    for total, number in found:
        members = [place for place in range(len(actors)) if number >> place & 1]
        if _none_to_spare(members, len(actors), lambda inside: _ask(wins, actors, inside)):
            minimal.append(WinningSet(tuple(actors[place] for place in members), total))
        if len(minimal) == most:
            break
    return Coalitions(tuple(minimal), True, minimal[0].cost if minimal else math.inf)


def _ask(wins: Wins, actors: Sequence[str], inside: Bools) -> Bools:
    """Put sets to the rule: (sets,) of (sets, actors)."""
    answer = wins({actor: inside[:, place] for place, actor in enumerate(actors)})
    return np.broadcast_to(answer, len(inside))


def _none_to_spare(members: list[int], count: int, ask: Callable[[Bools], Bools]) -> bool:
    """Whether no one member could be left out."""
    if not members:
        return True
    without = np.zeros((len(members), count), dtype=bool)
    without[:, members] = True
    without[np.arange(len(members)), members] = False
    return not ask(without).any()


def _greedy(
    actors: tuple[str, ...], costs: Mapping[str, float], wins: Wins, *, monotone: bool
) -> Coalitions:
    """Drop the dearest who can be spared until nobody can."""
    count = len(actors)
    everyone = np.ones((1, count), dtype=bool)
    if not _ask(wins, actors, everyone)[0]:
        return Coalitions((), False, math.inf if monotone else 0.0)
    # Under a monotone rule whoever is needed even beside all others is in every winning set, so
    # their costs together bound the cost of any from below.
    but_one = np.ones((count, count), dtype=bool) ^ np.eye(count, dtype=bool)
    needed = ~_ask(wins, actors, but_one)
    bound = sum(costs[actor] for actor, own in zip(actors, needed, strict=True) if own)
    kept = everyone[0].copy()
    for place in sorted(range(count), key=lambda at: -costs[actors[at]]):
        kept[place] = False
        kept[place] = not _ask(wins, actors, kept[None])[0]
    chosen = tuple(actor for actor, own in zip(actors, kept, strict=True) if own)
    cost = sum(costs[actor] for actor in chosen)
    return Coalitions((WinningSet(chosen, cost),), False, bound if monotone else 0.0)
