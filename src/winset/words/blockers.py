"""Who stands in the way of a form, told no more firmly than the draws allow."""

from __future__ import annotations

from dataclasses import dataclass

from winset.ratification import Blocker, Ratification
from winset.scenario.model import Scenario
from winset.scenario.rules import has_negation


@dataclass(frozen=True)
class Obstacles:
    """The greatest obstacles to one form.

    Attributes
    ----------
    without
        Number of worlds without a zone.
    top
        The actors no other is above by more than the error of the draws; empty where no actor's
        consent alone would open a zone in any world.
    """

    without: int
    top: tuple[Blocker, ...]


def obstacles(ratification: Ratification) -> Obstacles:
    """Find who stands in the way, and who cannot be told apart from them.

    Parameters
    ----------
    ratification
        One form of agreement.

    Returns
    -------
    Obstacles
    """
    return Obstacles(int((~ratification.has_zone).sum()), ratification.leading_blockers)


def several_must_move(scenario: Scenario, form: str) -> str:
    """Say what follows where no one consent is enough.

    With a ``not`` in a rule it does not follow that more must consent: one consent less may do.
    """
    rules = (party.ratification.get(form) for party in scenario.parties.values())
    if any(has_negation(rule) for rule in rules if rule is not None):
        return "a rule with “not” may need one consent less"
    return "more than one must move"
