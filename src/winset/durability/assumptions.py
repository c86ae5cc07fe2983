"""What a durability result rests on, item by item: data, judgement or assumption."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from winset.durability.coefficients import shipped_figures
from winset.durability.successors import RHO_RANGE
from winset.durability.terms import FADE_MONTHS
from winset.scenario.numbers import Fixed, Number
from winset.words.names import listed

if TYPE_CHECKING:
    from winset.durability.results import Durability
    from winset.scenario.model import Election, Scenario

Mark = Literal["data", "judgement", "assumption"]
_ERA_YEARS = {"cold_war": "1946–1989", "after_1989": "1990–2008"}


@dataclass(frozen=True)
class Ground:
    """One thing the result rests on.

    Attributes
    ----------
    mark
        Whether real agreements, the analyst or nobody stands behind it.
    text
        What it is, as a sentence.
    """

    mark: Mark
    text: str


def grounds_of(found: Durability, scenario: Scenario) -> tuple[Ground, ...]:
    """List what a result rests on, data first.

    Parameters
    ----------
    found
        The result.
    scenario
        The scenario it is of.
    """
    return (
        *(Ground("data", text) for text in _data(found, scenario)),
        *(Ground("judgement", text) for text in _judgements(found, scenario)),
        *(Ground("assumption", text) for text in _assumptions(found, scenario)),
    )


def _data(found: Durability, scenario: Scenario) -> Iterator[str]:
    origin = shipped_figures()["provenance"]
    events = origin["events"]
    yield (
        "How often agreements end, and what a change of the leader’s supporting coalition does to "
        f"that: {origin['alliances']} bilateral alliances begun 1919–2008 "
        f"({origin['alliance_years']:,.0f} alliance-years; {events['violated']} violated, "
        f"{events['renegotiated']} renegotiated or replaced, {events['ended_otherwise']} ended "
        "otherwise). Most are pacts of defence or non-aggression, not settlements of a war."
    )
    era = next(
        row for row in shipped_figures()["baseline_by_era"]
        if f"{row['from']}–{row['to']}" == _ERA_YEARS[scenario.durability.era]
    )  # fmt: skip
    yield (
        f"The level of risk of {era['from']}–{era['to']}: {era['violated_per_100_years']:.2f} "
        f"violations and {era['renegotiated_per_100_years']:.2f} renegotiations in 100 "
        "alliance-years."
    )
    rates = {row["regime"]: row["coalition_rate"]["value"] for row in shipped_figures()["turnover"]}
    told = [
        f"{scenario.party_name(party)} {rates[scenario.parties[party].regime]:.3f} "
        f"({_regime(scenario, party)})"
        for party in found.successors
        if scenario.parties[party].turnover is None
        and not _dated(found, scenario, party)
        and scenario.parties[party].regime in rates
    ]
    if told:
        yield f"Coalition changes a year by type of regime, 1946–2008: {'; '.join(told)}."


def _judgements(found: Durability, scenario: Scenario) -> Iterator[str]:
    yield (
        "Who may come next, and what each of them would accept: influence and stances as the "
        "scenario gives them."
    )
    for party in found.successors:
        side, name = scenario.parties[party], scenario.party_name(party)
        dated = _dated(found, scenario, party)
        if dated:
            votes = "; ".join(f"{e.date:%Y-%m-%d} {_number(e.change)}" for e in dated)
            yield f"{name}: odds that an election brings another coalition to power: {votes}."
        if side.turnover is not None:
            yield f"{name}: coalition changes a year: {_number(side.turnover)}."
        used = scenario.durability.use_approval and side.approval is not None
        if used and side.approval is not None:
            yield (
                f"{name}: approval of {_number(side.approval)} per cent sets the odds of the first "
                "election, by a curve through fifteen elections that does not establish it."
            )
        elif side.approval is not None:
            yield f"{name}: the approval given is not used; fifteen elections do not establish it."


def _assumptions(found: Durability, scenario: Scenario) -> Iterator[str]:
    own = scenario.durability
    low, high = RHO_RANGE
    rho = f"fixed at {own.rho:g}" if own.rho is not None else f"drawn from {low:g} to {high:g}"
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
    signers = {form: scenario.signatories(form) for form in found.forms}
    if any(len(parties) > 2 for parties in signers.values()):
        yield (
            "The alliances in the data have two members. With more signatories, an agreement runs "
            "the risk of one between democracies only if all of them are democracies, and that of "
            "a mixed pair if some are. Each party’s changes add to the risk in the same way."
        )
    for party in [p for p, who in found.successors.items() if not who]:
        yield (
            f"{scenario.party_name(party)}: nobody but those who sign has influence, so its "
            "successors are taken to reject as often as those in the data."
        )
    unratified = [f"“{form}”" for form in signers if not scenario.is_ratified(form)]
    if unratified:
        yield (
            f"{listed(unratified)} count{'s' if len(unratified) == 1 else ''} as unratified; an "
            "agreement nobody discloses is not in the data."
        )
    yield _disruption(scenario)


def _disruption(scenario: Scenario) -> str:
    rate = scenario.durability.disruption
    if rate == Fixed(0.0):
        return "Outsiders who disrupt the deal are left out: no data give their rate."
    return f"Outsiders end the deal at {_number(rate)} a year, the analyst’s own rate without data."


def _dated(found: Durability, scenario: Scenario, party: str) -> list[Election]:
    signed = found.signed
    elections = scenario.parties[party].elections
    return [e for e in elections if signed is not None and e.in_office >= signed]


def _regime(scenario: Scenario, party: str) -> str:
    return scenario.parties[party].regime.replace("_", " ")


def _number(number: Number) -> str:
    if isinstance(number, Fixed):
        return f"{number.value:g}"
    return f"{number.centre:.2g} ({number.low:g} to {number.high:g})"
