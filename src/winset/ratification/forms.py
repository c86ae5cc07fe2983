"""Forms of agreement and the rules that ratify them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from winset.scenario.model import Scenario
from winset.scenario.rules import All, Consent, Rule, actors_of, has_negation


@dataclass(frozen=True)
class Form:
    """One form of agreement."""

    name: str
    """As the scenario names it."""
    rules: Mapping[str, Rule]
    """Id of each signing party → its ratification rule."""
    principals: Mapping[str, str]
    """Id of each signing party → the actor who signs for it."""

    @property
    def actors(self) -> tuple[str, ...]:
        """Ids of all actors some rule asks, each once."""
        found: dict[str, None] = {}
        for rule in self.rules.values():
            found.update(dict.fromkeys(actors_of(rule)))
        return tuple(found)

    @property
    def has_negation(self) -> bool:
        """Whether some rule has a ``not``; then a consent or demand less may close a zone."""
        return any(has_negation(rule) for rule in self.rules.values())

    def steps(self, party: str) -> tuple[Rule, ...]:
        """What a package must pass, one after the other, as one party sees it.

        The principal's own consent first, then that of the principals across the table, then the
        other parts of the party's rule. Only consents some rule asks for stand in it.
        """
        own, rest = self._principal_and_rest(party)
        across = [self._principal_and_rest(other)[0] for other in self.rules if other != party]
        partners = tuple(consent for consents in across for consent in consents)
        table = partners if len(partners) < 2 else (All(partners),)
        return (*own, *table, *rest) if own else (*rest[:1], *table, *rest[1:])

    def _principal_and_rest(self, party: str) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
        """Split the parts of a party's rule that must all hold."""
        rule = self.rules[party]
        parts = rule.rules if isinstance(rule, All) else (rule,)
        own = Consent(self.principals[party])
        return (own,) if own in parts else (), tuple(part for part in parts if part != own)


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
