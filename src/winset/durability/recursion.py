"""The exact engine: probability carried forward over all states of the parties.

A party's state is the number of months since its coalition last changed to a rejecting one, 0 to
35, or none. Changes come at the start of a month, failure during it. Two parties have 37² states
and every parameter draw its own probabilities; three have 50,653 and stop being worth it.
"""

from __future__ import annotations

from functools import reduce

import numpy as np

from winset.arrays import Floats
from winset.durability.agreement import NONE, Agreement, PartyTurnover
from winset.durability.survival import Outlook, blame, outlook
from winset.errors import TooLargeError

MOST_CELLS = 4_000_000


def run_recursion(agreement: Agreement) -> Outlook:
    """Carry probability forward month by month, exactly, for every parameter draw.

    Raises
    ------
    TooLargeError
        If draws × states are more than a few million; `simulate.run_paths` has no such limit.
    """
    states = (NONE + 1,) * len(agreement.parties)
    cells = agreement.draws * int(np.prod(states, dtype=np.int64))
    if cells > MOST_CELLS:
        raise TooLargeError(
            f"{cells:,} cells of {len(states)} parties × {agreement.draws} draws are too many for "
            "the exact recursion. Use fewer draws or the Monte Carlo engine."
        )
    parties = range(len(agreement.parties))
    ratios = [[_ratio(agreement, c, p) for p in parties] for c in range(len(agreement.causes))]
    joint = [reduce(np.multiply, of_cause, np.ones(())) for of_cause in ratios]
    shares = [blame(of_cause) for of_cause in ratios]
    mass = np.zeros((agreement.draws, *states))
    mass.reshape(agreement.draws, -1)[:, -1] = 1.0  # every party in state NONE, the last
    months = agreement.months
    survival = np.ones((agreement.draws, months + 1))
    incidence = np.zeros((agreement.draws, len(agreement.causes), months + 1))
    attributed = np.zeros((agreement.draws, len(agreement.causes), len(states)))
    for month in range(months):
        for axis, party in enumerate(agreement.parties):
            mass = _turn_over(mass, axis + 1, party, month)
        # Competing causes share one exponential clock within the month: it ends by any of them with
        # probability 1 − exp(−Σh), and which it was is as the causes' parts of Σh. Adding up each
        # cause's own 1 − exp(−h) would let an agreement end twice.
        hazards = [_spread(agreement.hazards[:, c, month], mass.ndim) * joint[c]
                   for c in range(len(joint))]  # fmt: skip
        total = reduce(np.add, hazards)
        lost = mass * -np.expm1(-total)
        per_hazard = np.divide(lost, total, out=np.zeros_like(lost), where=total > 0)
        for c, hazard in enumerate(hazards):
            ended = per_hazard * hazard
            incidence[:, c, month + 1] = incidence[:, c, month] + _sum(ended)
            for p, share in enumerate(shares[c]):
                attributed[:, c, p] += _sum(ended * share)
        mass = mass - lost
        survival[:, month + 1] = _sum(mass)
    return outlook(agreement, survival, incidence, attributed, method="recursion", paths=0)


def _turn_over(mass: Floats, axis: int, party: PartyTurnover, month: int) -> Floats:
    """Age a party's state by a month and let its coalition change or not.

    ``mass`` is (draws, 37, …), and ``axis`` the party's.
    """
    along = np.moveaxis(mass, axis, -1)
    odds = _spread(party.odds[:, month], along.ndim - 1)
    changed = along.sum(axis=-1) * odds
    aged = np.empty_like(along)
    aged[..., 1:] = along[..., :-1] * (1 - odds)[..., None]
    aged[..., NONE] += along[..., NONE] * (1 - odds) + changed * (1 - party.rejects)
    aged[..., 0] = changed * party.rejects
    return np.moveaxis(aged, -1, axis)


def _ratio(agreement: Agreement, cause: int, axis: int) -> Floats:
    """(draws, 1, …, 37, …, 1) one party's hazard ratios along its own axis."""
    shape = [agreement.draws] + [1] * len(agreement.parties)
    shape[axis + 1] = NONE + 1
    return agreement.parties[axis].ratios[:, cause, :].reshape(shape)


def _spread(values: Floats, dimensions: int) -> Floats:
    """Give (draws,) trailing axes to broadcast with."""
    return values.reshape((-1,) + (1,) * (dimensions - 1))


def _sum(mass: Floats) -> Floats:
    """(draws,) sum over all states."""
    return np.asarray(mass.reshape(len(mass), -1).sum(axis=1))
