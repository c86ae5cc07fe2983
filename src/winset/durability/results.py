"""What is found about how long deals last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from winset.durability.deal import Successor
from winset.durability.elite_backed import Backing
from winset.durability.survival import Band, Outlook

Choice = Literal["nash", "most_ratifiable", "elite_backed", "named"]


@dataclass(frozen=True)
class Deal:
    """One package in one form, run forward.

    Attributes
    ----------
    form
        The form of agreement.
    choice
        Why this package.
    package
        Its number.
    ratified
        Probability that it is in the zone of the form.
    utilities, reservations
        Principal → mean utility of the package, and of no deal, over all worlds.
    rejects
        Party → probability that a successor rejects; None where no successor is named.
    outlook
        As estimated without an interaction of form and change.
    by_form
        With that interaction.
    """

    form: str
    choice: Choice
    package: int
    ratified: float
    utilities: Mapping[str, float]
    reservations: Mapping[str, float]
    rejects: Mapping[str, float | None]
    outlook: Outlook
    by_form: Outlook


@dataclass(frozen=True)
class Contrast:
    """How much longer one deal lasts than another, on the same parameter draws.

    Attributes
    ----------
    form
        Form of the deal compared; the benchmark is the deal of the first form.
    choice
        Its package.
    years
        After how many years.
    difference
        Survival minus the benchmark's.
    by_form
        The same with the interaction of form and change.
    """

    form: str
    choice: Choice
    years: int
    difference: Band
    by_form: Band


@dataclass(frozen=True)
class Durability:
    """How long the deals of a result last.

    Attributes
    ----------
    forms
        Form → its deals by choice.
    skipped
        Form → why nothing is computed for it.
    years
        Years looked ahead.
    marks
        Years at which survival is told.
    signed
        Day of signature, None where the scenario gives none.
    successors
        Signing party → who may come next.
    backing
        Form → the package chosen for the elites' sake; forms without elite actors are left out.
    contrasts
        Every other deal against the benchmark, by years.
    rho
        Fixed share of rejecting successors → the elite-backed deal of the first form against the
        benchmark at the last mark.
    draws
        Parameter draws.
    """

    forms: Mapping[str, Mapping[Choice, Deal]]
    skipped: Mapping[str, str]
    years: int
    marks: tuple[int, ...]
    signed: dt.date | None
    successors: Mapping[str, tuple[Successor, ...]]
    backing: Mapping[str, Backing]
    contrasts: tuple[Contrast, ...]
    rho: Mapping[float, Band]
    draws: int

    @property
    def benchmark(self) -> Deal | None:
        """The leader-only deal: the Nash package of the first form that has one."""
        found = (deals["nash"] for deals in self.forms.values() if "nash" in deals)
        return next(found, None)

    def main(self, form: str) -> Deal:
        """Return the deal a form is told by: the package asked about, else the Nash package."""
        own = self.forms[form]
        return own["named"] if "named" in own else own["nash"]

    def contrast(self, form: str, choice: Choice, years: int) -> Contrast | None:
        """Return one comparison with the benchmark."""
        for own in self.contrasts:
            if (own.form, own.choice, own.years) == (form, choice, years):
                return own
        return None
