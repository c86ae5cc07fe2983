"""How long deals last, in words: plain text for the report and the terminal alike."""

from __future__ import annotations

from collections.abc import Sequence

from winset.durability.assumptions import shipped_sample
from winset.durability.results import Choice, Contrast, Deal, Durability, FormKind, Reason
from winset.durability.survival import difference
from winset.engine import Result
from winset.scenario.model import Scenario
from winset.uncertainty import Band
from winset.words.names import (
    actor_in_words,
    as_form,
    form_in_words,
    listed,
    package_in_words,
    plain_name,
    sentence,
)
from winset.words.quantities import counted, percent, percents, signed
from winset.words.table import Table

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

_SHORT: dict[Choice, str] = {
    "nash": "leaders’ own",
    "elite_backed": "with the elites",
    "named": "as asked",
}
"""Why a deal is shown → its name in a table."""

_LASTS = {1: "longer", 0: "no clear difference", -1: "less long"}
"""Sign of a difference → how long a deal lasts against another."""

_LEAST = 0.005

_POINT = 0.01
"""Odds that differ by less are not told apart in words."""


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


def percent_band(band: Band) -> str:
    """Write odds with their 95 % interval: ``86 % (77–92)``."""
    return f"{percent(band.mean)} ({percents(band.low, band.high).removesuffix(' %')})"


def survival_table(durability: Durability) -> Table:
    """Return the odds that deals are in force after some years: a row a deal.

    Forms that the data cannot tell apart share a row where their figures are equal, and an
    undisclosed one has none beside them.
    """
    heads = ("", *(year_count(mark) for mark in durability.marks), "Against the leaders’ own")
    rows = [row for kind in durability.kinds for row in _rows_of(durability, kind)]
    if not any(row[-1] for row in rows):
        heads, rows = heads[:-1], [row[:-1] for row in rows]
    return Table(heads, tuple(rows))


def year_count(years: int) -> str:
    """Head a column of so many years: ``1 year``, ``5 years``."""
    return f"{years} {'year' if years == 1 else 'years'}"


def contrast_shown(durability: Durability, form: str) -> Contrast | None:
    """Return a form's elite-backed deal against the leaders' own, at the last mark.

    None where it is the same deal or the odds differ by less than a percent point.
    """
    contrast = durability.contrast(form, "elite_backed", durability.marks[-1])
    is_shown = contrast is not None and abs(contrast.difference.mean) >= _POINT
    return contrast if is_shown else None


def _rows_of(durability: Durability, kind: FormKind) -> list[tuple[str, ...]]:
    forms_of: dict[tuple[str, ...], list[str]] = {}
    for form in kind.shown:
        for deal in durability.forms[form].values():
            if deal.choice in ("nash", "named") or (
                deal.choice == "elite_backed" and contrast_shown(durability, form)
            ):
                cells = (choice_named(durability, deal), *_odds_cells(durability, deal))
                forms_of.setdefault(cells, []).append(form)
    return [
        (f"{_kind_name(kind, forms)}, {deal}", *cells) for (deal, *cells), forms in forms_of.items()
    ]


def _kind_name(kind: FormKind, forms: Sequence[str]) -> str:
    """Name forms as a row; an undisclosed one by the agreements that its figures are of."""
    if not kind.published:
        return "Published, unratified alliance"
    return sentence(listed([plain_name(form) for form in forms]))


def choice_named(durability: Durability, deal: Deal) -> str:
    """Name a deal in short by why it was chosen: ``leaders’ own``, ``with the elites``."""
    backing = durability.backing.get(deal.form)
    if deal.choice == "elite_backed" and backing is not None and not backing.backed:
        return "nearest to the elites"
    return _SHORT[deal.choice]


def _odds_cells(durability: Durability, deal: Deal) -> tuple[str, ...]:
    *early, last = (deal.outlook.survival_at(mark) for mark in durability.marks)
    contrast = durability.contrast(deal.form, deal.choice, durability.marks[-1])
    against = "" if contrast is None else _LASTS[contrast.sign]
    return (*(percent(band.mean) for band in early), percent_band(last), against)


def survival_grounds(durability: Durability) -> tuple[str, ...]:
    """Say what the odds are estimated from, and how far successors could move them."""
    return (*sample_told(durability), *attainable_told(durability))


def sample_told(durability: Durability) -> tuple[str, ...]:
    """Say which real agreements the odds are estimated from, and which have no data."""
    sample = shipped_sample()
    ends = sample.ends
    told = (
        f"Estimated from {sample.alliances} alliances of {sample.first}–{sample.last}: "
        f"{ends['violated']} were violated, {ends['renegotiated']} renegotiated or replaced, "
        f"{ends['ended_otherwise']} ran out or ended otherwise."
    )
    if all(kind.forms == kind.published for kind in durability.kinds):
        return (told,)
    if all(kind.published for kind in durability.kinds):
        return (told, "No data hold undisclosed understandings, so none has a row.")
    return (
        told,
        "No data hold undisclosed understandings. The first row is the rate of published, "
        "unratified alliances.",
    )


def attainable_told(durability: Durability) -> tuple[str, ...]:
    """Say between which odds the consent of those who may succeed can move a deal."""
    last = durability.marks[-1]
    kinds = [
        kind
        for kind in durability.kinds
        if difference(kind.none_rejects, kind.all_reject, last).mean >= _POINT
    ]
    if not kinds:
        return ()
    worst = [percent(kind.all_reject.survival_at(last).mean) for kind in kinds]
    best = [percent(kind.none_rejects.survival_at(last).mean) for kind in kinds]
    if len(durability.kinds) > 1:
        names = [_kind_name(kind, kind.shown).lower() for kind in kinds]
        worst = [f"{odds} ({name})" for odds, name in zip(worst, names, strict=True)]
    return (
        f"Had every successor rejected it: {listed(worst)} after {years_in_words(last)}. "
        f"Had none: {listed(best)}.",
    )


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
        return (_no_elites(result), *form_adds_told(result.scenario, durability))
    deal = durability.forms[benchmark.form]["elite_backed"]
    return (
        f"{_verdict(contrast.sign)}. "
        f"{_compared(result.scenario, durability, benchmark, deal, contrast)}",
        _on_board(result, durability, benchmark.form),
        _why(result, benchmark, deal),
        *_price(result.scenario, durability, benchmark, deal),
        *_in_last_form(result.scenario, durability, contrast),
        *form_adds_told(result.scenario, durability),
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


def _compared(
    scenario: Scenario, durability: Durability, benchmark: Deal, deal: Deal, contrast: Contrast
) -> str:
    years = contrast.years
    return (
        f"{sentence(as_form(scenario, deal.form))}, the {_named(durability, deal.form)} is in "
        "force after "
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


def _price(scenario: Scenario, durability: Durability, benchmark: Deal, deal: Deal) -> list[str]:
    if benchmark.package == deal.package:
        return ["Both are the same package."]
    named = _named(durability, deal.form)
    return [
        f"{sentence(as_form(scenario, deal.form))}, the {named} would pass at home on "
        f"every side with odds of {probability(deal.ratified)}, the leaders’ own with "
        f"{probability(benchmark.ratified)}."
    ]


def _in_last_form(scenario: Scenario, durability: Durability, first: Contrast) -> list[str]:
    """Answer the question again within the last form of the ladder, where it is another one."""
    form = list(durability.forms)[-1]
    contrast = durability.contrast(form, "elite_backed", first.years)
    if form == first.form or contrast is None:
        return []
    deal, leaders = durability.forms[form]["elite_backed"], durability.forms[form]["nash"]
    if deal.package == leaders.package:
        return [f"{sentence(as_form(scenario, form))}, the leaders’ own deal is that package too."]
    either = " either" if first.sign == 0 else ""
    verb = {1: "lasts longer", -1: "lasts less long", 0: f"shows no clear difference{either}"}
    return [
        f"{sentence(as_form(scenario, form))}, the {_named(durability, form)} "
        f"{verb[contrast.sign]}: "
        f"{difference_in_words(contrast.difference)} against the leaders’ own deal in that form, "
        f"or {difference_in_words(contrast.by_form)}."
    ]


def form_adds_told(scenario: Scenario, durability: Durability) -> tuple[str, ...]:
    """Say what another form adds to the life of the leaders' own text, a sentence a form."""
    return tuple(
        _form_adds(scenario, contrast)
        for contrast in durability.form_adds
        if contrast.choice == "nash" and contrast.years == durability.marks[-1]
    )


def _form_adds(scenario: Scenario, contrast: Contrast) -> str:
    text = "the text of the leaders’ own deal"
    this, other = as_form(scenario, contrast.form), as_form(scenario, contrast.against)
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
            return "no deal can be settled on in any world, so there is none to last"
