"""Forms of agreement and the rules that ratify them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from winset.scenario.model import Scenario
from winset.scenario.rules import All, Consent, Rule, actors_of


@dataclass(frozen=True)
class Form:
    """One form of agreement.

    Attributes
    ----------
    name
        As the scenario names it.
    rules
        Id of each signing party → its ratification rule.
    principals
        Id of each signing party → the actor who signs for it.
    """

    name: str
    rules: Mapping[str, Rule]
    principals: Mapping[str, str]

    @property
    def actors(self) -> tuple[str, ...]:
        """Ids of all actors some rule asks, each once."""
        found: dict[str, None] = {}
        for rule in self.rules.values():
            found.update(dict.fromkeys(actors_of(rule)))
        return tuple(found)

    def steps(self, party: str) -> tuple[Rule, ...]:
        """Parts of a party's rule that must all hold, the principal's own consent first."""
        rule = self.rules[party]
        parts = rule.rules if isinstance(rule, All) else (rule,)
        own = Consent(self.principals[party])
        return tuple(sorted(parts, key=lambda part: part != own))


def forms_of(scenario: Scenario) -> tuple[Form, ...]:
    """Return the forms that at least two parties have a rule for, in the order they are tried."""
    return tuple(
        Form(
            name,
            {party: scenario.parties[party].ratification[name] for party in parties},
            {party: scenario.parties[party].principal for party in parties},
        )
        for name in scenario.forms
        for parties in [scenario.signatories(name)]
    )
