"""Who stands in the way of a form, told no more firmly than the draws allow."""

from __future__ import annotations

from winset.ratification import Ratification
from winset.scenario.model import Scenario
from winset.scenario.rules import has_negation
from winset.words.names import actor_in_words, sentence
from winset.words.quantities import counted, percents
from winset.words.views import some_actors


def blockers_told(scenario: Scenario, ratification: Ratification, shown: int) -> str:
    """Say who stands in the way of a form, and how many actors its chart leaves out."""
    leading = ratification.leading_blockers
    if not leading:
        follows = sentence(_several_must_move(scenario, ratification.form))
        return f"Where no text passes, no single consent would change that. {follows}."
    actors = [blocker.actor for blocker in leading]
    share = percents(leading[-1].share.value, leading[0].share.value)
    none = len(ratification.blockers) - shown
    others = f" That of {counted(none, 'other actor')} never would be." if none else ""
    enough = f"alone would be enough in {share} of those draws.{others}"
    if len(actors) == 1:
        who = actor_in_words(scenario, actors[0])
        return f"Where no text passes, the consent of {who} {enough}"
    apart = "either" if len(actors) == 2 else "any one"
    return (
        f"{some_actors(scenario, actors)} stand in the way. Where no text passes, the consent of "
        f"{apart} of them {enough}"
    )


def blockers_method(without: int) -> str:
    """Say what the shares of blockers are of: so many worlds without a zone."""
    return (
        f"In {counted(without, 'draw')} no text passes. The figure is the share of these in which "
        "one would, if this actor alone accepted every text. All others stay as they are. The "
        "shares need not sum to 100 %. In one draw either of two is enough, in another nobody "
        "alone is."
    )


def _several_must_move(scenario: Scenario, form: str) -> str:
    """Say what follows where no one consent is enough.

    With a ``not`` in a rule it does not follow that more must consent: one consent less may do.
    """
    rules = (party.ratification.get(form) for party in scenario.parties.values())
    if any(has_negation(rule) for rule in rules if rule is not None):
        return "a rule with “not” may need one consent less"
    return "more than one must move"
