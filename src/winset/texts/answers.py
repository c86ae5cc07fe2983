"""Everyone's answers to one text, draw by draw, and which gates it passes there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from winset.arrays import Bools, Integers
from winset.packages import utilities_of
from winset.ratification import Consents, Form
from winset.ratification.consents import consents_from, judgement_of
from winset.ratification.consents_at import support_at
from winset.scenario.model import Scenario
from winset.worlds import Worlds


@dataclass(frozen=True)
class TextAnswers:
    """Everyone's answers to one text, or to a text of its own in each world."""

    form: Form
    """The form it is proposed in."""
    consents: Consents
    """Of (worlds, 1): everyone the rules ask, and the principals who sign."""

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
    """Name everyone a form asks: actors of its rules, then principals who only sign."""
    return tuple(dict.fromkeys([*form.actors, *form.principals.values()]))


def asked_again(
    answers: TextAnswers,
    scenario: Scenario,
    worlds: Worlds,
    choices: Integers,
    actors: Iterable[str],
) -> TextAnswers:
    """Ask some actors again about one text, in worlds that differ for them.

    Parameters
    ----------
    answers
        Of everyone, over as many worlds.
    choices : (issues,)
        Option index of each issue.
    """
    again = set(actors)
    kept = answers.consents.only(actor for actor in answers.actors if actor not in again)
    asked = {}
    for actor in answers.actors:
        if actor in again:
            utilities = utilities_of(scenario, worlds, actor, answers.form.name)
            noise = judgement_of(worlds, actor)
            votes = support_at(utilities, noise, worlds.count, choices[None, :])
            asked[actor] = (votes, float(utilities.weights.sum()))
    return TextAnswers(answers.form, consents_from(scenario, worlds, asked, kept))


def _signed(form: Form, consents: Consents) -> Bools:
    signatures = [consents.accept(actor)[:, 0] for actor in form.principals.values()]
    return np.asarray(np.logical_and.reduce(signatures))


def _all_hold(form: Form, consents: Consents) -> Bools:
    rules = [rule.holds(consents)[:, 0] for rule in form.rules.values()]
    return np.asarray(np.logical_and.reduce(rules))
