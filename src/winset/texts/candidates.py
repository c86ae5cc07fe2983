"""Texts worth trying: those that may come out first, whichever draws are left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from winset.arrays import Bools, Floats, Indices, Integers
from winset.engine import Result
from winset.uncertainty import ROUNDING, replicates_of

MOST = 1024
"""Most texts put to all draws to find the best; a flat table has more that are about as good."""

_FIRST = 64


@dataclass(frozen=True)
class Candidates:
    """Texts that are tried in every draw."""

    numbers: tuple[int, ...]
    """Package numbers, the likeliest to pass first."""
    in_zone: Bools
    """(worlds, candidates): whether each passes every party's rule."""
    is_complete: bool
    """Whether no other text can come first; False where more than ``MOST`` were as good."""


@dataclass(frozen=True)
class Picked:
    """A text picked for what it does in the draws."""

    package: int
    """Its number; of several alike that written before the vote, else the first."""
    by_replicate: tuple[int, ...]
    """(replicates,) numbers of the texts picked without each replicate's draws. Odds of a text are
    too good in the draws that picked it (the winner's curse); asked about the text that the other
    draws picked, they are not (cross-fitting; model, section 3)."""
    is_complete: bool
    """Whether no text left untried can be better."""


def candidates_for(result: Result, form: str) -> Candidates:
    """List the texts that may pass in most draws, also when one replicate is left out.

    A text passes in all draws at least as often as in all but one replicate. So none whose count
    lies below the lowest leave-one-out maximum of the first few can be a leave-one-out maximum.
    """
    zone = result.forms[form].ratification.zone
    counts = np.round(zone.by_package * result.worlds.count).astype(np.int64)
    order = np.argsort(-counts, kind="stable")[: int((counts > 0).sum())]
    first = order[:_FIRST]
    in_zone = result.in_zone(form, _numbers(result, form, first))
    if not len(first):
        return Candidates((), in_zone, is_complete=True)
    least = left_out(in_zone).max(axis=1).min()
    wanted = order[_FIRST:][counts[order[_FIRST:]] >= least]
    rest = wanted[: MOST - _FIRST]
    if len(rest):
        in_zone = np.hstack([in_zone, result.in_zone(form, _numbers(result, form, rest))])
    numbers = _numbers(result, form, np.concatenate([first, rest]))
    return Candidates(numbers, in_zone, is_complete=len(rest) == len(wanted))


def _numbers(result: Result, form: str, columns: Indices) -> tuple[int, ...]:
    listing = result.forms[form].ratification.listing
    return tuple(listing.number(int(column)) for column in columns)


def left_out(values: Bools | Floats) -> Floats:
    """Sum figures over all worlds but those of one replicate.

    Parameters
    ----------
    values : (worlds, candidates)

    Returns
    -------
    (replicates, candidates)
        With a single replicate nothing is left out.
    """
    replicate = replicates_of(len(values))
    count = int(replicate.max()) + 1
    whole = values.sum(axis=0, dtype=np.float64)
    if count == 1:
        return np.asarray(whole[None, :])
    return np.stack([whole - values[replicate == r].sum(axis=0) for r in range(count)])


def picked_without(scores: Floats, numbers: Sequence[int]) -> Indices:
    """(replicates,) columns of the texts that score most without each replicate.

    Of texts that score alike the one with the lowest number is picked, so that the order in which
    candidates were found decides nothing.

    Parameters
    ----------
    scores : (replicates, candidates)
    numbers
        Package number of each candidate.
    """
    most = scores.max(axis=1, keepdims=True)
    in_order = np.array(sorted(range(len(numbers)), key=lambda column: numbers[column]))
    ties = scores[:, in_order] >= most - ROUNDING * np.abs(most)
    return np.asarray(in_order[ties.argmax(axis=1)])


def named_where_alike(
    picks: Indices, named: int, scores: Floats, totals: Floats | Integers
) -> Indices:
    """(replicates,) the same picks, but the text that is named where it scores alike.

    A text picked in its stead only for its lower number would be another's: both score alike with
    and without the replicate, so that nothing is picked for its luck.

    Parameters
    ----------
    picks : (replicates,)
        Columns of the texts picked.
    named
        Column of the text that is named.
    scores : (replicates, candidates)
        Scores without each replicate.
    totals : (candidates,)
        Scores over all draws.
    """
    replicates = np.arange(len(picks))
    same = (scores[replicates, picks] == scores[:, named]) & (totals[picks] == totals[named])
    return np.where(same, named, picks)


def cross_fitted(passes: Bools) -> Bools:
    """(worlds,) of (worlds, replicates): each world's answer to the text picked without it."""
    return np.asarray(passes[np.arange(len(passes)), replicates_of(len(passes))])
