"""Ratification rules as trees, and the grammar that writes them (scenario reference)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic_core import PydanticCustomError

from winset.phrases import as_written
from winset.scenario.rules.basic import BASIC, All, Any, Consent, Not, Quorum
from winset.scenario.rules.rule import (
    By,
    Coalition,
    Consulted,
    Place,
    Primitive,
    Rule,
    Threshold,
    UngrammaticalError,
    parse_threshold,
)

__all__ = [
    "PRIMITIVES",
    "All",
    "Any",
    "By",
    "Coalition",
    "Consent",
    "Consulted",
    "Not",
    "Primitive",
    "Quorum",
    "Rule",
    "Threshold",
    "actors_of",
    "grammar",
    "has_negation",
    "parse_rule",
    "parse_threshold",
    "placed",
    "walk",
]

PRIMITIVES: tuple[Primitive, ...] = BASIC
"""Every kind of rule that is written as a mapping, in the order in which they are tried."""


def grammar() -> str:
    """Say how a rule is written."""
    *examples, last = (primitive.example for primitive in PRIMITIVES)
    return f"Write an actor's id, {', '.join(examples)} or {last}."


def parse_rule(raw: object) -> Rule:
    """Read a rule as the analyst wrote it; one that is read already stays as it is.

    Raises
    ------
    PydanticCustomError
        Naming what does not fit the grammar.
    """
    try:
        return _read(raw)
    except UngrammaticalError as error:
        message = {"message": str(error), "fix": grammar()}
        raise PydanticCustomError("rule", "{message}", message) from None


def _read(raw: object) -> Rule:
    if isinstance(raw, Rule):
        return raw
    if isinstance(raw, str) and raw:
        return Consent(raw)
    if raw is None or raw in ("", {}):
        raise UngrammaticalError("nothing stands where a rule belongs")
    if not isinstance(raw, Mapping):
        kind = "a list" if isinstance(raw, list | tuple) else as_written(raw, 40)
        raise UngrammaticalError(f"{kind} is not a rule")
    for primitive in PRIMITIVES:
        if primitive.is_written_as(raw):
            return primitive.read(raw, _read)
    raise UngrammaticalError(f"a rule cannot have the keys {', '.join(map(str, raw))}")


def placed(rule: Rule, place: Place = ()) -> Iterator[tuple[Place, Rule]]:
    """Yield the rule and every rule below it, each with its place, parents first."""
    yield place, rule
    for where, inner in rule.below():
        yield from placed(inner, (*place, *where))


def walk(rule: Rule) -> Iterator[Rule]:
    """Yield the rule and every rule below it, parents first."""
    return (node for _, node in placed(rule))


def actors_of(rule: Rule) -> tuple[str, ...]:
    """Ids of all actors a rule asks, each once, in the order they are named."""
    return tuple(dict.fromkeys(actor for node in walk(rule) for _, actor in node.asks()))


def has_negation(rule: Rule) -> bool:
    """Whether a consent less may make it hold: it comes to a rule with ``not``."""
    return any(isinstance(node, Not) for node in walk(rule.spelt_out()))
