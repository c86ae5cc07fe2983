"""Where a deal dies on its way through each party's ratification."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from itertools import pairwise

from winset.engine import Result
from winset.scenario.model import Scenario
from winset.scenario.rules import Rule, actors_of
from winset.uncertainty import Estimate
from winset.words.names import listed, sentence
from winset.words.quantities import count_of, figure, odds
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


@dataclass(frozen=True)
class _Fall:
    """How far the odds fall at one step of a party's ratification."""

    party: str
    before: Estimate
    after: Estimate
    rule: Rule | None

    @property
    def length(self) -> int:
        """Worlds lost, whole numbers, so that equal falls are known to be."""
        return count_of(self.before) - count_of(self.after)


def funnel_told(result: Result, form: str) -> str:
    """Say at which step the odds fall most, or at which steps if they fall alike."""
    scenario, ratification = result.scenario, result.forms[form].ratification
    zone = ratification.zone.probability
    falls = [
        _Fall(party, before.probability, after.probability, after.rule)
        for party, steps in ratification.funnel.items()
        for before, after in pairwise(steps)
    ]
    longest = max(fall.length for fall in falls)
    if longest <= zone.margin * zone.worlds:
        return f"No single step costs much: a zone remains in {odds(zone)}."
    # two principals who must agree are one place, whichever party's steps lead there
    places: dict[Hashable, _Fall] = {}
    for fall in falls:
        if fall.length == longest:
            places.setdefault(_place(scenario, fall), fall)
    told = [
        (_place_in_words(scenario, fall), f"from {figure(fall.before)} to {figure(fall.after)}")
        for fall in places.values()
    ]
    if len(told) == 1:
        (where, span), *_ = told
        return f"The longest fall comes where {where}: {span}."
    alike = listed([f"where {where} ({span})" for where, span in told])
    return f"The longest falls, all equally long, come {alike}."


def _place(scenario: Scenario, fall: _Fall) -> Hashable:
    """Return what is the same for two falls at one place."""
    if fall.rule is not None and _is_across(scenario, fall.party, fall.rule):
        return frozenset({scenario.parties[fall.party].principal, *actors_of(fall.rule)})
    return fall.party, fall.rule


def _place_in_words(scenario: Scenario, fall: _Fall) -> str:
    if fall.rule is None:
        return f"the others must ratify what {scenario.party_name(fall.party)} would"
    words = rule_in_words(scenario, fall.rule)
    if _is_across(scenario, fall.party, fall.rule):
        principal = scenario.actor_name(scenario.parties[fall.party].principal)
        return f"{principal} and {words} must accept one and the same package"
    return f"{words} must consent too"


def _is_across(scenario: Scenario, party: str, rule: Rule) -> bool:
    """Whether a step asks only the principals of other parties."""
    others = {other.principal for id_, other in scenario.parties.items() if id_ != party}
    return set(actors_of(rule)) <= others
