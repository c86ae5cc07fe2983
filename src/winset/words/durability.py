"""How long deals last, in words: plain text for the report and the terminal alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from winset.durability.assumptions import MEMBERS_IN_DATA, Grounds, grounds_of
from winset.durability.results import Choice, Contrast, Deal, Durability, Reason
from winset.durability.successors import RHO_RANGE
from winset.durability.terms import FADE_MONTHS
from winset.engine import Result
from winset.scenario.model import Scenario
from winset.scenario.numbers import Fixed, Number
from winset.uncertainty import Band
from winset.words.marks import Mark
from winset.words.names import (
    actor_in_words,
    as_form,
    form_in_words,
    listed,
    package_in_words,
    plain_name,
    sentence,
)
from winset.words.quantities import counted

CHOICE_TITLES: dict[Choice, str] = {
    "nash": "The principals’ own deal (Nash)",
    "most_ratifiable": "Most ratifiable package",
    "elite_backed": "Package the elites also accept",
    "named": "The package asked about",
}
"""Why a package is looked at → its name as readers see it."""

NEAREST = "Package nearest to the elites"
"""Name of the package chosen for the elites' sake where not all of them accept it."""

CAUSE_WORDS = {
    "violated": "violated",
    "renegotiated": "renegotiated or replaced",
    "ended_otherwise": "run out or ended otherwise",
    "disrupted": "disrupted by outsiders (the analyst’s rate)",
}
"""Cause of an end → its name in a sentence."""

_LEAST = 0.005


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


def signed(value: float) -> str:
    """Write a difference of probabilities: ``+0.02``, ``−0.01``, ``0.00``."""
    text = f"{value:+.2f}"
    return "0.00" if float(text) == 0 else text.replace("-", "−")


def difference_in_words(band: Band) -> str:
    """Write a difference with its 95 % interval: ``−0.01 (−0.03 to 0.00)``."""
    return f"{signed(band.mean)} ({signed(band.low)} to {signed(band.high)})"


def years_in_words(years: int) -> str:
    """``one year``, ``ten years``."""
    return counted(years, "year")


def choice_title(found: Durability, form: str, choice: Choice) -> str:
    """Name a package by why it was chosen."""
    backing = found.backing.get(form)
    if choice == "elite_backed" and backing is not None and not backing.backed:
        return NEAREST
    return CHOICE_TITLES[choice]


def leader_only_told(result: Result, found: Durability) -> tuple[str, ...]:
    """Answer whether a deal the elites accept lasts longer than one with the leaders alone.

    Returns
    -------
    tuple
        Sentences, the answer first; empty where there is no deal to compare with.
    """
    benchmark, years = found.benchmark, found.marks[-1]
    if benchmark is None:
        return ()
    contrast = found.contrast(benchmark.form, "elite_backed", years)
    if contrast is None:
        return (_no_elites(result), *form_adds_told(found))
    deal = found.forms[benchmark.form]["elite_backed"]
    return (
        f"{_verdict(contrast.sign)}. {_compared(found, benchmark, deal, contrast)}",
        _on_board(result, found, benchmark.form),
        _why(result, benchmark, deal),
        *_price(found, benchmark, deal),
        *_in_last_form(found, contrast),
        *form_adds_told(found),
        *_rho(found),
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


def _compared(found: Durability, benchmark: Deal, deal: Deal, contrast: Contrast) -> str:
    years = contrast.years
    return (
        f"{sentence(as_form(deal.form))}, the {_named(found, deal.form)} is in force after "
        f"{years_in_words(years)} with probability "
        f"{band_in_words(deal.outlook.survival_at(years))}, the leaders’ own with "
        f"{band_in_words(benchmark.outlook.survival_at(years))}. The difference is "
        f"{difference_in_words(contrast.difference)}, and "
        f"{difference_in_words(contrast.by_form)} if ratification changes what a change of "
        "coalition does, as a few cases suggest."
    )


def _named(found: Durability, form: str) -> str:
    backed = found.backing[form].backed
    return "package the elites also accept" if backed else "package nearest to the elites"


def _on_board(result: Result, found: Durability, form: str) -> str:
    scenario, backing = result.scenario, found.backing[form]
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


def _price(found: Durability, benchmark: Deal, deal: Deal) -> list[str]:
    if benchmark.package == deal.package:
        return ["Both are the same package."]
    return [
        f"{sentence(as_form(deal.form))}, the {_named(found, deal.form)} would pass at home on "
        f"every side with odds of {probability(deal.ratified)}, the leaders’ own with "
        f"{probability(benchmark.ratified)}."
    ]


def _in_last_form(found: Durability, first: Contrast) -> list[str]:
    """Answer the question again within the last form of the ladder, where it is another one."""
    form = list(found.forms)[-1]
    contrast = found.contrast(form, "elite_backed", first.years)
    if form == first.form or contrast is None:
        return []
    deal, leaders = found.forms[form]["elite_backed"], found.forms[form]["nash"]
    if deal.package == leaders.package:
        return [f"{sentence(as_form(form))}, the leaders’ own deal is that package too."]
    either = " either" if first.sign == 0 else ""
    verb = {1: "lasts longer", -1: "lasts less long", 0: f"shows no clear difference{either}"}
    return [
        f"{sentence(as_form(form))}, the {_named(found, form)} {verb[contrast.sign]}: "
        f"{difference_in_words(contrast.difference)} against the leaders’ own deal in that form, "
        f"or {difference_in_words(contrast.by_form)}."
    ]


def form_adds_told(found: Durability) -> tuple[str, ...]:
    """Say what another form adds to the life of the leaders' own text, a sentence a form."""
    return tuple(
        _form_adds(contrast)
        for contrast in found.form_adds
        if contrast.choice == "nash" and contrast.years == found.marks[-1]
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


def _rho(found: Durability) -> list[str]:
    if not found.rho:
        return []
    bands = [f"{difference_in_words(band)} with ρ at {rho:g}" for rho, band in found.rho.items()]
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


def skipped_told(found: Durability) -> Sequence[str]:
    """Say which forms are left out, and why."""
    return [
        f"{sentence(form_in_words(form))}: {why_skipped(form, reason)}."
        for form, reason in found.skipped.items()
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


@dataclass(frozen=True)
class Ground:
    """One thing a result rests on.

    Attributes
    ----------
    mark
        Whether real agreements, the analyst or nobody stands behind it.
    text
        What it is, in sentences.
    """

    mark: Mark
    text: str


def grounds_told(found: Durability, scenario: Scenario) -> tuple[Ground, ...]:
    """Say what a result rests on, data first.

    Parameters
    ----------
    found
        The result.
    scenario
        The scenario it is of.
    """
    grounds = grounds_of(found, scenario)
    return (
        *(Ground("data", text) for text in _data(grounds, scenario)),
        *(Ground("judgement", text) for text in _judgements(grounds, found, scenario)),
        *(Ground("assumption", text) for text in _assumptions(grounds, scenario)),
    )


def _data(grounds: Grounds, scenario: Scenario) -> Iterator[str]:
    sample, level = grounds.sample, grounds.level
    ends = sample.ends
    yield (
        "How often agreements end, and what a change of the leader’s supporting coalition does to "
        f"that: {sample.alliances} bilateral alliances begun 1919–2008 "
        f"({sample.alliance_years:,.0f} alliance-years; {ends['violated']} violated, "
        f"{ends['renegotiated']} renegotiated or replaced, {ends['ended_otherwise']} ended "
        "otherwise). Most are pacts of defence or non-aggression, not settlements of a war."
    )
    yield (
        f"The level of risk of {level.first}–{level.last}: {level.ends['violated']:.2f} violations "
        f"and {level.ends['renegotiated']:.2f} renegotiations in 100 alliance-years."
    )
    rates = [
        f"{scenario.party_name(party)} {rate:.3f} ({plain_name(scenario.parties[party].regime)})"
        for party, rate in grounds.rates.items()
    ]
    if rates:
        yield f"Coalition changes a year by type of regime, 1946–2008: {'; '.join(rates)}."


def _judgements(grounds: Grounds, found: Durability, scenario: Scenario) -> Iterator[str]:
    yield (
        "Who may come next, and what each of them would accept: influence and stances as the "
        "scenario gives them."
    )
    for party in found.successors:
        name = scenario.party_name(party)
        if party in grounds.elections:
            votes = "; ".join(
                f"{vote.date:%Y-%m-%d} {_number(vote.change)}" for vote in grounds.elections[party]
            )
            yield f"{name}: odds that an election brings another coalition to power: {votes}."
        if party in grounds.turnover:
            yield f"{name}: coalition changes a year: {_number(grounds.turnover[party])}."
        if party not in grounds.approval:
            continue
        if grounds.uses_approval:
            yield (
                f"{name}: approval of {_number(grounds.approval[party])} per cent sets the odds of "
                "the first election, by a curve through fifteen elections that does not establish "
                "it."
            )
        else:
            yield f"{name}: the approval given is not used; fifteen elections do not establish it."


def _assumptions(grounds: Grounds, scenario: Scenario) -> Iterator[str]:
    low, high = RHO_RANGE
    drawn = f"drawn from {low:g} to {high:g}"
    rho = drawn if grounds.rho is None else f"fixed at {grounds.rho:g}"
    yield (
        "Of the successors in the data, a share ρ rejected what they inherited. It is not "
        f"estimated but {rho}. A successor who rejects is never taken to protect a deal, so which "
        "of two deals lasts longer follows from who rejects it; the data give the size alone."
    )
    yield (
        f"A rejecting coalition’s effect starts at once and fades within {FADE_MONTHS} months. "
        "Where the data show no clear effect, as in democracies, it enters small and with its "
        "doubt."
    )
    yield (
        "A successor is drawn from the party’s actors, without its present principal and envoys, "
        "in proportion to influence, and judges the deal as if it were new."
    )
    if grounds.most_signatories > MEMBERS_IN_DATA:
        yield (
            "The alliances in the data have two members. With more signatories, an agreement runs "
            "the risk of one between democracies only if all of them are democracies, and that of "
            "a mixed pair if some are. Each party’s changes add to the risk in the same way."
        )
    for party in grounds.unnamed:
        yield (
            f"{scenario.party_name(party)}: nobody but those who sign has influence, so its "
            "successors are taken to reject as often as those in the data."
        )
    unratified = [f"“{form}”" for form in grounds.unratified]
    if unratified:
        yield (
            f"{listed(unratified)} count{'s' if len(unratified) == 1 else ''} as unratified; an "
            "agreement nobody discloses is not in the data."
        )
    if grounds.disruption is None:
        yield "Outsiders who disrupt the deal are left out: no data give their rate."
    else:
        yield (
            f"Outsiders end the deal at {_number(grounds.disruption)} a year, the analyst’s own "
            "rate without data."
        )


def _number(number: Number) -> str:
    if isinstance(number, Fixed):
        return f"{number.value:g}"
    return f"{number.centre:.2g} ({number.low:g} to {number.high:g})"
