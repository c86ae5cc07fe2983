"""Who signs: parties, their elections and the rules they ratify by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Literal

from winset.scenario import numbers
from winset.scenario.model.fields import (
    AnyNumber,
    Day,
    Id,
    Odds,
    Percent,
    Rate,
    RuleTree,
    Traced,
    YesOrNo,
    within,
)

Regime = Literal["democracy", "personalist", "single_party", "military", "monarchy", "other"]


class Election(Traced):
    """A dated vote that may bring another coalition to power."""

    date: Day
    """Day of the vote."""
    takes_office: Day | None = None
    """Day the winner takes office, from which a change counts; default: the day of the vote."""
    change: Odds
    """Odds that the leader's supporting coalition is another one afterwards, 0–1."""

    @property
    def in_office(self) -> dt.date:
        """Day from which a change counts."""
        return self.takes_office or self.date


class Party(Traced):
    """A side that signs, and what it needs at home for each form of agreement."""

    name: str = ""
    """Name as readers see it; default: the id."""
    with_article: YesOrNo = False
    """Whether the name takes “the” inside a sentence: the United States."""
    regime: Regime = "other"
    """Type of regime, as in the data on agreements and turnover."""
    principal: str
    """The actor who leads the party and signs, unless an envoy does (``signs``); the settlement is
    between those who sign."""
    envoys: tuple[str, ...] = ()
    """Actors who negotiate for the principal."""
    signs: str | None = None
    """The envoy who writes and signs the text, and bargains in the principal's place; default: the
    principal. What must be ratified at home stays as the rules say."""
    elites: tuple[str, ...] | None = None
    """Actors of the party who count as its elites, whatever their role; an empty list for none;
    default: those whose role is elite."""
    bargaining_weight: Annotated[AnyNumber, within(0, float("inf"))] = numbers.Fixed(1.0)
    """Exponent in the weighted Nash solution."""
    ratification: Mapping[Id, RuleTree]
    """Form of agreement → the rule that must hold at home; forms are tried in this order."""
    elections: tuple[Election, ...] = ()
    """Dated votes, for how long a deal lasts: until the last of them they stand in place of the
    rate at which coalitions change in this type of regime."""
    turnover: Rate | None = None
    """Coalition changes a year that no dated election brings; default: the rate of the type of
    regime, and none before the last dated election."""
    approval: Percent | None = None
    """Per cent who approve of a US president; used only where ``durability.use_approval`` says so,
    for fifteen elections do not establish what it does."""
