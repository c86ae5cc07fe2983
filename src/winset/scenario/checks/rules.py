"""Rules about ratification rules: whom they ask, and whether the answer can ever be yes."""

from __future__ import annotations

from collections.abc import Iterator

from winset.phrases import did_you_mean, quoted
from winset.scenario.checks.consenters import bodies_beside, rules_with_paths, whole_blocs
from winset.scenario.checks.registry import Checked, Flag, error, warning
from winset.scenario.model import Actor
from winset.scenario.rules import Coalition, Consent, Quorum, actors_of
from winset.scenario.rules.basic import Several


@error("unknown-actor")
def check_actors_known(checked: Checked) -> Iterator[Flag]:
    """Flag a rule that asks an actor who is not there."""
    actors = checked.scenario.actors
    for what, path, node in rules_with_paths(checked.scenario):
        for where, actor in node.asks():
            if actor not in actors:
                message = f"the rule for {what} asks “{actor}”, who is no actor"
                yield Flag((*path, *where), message, did_you_mean(actor, actors))


@error("not-a-body")
def check_bodies_asked(checked: Checked) -> Iterator[Flag]:
    """Flag a majority or quorum of an actor without members."""
    for what, path, node in rules_with_paths(checked.scenario):
        if not isinstance(node, Quorum):
            continue
        actor = checked.scenario.actors.get(node.body)
        if actor is not None and actor.body is None:
            message = f"the rule for {what} counts members of “{node.body}”, which has none"
            fix = f"Give “{node.body}” a body, or ask for its consent by its id alone."
            yield Flag(path, message, fix)


@warning("bare-body")
def check_bodies_explicit(checked: Checked) -> Iterator[Flag]:
    """Warn of a body named like a person: read as a majority of its members by weight."""
    for what, path, node in rules_with_paths(checked.scenario):
        actor = checked.scenario.actors.get(node.actor) if isinstance(node, Consent) else None
        if isinstance(node, Consent) and actor is not None and actor.body is not None:
            message = (
                f"the rule for {what} asks the body “{node.actor}” without a "
                "quorum; read as more than half of its members by weight"
            )
            fix = f"Write {{majority: {node.actor}}}, or another quorum."
            yield Flag(path, message, fix)


def _most(actor: Actor, by: str) -> float:
    if by == "count":
        return 1.0
    if by == "influence":
        return actor.influence.high if actor.influence is not None else 0.0
    if actor.votes is not None:
        return actor.votes.high
    return actor.body.votes if actor.body is not None else 1.0


@error("unreachable-quorum")
def check_quorums(checked: Checked) -> Iterator[Flag]:
    """Flag a count above what all of those asked could ever bring together."""
    actors = checked.scenario.actors
    for what, path, node in rules_with_paths(checked.scenario):
        if not isinstance(node, Quorum | Coalition) or node.threshold is None:
            continue
        asked = (node.body,) if isinstance(node, Quorum) else node.actors
        if not node.threshold.is_count or any(a not in actors for a in asked):
            continue
        if isinstance(node, Quorum):
            body = actors[node.body].body
            if body is None or body.votes <= 0:
                continue
            most, unit = body.votes, "votes among its members"
        else:
            most = sum(_most(actors[a], node.by) for a in asked)
            unit = {"count": "actors", "votes": "votes", "influence": "influence"}[node.by]
        if node.threshold.amount > most + 1e-9:
            message = f"the rule for {what} needs {node.threshold.text} of at most {most:g} {unit}"
            fix = "Lower the count, or write a share such as 2/3."
            yield Flag((*path, "at_least"), message, fix, node.threshold.text)


@error("no-influence")
def check_influence(checked: Checked) -> Iterator[Flag]:
    """Flag a rule by influence that counts an actor without any."""
    for what, path, node in rules_with_paths(checked.scenario):
        if not isinstance(node, Coalition) or node.by != "influence":
            continue
        for i, id_ in enumerate(node.actors):
            actor = checked.scenario.actors.get(id_)
            if actor is not None and _most(actor, "influence") <= 0:
                message = f"the rule for {what} weighs actors by influence, but “{id_}” has none"
                fix = f"Add influence to “{id_}”, 0–100, or take it out of the rule."
                yield Flag((*path, "of", i), message, fix)


@warning("whole-blocs")
def check_blocs_have_members(checked: Checked) -> Iterator[Flag]:
    """Warn of blocs whose votes count whole, beside a body whose members vote one by one."""
    scenario = checked.scenario
    for id_, party in scenario.parties.items():
        for form, rule in party.ratification.items():
            blocs = whole_blocs(scenario, rule)
            bodies = bodies_beside(scenario, id_, rule)
            if blocs and bodies:
                message = (
                    f"the rule for “{form}” of “{id_}” counts the votes of {quoted(blocs)} whole, "
                    f"though {quoted(bodies)} has members"
                )
                fix = "Give each bloc a body of members, or count the members of the body."
                yield Flag(("parties", id_, "ratification", form), message, fix)


@warning("unasked-signer")
def check_signer_asked(checked: Checked) -> Iterator[Flag]:
    """Warn of a rule that does not ask the principal who signs: the best text may go unsigned."""
    for id_, party in checked.scenario.parties.items():
        # the rule at home need not ask an envoy who signs
        if checked.scenario.signer(id_) != party.principal:
            continue
        for form, rule in party.ratification.items():
            if party.principal not in actors_of(rule):
                message = (
                    f"the rule for “{form}” of “{id_}” does not ask “{party.principal}”, who signs"
                )
                fix = (
                    f"Write {{all: [{party.principal}, …]}}, or else the best text is the one "
                    "likeliest to be ratified, signed or not."
                )
                yield Flag(("parties", id_, "ratification", form), message, fix)


@warning("repeated-rule")
def check_repetition(checked: Checked) -> Iterator[Flag]:
    """Warn of the same rule twice in one list: the second changes nothing."""
    for what, path, node in rules_with_paths(checked.scenario):
        if not isinstance(node, Several):
            continue
        for i, inner in enumerate(node.rules):
            if inner in node.rules[:i]:
                message = f"the rule for {what} says the same twice under “{node.key}”"
                yield Flag((*path, node.key, i), message, "Remove one, or correct the actor's id.")
