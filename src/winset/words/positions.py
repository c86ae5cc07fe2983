"""Who wants what on an issue, and where a deal would put it."""

from __future__ import annotations

from collections.abc import Sequence

from winset.engine import Result
from winset.scenario.model import Scenario
from winset.words.deals import Lead, lead_on, likely_deal
from winset.words.names import actor_in_words, form_in_words, form_name, listed, sentence
from winset.words.quantities import listed_with_rest, number_in_words, percent, quantity
from winset.words.shapes import MOST_NAMED
from winset.words.views import option_in_words

_MOST = 0.5
_MOST_FIRM = 4
MOST_LISTED = 5
"""Options up to which a sentence names each."""


def lead_of_likely_deal(result: Result, issue: str) -> tuple[str, Lead] | None:
    """Form likeliest to have a zone, and what leads on an issue among its Nash deals.

    None where no form has a deal.
    """
    likely = likely_deal(result)
    if likely is None:
        return None
    form, deal = likely
    return form, lead_on(result.forms[form], deal, issue)


def upright_label(scenario: Scenario, form: str, lead: Lead) -> str:
    """Label where a form's deals put an issue: ``treaty: de facto (77 %)``."""
    assert lead.option is not None
    option = option_in_words(lead.option)
    return f"{form_name(scenario, form)}: {option} ({percent(lead.share)})"


def positions_told(
    scenario: Scenario, places: Sequence[tuple[str, float]], firm: Sequence[str]
) -> str:
    """Say between whom an issue lies, and who has a red line on it.

    ``places`` are actors with their positions, the highest first; ``firm`` have a red line.
    """
    if len(places) < 2:
        return "No two actors take a position on it."
    (highest, high), (lowest, low) = places[0], places[-1]
    told = (
        f"All want {quantity(high)}."
        if high == low
        else (
            f"Wishes run from {quantity(high)} ({actor_in_words(scenario, highest)}) to "
            f"{quantity(low)} ({actor_in_words(scenario, lowest)})."
        )
    )
    if not firm:
        return told
    shown = firm if len(firm) <= _MOST_FIRM else firm[: _MOST_FIRM - 1]
    who = listed_with_rest([actor_in_words(scenario, actor) for actor in shown], len(firm))
    has = "has a red line" if len(firm) == 1 else "have red lines"
    return f"{told} {sentence(who)} {has} here."


def positions_method(result: Result, issue: str) -> str:
    """Say what stands in a map of positions."""
    stays = result.scenario.issues[issue].no_deal
    where = ""
    if stays is not None:
        place = option_in_words(stays) if isinstance(stays, str) else number_in_words(stays)
        where = f" Without a deal the issue stays at {place}."
    return (
        "A dot is the centre of the range the analyst gave, a line the range. The area of a dot is "
        "salience × influence, with an influence of 50 where none is given. A pale band holds the "
        "middle four fifths of the members of a body. A hollow dot is what the actor expects "
        "without a deal, where that is its own view. A wedge is the range of its red line. It "
        "thickens toward what the actor bars, up to a bracket beyond which every draw bars it. A "
        f"diamond is an outsider. {_marked(result, issue)}{where}"
    )


def _marked(result: Result, issue: str) -> str:
    """Say what the solid upright is, or why there is none."""
    leading = lead_of_likely_deal(result, issue)
    if leading is None:
        return "No deal is marked, since no text passes in any form."
    form, lead = leading
    named = form_in_words(result.scenario, form)
    if lead.option is None:
        return f"No deal is marked, since no option stands out in the Nash solutions of {named}."
    return (
        f"The solid upright is the option most frequent in the Nash solutions of {named}, with the "
        "share of them that have it."
    )


def choice_told(result: Result, issue: str) -> str:
    """Say between what a nominal issue lets choose, and what deals have."""
    names = [option_in_words(option) for option in result.scenario.issues[issue].options]
    among = f"{len(names)} options" if len(names) > MOST_LISTED else listed(names)
    choice = f"The choice is between {among}."
    leading = lead_of_likely_deal(result, issue)
    if leading is None:
        return choice
    _, lead = leading
    if lead.option is None:
        return f"{choice} No option stands out in the deals."
    often = "Most deals have" if lead.share > _MOST else "Deals most often have"
    return f"{choice} {often} {option_in_words(lead.option)} ({percent(lead.share)})."


def choice_method(options: int) -> str:
    """Say what stands in a matrix of worths of so many options."""
    shown = (
        "The area of a dot is that worth. The numbers beside the dots and in the table"
        if options <= MOST_NAMED
        else "The stronger the colour, the more an option is worth. The numbers in the table"
    )
    return (
        f"This issue has no scale: each actor values its options from 0 to 1. {shown} are the "
        "centres of the ranges the analyst gave."
    )
