"""Everyone's answers to one text, draw by draw, and which gates it passes there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from winset.arrays import Bools, Integers
from winset.ratification import Consents, Form
from winset.ratification.consents import consents_from
from winset.ratification.consents_at import votes_at
from winset.scenario.model import Scenario
from winset.texts.carrying_out import CarryingOut
from winset.worlds import Worlds


@dataclass(frozen=True)
class TextAnswers:
    """Everyone's answers to one text, or to a text of its own in each world."""

    form: Form
    """The form it is proposed in."""
    consents: Consents
    """Of (worlds, 1): everyone the rules ask, and the principals who sign."""
    carrying: CarryingOut | None = None
    """Whether others do their part in it; None where it needs nobody else, or nobody asked."""

    @property
    def actors(self) -> tuple[str, ...]:
        """Everyone asked: whom the rules ask, then principals who only sign."""
        return asked_by(self.form)

    @property
    def signed(self) -> Bools:
        """(worlds,) whether every principal who signs the form accepts the text."""
        return _signed(self.form, self.consents)

    @property
    def in_zone(self) -> Bools:
        """(worlds,) whether every party's rule holds, signed or not."""
        return _all_hold(self.form, self.consents)

    @property
    def passes(self) -> Bools:
        """(worlds,) whether the text is signed and every party's rule holds."""
        return self.signed & self.in_zone

    @property
    def done(self) -> Bools:
        """(worlds,) whether everyone does its part whom the text needs, ratified or not."""
        return np.ones_like(self.passes) if self.carrying is None else self.carrying.done

    @property
    def comes_about(self) -> Bools:
        """(worlds,) whether every rule holds and it is carried out, signed or not."""
        return self.in_zone & self.done

    @property
    def through(self) -> Bools:
        """(worlds,) whether it is signed, ratified and carried out."""
        return self.passes & self.done

    def rows(self, chosen: Bools) -> TextAnswers:
        """Restrict to the worlds marked in ``chosen``: (worlds,)."""
        carrying = None if self.carrying is None else self.carrying.at(chosen)
        return TextAnswers(self.form, self.consents.rows(chosen), carrying)

    def span(self, here: slice) -> TextAnswers:
        """Restrict to a span of worlds."""
        carrying = None if self.carrying is None else self.carrying.at(here)
        return TextAnswers(self.form, self.consents.span(here), carrying)

    def holds(self, party: str) -> Bools:
        """(worlds,) whether one party's rule holds."""
        return np.asarray(self.form.rules[party].holds(self.consents)[:, 0])

    def zone_if(self, willing: Iterable[str] = (), refusing: Iterable[str] = ()) -> Bools:
        """(worlds,) whether every rule would hold had some accepted it and others refused."""
        return _all_hold(self.form, self.consents.swayed(willing, refusing))

    def passes_if(self, willing: Iterable[str] = (), refusing: Iterable[str] = ()) -> Bools:
        """(worlds,) whether it would pass had some accepted it and others refused."""
        swayed = self.consents.swayed(willing, refusing)
        return _signed(self.form, swayed) & _all_hold(self.form, swayed)


def asked_by(form: Form) -> tuple[str, ...]:
    """Name everyone a form asks: actors of its rules, principals who only sign, and leaders."""
    return form.heard([*form.actors, *form.principals.values()])


def asked_again(
    answers: TextAnswers,
    scenario: Scenario,
    worlds: Worlds,
    choices: Integers,
    actors: Iterable[str],
) -> TextAnswers:
    """Ask some actors again for their consent to one text, in worlds that differ for them.

    Parameters
    ----------
    answers
        Of everyone, over as many worlds.
    choices : (issues,)
        Option index of each issue.
    """
    again = set(actors)
    kept = answers.consents.only(actor for actor in answers.actors if actor not in again)
    asked = {
        actor: votes_at(scenario, worlds, actor, choices[None], answers.form.name)
        for actor in answers.actors
        if actor in again
    }
    return replace(answers, consents=consents_from(scenario, worlds, asked, kept))


def _signed(form: Form, consents: Consents) -> Bools:
    signatures = [consents.accept(actor)[:, 0] for actor in form.principals.values()]
    return np.asarray(np.logical_and.reduce(signatures))


def _all_hold(form: Form, consents: Consents) -> Bools:
    rules = [rule.holds(consents)[:, 0] for rule in form.rules.values()]
    return np.asarray(np.logical_and.reduce(rules))
