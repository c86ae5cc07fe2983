"""How likely each actor is to accept chosen packages."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from winset.packages import TOLERANCE, PackageSpace, Utilities, utilities_of, worlds_at_once
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

    def only(self, at: int) -> ConsentOdds:
        """Keep the answer about one package."""
        kept = slice(at, at + 1)
        return replace(
            self,
            probability=self.probability[kept],
            backing=self.backing[kept],
            utility=self.utility[kept],
        )

    @classmethod
    def joined(cls, answers: Sequence[ConsentOdds]) -> ConsentOdds:
        """Put one actor's answers about several packages together."""
        return replace(
            answers[0],
            probability=np.concatenate([own.probability for own in answers]),
            backing=np.concatenate([own.backing for own in answers]),
            utility=np.concatenate([own.utility for own in answers]),
        )


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
    choices = space.choices(packages)
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        asked = {
            actor: pool.submit(_ask, scenario, worlds, actor, choices) for actor in scenario.actors
        }
        return {actor: answer.result() for actor, answer in asked.items()}


def _ask(scenario: Scenario, worlds: Worlds, actor: str, choices: NDArray[np.int64]) -> ConsentOdds:
    rows = worlds_at_once(scenario, [actor])
    sums, reservation = np.zeros((3, len(choices))), 0.0
    for start in range(0, worlds.count, rows):
        chunk = worlds.rows(start, min(start + rows, worlds.count))
        own = utilities_of(scenario, chunk, actor)
        weights = own.weights / own.weights.sum()
        shape = (chunk.count, len(weights))
        sums += _sums(own, _noise(chunk, actor), choices, shape)
        reservation += float((np.broadcast_to(own.reservation, shape) @ weights).sum())
    probability, backing, utility = sums / worlds.count
    return ConsentOdds(actor, probability, backing, utility, reservation / worlds.count)


def _noise(worlds: Worlds, actor: str) -> NDArray[np.float64]:
    return worlds.columns.get(f"actors.{actor}.noise", np.zeros(1))


def _sums(
    own: Utilities, noise: NDArray[np.float64], choices: NDArray[np.int64], shape: tuple[int, int]
) -> NDArray[np.float64]:
    """Consent, backing and utility: (3, packages), summed over a chunk of worlds."""
    weights = own.weights / own.weights.sum()
    sums = np.zeros((3, len(choices)))
    for column, chosen in enumerate(choices):
        picked = [part[:, :, option] for part, option in zip(own.worth, chosen, strict=True)]
        barred = [part[:, :, option] for part, option in zip(own.barred, chosen, strict=True)]
        value = sum(picked[1:], start=picked[0])
        ruled_out = np.logical_or.reduce(np.broadcast_arrays(*barred))
        accepts = (value + noise[:, None] >= own.reservation - TOLERANCE) & ~ruled_out
        in_favour = np.broadcast_to(accepts, shape) @ weights
        sums[0, column] = (in_favour > 0.5 + TOLERANCE).sum()
        sums[1, column] = in_favour.sum()
        sums[2, column] = (np.broadcast_to(value, shape) @ weights).sum()
    return sums
