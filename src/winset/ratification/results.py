"""What ratification finds: win-sets, the zone, who stands in the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.arrays import Bools, Floats, Indices
from winset.packages import Listing, PackageSpace
from winset.ratification.census import FormCensus
from winset.scenario.rules import Rule
from winset.uncertainty import Estimate, leaders, share_of

_HALF = 0.5


@dataclass(frozen=True)
class WinSet:
    """Packages one party, or all signing parties together, would ratify."""

    probability: Estimate
    """That the set is not empty."""
    by_package: Floats
    """(packages listed,) in [0, 1]: probability that each package belongs."""
    listing: Listing
    """Which packages those are."""

    @property
    def size(self) -> int | None:
        """Number of packages that belong with probability ½ or more; None if not all are listed."""
        return int((self.by_package >= _HALF).sum()) if self.listing.is_whole else None

    def odds(self, number: int) -> float:
        """Probability that the package of this number belongs; it must be listed."""
        return float(self.by_package[self.listing.column(number)])


@dataclass(frozen=True)
class Blocker:
    """An actor that stands in the way."""

    actor: str
    """Its id."""
    share: Estimate
    """Of the worlds without a zone, the share that would have one if this actor alone accepted
    every package."""


@dataclass(frozen=True)
class Step:
    """One step of a party's ratification; ``rule`` None is the last, all parties together."""

    rule: Rule | None
    """The part of the rule that must hold beside the steps before."""
    probability: Estimate
    """That some package passes all steps so far."""


@dataclass(frozen=True)
class Ratification:
    """What would be ratified in one form of agreement."""

    form: str
    """Name of the form."""
    listing: Listing
    """The packages looked at one by one."""
    parties: Mapping[str, WinSet]
    """Party id → its win-set."""
    zone: WinSet
    """Where the win-sets overlap."""
    has_zone: Bools
    """(worlds,): which worlds have a zone."""
    funnel: Mapping[str, tuple[Step, ...]]
    """Party id → the steps of its ratification."""
    blockers: tuple[Blocker, ...]
    """All actors the rules ask, the greatest obstacle first."""
    opened: Mapping[str, Bools]
    """Id of each of them → (worlds,): those without a zone that would have one if it alone accepted
    every package."""
    packed_zone: NDArray[np.uint8] | None
    """(worlds, packages listed / 8): the zone of every world, a bit a package; None where that
    would be too large to keep."""

    def in_zone(self, columns: Indices) -> Bools | None:
        """(worlds, columns): whether packages listed are in the zone; None where not kept."""
        if self.packed_zone is None:
            return None
        byte, bit = np.divmod(columns, 8)
        return np.asarray((self.packed_zone[:, byte] >> (7 - bit).astype(np.uint8)) & 1, dtype=bool)

    @property
    def without_zone(self) -> int:
        """Number of worlds without a zone."""
        return int((~self.has_zone).sum())

    @property
    def leading_blockers(self) -> tuple[Blocker, ...]:
        """The greatest obstacle, and those who cannot be told from it.

        Empty where no actor's consent alone would open a zone in any world. They are compared
        world by world, since one who opens a zone only where another does too is the lesser.
        """
        able = [blocker for blocker in self.blockers if blocker.share.value > 0]
        rows = [self.opened[blocker.actor] for blocker in able]
        return tuple(able[row] for row in leaders(rows, ~self.has_zone)) if rows else ()

    @property
    def space(self) -> PackageSpace:
        """All packages."""
        return self.listing.space

    def most_ratifiable(self, most: int = 10) -> tuple[int, ...]:
        """Numbers of the packages listed that are likeliest to be in the zone, best first.

        Ties go to the package whose least willing party is the most willing, then to the order
        of the options; so the list means something even where the zone is always empty.
        """
        each = np.stack([win_set.by_package for win_set in self.parties.values()])
        order = np.lexsort((-each.sum(axis=0), -each.min(axis=0), -self.zone.by_package))
        if self.space.excludes:
            order = order[self.listing.allowed[order]]
        return tuple(self.listing.number(column) for column in order[:most])

    def option_shares(self) -> dict[str, Floats]:
        """Issue id → (options,): share of the zone's packages, over worlds, at each option.

        All zero where no world has a zone. Where not all packages are listed, of those listed.
        """
        mass = self.zone.by_package
        total = max(float(mass.sum()), np.finfo(float).tiny)
        return {issue: along / total for issue, along in self.listing.by_option(mass).items()}


def ratification_of(census: FormCensus, listing: Listing) -> Ratification:
    """Turn the counts over all worlds into probabilities."""
    by_world = census.by_world
    worlds, without = len(by_world.has_zone), ~by_world.has_zone
    parties = {
        party: WinSet(share_of(by_world.has_win_set[party]), count / worlds, listing)
        for party, count in census.party_count.items()
    }
    blockers = [
        Blocker(actor, share_of(opened, without)) for actor, opened in by_world.opened.items()
    ]
    blockers.sort(key=lambda blocker: -blocker.share.value)
    return Ratification(
        census.form.name,
        listing,
        parties,
        WinSet(share_of(by_world.has_zone), census.zone_count / worlds, listing),
        by_world.has_zone,
        {party: _steps(census, party) for party in census.form.rules},
        tuple(blockers) if without.any() else (),
        by_world.opened,
        by_world.zone,
    )


def _steps(census: FormCensus, party: str) -> tuple[Step, ...]:
    rules: list[Rule | None] = [*census.form.steps(party), None]
    return tuple(
        Step(rule, share_of(passed))
        for rule, passed in zip(rules, census.by_world.passed[party], strict=True)
    )
