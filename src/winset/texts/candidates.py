"""Texts worth trying: those that may come out first, whichever draws are left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    """Package numbers, those first that looked best before they were tried."""
    succeeds: Bools
    """(worlds, candidates): whether each comes as far as is asked."""
    is_complete: bool
    """Whether no other text can come first; False where more than ``MOST`` were as good."""

    @property
    def totals(self) -> Integers:
        """(candidates,): draws in which each succeeds."""
        return np.asarray(self.succeeds.sum(axis=0))

    @property
    def ties(self) -> tuple[int, ...]:
        """Numbers of the texts that succeed in most draws, ascending; empty where none does."""
        most = self.totals.max(initial=0)
        first = np.flatnonzero(self.totals == most) if most else ()
        return tuple(sorted(self.numbers[column] for column in first))

    def by_replicate(self, named: int | None = None) -> tuple[int, ...]:
        """(replicates,) numbers of the texts that succeed most often without each replicate.

        Parameters
        ----------
        named
            Number of a text to pick wherever it succeeds as often. A text picked in its stead only
            for its lower number would be another's: both do alike with and without the replicate,
            so that nothing is picked for its luck.
        """
        scores, totals = left_out(self.succeeds), self.totals
        picks = picked_without(scores, self.numbers)
        if named is not None:
            column, replicates = self.numbers.index(named), np.arange(len(picks))
            alike = scores[replicates, picks] == scores[:, column]
            picks = np.where(alike & (totals[picks] == totals[column]), column, picks)
        return tuple(self.numbers[pick] for pick in picks)


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
    """List the texts that may pass in most draws, also when one replicate is left out."""
    zone = result.forms[form].ratification.zone
    counts = np.round(zone.by_package * result.worlds.count).astype(np.int64)
    order = np.argsort(-counts, kind="stable")[: int((counts > 0).sum())]

    def in_zone(columns: Indices) -> Bools:
        return result.in_zone(form, _numbers(result, form, columns))

    columns, succeeds, is_complete = foremost(order, counts[order], in_zone)
    return Candidates(_numbers(result, form, columns), succeeds, is_complete)


def foremost(
    texts: Indices, most: Integers, ask: Callable[[Indices], Bools]
) -> tuple[Indices, Bools, bool]:
    """Put to all draws the texts that may succeed in most, also when one replicate is left out.

    A text succeeds in all draws at least as often as in all but one replicate. So none that does so
    less often than the lowest leave-one-out maximum of the first few can be such a maximum.

    Parameters
    ----------
    texts : (texts,)
        What names each, in the order of ``most``.
    most : (texts,)
        In how many draws each can succeed at most, descending.
    ask
        Given some of them, returns (worlds, texts): in which draws each succeeds.

    Returns
    -------
    texts
        Those that were asked about.
    succeeds : (worlds, texts)
        In which draws each of them does.
    is_complete
        Whether no other text can come first.
    """
    first = texts[:_FIRST]
    succeeds = ask(first)
    if not len(first):
        return first, succeeds, True
    least = left_out(succeeds).max(axis=1).min()
    wanted = texts[_FIRST:][most[_FIRST:] >= least]
    rest = wanted[: MOST - _FIRST]
    if len(rest):
        succeeds = np.hstack([succeeds, ask(rest)])
    return np.concatenate([first, rest]), succeeds, len(rest) == len(wanted)


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


def cross_fitted(passes: Bools) -> Bools:
    """(worlds,) of (worlds, replicates): each world's answer to the text picked without it."""
    return np.asarray(passes[np.arange(len(passes)), replicates_of(len(passes))])
