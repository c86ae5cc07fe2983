"""Those who may come to power, at one table or two: whether they keep a text, each asked once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from winset.arrays import Bools, Integers
from winset.engine import Result
from winset.scenario.model import Scenario
from winset.texts.answers import TextAnswers
from winset.texts.exits import exit_cost_of
from winset.texts.kept import keeps_at
from winset.texts.successors import successors_of
from winset.worlds import Counted, Worlds


@dataclass(frozen=True)
class Heirs:
    """Those who may come to power at one table, asked about a few texts."""

    scenario: Scenario
    worlds: Worlds
    """``scenario``, ``worlds``: the table."""
    texts: Sequence[int]
    """Numbers of the texts."""
    choices: Integers
    """(texts, issues): option index of each issue."""
    known: Heirs | None = None
    """The same at another table over the same draws, where some answer alike."""
    alike: frozenset[str] = frozenset()
    """Actors who answer there as here."""
    _keeps: dict[tuple[str, bytes], Bools] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, result: Result, texts: Iterable[int]) -> Heirs:
        """Return those at the table of a result, to be asked about some texts by their numbers."""
        numbers = list(dict.fromkeys(texts))
        return cls(result.scenario, result.worlds, numbers, result.space.choices(numbers))

    def elsewhere(self, scenario: Scenario, worlds: Worlds, alike: frozenset[str]) -> Heirs:
        """Return those at another table over the same draws, where some actors answer alike."""
        return replace(self, scenario=scenario, worlds=worlds, known=self, alike=alike, _keeps={})

    def kept(self, answers: TextAnswers, text: int) -> dict[str, Counted]:
        """Party → share of those who may come to power, by influence, who keep a text in force.

        Parameters
        ----------
        answers
            Everyone's to the text.
        text
            Its number, one of ``texts``.
        """
        form, at = answers.form.name, self.texts.index(text)
        found: dict[str, Counted] = {}
        for party in answers.form.rules:
            heirs = successors_of(self.scenario, self.worlds, party)
            if heirs:
                keeps = np.stack([self._keep(form, heir.actor)[:, at] for heir in heirs])
                shares = np.average(keeps, axis=0, weights=[heir.weight for heir in heirs])
                found[party] = shares, answers.through
        return found

    def _keep(self, form: str, bloc: str) -> Bools:
        """(worlds, texts): whether a bloc keeps each; forms that cost as much to leave are one."""
        cost = exit_cost_of(self.scenario, self.worlds, form)
        if self.known is not None and bloc in self.alike:
            there = exit_cost_of(self.known.scenario, self.known.worlds, form)
            if np.array_equal(cost, there):
                return self.known._keep(form, bloc)
        key = (bloc, cost.tobytes())
        if key not in self._keeps:
            self._keeps[key] = keeps_at(self.scenario, self.worlds, form, bloc, self.choices)
        return self._keeps[key]


def heirs_of(scenario: Scenario, worlds: Worlds) -> dict[str, float]:
    """Everyone who may come to power somewhere → its weight."""
    return {
        heir.actor: heir.weight
        for party in scenario.parties
        for heir in successors_of(scenario, worlds, party)
    }
