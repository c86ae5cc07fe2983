"""Ratification rules as trees, and the grammar that writes them.

The grammar (scenario reference): ``ID`` · ``{all: [rule, …]}`` · ``{any: [rule, …]}`` ·
``{not: rule}`` · ``{majority: BODY}`` · ``{at_least: Q, of: BODY}`` ·
``{at_least: Q, of: [ID, …], by: count | votes | influence}``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, cast, get_args

from pydantic_core import PydanticCustomError

By = Literal["count", "votes", "influence"]

_SHARE = re.compile(r"^\d{1,9}/0*[1-9]\d{0,8}$|^0?\.\d{1,12}$|^1(\.0+)?$")
GRAMMAR = (
    "Write an actor's id, {all: [...]}, {any: [...]}, {not: ...}, {majority: BODY}, "
    "{at_least: Q, of: BODY} or {at_least: Q, of: [ID, ...], by: count | votes | influence}."
)


@dataclass(frozen=True)
class Threshold:
    """How much support is enough.

    Attributes
    ----------
    amount
        An integer count (of members by their weight, of actors, or of votes), or a share in
        (0, 1] of the total weight.
    text
        As the analyst wrote it, for messages and reports.
    """

    amount: int | Fraction | float
    text: str

    @property
    def is_count(self) -> bool:
        """Whether the amount is a count and not a share of the total."""
        return isinstance(self.amount, int)


@dataclass(frozen=True)
class Consent:
    """One actor accepts; of a body, more than half of its members by weight."""

    actor: str


@dataclass(frozen=True)
class All:
    """Every rule holds."""

    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Any:
    """At least one rule holds."""

    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Not:
    """The rule does not hold."""

    rule: Rule


@dataclass(frozen=True)
class Quorum:
    """Enough members of one body accept; ``threshold`` None means more than half by weight."""

    body: str
    threshold: Threshold | None


@dataclass(frozen=True)
class Coalition:
    """Enough of several actors accept, each counting 1, its votes or its influence."""

    actors: tuple[str, ...]
    threshold: Threshold
    by: By


Rule = Consent | All | Any | Not | Quorum | Coalition


def parse_rule(raw: object) -> Rule:
    """Read a rule as the analyst wrote it.

    Raises
    ------
    PydanticCustomError
        Naming what does not fit the grammar.
    """
    if isinstance(raw, Consent | All | Any | Not | Quorum | Coalition):
        return raw
    if isinstance(raw, str) and raw:
        return Consent(raw)
    if not isinstance(raw, Mapping):
        raise _ungrammatical(f"{_kind(raw)} is not a rule")
    keys = frozenset(map(str, raw))
    if keys in ({"all"}, {"any"}):
        (key,) = keys
        rules = tuple(parse_rule(r) for r in _filled_list(raw[key], key))
        return All(rules) if key == "all" else Any(rules)
    if keys == {"not"}:
        return Not(parse_rule(raw["not"]))
    if keys == {"majority"}:
        return Quorum(_actor_id(raw["majority"], "majority"), None)
    if {"at_least", "of"} <= keys <= {"at_least", "of", "by"}:
        return _at_least(raw)
    raise _ungrammatical(f"a rule cannot have the keys {', '.join(map(str, raw)) or '(none)'}")


def _at_least(raw: Mapping[str, object]) -> Quorum | Coalition:
    threshold, of = parse_threshold(raw["at_least"]), raw["of"]
    by = raw.get("by", "count")
    if by not in get_args(By):
        raise _ungrammatical("“by” is none of count, votes, influence")
    if isinstance(of, str):
        if "by" in raw:
            raise _ungrammatical("“by” goes with a list of actors, not with one body")
        return Quorum(_actor_id(of, "of"), threshold)
    actors = tuple(_actor_id(item, "of") for item in _filled_list(of, "of"))
    if len(set(actors)) < len(actors):
        raise _ungrammatical("“of” names an actor twice")
    return Coalition(actors, threshold, cast("By", by))


def parse_threshold(raw: object) -> Threshold:
    """Read a quorum: an integer count, a fraction such as ``2/3``, or a share such as ``0.6``."""
    if isinstance(raw, Threshold):
        return raw
    fix = {"fix": "Write a whole number (a count), a fraction such as 2/3 or a share such as 0.6."}
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        raise PydanticCustomError("quorum", "at_least is not a quorum", fix)
    if isinstance(raw, int):
        if raw < 1:
            raise PydanticCustomError("quorum", "at_least is a count below 1", fix)
        return Threshold(raw, str(raw))
    if isinstance(raw, str) and not _SHARE.match(raw):
        raise PydanticCustomError("quorum", "at_least is not a quorum", fix)
    share = Fraction(raw) if isinstance(raw, str) else raw
    if not 0 < share <= 1:
        raise PydanticCustomError("quorum", "at_least is a share outside (0, 1]", fix)
    return Threshold(share, raw if isinstance(raw, str) else f"{raw:g}")


def _filled_list(raw: object, key: str) -> list[object]:
    if not isinstance(raw, list | tuple) or not raw:
        raise _ungrammatical(f"“{key}” needs a list with at least one item")
    return list(raw)


def _actor_id(raw: object, key: str) -> str:
    if not isinstance(raw, str) or not raw:
        raise _ungrammatical(f"“{key}” needs an actor's id")
    return raw


def _kind(raw: object) -> str:
    if isinstance(raw, list | tuple):
        return "a list"
    return str(raw)[:40] or "an empty text"


def _ungrammatical(message: str) -> PydanticCustomError:
    return PydanticCustomError("rule", "{message}", {"message": message, "fix": GRAMMAR})


def walk(rule: Rule) -> Iterator[Rule]:
    """Yield the rule and every rule below it, parents first."""
    yield rule
    if isinstance(rule, All | Any):
        for child in rule.rules:
            yield from walk(child)
    elif isinstance(rule, Not):
        yield from walk(rule.rule)


def actors_of(rule: Rule) -> tuple[str, ...]:
    """Ids of all actors a rule asks, each once, in the order they are named."""
    found: dict[str, None] = {}
    for node in walk(rule):
        if isinstance(node, Consent):
            found[node.actor] = None
        elif isinstance(node, Quorum):
            found[node.body] = None
        elif isinstance(node, Coalition):
            found.update(dict.fromkeys(node.actors))
    return tuple(found)


def rule_as_written(rule: Rule) -> object:
    """Write the rule in the grammar, as plain lists and mappings; ``parse_rule`` reads it back."""
    if isinstance(rule, Consent):
        return rule.actor
    if isinstance(rule, Not):
        return {"not": rule_as_written(rule.rule)}
    if isinstance(rule, All | Any):
        key = "all" if isinstance(rule, All) else "any"
        return {key: [rule_as_written(r) for r in rule.rules]}
    if isinstance(rule, Coalition):
        quorum = _as_written(rule.threshold)
        return {"at_least": quorum, "of": list(rule.actors), "by": rule.by}
    if rule.threshold is None:
        return {"majority": rule.body}
    return {"at_least": _as_written(rule.threshold), "of": rule.body}


def _as_written(threshold: Threshold) -> int | float | str:
    amount = threshold.amount
    if not isinstance(amount, Fraction):
        return amount
    return threshold.text if _SHARE.match(threshold.text) else str(amount)
