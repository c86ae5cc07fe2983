"""How long deals last, in words: what ends them, why each was looked at, what was left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from winset.durability.results import Choice, Contrast, Deal, Durability, Reason
from winset.engine import Result
from winset.scenario.model import Scenario
from winset.uncertainty import Band
from winset.words.names import (
    actor_in_words,
    form_in_words,
    form_title,
    party_in_words,
    sentence,
)
from winset.words.quantities import counted, percent, percents, points, signed
from winset.words.table import Table
from winset.words.views import option_in_words

_CHOICES: dict[Choice, str] = {
    "nash": "the leaders’ text",
    "most_ratifiable": "likeliest to pass",
    "elite_backed": "with the elites",
    "named": "as asked",
}
"""Why a deal is looked at → its name in a table."""


_CAUSES = {
    "violated": ("violated", "violated"),
    "renegotiated": ("renegotiated", "renegotiated or replaced"),
    "ended_otherwise": ("run out", "run out or ended otherwise"),
    "disrupted": ("disrupted", "disrupted by outsiders (the analyst’s rate)"),
}
"""Cause of an end → its name, in short and in full."""


POINT = 0.01
"""Odds that differ by less are not told apart in words."""


def cause_in_words(cause: str, *, brief: bool = False) -> str:
    """Name the cause of an end: ``renegotiated or replaced``, briefly ``renegotiated``."""
    return _CAUSES.get(cause, (cause, cause))[0 if brief else 1]


def span(band: Band) -> str:
    """Write odds with their 95 % interval: ``86 % (77–92)``."""
    return f"{percent(band.mean)} ({percents(band.low, band.high).removesuffix(' %')})"


def change_in_words(band: Band) -> str:
    """Write a change of odds with its 95 % interval: ``−2 points (−3 to 0)``."""
    return f"{points(band.mean)} ({signed(100 * band.low, 0)} to {signed(100 * band.high, 0)})"


def years_in_words(years: int) -> str:
    """``one year``, ``ten years``."""
    return counted(years, "year")


def year_count(years: int) -> str:
    """Head a column of so many years: ``1 year``, ``5 years``."""
    return f"{years} {'year' if years == 1 else 'years'}"


def choice_named(durability: Durability, deal: Deal) -> str:
    """Name a deal in short by why it was chosen: ``leaders’ own``, ``with the elites``."""
    if deal.choice == "elite_backed" and not durability.backing[deal.form].backed:
        return "the text nearest the elites"
    return _CHOICES[deal.choice]


def contrast_shown(durability: Durability, form: str) -> Contrast | None:
    """Return a form's elite-backed deal against the leaders' own, at the last mark.

    None where it is the same deal or the odds differ by less than a percent point.
    """
    contrast = durability.contrast(form, "elite_backed", durability.marks[-1])
    is_shown = contrast is not None and abs(contrast.difference.mean) >= POINT
    return contrast if is_shown else None


def deals_shown(durability: Durability, form: str) -> list[Deal]:
    """Choose the deals of a form that are shown: for the elites only one whose odds differ."""
    return [
        deal
        for choice, deal in durability.forms[form].items()
        if choice in ("nash", "named")
        or (choice == "elite_backed" and contrast_shown(durability, form) is not None)
    ]


def texts_table(result: Result, durability: Durability, form: str) -> Table | None:
    """Return what the leaders' own text and the one for the elites differ in; None if nothing."""
    deals = durability.forms[form]
    if "elite_backed" not in deals:
        return None
    texts = [result.space.package(deals[choice].package) for choice in ("nash", "elite_backed")]
    rows = tuple(
        (result.scenario.issues[issue].title, option_in_words(option), option_in_words(other))
        for (issue, option), other in zip(texts[0].items(), texts[1].values(), strict=True)
        if option != other
    )
    names = [choice_named(durability, deals[choice]) for choice in ("nash", "elite_backed")]
    return Table((form_title(result.scenario, form), *map(sentence, names)), rows) if rows else None


def drivers_told(result: Result, deal: Deal, most: int = 3) -> str:
    """Say what ends a deal: the risk every agreement runs, or whose change of coalition."""
    rows = deal.outlook.driven_by()
    if not rows:
        return "Nothing ends it within the years looked at."
    plain = sum(share for party, _, _, share in rows if not party)
    start = f"Of its ends, {percent(plain)} would come without any change of coalition."
    blocs: dict[str, dict[str, float]] = {}
    for party, bloc, _, share in rows:
        if party:
            shares = blocs.setdefault(party, {})
            shares[bloc] = shares.get(bloc, 0.0) + share
    parties = sorted(blocs, key=lambda party: -sum(blocs[party].values()))[:most]
    told = [_driver(result, party, blocs[party]) for party in parties]
    return " ".join([start, *filter(None, told)])


def _driver(result: Result, party: str, shares: Mapping[str, float]) -> str:
    """Say what part of the ends a party's changes bring, and who comes in most often."""
    share = sum(shares.values())
    if share < POINT:
        return ""
    bloc = max(shares, key=lambda bloc: shares[bloc])
    towards = f", most often towards {actor_in_words(result.scenario, bloc)}" if bloc else ""
    return (
        f"A change in {party_in_words(result.scenario, party)} would bring "
        f"{percent(share)}{towards}."
    )


def skipped_told(scenario: Scenario, durability: Durability) -> Sequence[str]:
    """Say which forms are left out, and why."""
    return [
        f"{sentence(form_in_words(scenario, form))}: {why_skipped(form, reason)}."
        for form, reason in durability.skipped.items()
    ]


def why_skipped(form: str, reason: Reason) -> str:
    """Say why nothing is computed for a form, after a colon."""
    match reason:
        case "no_rule":
            return "no two parties have a rule for it"
        case "unknown_kind":
            return f"the scenario does not say whether it is ratified (forms.{form}.ratified)"
        case "no_deal":
            return "no deal can be settled on in any draw, so there is none to last"
