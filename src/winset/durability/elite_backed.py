"""The best package the elites also accept.

Of all packages, the one with the greatest expected Nash product of the principals among those each
elite actor of the signing parties accepts with probability ½ or more. Where there is none, the one
whose least willing elite actor is the most willing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from winset.arrays import Floats
from winset.concepts import Gains, principals_of
from winset.packages import Listing, PackageSpace, by_view
from winset.ratification import consents_of
from winset.scenario.model import Scenario
from winset.worlds import Worlds

ENOUGH = 0.5
_CHUNK = 2**18
_MOST_CELLS = 2**21


@dataclass(frozen=True)
class Backing:
    """The package chosen for the elites' sake."""

    package: int
    """Its number."""
    elites: Mapping[str, float]
    """Elite actor of a signing party → probability that it accepts the package, over the worlds
    that were asked."""
    worlds: int
    """Worlds the search looked at: a balanced first part of all, the fewer the more packages."""

    @property
    def backed(self) -> bool:
        """Whether each elite actor accepts with probability ½ or more."""
        return all(odds >= ENOUGH for odds in self.elites.values())


def elites_of(scenario: Scenario, parties: Iterable[str]) -> tuple[str, ...]:
    """Ids of the elite actors of some parties."""
    wanted = set(parties)
    return tuple(
        id_ for id_, a in scenario.actors.items() if a.party in wanted and scenario.is_elite(id_)
    )


class ElitesAsked:
    """Every package put to the elites and the principals, once for all forms."""

    def __init__(
        self, scenario: Scenario, worlds: Worlds, space: PackageSpace, forms: Sequence[str]
    ) -> None:
        self.scenario, self.size = scenario, space.size
        self.allowed = Listing(space).allowed
        self.signers = {form: scenario.signatories(form) for form in forms}
        signing = dict.fromkeys(p for signers in self.signers.values() for p in signers)
        self.elites = elites_of(scenario, signing)
        self.worlds = min(worlds.count, 2 ** max(4, int(math.log2(_MOST_CELLS / space.size))))
        # form → the first form of which those who sign see the same
        self.to_signers = by_view(scenario, forms, map(scenario.signer, signing), str)
        self.accepted = {id_: np.zeros(space.size) for id_ in self.elites}
        self.products = {
            (self.to_signers[form], signers): np.zeros(space.size)
            for form, signers in self.signers.items()
        }
        rows = max(1, _CHUNK // space.size)
        for start in range(0, self.worlds if self.elites else 0, rows):
            self._add(worlds.rows(start, min(start + rows, self.worlds)))

    def best(self, form: str) -> Backing | None:
        """Choose for one form; None where its signing parties have no elite actor."""
        signers = self.signers[form]
        elites = elites_of(self.scenario, signers)
        if not elites:
            return None
        accepted = np.stack([self.accepted[id_] for id_ in elites]) / self.worlds
        least, product = accepted.min(axis=0), self.products[self.to_signers[form], signers]
        # Where some package has every elite on board, the product decides among those and the
        # willingness breaks ties; where none has, the other way round. lexsort sorts by its last
        # key first, and keeps the earlier of equal packages.
        backed = (least >= ENOUGH) & self.allowed
        order = (least, product) if backed.any() else (product, least)
        among = np.flatnonzero(backed if backed.any() else self.allowed)
        chosen = int(among[np.lexsort(tuple(-part[among] for part in order))[0]])
        odds = {id_: float(row[chosen]) for id_, row in zip(elites, accepted, strict=True)}
        return Backing(chosen, odds, self.worlds)

    def _add(self, rows: Worlds) -> None:
        """Count one chunk of worlds."""
        # nobody backs a text unseen: elites are asked as if all of it were disclosed
        consents = consents_of(self.scenario, rows, self.elites)
        for id_ in self.elites:
            answers = np.broadcast_to(consents.accept(id_), (rows.count, self.size))
            self.accepted[id_] += answers.sum(axis=0)
        forms = dict.fromkeys(form for form, _ in self.products)
        gains = {form: self._gains(rows, form) for form in forms}
        for form, signers in self.products:
            who = tuple(map(self.scenario.signer, signers))
            self.products[form, signers] += _product(gains[form].of(who))

    def _gains(self, rows: Worlds, form: str) -> Gains:
        """Gains of everyone who signs some form, as they see one of them."""
        parties = (party for signers in self.signers.values() for party in signers)
        return principals_of(self.scenario, rows, parties, form).gains()


def _product(gains: Gains) -> Floats:
    """(packages,) Nash product summed over a chunk; 0 where a principal loses."""
    positive = np.maximum(gains.gains, 0.0)
    # powers of 1, the rule, are not worth their time
    if not np.all(gains.weights == 1.0):
        positive **= gains.weights[:, :, None]
    product = positive[:, 0]
    for principal in range(1, positive.shape[1]):
        product = product * positive[:, principal]
    return np.asarray(product.sum(axis=0))
