"""Rules about actors: who they belong to and whether their consent is defined."""

from __future__ import annotations

from collections.abc import Iterator

from winset.phrases import did_you_mean, quoted
from winset.scenario.checks.consenters import (
    asked_by_rules,
    cares,
    has_no_cost,
    issues_left_open,
    parts_played,
    principals,
)
from winset.scenario.checks.registry import Checked, Flag, error, warning
from winset.scenario.model import Scenario


@error("unknown-party")
def check_party_of_actor(checked: Checked) -> Iterator[Flag]:
    """Flag an actor of a party that is not there."""
    parties = checked.scenario.parties
    for id_, actor in checked.scenario.actors.items():
        if actor.party is not None and actor.party not in parties:
            message = f"“{id_}” belongs to “{actor.party}”, which is no party"
            fix = did_you_mean(actor.party, parties)
            fix += " Leave the key out for an outsider."
            yield Flag(("actors", id_, "party"), message, fix)


@error("no-stance")
def check_consent_defined(checked: Checked) -> Iterator[Flag]:
    """Flag an actor who must consent but cares about nothing, and has no reservation either."""
    scenario = checked.scenario
    asked = {**asked_by_rules(scenario), **principals(scenario)}
    for id_, why in asked.items():
        actor = scenario.actors.get(id_)
        if actor is not None and not cares(actor) and actor.reservation is None:
            message = f"“{id_}” is {why} but has no stance with a salience above 0"
            fix = f"Say under actors.{id_}.stances what it wants and how much, or set reservation."
            yield Flag(("actors", id_), message, fix)


@warning("idle-actor")
def check_outsiders(checked: Checked) -> Iterator[Flag]:
    """Warn of an actor in no rule and of no party who wants nothing."""
    scenario = checked.scenario
    parts = parts_played(scenario)
    for id_, actor in scenario.actors.items():
        if actor.party is None and id_ not in parts and not cares(actor):
            message = f"“{id_}” is in no rule, of no party and wants nothing"
            fix = (
                "Give it a stance, a party or a part in a rule; as it stands it changes no result."
            )
            yield Flag(("actors", id_), message, fix)


@warning("unasked-actor")
def check_members_of_parties(checked: Checked) -> Iterator[Flag]:
    """Warn of an actor whose party never asks it and who has no influence there."""
    scenario = checked.scenario
    parts = parts_played(scenario)
    for id_, actor in scenario.actors.items():
        if actor.party is None or id_ in parts or actor.role == "electorate":
            continue
        if actor.influence is None or actor.influence.high <= 0:
            message = f"no rule asks “{id_}” of “{actor.party}”, and it has no influence"
            fix = "Name it in a rule or as an envoy, or give its influence, for who comes next."
            yield Flag(("actors", id_), message, fix)


@warning("no-cost")
def check_costs_given(checked: Checked) -> Iterator[Flag]:
    """Warn of actors whose consent counts and whose cost of no deal was left at 0, all at once."""
    scenario = checked.scenario
    # a game without an error of judgement is a textbook's, and 0 is the textbook's number
    if scenario.settings.noise == 0:
        return
    asked = {**asked_by_rules(scenario), **principals(scenario)}
    left = [id_ for id_, actor in scenario.actors.items() if id_ in asked and has_no_cost(actor)]
    if left:
        message = f"what no deal costs was left at 0 for {quoted(left)}, who must consent"
        fix = "Add no_deal_cost, 0–1; write 0 if no deal costs nothing."
        yield Flag(("actors", left[0]), message, fix)


@error("unknown-principal")
def check_principals(checked: Checked) -> Iterator[Flag]:
    """Flag a party whose principal is no actor."""
    actors = checked.scenario.actors
    for id_, party in checked.scenario.parties.items():
        if party.principal not in actors:
            message = f"the principal of “{id_}”, “{party.principal}”, is no actor"
            fix = did_you_mean(party.principal, actors)
            yield Flag(("parties", id_, "principal"), message, fix)


@error("shared-principal")
def check_one_party_a_principal(checked: Checked) -> Iterator[Flag]:
    """Flag an actor who signs for more than one party, or leads one and signs for another."""
    signs_for: dict[str, str] = {}
    for id_, key, actor in _at_the_table(checked.scenario):
        first = signs_for.setdefault(actor, id_)
        if first != id_:
            message = f"“{actor}” signs for “{id_}” and for “{first}” too"
            what = "principal" if key == "principal" else "envoy"
            yield Flag(("parties", id_, key), message, f"Name another {what} for “{id_}”.")


def _at_the_table(scenario: Scenario) -> Iterator[tuple[str, str, str]]:
    """Yield party, key and actor of all principals, and of envoys who sign in their place."""
    for id_, party in scenario.parties.items():
        yield id_, "principal", party.principal
        if party.signs is not None and party.signs != party.principal:
            yield id_, "signs", party.signs


@error("signer-not-envoy")
def check_signers_are_envoys(checked: Checked) -> Iterator[Flag]:
    """Flag a party for which somebody signs who is neither its principal nor one of its envoys."""
    for id_, party in checked.scenario.parties.items():
        if party.signs is None or party.signs in (party.principal, *party.envoys):
            continue
        message = f"“{party.signs}” signs for “{id_}” but is none of its envoys"
        if party.signs in checked.scenario.actors:
            fix = f"List “{party.signs}” under envoys, or leave signs out: the principal signs."
        else:
            fix = did_you_mean(party.signs, party.envoys) if party.envoys else "Leave signs out."
        yield Flag(("parties", id_, "signs"), message, fix, party.signs)


@error("signer-without-stance")
def check_signers_want_something(checked: Checked) -> Iterator[Flag]:
    """Flag an envoy who writes the text and does not say what it wants on every issue of it."""
    scenario = checked.scenario
    for id_, party in scenario.parties.items():
        if party.signs in (None, party.principal) or party.signs not in scenario.actors:
            continue
        left_open = issues_left_open(scenario, party.signs)
        if left_open:
            message = f"“{party.signs}” signs for “{id_}” but has no stance on {quoted(left_open)}"
            fix = (
                f"Give it position or values and salience there, under actors.{party.signs}"
                ".stances; salience 0 if it leaves the issue to others."
            )
            yield Flag(("parties", id_, "signs"), message, fix, party.signs)


@error("unknown-envoy")
def check_envoys(checked: Checked) -> Iterator[Flag]:
    """Flag a party whose envoy is no actor."""
    actors = checked.scenario.actors
    for id_, party in checked.scenario.parties.items():
        for i, envoy in enumerate(party.envoys):
            if envoy not in actors:
                message = f"the envoy “{envoy}” of “{id_}” is no actor"
                yield Flag(("parties", id_, "envoys", i), message, did_you_mean(envoy, actors))


@error("unknown-elite")
def check_elites(checked: Checked) -> Iterator[Flag]:
    """Flag a party that counts among its elites who is no actor, or no actor of the party."""
    scenario = checked.scenario
    for id_, party in scenario.parties.items():
        own = [actor for actor, entry in scenario.actors.items() if entry.party == id_]
        for i, elite in enumerate(party.elites or ()):
            if elite not in own:
                what = f"no actor of “{id_}”" if elite in scenario.actors else "no actor"
                message = f"“{elite}”, among the elites of “{id_}”, is {what}"
                fix = did_you_mean(elite, own)
                yield Flag(("parties", id_, "elites", i), message, fix, elite)


@error("principal-elsewhere")
def check_party_of_principal(checked: Checked) -> Iterator[Flag]:
    """Flag a principal, or an envoy who signs, who belongs to another party."""
    scenario = checked.scenario
    for id_, key, signer in _at_the_table(scenario):
        actor = scenario.actors.get(signer)
        if actor is not None and actor.party not in (id_, None):
            message = f"“{signer}” signs for “{id_}” but belongs to “{actor.party}”"
            what = "a principal" if key == "principal" else "an envoy"
            fix = f"Name {what} of “{id_}”, or correct the actor's party."
            yield Flag(("parties", id_, key), message, fix)


@warning("principal-without-party")
def check_principal_has_party(checked: Checked) -> Iterator[Flag]:
    """Warn of a principal whose own entry names no party: it would count as an outsider."""
    scenario = checked.scenario
    for id_, party in scenario.parties.items():
        actor = scenario.actors.get(party.principal)
        if actor is not None and actor.party is None:
            message = f"“{party.principal}” signs for “{id_}” but belongs to no party"
            yield Flag(("actors", party.principal), message, f"Write party: {id_} there.")


@warning("envoy-elsewhere")
def check_party_of_envoys(checked: Checked) -> Iterator[Flag]:
    """Warn of an envoy who belongs to another party."""
    scenario = checked.scenario
    for id_, party in scenario.parties.items():
        others = [
            envoy
            for envoy in party.envoys
            if envoy in scenario.actors and scenario.actors[envoy].party not in (id_, None)
        ]
        if others:
            message = f"envoys of “{id_}” belong to another party: {quoted(others)}"
            fix = "Correct the envoys, or the actors' party."
            yield Flag(("parties", id_, "envoys"), message, fix)
