"""Rules, signatories and several actors in words: plain text without markup."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from winset.scenario.model import Scenario
from winset.scenario.rules import All, Any, Coalition, Consent, Not, Quorum, Rule, Threshold
from winset.words.names import actor_in_words, listed, party_in_words, plain_name, sentence
from winset.words.quantities import listed_with_rest

_MOST = 4
"""Actors up to which a sentence names each."""
_PARTS = {2: "half", 3: "third", 4: "quarter", 5: "fifth", 6: "sixth", 8: "eighth", 10: "tenth"}
_NUMERATORS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]


def some_actors(scenario: Scenario, actors: Sequence[str], most: int = _MOST) -> str:
    """Name actors at the start of a sentence, and count those beyond ``most``."""
    shown = actors if len(actors) <= most else actors[: most - 1]
    names = [actor_in_words(scenario, actor, starts=n == 0) for n, actor in enumerate(shown)]
    return listed_with_rest(names, len(actors))


def threshold_in_words(threshold: Threshold) -> str:
    """Write a quorum before “of”: ``two thirds``, ``60 %``, ``at least 34``."""
    amount = threshold.amount
    if isinstance(amount, int):
        return f"at least {amount:,}"
    part = Fraction(amount).limit_denominator(1000)
    name = _PARTS.get(part.denominator)
    if name is None or part.numerator >= len(_NUMERATORS):
        return f"{float(amount) * 100:g} %" if part != 1 else "all"
    if part.denominator == 2:
        return "half"
    return f"{_NUMERATORS[part.numerator]} {name}{'' if part.numerator == 1 else 's'}"


def rule_in_words(scenario: Scenario, rule: Rule) -> str:
    """Say who must consent: ``Donald Trump and two thirds of the US Senate``."""
    match rule:
        case Consent(actor):
            who = actor_in_words(scenario, actor)
            return f"a majority of {who}" if scenario.actors[actor].body else who
        case All(rules):
            *others, last = rules
            return listed(
                [*(_part(scenario, part, Any) for part in others), rule_in_words(scenario, last)]
            )
        case Any(rules):
            parts = [_part(scenario, part, All) for part in rules]
            return ("either " if len(parts) == 2 else "one of ") + listed(parts, "or")
        case Not(inner):
            words = rule_in_words(scenario, inner)
            return f"no consent from {words if isinstance(inner, Consent) else f'({words})'}"
        case Quorum(body, threshold):
            share = "a majority" if threshold is None else threshold_in_words(threshold)
            return f"{share} of {actor_in_words(scenario, body)}"
        case Coalition():
            return _coalition(scenario, rule)
    return rule_in_words(scenario, rule.spelt_out())


def _part(scenario: Scenario, rule: Rule, ambiguous: type) -> str:
    """Write a part of a rule, in brackets where “and” and “or” would run together."""
    words = rule_in_words(scenario, rule)
    is_mixed = isinstance(rule, ambiguous) and isinstance(rule, All | Any) and len(rule.rules) > 1
    return f"({words})" if is_mixed else words


def _coalition(scenario: Scenario, rule: Coalition) -> str:
    shown = rule.actors if len(rule.actors) <= _MOST else rule.actors[: _MOST - 1]
    names = [actor_in_words(scenario, actor) for actor in shown]
    actors = listed_with_rest(names, len(rule.actors))
    counting = {"count": "", "votes": " by votes", "influence": " by influence"}[rule.by]
    return f"{threshold_in_words(rule.threshold)}{counting} of {actors}"


def option_in_words(option: str) -> str:
    """Spell out an option."""
    return plain_name(option)


def signatories_in_words(scenario: Scenario, form: str) -> str:
    """Who signs a form: ``the United States and Russia``, with the envoy who does."""
    through = {
        party: f" ({actor_in_words(scenario, envoy)} signs)"
        for party, envoy in envoys_who_sign(scenario).items()
    }
    names = (
        f"{party_in_words(scenario, party)}{through.get(party, '')}"
        for party in scenario.signatories(form)
    )
    return listed(list(names))


def envoys_who_sign(scenario: Scenario) -> dict[str, str]:
    """Party for which an envoy signs in its principal's place → that envoy."""
    return {
        id_: scenario.signer(id_)
        for id_, party in scenario.parties.items()
        if scenario.signer(id_) != party.principal
    }


def view_in_words(scenario: Scenario) -> str:
    """Whose view of the table this is."""
    seen = scenario.perspective
    return seen.title if seen is not None else "as the scenario’s author codes it"


def seen_told(scenario: Scenario) -> str:
    """Say whose view it is and without which claims; empty of the scenario as its author codes it.

    Without a full stop: ``As Kyiv puts it. Without: Europe undermines it``.
    """
    view = sentence(view_in_words(scenario)) if scenario.perspective is not None else ""
    titles = "; ".join(bare(scenario.claims[claim].title) for claim in scenario.without_claims)
    return ". ".join(part for part in (view, f"Without: {titles}" if titles else "") if part)


def bare(text: str) -> str:
    """Take a sentence of the scenario without its full stop and its line breaks."""
    return " ".join(text.split()).rstrip(".")
