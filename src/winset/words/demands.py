"""Demands in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from winset.ratification.programme.demands import Demand, RedLines, Refusal, Required, Reservation
from winset.scenario.rules import All, Any, Coalition, Consent, Not, Quorum, Rule

Names = Mapping[str, str]


def demand_in_words(
    demand: Demand, actors: Names, parties: Names, issues: Names | None = None
) -> str:
    """Say a demand in one sentence, given names of actors, parties and issues by id."""
    match demand:
        case Required(party, rule):
            return f"{parties.get(party, party)} needs {_rule(rule, actors)}."
        case Reservation(actor):
            return f"{actors.get(actor, actor)} accepts nothing worth less than no deal."
        case RedLines(actor, issue):
            title = issue if issues is None else issues.get(issue, issue)
            return f"{actors.get(actor, actor)} has a red line on {title}."
        case Refusal(actor):
            return f"{actors.get(actor, actor)} must refuse, but would accept."
        case _:
            assert_never(demand)


def _rule(rule: Rule, actors: Names) -> str:
    match rule:
        case Consent(actor):
            return f"the consent of {actors.get(actor, actor)}"
        case All(parts):
            return " and ".join(_rule(part, actors) for part in parts)
        case Any(parts):
            return "either " + " or ".join(_rule(part, actors) for part in parts)
        case Not(inner):
            return f"it not to be that there is {_rule(inner, actors)}"
        case Quorum(body, None):
            return f"a majority of {actors.get(body, body)}"
        case Quorum(body, threshold) if threshold is not None:
            return f"{threshold.text} of {actors.get(body, body)}"
        case Coalition(members, threshold, by):
            named = ", ".join(actors.get(actor, actor) for actor in members)
            return f"{threshold.text} by {by} of {named}"
    return _rule(rule.spelt_out(), actors)
