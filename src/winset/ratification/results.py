"""What ratification finds: win-sets, the zone, who stands in the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.packages import PackageSpace
from winset.ratification.census import FormCensus
from winset.ratification.estimate import Estimate
from winset.scenario.rules import Rule

_HALF = 0.5


@dataclass(frozen=True)
class WinSet:
    """Packages one party, or all signing parties together, would ratify.

    Attributes
    ----------
    probability
        That the set is not empty.
    by_package : (packages,) in [0, 1]
        Probability that each package belongs.
    """

    probability: Estimate
    by_package: NDArray[np.float64]

    @property
    def size(self) -> int:
        """Number of packages that belong with probability ½ or more."""
        return int((self.by_package >= _HALF).sum())


@dataclass(frozen=True)
class Blocker:
    """An actor that stands in the way.

    Attributes
    ----------
    actor
        Its id.
    share
        Of the worlds without a zone, the share that would have one if this actor alone
        accepted every package.
    """

    actor: str
    share: Estimate


@dataclass(frozen=True)
class Step:
    """One step of a party's ratification; ``rule`` None is the last, all parties together.

    Attributes
    ----------
    rule
        The part of the rule that must hold beside the steps before.
    probability
        That some package passes all steps so far.
    """

    rule: Rule | None
    probability: Estimate


@dataclass(frozen=True)
class Ratification:
    """What would be ratified in one form of agreement.

    Attributes
    ----------
    form
        Name of the form.
    space
        The packages, as numbered in ``by_package``.
    parties
        Party id → its win-set.
    zone
        Where the win-sets overlap.
    has_zone : (worlds,)
        Which worlds have a zone.
    funnel
        Party id → the steps of its ratification.
    blockers
        All actors the rules ask, the greatest obstacle first.
    """

    form: str
    space: PackageSpace
    parties: Mapping[str, WinSet]
    zone: WinSet
    has_zone: NDArray[np.bool_]
    funnel: Mapping[str, tuple[Step, ...]]
    blockers: tuple[Blocker, ...]

    def most_ratifiable(self, most: int = 10) -> tuple[int, ...]:
        """Numbers of the packages likeliest to be in the zone, best first.

        Ties go to the package whose least willing party is the most willing, then to the order
        of the options; so the list means something even where the zone is always empty.
        """
        each = np.stack([win_set.by_package for win_set in self.parties.values()])
        order = np.lexsort((-each.sum(axis=0), -each.min(axis=0), -self.zone.by_package))
        return tuple(int(number) for number in order[:most])

    def option_shares(self) -> dict[str, NDArray[np.float64]]:
        """Issue id → (options,): share of the zone's packages, over worlds, at each option.

        All zero where no world has a zone.
        """
        sums = self.space.by_option(self.zone.by_package)
        total = self.zone.by_package.sum()
        return {issue: along / total if total else along for issue, along in sums.items()}


def ratification_of(census: FormCensus, space: PackageSpace) -> Ratification:
    """Turn the counts over all worlds into probabilities.

    Parameters
    ----------
    census
        Counts over every world.
    space
        The packages counted.

    Returns
    -------
    Ratification
    """
    worlds = len(census.has_zone)
    with_zone = int(census.has_zone.sum())
    parties = {
        party: WinSet(Estimate.share(census.has_win_set[party], worlds), count / worlds)
        for party, count in census.party_count.items()
    }
    blockers = [
        Blocker(actor, Estimate.share(opened, worlds - with_zone))
        for actor, opened in census.opened.items()
    ]
    if with_zone < worlds:
        blockers.sort(key=lambda blocker: -blocker.share.value)
    return Ratification(
        census.form.name,
        space,
        parties,
        WinSet(Estimate.share(with_zone, worlds), census.zone_count / worlds),
        census.has_zone,
        {party: _steps(census, party, worlds) for party in census.form.rules},
        tuple(blockers) if with_zone < worlds else (),
    )


def _steps(census: FormCensus, party: str, worlds: int) -> tuple[Step, ...]:
    rules: list[Rule | None] = [*census.form.steps(party), None]
    return tuple(
        Step(rule, Estimate.share(int(count), worlds))
        for rule, count in zip(rules, census.passed[party], strict=True)
    )
