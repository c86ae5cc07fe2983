"""What a durability result rests on, in sentences: data, judgement, assumption."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from winset.durability.assumptions import MEMBERS_IN_DATA, Grounds, grounds_of
from winset.durability.results import Durability
from winset.durability.successors import RHO_RANGE
from winset.durability.terms import FADE_MONTHS
from winset.scenario.model import Scenario
from winset.scenario.numbers import Fixed, Number
from winset.words.marks import Mark
from winset.words.names import listed, plain_name


@dataclass(frozen=True)
class Ground:
    """One thing a result rests on."""

    mark: Mark
    """Whether real agreements, the analyst or nobody stands behind it."""
    text: str
    """What it is, in sentences."""


def grounds_told(durability: Durability, scenario: Scenario) -> tuple[Ground, ...]:
    """Say what a result rests on, data first."""
    grounds = grounds_of(durability, scenario)
    return (
        *(Ground("data", text) for text in _data(grounds, scenario)),
        *(Ground("judgement", text) for text in _judgements(grounds, durability, scenario)),
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


def _judgements(grounds: Grounds, durability: Durability, scenario: Scenario) -> Iterator[str]:
    yield (
        "Who may come next, and what each of them would accept: influence and stances as the "
        "scenario gives them."
    )
    for party in durability.successors:
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
