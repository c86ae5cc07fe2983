"""What a package must satisfy, as named parts that can clash."""

from __future__ import annotations

from dataclasses import dataclass

from winset.scenario.rules import Rule


@dataclass(frozen=True)
class Required:
    """A party's rule, or the part of it that must hold beside others."""

    party: str
    rule: Rule


@dataclass(frozen=True)
class Reservation:
    """An actor accepts nothing worth less to it than no deal; of a body, no member does."""

    actor: str


@dataclass(frozen=True)
class RedLines:
    """An actor's red line on one issue, or those of a body's members."""

    actor: str
    issue: str


@dataclass(frozen=True)
class Refusal:
    """An actor refuses only what it does not accept; a rule with ``not`` asks it to refuse."""

    actor: str


Demand = Required | Reservation | RedLines | Refusal
