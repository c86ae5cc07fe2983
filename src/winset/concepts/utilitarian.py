"""The utilitarian solution."""

from __future__ import annotations

import numpy as np

from winset.arrays import Bools, Floats
from winset.concepts.concept import Concept
from winset.concepts.programme.answer import Answer
from winset.concepts.programme.bargain import LOOSE, Bargain
from winset.concepts.ties import masked_max
from winset.packages import TOLERANCE
from winset.packages.programme import FINE, total_of


def listed(gains: Floats, eligible: Bools, weights: Floats) -> Bools:
    """Mark the packages with the greatest sum of gains, which are those of utilities."""
    del weights
    total = gains.sum(axis=1)
    best = masked_max(total, eligible) - TOLERANCE
    return np.asarray(eligible & (total >= best))


def by_search(bargain: Bargain) -> Answer | None:
    """Maximise the sum of gains: one programme."""
    level = bargain.acceptance.programme.branch()
    total = total_of(bargain.gains)
    solved = bargain.solve(level, total)
    if solved.choices is None:
        return None
    value = float(bargain.seen[solved.choices].sum())
    level.constrain(total * FINE, low=(value - TOLERANCE - LOOSE) * FINE)
    return Answer(solved.choices, value, solved.bound / FINE, bargain.each(level))


UTILITARIAN = Concept(
    name="utilitarian",
    title="Utilitarian",
    definition="the greatest sum of gains, which is that of utilities",
    source="Harsanyi (1955), Journal of Political Economy 63:309",
    listed=listed,
    by_search=by_search,
)
