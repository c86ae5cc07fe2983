"""Who a scenario asks for consent, and in what part: shared by rules about actors and bodies."""

from __future__ import annotations

from collections.abc import Iterator

from winset.scenario.model import Actor, Scenario
from winset.scenario.rules import Rule, actors_of, placed
from winset.scenario.source_places import Path


def asked_by_rules(scenario: Scenario) -> dict[str, str]:
    """Actor id → the words for its part, of every actor a ratification rule asks."""
    return {
        actor: f"asked by the rule for “{form}” of “{id_}”"
        for id_, party in scenario.parties.items()
        for form, rule in party.ratification.items()
        for actor in actors_of(rule)
    }


def principals(scenario: Scenario) -> dict[str, str]:
    """Actor id → the words for its part, of every principal."""
    return {p.principal: f"the principal of “{id_}”" for id_, p in scenario.parties.items()}


def envoys(scenario: Scenario) -> dict[str, str]:
    """Actor id → the words for its part, of every envoy."""
    return {e: f"envoy of “{id_}”" for id_, p in scenario.parties.items() for e in p.envoys}


def cares(actor: Actor) -> bool:
    """Whether the actor, or the members of its table, can give any issue a salience above 0."""
    table = actor.body.table if actor.body is not None else None
    in_table = table is not None and any(max(column) > 0 for column in table.saliences.values())
    return in_table or any(stance.salience.high > 0 for stance in actor.stances.values())


def rules_with_paths(scenario: Scenario) -> Iterator[tuple[str, str, Path, Rule]]:
    """Yield every node of every rule as party, form, path of the node and node, parents first."""
    for id_, party in scenario.parties.items():
        for form, rule in party.ratification.items():
            for path, node in placed(rule, ("parties", id_, "ratification", form)):
                yield id_, form, path, node
