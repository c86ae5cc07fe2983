"""Who might be brought on board in a form, and how much of each body must consent."""

from __future__ import annotations

from dataclasses import dataclass

from winset.ratification import Form
from winset.ratification.quorum import Enough, enough_of, majority
from winset.scenario.model import Scenario
from winset.scenario.rules import Quorum, walk


@dataclass(frozen=True)
class Consenter:
    """An actor whose consent is worth having."""

    actor: str
    """Its id."""
    in_rule: bool
    """Whether some rule of the form asks it; else it matters as one who may succeed."""
    enough: Enough
    """Votes that count as its consent: of a body the greatest quorum a rule asks of it, a majority
    where none does; of anyone else its own."""


def asked_in(scenario: Scenario, form: Form) -> tuple[Consenter, ...]:
    """Name the actors the rules of a form ask, then those of its parties who may succeed.

    Envoys only if a rule asks them: they leave office with whom they speak for.
    """
    signing = [scenario.parties[party] for party in form.rules]
    envoys = {envoy for party in signing for envoy in party.envoys}
    rest = [
        id_
        for id_, actor in scenario.actors.items()
        if actor.party in form.rules and id_ not in envoys and actor.influence is not None
    ]
    actors = form.heard([*form.actors, *form.principals.values(), *rest])
    return tuple(Consenter(id_, id_ in form.actors, _enough(scenario, form, id_)) for id_ in actors)


def _enough(scenario: Scenario, form: Form, actor: str) -> Enough:
    body = scenario.actors[actor].body
    total = 1.0 if body is None else body.votes
    quorums = [
        enough_of(total, part.threshold)
        for rule in form.rules.values()
        for part in walk(rule)
        if isinstance(part, Quorum) and part.body == actor and part.threshold is not None
    ]
    return max(quorums, key=lambda own: own.bound) if quorums else majority(total)
