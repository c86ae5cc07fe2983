"""The text of a form that is likeliest to pass, and its odds in draws that did not pick it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset.engine import Result
from winset.texts.candidates import (
    Candidates,
    Picked,
    candidates_for,
    cross_fitted,
    left_out,
    picked_without,
)
from winset.uncertainty import Estimate, leaders, share_of

_MOST_TIES = 20
_MOST_COMPARED = 200


@dataclass(frozen=True)
class BestText(Picked):
    """The text most likely to pass every party's rule: max over x of P(x in the zone)."""

    ties: tuple[int, ...]
    """Numbers of the texts that pass in as many draws, ``package`` among them; at most 20."""
    alike: int
    """How many other texts cannot be told from it, of the 200 likeliest."""


def best_text(result: Result, form: str, prefer: int | None = None) -> BestText | None:
    """Find the text that passes in most draws; None where no text passes in any.

    Parameters
    ----------
    prefer
        Number of a text to name rather than any other that passes as often.
    """
    candidates = candidates_for(result, form)
    if not candidates.numbers:
        return None
    totals = candidates.in_zone.sum(axis=0)
    ties = sorted(candidates.numbers[column] for column in np.flatnonzero(totals == totals.max()))
    picks = picked_without(left_out(candidates.in_zone), candidates.numbers)
    return BestText(
        prefer if prefer in ties else ties[0],
        tuple(candidates.numbers[column] for column in picks),
        candidates.is_complete,
        tuple(ties[:_MOST_TIES]),
        _alike(candidates),
    )


def _alike(candidates: Candidates) -> int:
    """Count the others that cannot be told from the best, world by world."""
    likeliest = np.argsort(-candidates.in_zone.sum(axis=0), kind="stable")[:_MOST_COMPARED]
    return len(leaders(candidates.in_zone[:, likeliest].T)) - 1


def best_odds(result: Result, form: str) -> Estimate:
    """Odds that the best text of a form passes every rule, cross-fitted; 0 where none ever does."""
    best = best_text(result, form)
    if best is None:
        return share_of(np.zeros(result.worlds.count))
    return share_of(cross_fitted(result.in_zone(form, best.by_replicate)))
