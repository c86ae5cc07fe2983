"""Who stands in the way of a form, told no more firmly than the draws allow."""

from __future__ import annotations

from winset.ratification import Ratification
from winset.scenario.model import Scenario
from winset.scenario.rules import has_negation
from winset.words.names import sentence
from winset.words.quantities import counted, odds, odds_at_least
from winset.words.views import some_actors


def blockers_told(scenario: Scenario, ratification: Ratification, shown: int) -> str:
    """Say who stands in the way of a form, and how many actors its chart leaves out."""
    leading = ratification.leading_blockers
    if not leading:
        follows = several_must_move(scenario, ratification.form)
        return f"No one actor’s consent alone would open a zone; {follows}."
    names = some_actors(scenario, [blocker.actor for blocker in leading])
    top, least = leading[0].share, leading[-1].share
    where = (odds if least == top else odds_at_least)(least, "worlds without one")
    none = len(ratification.blockers) - shown
    others = f" {sentence(counted(none, 'other actor'))} never would." if none else ""
    if len(leading) == 1:
        return f"{names} alone, accepting every package, would open a zone in {where}.{others}"
    apart = "either" if len(leading) == 2 else "any one"
    return (
        f"{names}: {apart} of them alone, accepting every package, would open a zone in "
        f"{where}.{others}"
    )


def blockers_method(without: int) -> str:
    """Say what the shares of blockers are of: so many worlds without a zone."""
    return (
        f"Of the {without:,} worlds without a zone, the share that would have one if this actor "
        "alone accepted every package and all others stayed as they are. Shares need not sum to "
        "one: in a world either of two may be enough, or no one alone."
    )


def several_must_move(scenario: Scenario, form: str) -> str:
    """Say what follows where no one consent is enough.

    With a ``not`` in a rule it does not follow that more must consent: one consent less may do.
    """
    rules = (party.ratification.get(form) for party in scenario.parties.values())
    if any(has_negation(rule) for rule in rules if rule is not None):
        return "a rule with “not” may need one consent less"
    return "more than one must move"
