"""What is found about how long deals last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from winset.durability.disruption import Rejections
from winset.durability.elite_backed import Backing
from winset.durability.survival import Outlook
from winset.texts.successors import Successor
from winset.uncertainty import Band

Choice = Literal["nash", "most_ratifiable", "elite_backed", "named"]
"""Why a package is looked at; ``nash`` is the leaders' own deal."""

Reason = Literal["no_rule", "unknown_kind", "no_deal"]
"""Why nothing is computed for a form: fewer than two parties have a rule for it, the scenario does
not say whether it is ratified, or no deal can be settled on in any world."""


@dataclass(frozen=True)
class Deal:
    """One package in one form, run forward."""

    form: str
    """The form of agreement."""
    choice: Choice
    """Why this package."""
    package: int
    """Its number."""
    ratified: float
    """Probability that it is in the zone of the form."""
    utilities: Mapping[str, float]
    reservations: Mapping[str, float]
    """``utilities``, ``reservations``: principal → mean utility of the package, and of no deal,
    over all worlds."""
    rejects: Mapping[str, float | None]
    """Party → probability that a successor rejects; None where no successor is named."""
    outlook: Outlook
    """As estimated without an interaction of form and change."""
    by_form: Outlook
    """With that interaction."""
    rejections: Rejections
    """Who of those who may disrupt it rejects it."""


@dataclass(frozen=True)
class Crossing:
    """The rate of one disrupter from which on another deal lasts longer than the leaders' own."""

    form: str
    """Form of both."""
    actor: str
    """Id of the disrupter; all others keep the rate the scenario gives them."""
    choice: Choice
    """The other deal."""
    years: int
    """After how many years."""
    rejects: tuple[float, float]
    """Odds that the disrupter rejects the other deal, and the leaders' own."""
    rate: float | None
    """Ends a year at which both are as likely to be in force; None where one of them is the
    likelier at every rate."""
    lasts_above: bool
    """Whether it is the other deal that lasts longer at greater rates."""


@dataclass(frozen=True)
class Contrast:
    """How much likelier one deal is to be in force than another, on the same parameter draws."""

    form: str
    choice: Choice
    """``form``, ``choice``: the deal."""
    against: str
    """Form of the other deal. In the same form the other is the leaders' own; in another form it is
    the same package, so that the form alone makes the difference."""
    years: int
    """After how many years."""
    difference: Band
    """Its survival minus the other's."""
    by_form: Band
    """The same with the interaction of form and change."""

    @property
    def sign(self) -> int:
        """1 if it lasts clearly longer, −1 if clearly less long by both readings, else 0."""
        signs = {self.difference.sign, self.by_form.sign}
        return signs.pop() if len(signs) == 1 else 0

    @property
    def is_none(self) -> bool:
        """Whether both run the very same risk."""
        return self.difference == self.by_form == Band(0.0, 0.0, 0.0)


@dataclass(frozen=True)
class FormKind:
    """Forms the data cannot tell apart: the same parties sign, and all are ratified or none is."""

    forms: tuple[str, ...]
    """All of them, in the scenario's order."""
    published: tuple[str, ...]
    """Those that are disclosed, as every agreement in the data is."""
    all_reject: Outlook
    none_rejects: Outlook
    """``all_reject``, ``none_rejects``: a deal that every successor rejects, and one that none
    does: the range within which consent of those who may succeed can move it."""

    @property
    def shown(self) -> tuple[str, ...]:
        """Forms whose deals are told of: the published ones, where there are any."""
        return self.published or self.forms


@dataclass(frozen=True)
class Durability:
    """How long the deals of a result last."""

    forms: Mapping[str, Mapping[Choice, Deal]]
    """Form → its deals by choice."""
    skipped: Mapping[str, Reason]
    """Form → why nothing is computed for it."""
    kinds: tuple[FormKind, ...]
    """The forms by what the data know of them, with the range that is attainable in each."""
    years: int
    """Years looked ahead."""
    marks: tuple[int, ...]
    """Years at which survival is told."""
    signed: dt.date | None
    """Day of signature, None where the scenario gives none."""
    successors: Mapping[str, tuple[Successor, ...]]
    """Signing party → who may come next."""
    backing: Mapping[str, Backing]
    """Form → the package chosen for the elites' sake; forms without elite actors are left out."""
    contrasts: tuple[Contrast, ...]
    """Every other deal against the leaders' own in the same form, by years."""
    form_adds: tuple[Contrast, ...]
    """The benchmark's package, and the first form's package for the elites, in every other form
    against the first form, by years."""
    crossings: tuple[Crossing, ...]
    """Every other deal against the leaders' own in the same form, disrupter by disrupter."""
    rho: Mapping[float, Band]
    """Fixed share of rejecting successors → the elite-backed deal against the leaders' own at the
    last mark, in the first form that is shown."""
    draws: int
    """Parameter draws."""

    @property
    def benchmark(self) -> Deal | None:
        """The leader-only deal: the Nash package of the first form that has one."""
        return next((deals["nash"] for deals in self.forms.values() if "nash" in deals), None)

    def kind(self, form: str) -> FormKind:
        """Return a form together with those the data cannot tell it from."""
        return next(kind for kind in self.kinds if form in kind.forms)

    @property
    def who_counts(self) -> frozenset[str]:
        """Actors whose answers it rests on: who may come next or disrupt it, and the elites."""
        next_ones = {each.actor for side in self.successors.values() for each in side}
        deals = [deal for chosen in self.forms.values() for deal in chosen.values()]
        return frozenset(
            next_ones.union(
                *(backing.elites for backing in self.backing.values()),
                *(deal.rejections.actors for deal in deals),
            )
        )

    @property
    def shown(self) -> tuple[str, ...]:
        """Forms whose deals are told of, in the scenario's order."""
        return tuple(form for form in self.forms if form in self.kind(form).shown)

    def main(self, form: str) -> Deal:
        """Return the deal a form is told by: the package asked about, else the Nash package."""
        deals = self.forms[form]
        return deals["named"] if "named" in deals else deals["nash"]

    def contrast(self, form: str, choice: Choice, years: int) -> Contrast | None:
        """Compare a deal with the leaders' own in its form; None for that one itself."""
        for contrast in self.contrasts:
            if (contrast.form, contrast.choice, contrast.years) == (form, choice, years):
                return contrast
        return None
