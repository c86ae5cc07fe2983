"""Which packages fit what somebody looks for, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from winset.scenario.model import Scenario
from winset.words.names import form_in_words, listed


def matching_told(
    scenario: Scenario,
    form: str,
    *,
    size: int,
    count: int,
    actors: Sequence[str] = (),
    options: bool = False,
) -> str:
    """Say how many of ``size`` packages fit, those likeliest in the zone of a form first.

    ``actors`` are those who must more likely than not accept them; ``options`` says whether some
    were asked for.
    """
    fitting = f"{count:,} of {size:,} packages" if count else f"None of the {size:,} packages"
    if actors:
        who = listed([scenario.actor_name(actor) for actor in actors])
        each = "each of " if len(actors) > 1 else ""
        verb = "is" if count < 2 else "are"
        fitting += f" {verb} more likely than not accepted by {each}{who}"
    elif options:
        fitting += " fits that" if count < 2 else " fit that"
    else:
        fitting = f"All {size:,} packages"
    if not count:
        return f"{fitting}. Ask for fewer at once, or leave an issue open."
    return f"{fitting}, the likeliest to be in the zone of {form_in_words(scenario, form)} first."


def searched_told(scenario: Scenario, form: str, *, size: int, count: int) -> str:
    """Say that of very many packages a search looked at some, which cannot be sorted further."""
    return (
        f"Of {size:,} packages the search looked at {count:,}; here are the likeliest to be "
        f"in the zone of {form_in_words(scenario, form)}. So many cannot be sorted by who "
        "accepts them."
    )
