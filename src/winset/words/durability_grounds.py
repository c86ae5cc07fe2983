"""What a durability result rests on, in sentences: data, judgement, assumption."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from winset.durability.assumptions import MEMBERS_IN_DATA, Grounds, grounds_of
from winset.durability.results import Durability
from winset.durability.signatories import month_of
from winset.durability.successors import RHO_RANGE
from winset.durability.terms import FADE_MONTHS
from winset.scenario.model import Scenario
from winset.scenario.numbers import Fixed, Number
from winset.words.durability import POINT, change_in_words
from winset.words.marks import Mark
from winset.words.names import actor_in_words, form_name, listed, plain_name
from winset.words.quantities import day_in_words, percent, percents
from winset.words.survival import sample_told


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
        *(Ground("data", text) for text in _data(grounds, durability, scenario)),
        *(Ground("judgement", text) for text in _judgements(grounds, scenario)),
        *(Ground("assumption", text) for text in _assumptions(grounds, durability, scenario)),
    )


def _data(grounds: Grounds, durability: Durability, scenario: Scenario) -> Iterator[str]:
    level = grounds.level
    yield (
        f"{sample_told(durability)[0]} All have two members. Most are pacts of defence or "
        "non-aggression, not settlements of a war."
    )
    yield (
        f"The level of risk is that of {level.first}–{level.last}. A hundred alliances saw "
        f"{10 * level.ends['violated']:.0f} violations and "
        f"{10 * level.ends['renegotiated']:.0f} renegotiations in ten years."
    )
    rates = [
        f"{scenario.party_name(party)} ({_regime(scenario, party)}) {10 * rate:.1f}"
        for party, rate in grounds.rates.items()
    ]
    if rates:
        yield f"Changes of coalition in ten years, by type of regime, 1946–2008: {listed(rates)}."


def _judgements(grounds: Grounds, scenario: Scenario) -> Iterator[str]:
    yield (
        "Who may come next, and what each of them would accept: influence and stances as the "
        "scenario gives them."
    )
    for party, elections in grounds.elections.items():
        (day, odds), *others = [(day_in_words(vote.date), _odds(vote.change)) for vote in elections]
        yield " ".join(
            [
                f"{scenario.party_name(party)}: the election of {day} brings another coalition to "
                f"power with odds of {odds}.",
                *(f"That of {day} does so with {odds}." for day, odds in others),
            ]
        )
    for party, rate in grounds.turnover.items():
        between = " They come between its dated elections too." * (party in grounds.elections)
        yield (
            f"{scenario.party_name(party)}: {_in_ten_years(rate)} changes of coalition in ten "
            f"years.{between}"
        )
    for party, approval in grounds.approval.items():
        name = scenario.party_name(party)
        if grounds.uses_approval:
            yield (
                f"{name}: approval of {_odds(approval, 100)} sets the odds of the first "
                "election. The curve behind it rests on fifteen elections, too few to establish it."
            )
        else:
            yield f"{name}: the approval given is not used. Fifteen elections do not establish it."
    for actor, rate in grounds.disrupters.items():
        yield (
            f"{actor_in_words(scenario, actor, starts=True)}: ends deals that it rejects at a rate "
            f"of {_in_ten_years(rate)} in ten years. No data stand behind it."
        )


def _assumptions(grounds: Grounds, durability: Durability, scenario: Scenario) -> Iterator[str]:
    yield from _on_rejection(grounds, durability)
    yield (
        "A successor is drawn from the party’s actors in proportion to influence, without its "
        "present principal and envoys. It judges the deal as if it were new."
    )
    yield from _between_elections(grounds, durability, scenario)
    if grounds.most_signatories > MEMBERS_IN_DATA:
        yield (
            "With more than two signatories, an agreement counts as one between democracies only "
            "if all of them are. It counts as a mixed one if some are. Each party’s changes add to "
            "the risk in the same way."
        )
    for party in grounds.unnamed:
        yield (
            f"{scenario.party_name(party)}: nobody but those who sign has influence. Its "
            "successors are taken to reject as often as those in the data."
        )
    if grounds.unratified:
        names = listed([form_name(scenario, form) for form in grounds.unratified])
        yield f"Counted as unratified: {names}."
    if grounds.disruption is None and not grounds.disrupters:
        yield "Outsiders who disrupt the deal are left out: no data give their rate."
    if grounds.disruption is not None:
        yield (
            f"Outsiders end deals like it at a rate of {_in_ten_years(grounds.disruption)} in ten "
            "years. "
            "That is the analyst’s own rate; no data stand behind it."
        )


def _on_rejection(grounds: Grounds, durability: Durability) -> Iterator[str]:
    low, high = RHO_RANGE
    share = f"It is drawn between {percent(low)} and {percent(high)}"
    if grounds.rho is not None:
        share = f"It is fixed at {percent(grounds.rho)}"
    yield (
        "Nobody has counted what share of successors in the data rejected what they inherited "
        f"(ρ). {share}. A successor who rejects is never taken to protect a deal. So which of two "
        "deals lasts longer follows from who rejects it; the data give the size alone."
    )
    changes = [
        f"With ρ at {percent(rho)}, the deal for the elites differs by {change_in_words(band)}."
        for rho, band in durability.rho.items()
        if abs(band.mean) >= POINT
    ]
    if changes:
        yield " ".join(changes)
    yield (
        f"A rejecting coalition’s effect starts at once and fades within {FADE_MONTHS} months. "
        "Where the data show no clear effect, as in democracies, it enters small and with its "
        "doubt."
    )


def _between_elections(
    grounds: Grounds, durability: Durability, scenario: Scenario
) -> Iterator[str]:
    """Say what dated elections do to changes of coalition at other times."""
    for party, elections in grounds.elections.items():
        if party in grounds.turnover or durability.signed is None:
            continue
        last = max(elections, key=lambda vote: vote.in_office)
        name = scenario.party_name(party)
        if month_of(durability.signed, last) >= 12 * durability.years:
            yield f"{name}: its coalition changes only by the elections dated here."
        else:
            yield (
                f"{name}: until the election of {day_in_words(last.date)} its coalition changes "
                f"only by elections. After it, the rate of its type of regime holds: "
                f"{_regime(scenario, party)}."
            )


def _regime(scenario: Scenario, party: str) -> str:
    return plain_name(scenario.parties[party].regime)


def _odds(number: Number, of: float = 1.0) -> str:
    """Write odds that the scenario gives as parts of so many: ``38 % (20–60)``."""
    if isinstance(number, Fixed):
        return percent(number.value / of)
    ends = percents(number.low / of, number.high / of).removesuffix(" %")
    return f"{percent(number.centre / of)} ({ends})"


def _in_ten_years(rate: Number) -> str:
    """Write a rate a year as so many in ten: ``0.7 (0.2–2)``."""
    if isinstance(rate, Fixed):
        return f"{10 * rate.value:.2g}"
    return f"{10 * rate.centre:.2g} ({10 * rate.low:.2g}–{10 * rate.high:.2g})"
