"""Who wants what on an issue, and where a deal would put it."""

from __future__ import annotations

from collections.abc import Sequence

from winset.engine import Result
from winset.scenario.model import Scenario
from winset.words.deals import Lead, lead_on, likely_deal
from winset.words.names import form_in_words, listed, plain_name
from winset.words.quantities import listed_with_rest, number_in_words, quantity, share
from winset.words.shapes import MOST_NAMED
from winset.words.views import option_in_words

_MOST = 0.5
_MOST_FIRM = 4


def lead_of_likely_deal(result: Result, issue: str) -> tuple[str, Lead, int] | None:
    """Form likeliest to have a zone, what leads on an issue among its Nash deals, of how many.

    None where no form has a deal.
    """
    likely = likely_deal(result)
    if likely is None:
        return None
    form, deal = likely
    return form, lead_on(result.forms[form], deal, issue), deal.settled.worlds


def upright_label(form: str, lead: Lead, worlds: int) -> str:
    """Label where a form's deals put an issue: ``treaty: de facto (0.77)``."""
    assert lead.option is not None
    return f"{plain_name(form)}: {option_in_words(lead.option)} ({share(lead.share, worlds)})"


def positions_told(
    scenario: Scenario, places: Sequence[tuple[str, float]], firm: Sequence[str]
) -> str:
    """Say between whom an issue lies, and who has a red line on it.

    ``places`` are actors with their positions, the highest first; ``firm`` have a red line.
    """
    if len(places) < 2:
        return "No two actors take a position on it."
    (highest, high), (lowest, low) = places[0], places[-1]
    lines = ""
    if firm:
        shown = firm if len(firm) <= _MOST_FIRM else firm[: _MOST_FIRM - 1]
        who = [scenario.actor_name(actor) for actor in shown]
        lines = f"; red lines: {listed_with_rest(who, len(firm))}"
    return (
        f"From {scenario.actor_name(highest)} ({quantity(high)}) to "
        f"{scenario.actor_name(lowest)} ({quantity(low)}){lines}."
    )


def positions_method(result: Result, issue: str) -> str:
    """Say what stands in a map of positions."""
    stays = result.scenario.issues[issue].no_deal
    where = ""
    if stays is not None:
        place = option_in_words(stays) if isinstance(stays, str) else number_in_words(stays)
        where = f" Without a deal the issue stays at {place}."
    return (
        "Dots are the centres of the ranges the analyst gave, lines the ranges; a dot’s area is "
        "salience × influence (influence 50 where none is given). A pale band holds the middle "
        "four fifths of a body’s members, a hollow dot is what the actor expects without a deal "
        "where that is its own. A wedge is the range of its red line: it thickens toward what the "
        "actor bars, up to a bracket beyond which every draw bars it. A diamond is an outsider. "
        f"{_marked(result, issue)}{where}"
    )


def _marked(result: Result, issue: str) -> str:
    """Say what the solid upright is, or why there is none."""
    leading = lead_of_likely_deal(result, issue)
    if leading is None:
        return "No deal is marked, since no form has one."
    form, lead, _ = leading
    if lead.option is None:
        return (
            "No deal is marked, since no option stands out in the Nash solution of "
            f"{form_in_words(result.scenario, form)}."
        )
    return (
        f"The solid upright is the option most frequent in the Nash solution of "
        f"{form_in_words(result.scenario, form)}, with the share of solutions that have it."
    )


def choice_told(result: Result, issue: str) -> str:
    """Say between what a nominal issue lets choose, and what deals have."""
    names = [option_in_words(option) for option in result.scenario.issues[issue].options]
    choice = f"A choice between {listed(names)}"
    if len(names) > MOST_NAMED:
        choice = f"A choice between {len(names)} options, from {names[0]} to {names[-1]}"
    leading = lead_of_likely_deal(result, issue)
    if leading is None:
        return f"{choice}."
    _, lead, worlds = leading
    if lead.option is None:
        return f"{choice}; no option stands out in the deals."
    often = "most deals have" if lead.share > _MOST else "deals most often have"
    return f"{choice}; {often} {option_in_words(lead.option)} ({share(lead.share, worlds)})."


def choice_method(options: int) -> str:
    """Say what stands in a matrix of worths of so many options."""
    shown = (
        "A dot’s area is that worth, the numbers beside the dots and in the table are"
        if options <= MOST_NAMED
        else "The stronger the colour, the more an option is worth; the table’s numbers are"
    )
    return (
        f"This issue has no scale; each actor values its options from 0 to 1. {shown} the centres "
        "of the ranges the analyst gave."
    )
