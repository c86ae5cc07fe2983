"""Some draws for questions that cost a look at every text."""

from __future__ import annotations

from winset.engine import Result
from winset.worlds import Worlds, draw_worlds


def few_worlds(result: Result, most: int) -> Worlds:
    """Return draws of a result, so many at most.

    Draws of their own are more even than the first of more. But what has happened was said of the
    case as it is, and left its draws; so of those that remain, the first are taken.
    """
    count = min(most, result.worlds.count)
    if result.given is None:
        return draw_worlds(result.scenario, count, result.worlds.seed)
    return result.worlds.rows(0, count)
