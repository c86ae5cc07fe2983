"""Where a deal dies on its way through each party's ratification."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from winset.engine import Result
from winset.scenario.model import Scenario
from winset.scenario.rules import Not, Rule, actors_of
from winset.uncertainty import Estimate
from winset.words.names import actor_in_words, listed, party_in_words, sentence
from winset.words.quantities import count_of, counted, figure, odds
from winset.words.views import rule_in_words

TOGETHER = "All parties on one text"
METHOD = (
    "A bar is the share of draws in which at least one text passes this step and all steps of the "
    "same party before it. First comes who signs for the party, then who signs across the table, "
    "then what else the party needs at home. Last, one text passes the steps of every party. Where "
    "a bar is much shorter than the one before, there the deal dies."
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
    whole = Estimate(1.0, 0.0, zone.worlds)
    falls = [
        _Fall(party, before, step.probability, step.rule)
        for party, steps in ratification.funnel.items()
        for before, step in zip([whole, *(step.probability for step in steps)], steps, strict=False)
    ]
    longest = max(fall.length for fall in falls)
    if longest <= zone.margin * zone.worlds:
        return f"No single step costs much. Some text passes all of them in {odds(zone)}."
    # two principals who must agree are one place, whichever party's steps lead there
    places: dict[Hashable, list[_Fall]] = {}
    for fall in falls:
        if fall.length == longest:
            places.setdefault(_place(scenario, fall), []).append(fall)
    told = [
        (_place_in_words(scenario, alike), f"from {figure(fall.before)} to {figure(fall.after)}")
        for alike in places.values()
        for fall in alike[:1]
    ]
    if len(told) == 1:
        ((where, span),) = told
        return f"Most is lost where {where}. The odds fall {span}."
    each = " ".join(f"{sentence(where)}: {span}." for where, span in told)
    return f"{sentence(counted(len(told), 'step'))} cost equally much. {each}"


def _place(scenario: Scenario, fall: _Fall) -> Hashable:
    """Return what is the same for two falls at one place."""
    if fall.rule is not None and _is_across(scenario, fall.party, fall.rule):
        return frozenset({scenario.parties[fall.party].principal, *actors_of(fall.rule)})
    return None if fall.rule is None else (fall.party, fall.rule)


def _place_in_words(scenario: Scenario, alike: Sequence[_Fall]) -> str:
    fall = alike[0]
    if fall.rule is None:
        if len(alike) > 1:
            return "all sides must ratify the same text"
        party = party_in_words(scenario, fall.party)
        return f"the others must ratify what {party} would"
    if _is_across(scenario, fall.party, fall.rule):
        signing = [scenario.parties[fall.party].principal, *actors_of(fall.rule)]
        names = listed([actor_in_words(scenario, actor) for actor in signing])
        return f"{names} must accept the same text"
    words = rule_in_words(scenario, fall.rule)
    if isinstance(fall.rule, Not):
        return f"there must be {words}"
    return f"the consent of {words} is needed"


def _is_across(scenario: Scenario, party: str, rule: Rule) -> bool:
    """Whether a step asks only the principals of other parties."""
    others = {other.principal for id_, other in scenario.parties.items() if id_ != party}
    return set(actors_of(rule)) <= others
