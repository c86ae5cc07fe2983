"""Whom the rules of a form ask, and whom they leave out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from winset.ratification import Form
from winset.scenario.checks.consenters import bodies_beside, implementers, whole_blocs
from winset.scenario.model import Scenario
from winset.scenario.rules import actors_of
from winset.texts.alarm_levels import CLEARLY
from winset.texts.answers import TextAnswers, asked_by


@dataclass(frozen=True)
class WholeBlocs:
    """Actors whose votes all go one way, beside a body whose members vote one by one."""

    form: str
    """Name of the form."""
    party: str
    """Id of the party whose rule counts votes."""
    blocs: tuple[str, ...]
    """Actors without members who cast more than one vote."""
    bodies: tuple[str, ...]
    """Bodies of the party that have members."""
    moves: float
    """How far the odds of the best text hang on the blocs: all for it against all opposed, 0–1."""


@dataclass(frozen=True)
class UnaskedSigner:
    """A rule that does not ask who signs: its best text may never be signed."""

    form: str
    """Name of the form."""
    party: str
    signer: str
    """``party``, ``signer``: ids of the party and of who signs for it."""
    ratified: float
    passes: float
    """``ratified``, ``passes``: odds that every rule holds for the best text, and that it is signed
    as well; NaN where there is none."""

    @property
    def moves(self) -> float:
        """How far the signature lowers the odds, 0–1."""
        return 0.0 if np.isnan(self.passes) else self.ratified - self.passes


@dataclass(frozen=True)
class OnlySigners:
    """Forms in which nobody but the signatories is asked: whatever is signed is ratified."""

    forms: tuple[str, ...]
    """Their names."""
    moves: float = 0.0
    """No odds move; those of ratification are 100 % by definition."""


@dataclass(frozen=True)
class Unasked:
    """Actors whom no rule of any form asks, who sign nothing and whose part nothing needs."""

    idle: tuple[str, ...]
    """Those whose numbers change nothing that is told of passing or lasting."""
    lasting: tuple[str, ...]
    """Those who count only in how long a deal lasts."""
    moves: float = 0.0
    """No odds move: that is what there is to say."""


def unasked_signers(form: Form, answers: TextAnswers | None) -> Iterator[UnaskedSigner]:
    """Name who signs a form and is not asked by the party's rule, where that is unusual or matters.

    Parameters
    ----------
    answers
        Everyone's to its best text; None where none ever passes.
    """
    nan = float("nan")
    ratified, passes = (
        (nan, nan)
        if answers is None
        else (float(answers.in_zone.mean()), float(answers.passes.mean()))
    )
    for party, signer in form.principals.items():
        if signer not in actors_of(form.rules[party]):
            alarm = UnaskedSigner(form.name, party, signer, ratified, passes)
            # no rule need ask an envoy, and where it changes little there is nothing to say
            if signer == form.heads[party] or alarm.moves >= CLEARLY:
                yield alarm


def blocs_beside_bodies(
    scenario: Scenario, form: Form, answers: TextAnswers | None
) -> Iterator[WholeBlocs]:
    """Name blocs that vote whole in a party's rule beside bodies that vote member by member.

    Parameters
    ----------
    answers
        As of `unasked_signers`.
    """
    for party, rule in form.rules.items():
        blocs, bodies = whole_blocs(scenario, rule), bodies_beside(scenario, party, rule)
        if blocs and bodies:
            moves = 0.0
            if answers is not None:
                swing = answers.passes_if(willing=blocs) != answers.passes_if(refusing=blocs)
                moves = float(swing.mean())
            yield WholeBlocs(form.name, party, blocs, bodies, moves)


def only_signers(forms: Iterable[Form]) -> Iterator[OnlySigners]:
    """Name the forms that ask nobody but those who sign."""
    names = tuple(
        form.name
        for form in forms
        if set(form.actors) <= set(form.principals.values()) and not form.has_negation
    )
    if names:
        yield OnlySigners(names)


def unasked_by(
    scenario: Scenario, forms: Iterable[Form], lasting: Collection[str]
) -> Iterator[Unasked]:
    """Name the actors whom no form asks, and whose part no option needs.

    Parameters
    ----------
    lasting
        Actors whose answers decide how long a deal lasts.
    """
    heard = [asked_by(form) for form in forms]
    asked = {*implementers(scenario), *(actor for each in heard for actor in each)}
    unasked = [actor for actor in scenario.actors if actor not in asked]
    if unasked and heard:
        idle = tuple(actor for actor in unasked if actor not in lasting)
        yield Unasked(idle, tuple(actor for actor in unasked if actor in lasting))
