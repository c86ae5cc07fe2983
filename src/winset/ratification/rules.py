"""Ratification rules applied to consents."""

from __future__ import annotations

import operator
from functools import reduce
from typing import Protocol, TypeVar, cast

from winset.scenario.rules import All, Any, Coalition, Consent, Not, Quorum, Rule, Threshold

Truth = TypeVar("Truth")
Answer_co = TypeVar("Answer_co", covariant=True)


class Asked(Protocol[Answer_co]):
    """Consents of all actors, as arrays or as sets with ``&``, ``|`` and ``~``."""

    def accept(self, actor: str) -> Answer_co:
        """Whether an actor accepts; of a body, more than half by weight."""
        ...

    def reaches(self, body: str, threshold: Threshold) -> Answer_co:
        """Whether enough members of a body accept."""
        ...

    def coalition(self, rule: Coalition) -> Answer_co:
        """Whether enough of several actors accept."""
        ...


def satisfied(rule: Rule, consents: Asked[Truth]) -> Truth:
    """Whether a ratification rule holds.

    Parameters
    ----------
    rule
        The rule.
    consents
        Consents of all actors the rule asks: over a chunk of worlds, or one world as bits.

    Returns
    -------
    (worlds, packages), or the set of packages
    """
    match rule:
        case Consent(actor) | Quorum(actor, None):
            return consents.accept(actor)
        case All(rules):
            return reduce(operator.and_, (satisfied(part, consents) for part in rules))
        case Any(rules):
            return reduce(operator.or_, (satisfied(part, consents) for part in rules))
        case Not(inner):
            return cast("Truth", operator.invert(cast("int", satisfied(inner, consents))))
        case Quorum(body, Threshold() as threshold):
            return consents.reaches(body, threshold)
        case Coalition():
            return consents.coalition(rule)
    raise TypeError(rule)
