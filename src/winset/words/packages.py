"""Which texts fit what somebody looks for, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from winset.scenario.model import Scenario
from winset.words.names import actor_in_words, as_form
from winset.words.quantities import listed_with_rest

_MOST = 3
"""Actors up to which a sentence names each."""


def matching_told(
    scenario: Scenario,
    form: str,
    *,
    size: int,
    count: int,
    actors: Sequence[str] = (),
    options: bool = False,
) -> str:
    """Say how many of ``size`` texts fit, those likeliest to pass in a form first.

    ``actors`` are those who must probably accept them; ``options`` says whether some were asked
    for.
    """
    which = f"Of {size:,} texts {f'{count:,}' if count else 'none'}"
    fitting = f"{which} {'fit' if count > 1 else 'fits'}"
    if actors:
        named = [actor_in_words(scenario, actor) for actor in actors[:_MOST]]
        each = "each of " if len(actors) > 1 else ""
        who = listed_with_rest(named, len(actors))
        fitting = f"{which} would probably be accepted by {each}{who}"
    elif not options:
        fitting = f"These are all {size:,} texts"
    if not count:
        return f"{fitting}. Ask for less at once, or leave an issue open."
    return f"{fitting}. Those likeliest to pass {as_form(scenario, form)} come first."


def searched_told(scenario: Scenario, form: str, *, size: int, count: int) -> str:
    """Say that of very many texts a search looked at some, which cannot be sorted further."""
    return (
        f"Of {size:,} texts the search looked at {count:,}. Here are those likeliest to pass "
        f"{as_form(scenario, form)}. So many cannot be sorted by who accepts them."
    )
