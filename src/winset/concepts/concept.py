"""What a solution concept is: one definition, and the two ways to work it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from winset.arrays import Bools, Floats
from winset.concepts.programme.answer import Answer
from winset.concepts.programme.bargain import Bargain

BySearch = Callable[[Bargain], Answer | None]
"""Solves one world by mixed-integer programmes; None where no package is eligible."""


class Listed(Protocol):
    """Solves worlds by looking at every package: the definition of a concept.

    Parameters
    ----------
    gains : (worlds, principals, packages) in utility
        Utility minus reservation.
    eligible : (worlds, packages)
        In the zone, and no principal below its reservation; at least one in each world.
    weights : (worlds or 1, principals), 0 or more
        Bargaining weights.

    Returns
    -------
    (worlds, packages)
        The solutions, ties included.
    """

    def __call__(
        self,
        gains: Floats,
        eligible: Bools,
        weights: Floats,
        /,
    ) -> Bools:
        """Mark the solutions of each world."""


@dataclass(frozen=True)
class Concept:
    """A solution concept: which deal, of those that would be ratified."""

    name: str
    """Key in results, ``nash``."""
    title: str
    """Name as readers see it."""
    definition: str
    """What it picks, in a line."""
    source: str
    """Author, year, where."""
    listed: Listed | None = None
    """Its definition, over listed packages. None of a concept that looks at nobody's gains: then
    every package of a world's zone is a solution of that world."""
    by_search: BySearch | None = None
    """The same without listing packages; None if there is no such way, and then a run that cannot
    list packages leaves the concept out."""
    method: str = "mixed-integer programme (HiGHS)"
    """How ``by_search`` finds it."""
    eponym: bool = False
    """Whether the title is somebody's name, with a capital inside a sentence too."""
    efficient: bool = True
    """Whether it never picks a package that another one dominates, so that it can be looked for on
    the Pareto frontier."""

    @property
    def inside(self) -> str:
        """Title inside a sentence: ``Nash``, ``egalitarian``."""
        return self.title if self.eponym else self.title.lower()
