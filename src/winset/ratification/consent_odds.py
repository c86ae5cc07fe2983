"""How likely each actor is to accept chosen packages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from winset.arrays import Floats, Integers
from winset.lazy import side_by_side
from winset.packages import PackageSpace, utilities_at, utilities_of, worlds_at_once
from winset.ratification.consents_at import consents_at
from winset.scenario.model import Scenario
from winset.uncertainty import Estimate, standard_error
from winset.worlds import Worlds


@dataclass(frozen=True)
class ConsentOdds:
    """One actor's acceptance of chosen packages."""

    actor: str
    """Its id."""
    probability: Floats
    """(packages,) in [0, 1]: share of worlds in which it accepts; of a body, in which more than
    half by weight do."""
    se: Floats
    """(packages,): standard error of ``probability``."""
    worlds: int
    """Number of worlds asked."""
    backing: Floats
    """(packages,) in [0, 1]: mean share of its votes that accept; the same as ``probability`` for
    anyone but a body."""
    utility: Floats
    """(packages,) in [0, 1]: mean utility, over worlds and members."""
    reservation: float
    """Mean utility of no deal, over worlds and members."""

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
    scenario: Scenario,
    worlds: Worlds,
    space: PackageSpace,
    packages: Sequence[int],
    form: str | None = None,
) -> dict[str, ConsentOdds]:
    """Ask every actor, outsiders too, about chosen packages.

    Parameters
    ----------
    form
        Form of agreement they are asked in; by default all is disclosed.

    Returns
    -------
    actor → ConsentOdds
    """
    choices = space.choices(packages)
    return side_by_side(lambda actor: _ask(scenario, worlds, actor, choices, form), scenario.actors)


def _ask(
    scenario: Scenario, worlds: Worlds, actor: str, choices: Integers, form: str | None
) -> ConsentOdds:
    rows = max(1, worlds_at_once(scenario, [actor]) // max(1, len(choices)))
    consents = np.zeros((len(choices), worlds.count), dtype=bool)
    (backing, utility), reservation = np.zeros((2, len(choices))), 0.0
    for here, chunk in worlds.chunks(rows):
        own = utilities_of(scenario, chunk, actor, form)
        answers = consents_at(scenario, chunk, [actor], choices, {actor: own}, form)
        in_favour = answers.backing(actor) / own.weights.sum()
        consents[:, here] = answers.accept(actor).T
        backing += in_favour.sum(axis=0)
        parts, without = own.mean()
        utility += np.broadcast_to(utilities_at(parts, choices), in_favour.shape).sum(axis=0)
        reservation += float(np.broadcast_to(without, chunk.count).sum())
    return ConsentOdds(
        actor,
        consents.mean(axis=1),
        standard_error(consents),
        worlds.count,
        backing / worlds.count,
        utility / worlds.count,
        reservation / worlds.count,
    )
