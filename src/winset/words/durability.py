"""How long deals last, in words: plain text for the report and the terminal alike."""

from __future__ import annotations

from collections.abc import Sequence

from winset.durability.results import Choice, Contrast, Deal, Durability, Reason
from winset.engine import Result
from winset.uncertainty import Band
from winset.words.names import (
    actor_in_words,
    as_form,
    form_in_words,
    listed,
    package_in_words,
    sentence,
)
from winset.words.quantities import counted, signed

CHOICE_TITLES: dict[Choice, str] = {
    "nash": "The principals’ own deal (Nash)",
    "most_ratifiable": "Most ratifiable package",
    "elite_backed": "Package the elites also accept",
    "named": "The package asked about",
}
"""Why a package is looked at → its name as readers see it."""

NEAREST = "Package nearest to the elites"
"""Name of the package chosen for the elites' sake where not all of them accept it."""

_CAUSES = {
    "violated": ("violated", "violated"),
    "renegotiated": ("renegotiated", "renegotiated or replaced"),
    "ended_otherwise": ("run out", "run out or ended otherwise"),
    "disrupted": ("disrupted", "disrupted by outsiders (the analyst’s rate)"),
}
"""Cause of an end → its name, in short and in full."""

_LEAST = 0.005


def cause_in_words(cause: str, *, brief: bool = False) -> str:
    """Name the cause of an end: ``renegotiated or replaced``, briefly ``renegotiated``."""
    return _CAUSES.get(cause, (cause, cause))[0 if brief else 1]


def probability(value: float) -> str:
    """Write a probability with two decimals, and never as certain: ``0.86``, ``>0.99``."""
    if value > 1 - _LEAST:
        return ">0.99"
    return "<0.01" if value < _LEAST else f"{value:.2f}"


def band_in_words(band: Band) -> str:
    """Write a probability with its 95 % interval: ``0.86 (0.77 to 0.91)``."""
    return f"{probability(band.mean)} ({probability(band.low)} to {probability(band.high)})"


def span(band: Band) -> str:
    """Write a probability with its 95 % interval for a table: ``0.86 (0.77–0.91)``."""
    return f"{probability(band.mean)} ({probability(band.low)}–{probability(band.high)})"


def difference_in_words(band: Band) -> str:
    """Write a difference with its 95 % interval: ``−0.01 (−0.03 to 0.00)``."""
    return f"{signed(band.mean)} ({signed(band.low)} to {signed(band.high)})"


def years_in_words(years: int) -> str:
    """``one year``, ``ten years``."""
    return counted(years, "year")


def choice_title(durability: Durability, form: str, choice: Choice) -> str:
    """Name a package by why it was chosen."""
    backing = durability.backing.get(form)
    if choice == "elite_backed" and backing is not None and not backing.backed:
        return NEAREST
    return CHOICE_TITLES[choice]


def leader_only_told(result: Result, durability: Durability) -> tuple[str, ...]:
    """Answer whether a deal the elites accept lasts longer than one with the leaders alone.

    Returns
    -------
    tuple
        Sentences, the answer first; empty where there is no deal to compare with.
    """
    benchmark, years = durability.benchmark, durability.marks[-1]
    if benchmark is None:
        return ()
    contrast = durability.contrast(benchmark.form, "elite_backed", years)
    if contrast is None:
        return (_no_elites(result), *form_adds_told(durability))
    deal = durability.forms[benchmark.form]["elite_backed"]
    return (
        f"{_verdict(contrast.sign)}. {_compared(durability, benchmark, deal, contrast)}",
        _on_board(result, durability, benchmark.form),
        _why(result, benchmark, deal),
        *_price(durability, benchmark, deal),
        *_in_last_form(durability, contrast),
        *form_adds_told(durability),
        *_rho(durability),
    )


def _no_elites(result: Result) -> str:
    if result.method == "programme":
        return "The packages are too many to put each to the elites, so none is chosen for them."
    return "No signing party has an elite actor, so there is no elite to have on board."


def _verdict(sign: int) -> str:
    start = "Does a deal with the elites on board last longer than the leaders’ own? "
    return (
        start
        + {
            1: "Yes, by this model",
            -1: "No; by this model it lasts less long",
            0: "There is no clear difference",
        }[sign]
    )


def _compared(durability: Durability, benchmark: Deal, deal: Deal, contrast: Contrast) -> str:
    years = contrast.years
    return (
        f"{sentence(as_form(deal.form))}, the {_named(durability, deal.form)} is in force after "
        f"{years_in_words(years)} with probability "
        f"{band_in_words(deal.outlook.survival_at(years))}, the leaders’ own with "
        f"{band_in_words(benchmark.outlook.survival_at(years))}. The difference is "
        f"{difference_in_words(contrast.difference)}, and "
        f"{difference_in_words(contrast.by_form)} if ratification changes what a change of "
        "coalition does, as a few cases suggest."
    )


def _named(durability: Durability, form: str) -> str:
    backed = durability.backing[form].backed
    return "package the elites also accept" if backed else "package nearest to the elites"


def _on_board(result: Result, durability: Durability, form: str) -> str:
    scenario, backing = result.scenario, durability.backing[form]
    package = package_in_words(scenario, result.space.package(backing.package))
    odds = [
        f"{actor_in_words(scenario, actor)} {probability(value)}"
        for actor, value in sorted(backing.elites.items(), key=lambda pair: pair[1])
    ]
    if backing.backed:
        return (
            f"The best package that every elite group more likely than not accepts is {package} "
            f"(odds of accepting: {listed(odds)})."
        )
    return (
        "No package has every elite group of the signing parties more likely than not on board, so "
        f"what is compared is the one whose least willing group is the most willing: {package} "
        f"(odds of accepting: {listed(odds)})."
    )


def _why(result: Result, benchmark: Deal, deal: Deal) -> str:
    moves = [
        f"from {probability(before)} to {probability(after)} in {result.scenario.party_name(party)}"
        for party, before in benchmark.rejects.items()
        if before is not None and (after := deal.rejects.get(party)) is not None
    ]
    if not moves:
        return "Nobody is named who might succeed either side, so both deals face the same risk."
    return (
        "From the leaders’ own deal to this one, the odds that a successor rejects it move "
        f"{listed(moves)}."
    )


def _price(durability: Durability, benchmark: Deal, deal: Deal) -> list[str]:
    if benchmark.package == deal.package:
        return ["Both are the same package."]
    named = _named(durability, deal.form)
    return [
        f"{sentence(as_form(deal.form))}, the {named} would pass at home on "
        f"every side with odds of {probability(deal.ratified)}, the leaders’ own with "
        f"{probability(benchmark.ratified)}."
    ]


def _in_last_form(durability: Durability, first: Contrast) -> list[str]:
    """Answer the question again within the last form of the ladder, where it is another one."""
    form = list(durability.forms)[-1]
    contrast = durability.contrast(form, "elite_backed", first.years)
    if form == first.form or contrast is None:
        return []
    deal, leaders = durability.forms[form]["elite_backed"], durability.forms[form]["nash"]
    if deal.package == leaders.package:
        return [f"{sentence(as_form(form))}, the leaders’ own deal is that package too."]
    either = " either" if first.sign == 0 else ""
    verb = {1: "lasts longer", -1: "lasts less long", 0: f"shows no clear difference{either}"}
    return [
        f"{sentence(as_form(form))}, the {_named(durability, form)} {verb[contrast.sign]}: "
        f"{difference_in_words(contrast.difference)} against the leaders’ own deal in that form, "
        f"or {difference_in_words(contrast.by_form)}."
    ]


def form_adds_told(durability: Durability) -> tuple[str, ...]:
    """Say what another form adds to the life of the leaders' own text, a sentence a form."""
    return tuple(
        _form_adds(contrast)
        for contrast in durability.form_adds
        if contrast.choice == "nash" and contrast.years == durability.marks[-1]
    )


def _form_adds(contrast: Contrast) -> str:
    text = "the text of the leaders’ own deal"
    this, other = as_form(contrast.form), as_form(contrast.against)
    if contrast.is_none:
        return f"{sentence(text)} runs the same risk {this} and {other}."
    verb = {
        1: f"lasts longer than {other}",
        -1: f"lasts less long than {other}",
        0: f"lasts neither clearly longer nor clearly less long than {other}",
    }[contrast.sign]
    return (
        f"{sentence(this)}, {text} {verb}: {difference_in_words(contrast.difference)}, "
        f"or {difference_in_words(contrast.by_form)}."
    )


def _rho(durability: Durability) -> list[str]:
    if not durability.rho:
        return []
    bands = [
        f"{difference_in_words(band)} with ρ at {rho:g}" for rho, band in durability.rho.items()
    ]
    return [
        f"The first difference becomes {listed(bands)}: the share of successors in the data who "
        "rejected what they inherited, which nobody has counted."
    ]


def drivers_told(result: Result, deal: Deal, most: int = 3) -> str:
    """Say what ends a deal: the risk every agreement runs, or whose change of coalition."""
    rows = deal.outlook.driven_by()
    if not rows:
        return "Nothing ends it within the years looked at."
    plain = sum(share for party, _, _, share in rows if not party)
    start = f"Of all ways it ends, {plain:.0%} would come without any change of coalition".replace(
        "%", " %"
    )
    by_bloc: dict[tuple[str, str], float] = {}
    for party, bloc, _, share in rows:
        if party:
            by_bloc[party, bloc] = by_bloc.get((party, bloc), 0.0) + share
    top = sorted(by_bloc.items(), key=lambda pair: -pair[1])[:most]
    parts = [_driver(result, *who, share) for who, share in top if share >= _LEAST]
    return f"{start}; then {listed(parts)}." if parts else f"{start}."


def _driver(result: Result, party: str, bloc: str, share: float) -> str:
    scenario = result.scenario
    where = f" towards {actor_in_words(scenario, bloc)}" if bloc else ""
    return f"{100 * share:.0f} % by a change in {scenario.party_name(party)}{where}"


def skipped_told(durability: Durability) -> Sequence[str]:
    """Say which forms are left out, and why."""
    return [
        f"{sentence(form_in_words(form))}: {why_skipped(form, reason)}."
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
            return "no deal can be settled on in any world, so there is none to last"
