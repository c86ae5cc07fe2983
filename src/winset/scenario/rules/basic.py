"""The basic primitives, in which all other rules can be spelt out."""

from __future__ import annotations

import operator
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import ClassVar, cast, get_args

from winset.scenario.rules.rule import (
    ACTOR,
    ACTORS,
    QUORUM,
    RULE,
    RULES,
    By,
    Coalition,
    Consulted,
    Parse,
    Place,
    Primitive,
    Rule,
    Threshold,
    Truth,
    UngrammaticalError,
    actor_id,
    filled_list,
    parse_threshold,
)


@dataclass(frozen=True)
class Consent(Rule):
    """One actor accepts; of a body, more than half of its members by weight."""

    actor: str

    def written(self) -> object:
        return self.actor

    def spelt_out(self) -> Rule:
        return self

    def asks(self) -> Iterator[tuple[Place, str]]:
        yield (), self.actor

    def holds(self, consents: Consulted[Truth]) -> Truth:
        return consents.accept(self.actor)


@dataclass(frozen=True)
class Several(Rule):
    """Several rules, of which all or any must hold."""

    rules: tuple[Rule, ...]

    key: ClassVar[str]
    """The key they are written under."""

    def written(self) -> object:
        return {self.key: [rule.written() for rule in self.rules]}

    def spelt_out(self) -> Rule:
        return type(self)(tuple(rule.spelt_out() for rule in self.rules))

    def below(self) -> Iterator[tuple[Place, Rule]]:
        yield from (((self.key, n), rule) for n, rule in enumerate(self.rules))

    @classmethod
    def read(cls, raw: Mapping[str, object], parse: Parse) -> Rule:
        """Make the rule of the mapping it is written as."""
        return cls(tuple(parse(rule) for rule in filled_list(raw[cls.key], cls.key)))


@dataclass(frozen=True)
class All(Several):
    """Every rule holds."""

    key = "all"

    def holds(self, consents: Consulted[Truth]) -> Truth:
        return reduce(operator.and_, (rule.holds(consents) for rule in self.rules))


@dataclass(frozen=True)
class Any(Several):
    """At least one rule holds."""

    key = "any"

    def holds(self, consents: Consulted[Truth]) -> Truth:
        return reduce(operator.or_, (rule.holds(consents) for rule in self.rules))


@dataclass(frozen=True)
class Not(Rule):
    """The rule does not hold."""

    rule: Rule

    def written(self) -> object:
        return {"not": self.rule.written()}

    def spelt_out(self) -> Rule:
        return Not(self.rule.spelt_out())

    def below(self) -> Iterator[tuple[Place, Rule]]:
        yield ("not",), self.rule

    def holds(self, consents: Consulted[Truth]) -> Truth:
        return cast("Truth", operator.invert(cast("int", self.rule.holds(consents))))


@dataclass(frozen=True)
class Quorum(Rule):
    """Enough members of one body accept; ``threshold`` None means more than half by weight."""

    body: str
    threshold: Threshold | None

    def written(self) -> object:
        if self.threshold is None:
            return {"majority": self.body}
        return {"at_least": self.threshold.written(), "of": self.body}

    def spelt_out(self) -> Rule:
        return self

    def asks(self) -> Iterator[tuple[Place, str]]:
        yield ("majority" if self.threshold is None else "of",), self.body

    def holds(self, consents: Consulted[Truth]) -> Truth:
        if self.threshold is None:
            return consents.accept(self.body)
        return consents.reaches(self.body, self.threshold)


def _read_not(raw: Mapping[str, object], parse: Parse) -> Rule:
    return Not(parse(raw["not"]))


def _read_majority(raw: Mapping[str, object], _: Parse) -> Rule:
    return Quorum(actor_id(raw["majority"], "majority"), None)


def _read_quorum(raw: Mapping[str, object], _: Parse) -> Rule:
    return Quorum(actor_id(raw["of"], "of"), parse_threshold(raw["at_least"]))


def _read_coalition(raw: Mapping[str, object], _: Parse) -> Rule:
    threshold, by = parse_threshold(raw["at_least"]), raw.get("by", "count")
    if by not in get_args(By):
        raise UngrammaticalError("“by” is none of count, votes, influence")
    if isinstance(raw["of"], str):
        raise UngrammaticalError("“by” goes with a list of actors, not with one body")
    actors = tuple(actor_id(item, "of") for item in filled_list(raw["of"], "of"))
    if len(set(actors)) < len(actors):
        raise UngrammaticalError("“of” names an actor twice")
    return Coalition(actors, threshold, cast("By", by))


_BY = {"enum": list(get_args(By)), "description": "What each actor counts."}

BASIC = (
    Primitive("{all: [...]}", "Every rule holds.", {"all": RULES}, All.read),
    Primitive("{any: [...]}", "At least one rule holds.", {"any": RULES}, Any.read),
    Primitive("{not: ...}", "The rule does not hold.", {"not": RULE}, _read_not),
    Primitive(
        "{majority: BODY}",
        "More than half of a body by weight.",
        {"majority": ACTOR},
        _read_majority,
    ),
    Primitive(
        "{at_least: Q, of: BODY}",
        "Enough members of a body.",
        {"at_least": QUORUM, "of": ACTOR},
        _read_quorum,
        fits=lambda raw: isinstance(raw["of"], str),
    ),
    Primitive(
        "{at_least: Q, of: [ID, ...], by: count | votes | influence}",
        "Enough of several actors.",
        {"at_least": QUORUM, "of": ACTORS, "by": _BY},
        _read_coalition,
        optional=frozenset({"by"}),
    ),
)
