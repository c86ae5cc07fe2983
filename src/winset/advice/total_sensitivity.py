"""Total sensitivity: how much of an outcome hangs on an input, alone or together with others.

Total index of Sobol': T = E[Var(Y | all but X)] / Var(Y). Given data alone do not tell it, so the
input's draws are dealt out anew among the worlds, all others kept, and the worlds are asked again:
T = E[(Y − Y′)²] / (2 Var Y) (Jansen 1999). Only for inputs that are ranked, since each costs a look
at all packages.

References
----------
Jansen (1999), Analysis of variance designs for model output, Computer Physics Communications
117:35.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from winset.advice.information import Information
from winset.advice.outcomes import FEWEST
from winset.advice.resampled import Board, worlds_held
from winset.arrays import Floats
from winset.ratification import forms_of
from winset.uncertainty import standard_error

if TYPE_CHECKING:
    from winset.engine import Result


MOST_WORLDS = 256
MOST_INPUTS = 8
DEALS = 6
"""Times the draws are dealt out anew."""


@dataclass(frozen=True)
class Total:
    """Total sensitivity of the main outcome to one input."""

    value: float
    """Share of the variance, from 0 to 1: what noise takes above is 1."""
    se: float
    """Standard error over worlds, of the share as estimated."""
    worlds: int
    """How many were asked again."""


def total_effect(
    column: Floats,
    outcome: Floats,
    again: Callable[[Floats], Floats],
    seed: int,
    deals: int = DEALS,
) -> Total:
    """Estimate the total index of one input.

    Parameters
    ----------
    column : (worlds,)
        Its draws.
    outcome : (worlds,)
        The outcome; its variance must not be 0.
    again
        The outcome with other draws of this input in the same worlds.
    seed
        Seed of the dealing.
    deals
        Times the draws are dealt out anew.
    """
    # Y and Y′ share all inputs but this one, drawn twice: half the mean square of their difference
    # is the variance left when all others are known. Dealing out the same draws anew, rather than
    # drawing others, keeps the input's distribution to the digit.
    rng = np.random.default_rng(seed)
    changed = np.mean(
        [(outcome - again(rng.permutation(column))) ** 2 for _ in range(deals)], axis=0
    )
    shares = changed / 2 / outcome.var()
    return Total(min(1.0, float(shares.mean())), float(standard_error(shares)), len(shares))


def totals_of(result: Result, found: Information) -> dict[str, Total]:
    """Path → total sensitivity of the main zone, of the inputs ranked highest.

    Empty where nothing is ranked, the packages are too many to be asked again, or too few of the
    worlds asked differ.
    """
    held = worlds_held(result.space, result.worlds.count, MOST_WORLDS)
    ranked = [own.key for own in found.inputs if own.rank is not None][:MOST_INPUTS]
    if found.main is None or not ranked or not held or result.method != "enumeration":
        return {}
    form = next(own for own in forms_of(result.scenario) if own.name == found.main[0])
    board = Board(result.scenario, result.worlds.rows(0, held), [form])
    outcome = board.has_zone(form).astype(float)
    if min(outcome.sum(), held - outcome.sum()) < FEWEST:
        return {}
    totals = {}
    for at, path in enumerate(ranked):

        def again(column: Floats, path: str = path) -> Floats:
            return board.redrawn(form, path, column).astype(float)

        seed = np.random.SeedSequence([result.worlds.seed, 3, at]).generate_state(1)[0]
        totals[path] = total_effect(board.worlds.columns[path], outcome, again, int(seed))
    return totals
