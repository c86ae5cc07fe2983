"""Where a deal dies on its way through each party's ratification."""

from __future__ import annotations

from itertools import pairwise

from winset.engine import Result
from winset.scenario.model import Scenario
from winset.scenario.rules import Rule, actors_of
from winset.words.names import sentence
from winset.words.quantities import figure, odds
from winset.words.views import rule_in_words

TOGETHER = "All parties on one package"
METHOD = (
    "Share of worlds in which at least one package passes this step and all steps of the same "
    "party before it: the party's principal, then the principals across the table, then what else "
    "the party needs at home. Last, one package passes the steps of every party. Where a bar is "
    "much shorter than the one before, there the deal dies."
)


def step_in_words(scenario: Scenario, party: str, rule: Rule, *, is_first: bool) -> str:
    """Label a step: ``Donald Trump``, ``and across the table Vladimir Putin``."""
    words = rule_in_words(scenario, rule)
    if is_first:
        return sentence(words)
    return f"and {'across the table ' if _is_across(scenario, party, rule) else ''}{words}"


def funnel_told(result: Result, form: str) -> str:
    """Say at which step the odds fall most."""
    ratification = result.forms[form].ratification
    zone = ratification.zone.probability
    falls = [
        (party, before.probability, step)
        for party, steps in ratification.funnel.items()
        for before, step in pairwise(steps)
    ]
    party, before, step = max(falls, key=lambda fall: fall[1].value - fall[2].probability.value)
    if before.value - step.probability.value <= zone.margin:
        return f"No single step costs much: a zone remains in {odds(zone)}."
    fall = f"from {figure(before)} to {figure(step.probability)}"
    where = _place(result.scenario, party, step.rule)
    return f"The longest fall comes where {where}: {fall}."


def _place(scenario: Scenario, party: str, rule: Rule | None) -> str:
    if rule is None:
        return f"the others must ratify what {scenario.party_name(party)} would"
    words = rule_in_words(scenario, rule)
    if _is_across(scenario, party, rule):
        principal = scenario.actor_name(scenario.parties[party].principal)
        return f"{principal} and {words} must accept one and the same package"
    return f"{words} must consent too"


def _is_across(scenario: Scenario, party: str, rule: Rule) -> bool:
    """Whether a step asks only the principals of other parties."""
    others = {other.principal for id_, other in scenario.parties.items() if id_ != party}
    return set(actors_of(rule)) <= others
