"""Shares of worlds and utility as advice writes them: with their error, or as a count."""

from __future__ import annotations

from winset.advice.answers import Start
from winset.uncertainty import T95, Estimate
from winset.words.quantities import count_of, with_margin

_FEW = 5
_LEAST = 0.0005


def with_error(value: float, se: float) -> str:
    """Write a figure with its 95 % error, to the digits the error allows: ``0.41 ± 0.06``."""
    return with_margin(value, T95 * se)


def share_of(found: Estimate) -> str:
    """Write a share of worlds with its error; one of very few, or of all but few, as a count."""
    count = count_of(found)
    if min(count, found.worlds - count) < _FEW:
        return f"{count:,} of {found.worlds:,}"
    return with_error(found.value, found.se)


def in_worlds(found: Estimate) -> str:
    """Say in how many worlds: ``in 0.27 ± 0.03 of worlds``, ``in 3 of 256 worlds``."""
    if found.worlds == 1:
        return f"{'' if found.value else 'not '}in the one world drawn"
    told = share_of(found)
    return f"in {told} {'of ' if '±' in told else ''}worlds"


def of_worlds(found: Estimate) -> str:
    """Write a share of worlds as it stands after “in”: ``0.05 ± 0.01 of the worlds``."""
    count, worlds = count_of(found), found.worlds
    if worlds == 1:
        return "the one world drawn" if count else "no world, of the one drawn"
    if count in (0, worlds):
        return f"{'all' if count else 'none of the'} {worlds:,} worlds"
    if min(count, worlds - count) < _FEW:
        return f"{count:,} of the {worlds:,} worlds"
    return f"{with_error(found.value, found.se)} of the worlds"


def odds(estimate: Estimate) -> str:
    """Write a probability with no more digits than the draws allow: ``0.53 ± 0.03``."""
    count = count_of(estimate)
    if estimate.worlds == 1:
        return f"{count} of one world"
    if min(count, estimate.worlds - count) < 10:
        return f"{count:,} of {estimate.worlds:,} worlds"
    return with_error(estimate.value, estimate.se)


def with_odds(estimate: Estimate) -> str:
    """Say how often, after a verb: ``with 0.53 ± 0.03``, ``in 4 of 256 worlds``."""
    told = odds(estimate)
    return in_worlds(estimate) if "±" not in told else f"with {told}"


def points(utility: float, error: float = 0.0) -> str:
    """Write utility in points of a hundred: ``6.5 points``."""
    if utility < _LEAST:
        return "nothing"
    digits = 0 if error >= 0.005 or utility >= 0.2 else 1
    return f"{100 * utility:.{digits}f} points"


def start_in_words(start: Start, *, brief: bool = False) -> str:
    """Name the deal that advice starts from, no more firmly than the worlds pick it.

    ``brief`` leaves out its concept and share.
    """
    if start.settled is None:
        return "the most ratifiable package"
    if start.settled.value == 1:
        return "the deal settled on" if brief else "the settlement (Nash)"
    if brief:
        return "the most frequent deal"
    percent = 100 * start.settled.value
    share = "less than 1 %" if percent < 1 else f"{min(percent, 99):.0f} %"
    return f"the most frequent deal (Nash, {share} of the worlds with a zone)"
