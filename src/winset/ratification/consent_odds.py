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
from winset.uncertainty import Estimate, standard_error
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
    se : (packages,)
        Standard error of ``probability``.
    worlds
        Number of worlds asked.
    backing : (packages,) in [0, 1]
        Mean share of its votes that accept; the same as ``probability`` for anyone but a body.
    utility : (packages,) in [0, 1]
        Mean utility, over worlds and members.
    reservation
        Mean utility of no deal, over worlds and members.
    """

    actor: str
    probability: NDArray[np.float64]
    se: NDArray[np.float64]
    worlds: int
    backing: NDArray[np.float64]
    utility: NDArray[np.float64]
    reservation: float

    def odds(self, at: int = 0) -> Estimate:
        """Return the probability that it accepts one of the packages, with its error."""
        return Estimate(float(self.probability[at]), float(self.se[at]), self.worlds)

    def only(self, at: int) -> ConsentOdds:
        """Keep the answer about one package."""
        kept = slice(at, at + 1)
        return replace(
            self,
            probability=self.probability[kept],
            se=self.se[kept],
            backing=self.backing[kept],
            utility=self.utility[kept],
        )

    @classmethod
    def joined(cls, answers: Sequence[ConsentOdds]) -> ConsentOdds:
        """Put one actor's answers about several packages together."""
        return replace(
            answers[0],
            probability=np.concatenate([own.probability for own in answers]),
            se=np.concatenate([own.se for own in answers]),
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
    consents = np.zeros((len(choices), worlds.count), dtype=bool)
    sums, reservation = np.zeros((2, len(choices))), 0.0
    for here, chunk in worlds.chunks(rows):
        own = utilities_of(scenario, chunk, actor)
        weights = own.weights / own.weights.sum()
        shape = (chunk.count, len(weights))
        sums += _sums(own, _noise(chunk, actor), choices, shape, consents[:, here])
        reservation += float((np.broadcast_to(own.reservation, shape) @ weights).sum())
    backing, utility = sums / worlds.count
    return ConsentOdds(
        actor,
        consents.mean(axis=1),
        standard_error(consents),
        worlds.count,
        backing,
        utility,
        reservation / worlds.count,
    )


def _noise(worlds: Worlds, actor: str) -> NDArray[np.float64]:
    return worlds.columns.get(f"actors.{actor}.noise", np.zeros(1))


def _sums(
    own: Utilities,
    noise: NDArray[np.float64],
    choices: NDArray[np.int64],
    shape: tuple[int, int],
    consents: NDArray[np.bool_],
) -> NDArray[np.float64]:
    """Enter consents of (packages, worlds); sum backing and utility, (2, packages), over worlds."""
    weights = own.weights / own.weights.sum()
    sums = np.zeros((2, len(choices)))
    for column, chosen in enumerate(choices):
        picked = [part[:, :, option] for part, option in zip(own.worth, chosen, strict=True)]
        barred = [part[:, :, option] for part, option in zip(own.barred, chosen, strict=True)]
        value = sum(picked[1:], start=picked[0])
        ruled_out = np.logical_or.reduce(np.broadcast_arrays(*barred))
        accepts = (value + noise[:, None] >= own.reservation - TOLERANCE) & ~ruled_out
        in_favour = np.broadcast_to(accepts, shape) @ weights
        consents[column] = in_favour > 0.5 + TOLERANCE
        sums[0, column] = in_favour.sum()
        sums[1, column] = (np.broadcast_to(value, shape) @ weights).sum()
    return sums
