"""What every ratification rule is: whom it asks, how it is written, and when it holds.

A rule is a tree. Its nodes are primitives: small classes, each of one file's making, entered in
``winset.scenario.rules.PRIMITIVES``. Whatever a primitive does not say itself follows from what it
comes to in the six basic ones (``spelt_out``), which every way of applying rules knows.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal, Protocol, TypeVar

from pydantic_core import PydanticCustomError

By = Literal["count", "votes", "influence"]
Truth = TypeVar("Truth")
Answer_co = TypeVar("Answer_co", covariant=True)
Place = tuple[str | int, ...]
Schema = dict[str, Any]

RULE: Schema = {"$ref": "#/$defs/Rule"}
ACTOR: Schema = {"$ref": "#/$defs/ActorId"}
RULES: Schema = {"type": "array", "items": RULE, "minItems": 1}
ACTORS: Schema = {"type": "array", "items": ACTOR, "minItems": 1, "uniqueItems": True}
QUORUM: Schema = {
    "description": "A count, a fraction such as 2/3, or a share such as 0.6.",
    "anyOf": [
        {"type": "integer", "minimum": 1},
        {"type": "number", "exclusiveMinimum": 0, "maximum": 1},
        {"type": "string", "pattern": r"^([0-9]+/[0-9]+|0?\.[0-9]+|1(\.0+)?)$"},
    ],
}

_SHARE = re.compile(r"^\d{1,9}/0*[1-9]\d{0,8}$|^0?\.\d{1,12}$|^1(\.0+)?$")


class Consulted(Protocol[Answer_co]):
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


class Rule(ABC):
    """One node of a rule; a frozen dataclass."""

    @abstractmethod
    def written(self) -> object:
        """Write it in the grammar, as plain lists and mappings."""

    @abstractmethod
    def spelt_out(self) -> Rule:
        """Return the same rule in basic primitives alone."""

    def below(self) -> Iterator[tuple[Place, Rule]]:
        """Yield the rules it is made of, each with its place in what ``written`` gives."""
        yield from ()

    def asks(self) -> Iterator[tuple[Place, str]]:
        """Yield the actors it names itself, each with the place of its id."""
        yield from ()

    def holds(self, consents: Consulted[Truth]) -> Truth:
        """Say where it holds, given who accepts."""
        return self.spelt_out().holds(consents)


Parse = Callable[[object], Rule]


@dataclass(frozen=True)
class Primitive:
    """How one kind of rule is written."""

    example: str
    """In short, for messages."""
    means: str
    """What must hold, in a sentence."""
    properties: Mapping[str, Schema]
    """Keys of the mapping it is written as → JSON Schema of their values."""
    read: Callable[[Mapping[str, object], Parse], Rule]
    """Makes the rule of such a mapping; is given it, and what reads the rules within."""
    optional: frozenset[str] = frozenset()
    """Keys that may be left out."""
    fits: Callable[[Mapping[str, object]], bool] = lambda _: True
    """Tells it from other primitives with the same keys."""

    def is_written_as(self, raw: Mapping[str, object]) -> bool:
        """Whether a mapping is this kind of rule, by its keys."""
        keys, known = set(map(str, raw)), set(self.properties)
        return known - self.optional <= keys <= known and self.fits(raw)


@dataclass(frozen=True)
class Threshold:
    """How much support is enough."""

    amount: int | Fraction | float
    """An integer count (of members by their weight, of actors, or of votes), or a share in (0, 1]
    of the total weight."""
    text: str
    """As the analyst wrote it, for messages and reports."""

    @property
    def is_count(self) -> bool:
        """Whether the amount is a count and not a share of the total."""
        return isinstance(self.amount, int)

    def written(self) -> int | float | str:
        """Write it as ``parse_threshold`` reads it."""
        if not isinstance(self.amount, Fraction):
            return self.amount
        return self.text if _SHARE.match(self.text) else str(self.amount)


@dataclass(frozen=True)
class Coalition(Rule):
    """Enough of several actors accept, each counting 1, its votes or its influence."""

    actors: tuple[str, ...]
    threshold: Threshold
    by: By

    def written(self) -> object:
        return {"at_least": self.threshold.written(), "of": list(self.actors), "by": self.by}

    def spelt_out(self) -> Rule:
        return self

    def asks(self) -> Iterator[tuple[Place, str]]:
        yield from ((("of", n), actor) for n, actor in enumerate(self.actors))

    def holds(self, consents: Consulted[Truth]) -> Truth:
        return consents.coalition(self)


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


class UngrammaticalError(ValueError):
    """What was written does not fit the grammar."""


def filled_list(raw: object, key: str) -> list[object]:
    """Return what stands under a key as a list.

    Raises
    ------
    UngrammaticalError
        If it is none, or an empty one.
    """
    if not isinstance(raw, list | tuple) or not raw:
        raise UngrammaticalError(f"“{key}” needs a list with at least one item")
    return list(raw)


def actor_id(raw: object, key: str) -> str:
    """Return what stands under a key as an actor's id.

    Raises
    ------
    UngrammaticalError
        If it is none.
    """
    if not isinstance(raw, str) or not raw:
        raise UngrammaticalError(f"“{key}” needs an actor's id")
    return raw
