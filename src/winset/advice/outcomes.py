"""What could be asked about: the outcomes of every world, and what each decision brings there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from winset.advice.answers import Answers
from winset.arrays import Floats
from winset.packages import mean_utilities
from winset.ratification import Form

if TYPE_CHECKING:
    from winset.engine import Result

Kind = Literal["zone", "gain", "survival"]

FEWEST = 20
"""Worlds that must differ from the rest for anything to be said of what makes them differ."""

_MOST_RATIFIABLE = 3


@dataclass(frozen=True)
class TargetOutcome:
    """One number a world."""

    form: str
    """Form of agreement."""
    kind: Kind
    """``zone``: 1 where there is one; ``gain``: what the principal gains by the Nash deal, 0 where
    there is none; ``survival``: odds that the form's deal is in force after five years."""
    actor: str | None
    """Whose gain; None otherwise."""
    values: Floats
    """(worlds,)."""

    @property
    def name(self) -> str:
        """Short name, unique within a form: ``zone``, ``gain.putin``, ``survival``."""
        return self.kind if self.actor is None else f"{self.kind}.{self.actor}"

    @property
    def key(self) -> tuple[str, str]:
        """(form, name), unique."""
        return self.form, self.name

    @property
    def is_told(self) -> bool:
        """Whether enough worlds differ for a share of the differences to mean anything."""
        values, counts = np.unique(self.values, return_counts=True)
        return len(values) > 1 and int(counts.sum() - counts.max()) >= FEWEST


def candidates(result: Result) -> dict[str, tuple[int, ...]]:
    """Form → numbers of the packages a mediator might put on the table in it.

    The deals the solution concepts pick most often, and the most ratifiable packages.
    """
    found = {}
    for name, form in result.forms.items():
        picked = [deal.package for deal in form.settlements.values() if deal.package is not None]
        likely = form.ratification.most_ratifiable(_MOST_RATIFIABLE) if picked else ()
        found[name] = tuple(dict.fromkeys([*picked, *likely]))
    return found


def zone_and_gains(result: Result, forms: Sequence[Form], worlds: int) -> list[TargetOutcome]:
    """List the outcomes that need no further look at durability, over the first worlds."""
    found = []
    for form in forms:
        has_zone = result.forms[form.name].ratification.has_zone[:worlds]
        found.append(TargetOutcome(form.name, "zone", None, has_zone.astype(float)))
        for actor, gained in _gains(result, form, worlds).items():
            found.append(TargetOutcome(form.name, "gain", actor, gained))
    return found


def _gains(result: Result, form: Form, worlds: int) -> dict[str, Floats]:
    """Principal → (worlds,) gain by each world's own Nash deal."""
    answer = result.forms[form.name]
    columns = answer.settlements["nash"].by_world
    assert columns is not None
    settled = np.flatnonzero(columns[:worlds] >= 0)
    listing = answer.ratification.listing
    numbers = [listing.number(int(column)) for column in columns[settled]]
    choices = result.space.choices(numbers) if numbers else None
    gains = {}
    for actor in form.principals.values():
        gained = np.zeros(worlds)
        if choices is not None:
            worth, no_deal = mean_utilities(
                result.scenario, result.worlds.rows(0, worlds), actor, form.name
            )
            gained[settled] = sum(
                (part[settled, choices[:, issue]] for issue, part in enumerate(worth)),
                -no_deal[settled],
            )
        gains[actor] = gained
    return gains


@dataclass(frozen=True)
class TextChoices:
    """What a mediator may choose between, and what each choice brings in each world."""

    options: tuple[tuple[str, int], ...]
    """(form, package number) of each text; (“”, −1) is to put none on the table."""
    payoffs: Floats
    """(worlds, options) in utility: mean gain over no deal of the principals who sign in every
    form, where the text would be ratified, and 0 where not: a text that fails is taken to cost
    nothing but the deal.
    """
    principals: tuple[str, ...]
    """Those principals."""


def decisions_of(
    forms: Sequence[Form],
    chosen: Mapping[str, tuple[int, ...]],
    answers: Mapping[str, Answers],
    worlds: int,
) -> TextChoices:
    """Lay out the decision: which text to put on the table in which form, or none.

    Parameters
    ----------
    chosen, answers
        Form → numbers of the texts to choose between, and everyone's answers to them.
    """
    each = [set(form.principals.values()) for form in forms]
    named = dict.fromkeys(p for form in forms for p in form.principals.values())
    common = tuple(p for p in named if all(p in signing for signing in each))
    options: list[tuple[str, int]] = [("", -1)]
    columns = [np.zeros(worlds)]
    for form in forms:
        who = common or tuple(form.principals.values())
        own = answers[form.name]
        gain = np.mean([own.gain(actor) for actor in who], axis=0)
        realised = np.where(own.in_zone(form), gain, 0.0)
        for number in chosen[form.name]:
            options.append((form.name, number))
            columns.append(realised[:, own.numbers.index(number)])
    return TextChoices(tuple(options), np.stack(columns, axis=1), common)
