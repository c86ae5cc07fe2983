"""The smallest change that opens a zone: one move, a pair or three, found by halving."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from winset.advice.moves import Move

TARGET = 0.5
"""Share of worlds in which a zone counts as open."""

_GRID = (0.5, 0.25)
_HALVINGS = 8
_HEADS, _REFINED, _KEPT = 2, 5, 3

Odds = Callable[[Sequence[tuple[Move, float]]], float]


@dataclass(frozen=True)
class Change:
    """Moves made together, each by its size."""

    moves: tuple[Move, ...]
    """The moves."""
    sizes: tuple[float, ...]
    """Size of each, as a share of the scale, or in utility."""
    odds: float
    """Share of worlds that have a zone after them."""
    holds: bool
    """Whether it stays open when all moves are greater, as far as tried; an overshoot may close it
    again, since not every move only ever helps."""

    @property
    def cost(self) -> float:
        """Sum of the sizes."""
        return sum(self.sizes)


@dataclass(frozen=True)
class SmallestChange:
    """What a search came to."""

    now: float
    """Share of worlds with a zone before any move."""
    by_number: dict[int, tuple[Change, ...]]
    """Number of moves → changes of so many that open a zone, the smallest first, three at most."""
    furthest: Change | None
    """The change tried that opens it in most worlds, whether enough or not; None where no move
    helps."""
    asked: int
    """Changes evaluated."""


def smallest_changes(
    moves: Sequence[Move], odds: Odds, *, most: int = 3, target: float = TARGET
) -> SmallestChange:
    """Look for the smallest change that opens a zone, each move at most half of its range.

    Every move is tried alone. Then moves are joined to the changes that went furthest, a few of
    them at a time, until some reach the target (pairs are tried in any case). Sizes are found by
    halving between one that does not open and one that does; of several moves, first all by one
    size, then each as far down as the others allow. So a change of several moves is one that cannot
    be made smaller move by move; another mix may be smaller still.

    Parameters
    ----------
    moves
        What could be moved.
    odds
        Share of worlds with a zone after moves of given sizes.
    most
        Most moves made together.
    target
        Share of worlds to be reached.
    """
    search = _Search(odds, target)
    now = search.ask((), ())
    by_number: dict[int, tuple[Change, ...]] = {}
    furthest: list[tuple[Move, ...]] = [()]
    for count in range(1, most + 1):
        if count > 2 and by_number:
            break
        joined = [own for head in furthest for own in _joined(head, moves)]
        joined = list({frozenset(own): own for own in joined}.values())
        far = {own: search.furthest_alike(own) for own in joined}
        furthest = sorted(joined, key=lambda own: -far[own])
        found = [search.smallest(own) for own in furthest[:_REFINED] if far[own] >= target]
        reached = sorted((own for own in found if own is not None), key=lambda own: own.cost)
        if reached:
            by_number[count] = tuple(reached[:_KEPT])
        furthest = furthest[:_HEADS]
    return SmallestChange(now, by_number, search.furthest, search.asked)


def _joined(head: tuple[Move, ...], moves: Sequence[Move]) -> list[tuple[Move, ...]]:
    return [(*head, move) for move in moves if _apart((*head, move))]


def _apart(moves: Sequence[Move]) -> bool:
    """Whether moves do not pull the same number two ways."""
    numbers = [(move.kind, move.actor, move.issue, move.payer) for move in moves]
    return len(set(numbers)) == len(numbers)


class _Search:
    def __init__(self, odds: Odds, target: float) -> None:
        self._odds, self.target = odds, target
        self._known: dict[tuple[tuple[Move, ...], tuple[float, ...]], float] = {}
        self.furthest: Change | None = None

    @property
    def asked(self) -> int:
        return len(self._known)

    def ask(self, moves: tuple[Move, ...], sizes: tuple[float, ...]) -> float:
        key = (moves, sizes)
        if key not in self._known:
            found = self._odds(tuple(zip(moves, sizes, strict=True)))
            self._known[key] = found
            best = self.furthest
            smaller = best is not None and (found, -sum(sizes)) > (best.odds, -best.cost)
            if moves and (best is None or smaller):
                self.furthest = Change(moves, sizes, found, holds=True)
        return self._known[key]

    def furthest_alike(self, moves: tuple[Move, ...]) -> float:
        """Greatest share of worlds reached with all moves of one size; of several, the greatest."""
        sizes = _GRID if len(moves) == 1 else _GRID[:1]
        return max(self.ask(moves, (size,) * len(moves)) for size in sizes)

    def smallest(self, moves: tuple[Move, ...]) -> Change | None:
        """Shrink a change as far as it still opens a zone; None if it does not at any size."""
        opens = [size for size in _GRID if self.ask(moves, (size,) * len(moves)) >= self.target]
        if not opens:
            return None
        alike = self._halve(lambda size: (size,) * len(moves), moves, 0.0, min(opens))
        sizes = [alike] * len(moves)
        if len(moves) > 1:
            for at in range(len(moves)):
                # Each is taken down as far as the others, as they stand, allow. What comes out
                # cannot be made smaller in any one move; finding the least sum over all mixes
                # would take a search of every combination of sizes.
                def others(size: float, at: int = at) -> tuple[float, ...]:
                    return (*sizes[:at], size, *sizes[at + 1 :])

                sizes[at] = self._halve(others, moves, 0.0, sizes[at])
        reached = self.ask(moves, tuple(sizes))
        beyond = [tuple(min(1.0, s * f) for s in sizes) for f in (1.5, 2.0, 4.0)]
        holds = all(self.ask(moves, own) >= self.target for own in beyond)
        return Change(moves, tuple(sizes), reached, holds)

    def _halve(
        self,
        sizes: Callable[[float], tuple[float, ...]],
        moves: tuple[Move, ...],
        low: float,
        high: float,
    ) -> float:
        """Narrow down between a size that does not open and one that does.

        Odds need not rise with size: a demand may overshoot. Halving keeps one end that opens and
        one that does not, so it ends at a size that opens, next to one that does not, whichever
        crossing that is; `smallest` then tries greater sizes and says whether it stays open.
        """
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            if self.ask(moves, sizes(middle)) >= self.target:
                high = middle
            else:
                low = middle
        return high
