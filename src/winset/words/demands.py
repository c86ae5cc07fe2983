"""Demands in words."""

from __future__ import annotations

from typing import assert_never

from winset.ratification.programme.demands import Demand, RedLines, Refusal, Required, Reservation
from winset.scenario.model import Scenario
from winset.scenario.rules import Not
from winset.words.names import actor_in_words, party_in_words
from winset.words.views import rule_in_words


def demand_in_words(scenario: Scenario, demand: Demand) -> str:
    """Say a demand in one sentence, ``Russia needs the consent of Vladimir Putin``."""
    match demand:
        case Required(party, Not(inner)):
            who = party_in_words(scenario, party, starts=True)
            return f"{who} passes nothing with the consent of {rule_in_words(scenario, inner)}."
        case Required(party, rule):
            who = party_in_words(scenario, party, starts=True)
            return f"{who} needs the consent of {rule_in_words(scenario, rule)}."
        case Reservation(actor):
            who = actor_in_words(scenario, actor, starts=True)
            return f"{who} accepts nothing worth less than no deal."
        case RedLines(actor, issue):
            who = actor_in_words(scenario, actor, starts=True)
            return f"{who} has a red line on {scenario.issues[issue].title}."
        case Refusal(actor):
            who = actor_in_words(scenario, actor, starts=True)
            return f"{who} must refuse, but would accept."
        case _:
            assert_never(demand)
