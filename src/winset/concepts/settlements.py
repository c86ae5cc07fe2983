"""What the parties would settle on, concept by concept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.arrays import Bools, Floats
from winset.concepts.census import SettlementCensus, Solutions
from winset.lazy import lazy
from winset.packages import Listing, mean_utilities, utilities_at
from winset.ratification import Ratification
from winset.ratification.consents_at import in_zone
from winset.scenario.model import Scenario
from winset.uncertainty import Estimate, share_of
from winset.worlds import Worlds


@dataclass(frozen=True)
class Settlement:
    """The deal one concept picks, over the worlds with a zone."""

    concept: str
    """Name of the concept, as in the registry."""
    package: int | None
    """Number of the package that is a solution in most worlds; None where no world has one."""
    share: Estimate
    """In what share of the worlds with a zone it is one; ties count in full."""
    ties: tuple[int, ...]
    """Numbers of the packages that are a solution equally often, ``package`` included."""
    utilities: Mapping[str, float]
    """Principal → mean utility of ``package`` over the worlds with a zone, 0–1."""
    reservations: Mapping[str, float]
    """Principal → mean disagreement point over the same worlds."""
    settled: Estimate
    """Share of the worlds with a zone in which some package leaves no principal below its
    reservation; only those can be settled."""
    option_shares: Mapping[str, Floats]
    """Issue id → (options,): over all solutions in all worlds, the share at each option."""
    by_world: NDArray[np.int32] | None
    """(worlds,): where each world's solution stands among the packages listed, the first of
    several; −1 in a world without one. None of the concept that picks one package for all worlds.
    """
    solutions: Solutions | None
    """All solutions of each world, ties too; None with ``by_world``."""
    seed: int
    worlds: int
    """``seed``, ``worlds``: what the draws were."""


def settlements_of(
    census: SettlementCensus, ratification: Ratification, scenario: Scenario, worlds: Worlds
) -> dict[str, Settlement]:
    """Name each concept's deal in one form of agreement.

    Returns
    -------
    concept → Settlement
    """
    zone_count = np.round(ratification.zone.by_package * worlds.count).astype(np.int32)
    payoffs = _Payoffs(census, ratification, scenario, worlds)
    return {
        concept.name: _settlement(
            concept.name, census.chosen.get(concept.name, zone_count), census, payoffs
        )
        for concept in census.concepts
    }


class _Payoffs:
    """Utilities of the principals in the worlds with a zone."""

    def __init__(
        self,
        census: SettlementCensus,
        ratification: Ratification,
        scenario: Scenario,
        worlds: Worlds,
    ) -> None:
        self.listing, self.has_zone = ratification.listing, ratification.has_zone
        self.scenario, self.worlds = scenario, worlds
        self.form, self.ratification = census.form, ratification

    @lazy
    def principals(self) -> dict[str, tuple[tuple[Floats, ...], Floats]]:
        """Who signs → what `mean_utilities` says of it."""
        return {
            principal: mean_utilities(self.scenario, self.worlds, principal, self.form.name)
            for principal in self.form.principals.values()
        }

    def utilities(self, package: int) -> dict[str, float]:
        choices = self.listing.space.choices([package])
        return {
            principal: self._mean(utilities_at(worth, choices)[:, 0])
            for principal, (worth, _) in self.principals.items()
        }

    def in_zone(self, package: int) -> Bools:
        """(worlds,) whether a package is in the zone."""
        kept = self.ratification.in_zone(np.array([self.listing.column(package)]))
        if kept is None:
            choices = self.listing.space.choices([package])
            kept = in_zone(self.scenario, self.worlds, [self.form], choices)[self.form.name]
        return kept[:, 0]

    def reservations(self) -> dict[str, float]:
        return {
            principal: self._mean(reservation)
            for principal, (_, reservation) in self.principals.items()
        }

    def _mean(self, column: Floats) -> float:
        everywhere = np.broadcast_to(column, self.has_zone.shape)
        return float(everywhere[self.has_zone].mean())


def _settlement(
    concept: str, counts: NDArray[np.int32], census: SettlementCensus, payoffs: _Payoffs
) -> Settlement:
    listing, has_zone = payoffs.listing, payoffs.has_zone
    most = int(counts.max(initial=0))
    ties = tuple(listing.number(int(n)) for n in np.flatnonzero(counts == most)) if most else ()
    solutions = census.solutions(concept) if concept in census.picked else None
    is_solution = np.zeros(len(has_zone), dtype=bool)
    if ties and solutions is None:
        is_solution = payoffs.in_zone(ties[0])
    elif ties and solutions is not None:
        is_solution = solutions.marked(listing.column(ties[0]), len(has_zone))
    error = share_of(is_solution, has_zone)
    return Settlement(
        concept=concept,
        package=ties[0] if ties else None,
        share=Estimate(most / error.worlds if error.worlds else np.nan, error.se, error.worlds),
        ties=ties,
        utilities=payoffs.utilities(ties[0]) if ties else {},
        reservations=payoffs.reservations() if ties else {},
        settled=share_of(census.eligible, has_zone),
        option_shares=_option_shares(counts, listing),
        by_world=census.picked.get(concept),
        solutions=solutions,
        seed=payoffs.worlds.seed,
        worlds=payoffs.worlds.count,
    )


def _option_shares(counts: NDArray[np.int32], listing: Listing) -> dict[str, Floats]:
    total = max(float(counts.sum()), 1.0)
    mass = counts.astype(float)
    return {issue: along / total for issue, along in listing.by_option(mass).items()}
