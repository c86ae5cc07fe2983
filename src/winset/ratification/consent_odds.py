"""How likely each actor is to accept chosen packages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.packages import TOLERANCE, PackageSpace, utilities_of
from winset.scenario.model import Scenario
from winset.worlds import Worlds


@dataclass(frozen=True)
class ConsentOdds:
    """One actor's acceptance of chosen packages.

    Attributes
    ----------
    actor
        Its id.
    probability : (packages,) in [0, 1]
        Share of worlds in which it accepts; of a body, in which more than half by weight do.
    backing : (packages,) in [0, 1]
        Mean share of its votes that accept; the same as ``probability`` for anyone but a body.
    utility : (packages,) in [0, 1]
        Mean utility, over worlds and members.
    reservation
        Mean utility of no deal, over worlds and members.
    """

    actor: str
    probability: NDArray[np.float64]
    backing: NDArray[np.float64]
    utility: NDArray[np.float64]
    reservation: float


def consent_odds(
    scenario: Scenario, worlds: Worlds, space: PackageSpace, packages: Sequence[int]
) -> dict[str, ConsentOdds]:
    """Ask every actor, outsiders too, about chosen packages.

    Parameters
    ----------
    scenario, worlds
        The scenario and all its worlds.
    space
        The packages as numbered.
    packages
        Numbers of the packages to ask about.

    Returns
    -------
    actor → ConsentOdds
    """
    choices = space.choices(np.asarray(packages, dtype=np.int64))
    return {actor: _ask(scenario, worlds, actor, choices) for actor in scenario.actors}


def _ask(scenario: Scenario, worlds: Worlds, actor: str, choices: NDArray[np.int64]) -> ConsentOdds:
    own = utilities_of(scenario, worlds, actor)
    noise = worlds.columns.get(f"actors.{actor}.noise", np.zeros(1))
    weights = own.weights / own.weights.sum()
    probability, backing, utility = (np.zeros(len(choices)) for _ in range(3))
    for row, chosen in enumerate(choices):
        picked = [part[:, :, option] for part, option in zip(own.worth, chosen, strict=True)]
        barred = [part[:, :, option] for part, option in zip(own.barred, chosen, strict=True)]
        value = sum(picked[1:], start=picked[0])
        ruled_out = np.logical_or.reduce(np.broadcast_arrays(*barred))
        accepts = (value + noise[:, None] >= own.reservation - TOLERANCE) & ~ruled_out
        in_favour = np.broadcast_to(accepts, (worlds.count, len(weights))) @ weights
        probability[row] = (in_favour > 0.5 + TOLERANCE).mean()
        backing[row] = in_favour.mean()
        utility[row] = (np.broadcast_to(value, (len(value), len(weights))) @ weights).mean()
    shape = (len(own.reservation), len(weights))
    reservation = float((np.broadcast_to(own.reservation, shape) @ weights).mean())
    return ConsentOdds(actor, probability, backing, utility, reservation)
