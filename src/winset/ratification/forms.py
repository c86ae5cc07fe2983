"""Forms of agreement and the rules that ratify them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

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
    """Id of each signing party → the actor who signs for it: its principal, or the envoy who
    writes the text."""
    heads: Mapping[str, str]
    """Id of each signing party → its principal at home, whoever signs."""
    leaders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Id of a body → those whose line members of it follow, and whom these follow in turn."""

    @property
    def actors(self) -> tuple[str, ...]:
        """Ids of all whose answers decide, each once: whom some rule asks, then their leaders."""
        return self.heard(actor for rule in self.rules.values() for actor in actors_of(rule))

    def heard(self, actors: Iterable[str]) -> tuple[str, ...]:
        """Name actors, each once, then those whose lines their members follow."""
        asked = tuple(actors)
        leaders = (leader for actor in asked for leader in self.leaders.get(actor, ()))
        return tuple(dict.fromkeys([*asked, *leaders]))

    def hangs_on(self, rule: Rule) -> tuple[str, ...]:
        """Ids of all whose answers decide whether a rule holds."""
        return self.heard(actors_of(rule))

    @property
    def has_negation(self) -> bool:
        """Whether some rule has a ``not``; then a consent or demand less may close a zone."""
        return any(has_negation(rule) for rule in self.rules.values())

    @property
    def unbound(self) -> tuple[str, ...]:
        """Ids of those who sign and may refuse what their party's rule lets pass."""
        return tuple(
            signer
            for party, signer in self.principals.items()
            if Consent(signer) not in self._parts(party)
        )

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
        parts, own = self._parts(party), Consent(self.heads[party])
        return (own,) if own in parts else (), tuple(part for part in parts if part != own)

    def _parts(self, party: str) -> tuple[Rule, ...]:
        """Parts of a party's rule that must all hold."""
        rule = self.rules[party]
        return rule.rules if isinstance(rule, All) else (rule,)


def forms_of(scenario: Scenario) -> tuple[Form, ...]:
    """Return the forms that at least two parties have a rule for, in the order they are tried."""
    leaders = {
        id_: scenario.with_leaders([id_])[1:]
        for id_, actor in scenario.actors.items()
        if actor.body is not None and actor.body.leaders
    }
    return tuple(
        Form(
            name,
            {party: scenario.parties[party].ratification[name] for party in parties},
            {party: scenario.signer(party) for party in parties},
            {party: scenario.parties[party].principal for party in parties},
            leaders,
        )
        for name in scenario.forms
        for parties in [scenario.signatories(name)]
    )
