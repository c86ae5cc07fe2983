"""The three marks of a number, and how a source is cited: the same everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from winset.scenario.model import Scenario, Source, Traced
from winset.words.names import listed
from winset.words.quantities import day_in_words

Mark = Literal["data", "judgement", "assumption"]

MARKS: Mapping[Mark, tuple[str, str]] = {
    "data": ("■", "a source gives the number"),
    "judgement": ("□", "the analyst’s judgement"),
    "assumption": ("△", "a setting, or a default the analyst left as it was"),
}
"""Mark → its sign and what it means, the same everywhere."""


def mark_of(entry: Traced) -> Mark:
    """Mark of the numbers an entry gives."""
    return "judgement" if entry.is_judgement else "data"


def source_in_words(source: Source) -> str:
    """Cite a source briefly: ``Alpha News, 9 December 2025``."""
    parts = [source.publisher or source.author or source.title]
    if source.date is not None:
        parts.append(day_in_words(source.date))
    return ", ".join(parts)


def cited(scenario: Scenario, sources: Iterable[str]) -> list[str]:
    """Cite the sources of these ids that the scenario lists."""
    return [source_in_words(scenario.sources[id_]) for id_ in sources if id_ in scenario.sources]


def credit(scenario: Scenario) -> str:
    """Say where a picture is from, and of when: ``winset, from “Talks” as of 3 May 2024``."""
    day = "" if scenario.as_of is None else f" as of {day_in_words(scenario.as_of)}"
    return f"winset, from “{scenario.title}”{day or ', undated'}"


def attributed(scenario: Scenario, sources: Iterable[str]) -> str:
    """Whose word it is: ``according to Alexander Shatilov``; empty where no one is named."""
    found = (scenario.sources[id_] for id_ in sources if id_ in scenario.sources)
    holders = dict.fromkeys(source.speaker or source.author or "" for source in found)
    names = [name for name in holders if name]
    return f"according to {listed(names)}" if names else ""
