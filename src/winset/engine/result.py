"""What a run finds, with what it was computed from: data alone, to be pickled and passed on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from winset._version import __version__
from winset.arrays import Bools
from winset.concepts import Settlement
from winset.packages import PackageSpace
from winset.ratification import (
    Acceptance,
    ConsentOdds,
    Given,
    Ratification,
    acceptance_of,
    consent_odds,
    forms_of,
)
from winset.ratification.consents_at import in_zone
from winset.scenario.case import Case
from winset.uncertainty import Estimate, share_of
from winset.worlds import Worlds

Method = Literal["enumeration", "programme"]


@dataclass(frozen=True)
class SearchEffort:
    """What a run by programme took, and what it leaves open."""

    worlds_asked: int
    """Worlds the scenario's settings ask for."""
    packages_listed: int
    """Packages found, and put to every world."""
    calls: int
    seconds: float
    """``calls``, ``seconds``: calls of the solver, and the time they took together over all
    threads."""
    undecided: int
    """Questions on which a limit came before an answer: taken as “no” where they ask for a package,
    and as the best package known where they ask for the best."""
    overruled: int
    """Worlds the solver took to have no zone, and a package found elsewhere showed to have one."""
    excluded: int
    """Packages the solver let through by its tolerance and the exact test turned away."""
    solver_tolerance: float
    """How far, in utility, the solver may miss a bound it proves."""


@dataclass(frozen=True)
class FormResult:
    """One form of agreement: what would be ratified and what would be settled."""

    ratification: Ratification
    """Win-sets, zone, funnel and blockers."""
    settlements: Mapping[str, Settlement]
    """Concept → the deal it picks."""


@dataclass(frozen=True)
class Result:
    """What would be ratified and settled, with what it was computed from."""

    scenario: Case
    """The scenario analysed."""
    space: PackageSpace
    """The packages, as numbered throughout."""
    worlds: Worlds
    """The draws."""
    forms: Mapping[str, FormResult]
    """Form of agreement → its result, in the order the scenario tries them."""
    perspectives: Mapping[str, Result] = field(default_factory=dict)
    """Perspective id → the same result of the table as that observer sees it."""
    seconds: Mapping[str, float] = field(default_factory=dict)
    """Stage → time it took; what one machine took, not part of the result."""
    version: str = __version__
    """Version of winset."""
    method: Method = "enumeration"
    """``enumeration`` where every package was looked at, ``programme`` where a solver searched."""
    effort: SearchEffort | None = None
    """What the search took and leaves open; None after an enumeration."""
    given: Given | None = None
    """What has happened, and what it leaves of all draws; None where the scenario has no events."""

    @property
    def worlds_to_ask(self) -> int:
        """Number of worlds that gives this result again: drawn, or by programme kept."""
        return self.worlds.drawn if self.method == "enumeration" else self.worlds.count

    def consent_odds(
        self, packages: Sequence[int], form: str | None = None
    ) -> dict[str, ConsentOdds]:
        """Ask every actor about chosen packages, by their numbers.

        Parameters
        ----------
        form
            Form of agreement they are asked in; by default all is disclosed.
        """
        return consent_odds(self.scenario, self.worlds, self.space, tuple(packages), form)

    def in_zone(self, form: str, packages: Sequence[int]) -> Bools:
        """(worlds, packages): whether each of chosen packages is in the zone of a form."""
        ratification = self.forms[form].ratification
        listing = ratification.listing
        if all(listing.lists(number) for number in packages):
            columns = np.array([listing.column(number) for number in packages], dtype=np.intp)
            if (kept := ratification.in_zone(columns)) is not None:
                return kept
        (asked,) = (each for each in forms_of(self.scenario) if each.name == form)
        return in_zone(self.scenario, self.worlds, [asked], self.space.choices(packages))[form]

    def zone_odds(self, form: str, packages: Sequence[int]) -> list[Estimate]:
        """Return the odds that each of chosen packages is in the zone of a form."""
        return [share_of(column) for column in self.in_zone(form, packages).T]

    @property
    def acceptance(self) -> Acceptance:
        """Everyone's answer to every package."""
        return acceptance_of(self.scenario, self.worlds, self.space)
