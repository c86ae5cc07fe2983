"""Who a scenario asks for consent, and in what part: shared by rules about actors and bodies."""

from __future__ import annotations

from collections.abc import Iterator

from winset.scenario.model import Actor, Scenario
from winset.scenario.rules import Coalition, Rule, actors_of, placed, walk
from winset.scenario.source_places import Path


def asked_by_rules(scenario: Scenario) -> dict[str, str]:
    """Actor id → the words for its part, of every actor a rule asks or members of a body follow."""
    led = {
        leader: f"followed by members of “{id_}”"
        for id_, actor in scenario.actors.items()
        if actor.body is not None
        for leader in actor.body.leaders
    }
    return led | {
        actor: f"asked by the rule for “{form}” of “{id_}”"
        for id_, party in scenario.parties.items()
        for form, rule in party.ratification.items()
        for actor in actors_of(rule)
    }


def principals(scenario: Scenario) -> dict[str, str]:
    """Actor id → the words for its part, of every principal and of every envoy who signs."""
    signers = {p.signs: f"the signer of “{id_}”" for id_, p in scenario.parties.items() if p.signs}
    leads = {p.principal: f"the principal of “{id_}”" for id_, p in scenario.parties.items()}
    return {**signers, **leads}


def envoys(scenario: Scenario) -> dict[str, str]:
    """Actor id → the words for its part, of every envoy."""
    return {e: f"envoy of “{id_}”" for id_, p in scenario.parties.items() for e in p.envoys}


def issues_left_open(scenario: Scenario, actor: str) -> tuple[str, ...]:
    """Name the issues on which an actor says nothing of what it wants, or not how much."""
    entry = scenario.actors[actor]
    table = entry.body.table if entry.body is not None else None
    in_table = set() if table is None else {*table.saliences}
    return tuple(
        issue
        for issue in scenario.issues
        if issue not in in_table
        and (issue not in entry.stances or "salience" not in entry.stances[issue].model_fields_set)
    )


def cares(actor: Actor) -> bool:
    """Whether the actor, or the members of its table, can give any issue a salience above 0."""
    table = actor.body.table if actor.body is not None else None
    in_table = table is not None and any(max(column) > 0 for column in table.saliences.values())
    return in_table or any(stance.salience.high > 0 for stance in actor.stances.values())


def has_no_cost(actor: Actor) -> bool:
    """Whether an actor's cost of no deal was left at 0, and no reservation stands in its place."""
    return actor.reservation is None and "no_deal_cost" not in actor.model_fields_set


def parts_played(scenario: Scenario) -> dict[str, str]:
    """Actor id → the words for a part, of everyone who has any."""
    return {
        **asked_by_rules(scenario),
        **principals(scenario),
        **envoys(scenario),
        **implementers(scenario),
    }


def whole_blocs(scenario: Scenario, rule: Rule) -> tuple[str, ...]:
    """Name the actors whose several votes a rule by votes counts whole, for want of members."""
    votes = {
        id_: scenario.actors[id_].votes
        for node in _by_votes(rule)
        for id_ in node.actors
        if id_ in scenario.actors and scenario.actors[id_].body is None
    }
    return tuple(id_ for id_, number in votes.items() if number is not None and number.high > 1)


def bodies_beside(scenario: Scenario, party: str, rule: Rule) -> tuple[str, ...]:
    """Name the bodies that a rule by votes counts beside blocs, or could: nothing else asks them.

    A chamber that the rule asks by itself is another chamber, and voters are none.
    """
    counted = {id_ for node in _by_votes(rule) for id_ in node.actors}
    elsewhere = {
        id_ for node in walk(rule) if node not in set(_by_votes(rule)) for _, id_ in node.asks()
    }
    return tuple(
        id_
        for id_, actor in scenario.actors.items()
        if actor.body is not None
        and actor.role != "electorate"
        and (id_ in counted or (actor.party == party and id_ not in elsewhere))
    )


def _by_votes(rule: Rule) -> list[Coalition]:
    return [node for node in walk(rule) if isinstance(node, Coalition) and node.by == "votes"]


def implementers(scenario: Scenario) -> dict[str, str]:
    """Actor id → the words for its part, of everyone whose part an option needs."""
    return {
        actor: f"needed for “{option}” of “{id_}”"
        for id_, issue in scenario.issues.items()
        for option, rule in issue.needs.items()
        for actor in actors_of(rule)
    }


def rules_with_paths(scenario: Scenario) -> Iterator[tuple[str, Path, Rule]]:
    """Yield every node of every rule as what the rule is for, path and node, parents first."""
    for id_, party in scenario.parties.items():
        for form, rule in party.ratification.items():
            for path, node in placed(rule, ("parties", id_, "ratification", form)):
                yield f"“{form}” of “{id_}”", path, node
    for id_, option, path, node in needs_with_paths(scenario):
        yield f"“{option}” of “{id_}”", path, node


def needs_with_paths(scenario: Scenario) -> Iterator[tuple[str, str, Path, Rule]]:
    """Yield every node of what options need as issue, option, path and node, parents first."""
    for id_, issue in scenario.issues.items():
        for option, rule in issue.needs.items():
            for path, node in placed(rule, ("issues", id_, "needs", option)):
                yield id_, option, path, node
