"""Which kind of number closes a form in which hardly any text passes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from winset.engine import Result
from winset.texts import Dropped
from winset.words.names import form_in_words, sentence
from winset.words.quantities import percent

_CLASSES: Mapping[str, tuple[str, str]] = {
    "red_lines": ("red lines close", "without any"),
    "pledges": ("public pledges close", "without them"),
    "expectations": ("what each expects without a deal closes", "were all to expect the same"),
    "costs": ("the cost of no deal closes", "without it"),
    "rules": ("those asked at home close", "were only the leaders asked"),
    "exclusions": ("the excluded combinations close", "were none excluded"),
}
_CLEARLY = 0.1


def why_no_zone_told(result: Result, why: Mapping[str, Sequence[Dropped]]) -> Iterator[str]:
    """Say which class of input closes each form, and how often some text would pass without it."""
    for form, rows in why.items():
        opening = [row for row in rows if row.zone.is_clear and row.zone.value >= _CLEARLY]
        name = form_in_words(result.scenario, form)
        now = result.forms[form].ratification.zone.probability.value
        if opening:
            most = max(opening, key=lambda row: row.zone.value)
            closes, without = _CLASSES[most.dropped]
            yield (
                f"{sentence(closes)} {name}: {without}, some text would pass "
                f"{percent(most.zone.after)} of the time, not {percent(now)}."
            )
        elif rows:
            yield f"No one kind of number closes {name} alone."
