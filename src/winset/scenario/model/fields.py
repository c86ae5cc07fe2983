"""What may stand in a field of a scenario: numbers within bounds, days, ids, traces to sources."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from winset.scenario import numbers, rules

ID_PATTERN = r"^[A-Za-z0-9_][A-Za-z0-9_\-]*$"
Id = Annotated[str, Field(pattern=ID_PATTERN)]

Basis = Literal["source", "judgement"]

_YES_OR_NO = {"yes": True, "true": True, "no": False, "false": False}
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
# stand-ins that winset.scenario.schema replaces by the definitions of the grammar
_NUMBER_SCHEMA: dict[str, Any] = {"x-grammar": "Number"}
_RULE_SCHEMA: dict[str, Any] = {"x-grammar": "Rule"}


def within(low: float, high: float) -> BeforeValidator:
    """Read a number that lies between two ends; of a normal, which is truncated, its mean."""

    def check(raw: object) -> object:
        number = numbers.parse_number(raw)
        ends = (
            (number.mean, number.mean)
            if isinstance(number, numbers.Normal)
            else (number.low, number.high)
        )
        if ends[0] < low or ends[1] > high:
            endless = high == float("inf")
            span = f"below {low:g}" if endless else f"outside {low:g}–{high:g}"
            fix = f"Write {low:g} or more." if endless else f"Stay within {low:g}–{high:g}."
            raise PydanticCustomError("out-of-range", "{span}", {"span": span, "fix": fix})
        return number

    return BeforeValidator(check)


def yes_or_no(raw: object) -> object:
    """Read ``yes`` and ``no``, which YAML 1.2 takes for text; anything else stays as it is."""
    return _YES_OR_NO.get(str(raw).lower(), raw) if isinstance(raw, str) else raw


def _one_or_many(raw: object) -> object:
    return (raw,) if isinstance(raw, str) else raw


def _parse_day(raw: object) -> dt.date:
    # pydantic itself would also read numbers, as seconds since 1970
    if isinstance(raw, dt.date) and not isinstance(raw, dt.datetime):
        return raw
    try:
        if isinstance(raw, str) and _DAY.match(raw):
            return dt.date.fromisoformat(raw)
    except ValueError:
        pass
    raise PydanticCustomError(
        "not-a-date", "not a day of the calendar", {"fix": "Write a date such as 2025-12-02."}
    )


def _parse_place(raw: object) -> numbers.Number | str:
    return raw if isinstance(raw, str) else numbers.parse_number(raw)


def _option_name(raw: object) -> object:
    # even levels are named 0, 25, 50 …, and an analyst writes them without quotation marks
    is_number = isinstance(raw, int | float) and not isinstance(raw, bool)
    return f"{raw:g}" if is_number else raw


AnyNumber = Annotated[
    numbers.Number, PlainValidator(numbers.parse_number), WithJsonSchema(_NUMBER_SCHEMA)
]
PlaceOnScale = Annotated[
    numbers.Number | str,
    PlainValidator(_parse_place),
    WithJsonSchema({"anyOf": [_NUMBER_SCHEMA, {"type": "string"}]}),
]
OptionName = Annotated[str, BeforeValidator(_option_name)]
Day = Annotated[
    dt.date, PlainValidator(_parse_day), WithJsonSchema({"type": "string", "format": "date"})
]
Percent = Annotated[AnyNumber, within(0, 100)]
Utility = Annotated[AnyNumber, within(0, 1)]
Odds = Annotated[AnyNumber, within(0, 1)]
Rate = Annotated[AnyNumber, within(0, 12)]
YesOrNo = Annotated[
    bool,
    Field(strict=True),
    BeforeValidator(yes_or_no),
    WithJsonSchema({"enum": [True, False, "yes", "no"]}),
]
RuleTree = Annotated[rules.Rule, PlainValidator(rules.parse_rule), WithJsonSchema(_RULE_SCHEMA)]
SourceIds = Annotated[tuple[str, ...], BeforeValidator(_one_or_many)]


class Entry(BaseModel):
    """Base of every part of a scenario: frozen, and strict about unknown keys."""

    # the text below each field is read where it is shown (winset.scenario.schema);
    # letting pydantic do so costs every start most of its time
    model_config = ConfigDict(frozen=True, extra="forbid")


class Traced(Entry):
    """Part of a scenario whose numbers say where they come from."""

    source: SourceIds = ()
    """Ids of the sources that give these numbers or point their way."""
    note: str | None = None
    """Paragraph or page of the source, and what it says."""
    basis: Basis = "judgement"
    """``source`` only if the source itself gives these very numbers; ``judgement`` if the analyst
    coded them, even where a source points the way."""

    @property
    def is_judgement(self) -> bool:
        """Whether these numbers are the analyst's own, even if a source points the way."""
        return self.basis == "judgement"
