"""What a durability result rests on: data, the analyst's judgement, and assumptions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from winset.durability.coefficients import shipped_figures
from winset.durability.terms import CAUSES, ERAS
from winset.scenario.numbers import Fixed, Number

if TYPE_CHECKING:
    from winset.durability.results import Durability
    from winset.scenario.model import Election, Scenario

MEMBERS_IN_DATA = 2
"""Members of every alliance in the data."""


@dataclass(frozen=True)
class Sample:
    """Real agreements that hazards are estimated from."""

    alliances: int
    alliance_years: float
    """``alliances``, ``alliance_years``: how many, and for how long they were watched."""
    ends: Mapping[str, int]
    """Cause → how many ended by it."""
    first: int
    last: int
    """``first``, ``last``: years the alliances are of."""


@dataclass(frozen=True)
class Level:
    """The era whose level of risk is used: its years, and ends in 100 alliance-years by cause."""

    first: int
    last: int
    ends: Mapping[str, float]


@dataclass(frozen=True)
class Grounds:
    """What a result rests on."""

    sample: Sample
    level: Level
    """``sample``, ``level``: data: real agreements, and those of the era that is taken."""
    rates: Mapping[str, float]
    """Data: party → changes of coalition a year under its regime; parties of which the analyst says
    more are left out."""
    elections: Mapping[str, tuple[Election, ...]]
    turnover: Mapping[str, Number]
    approval: Mapping[str, Number]
    """``elections``, ``turnover``, ``approval``: judgement: party → its dated elections from
    signature on, its own rate of change a year, the approval of its leader in per cent."""
    uses_approval: bool
    """Whether approval sets the odds of the first election."""
    rho: float | None
    """Assumption: the share of successors in the data who reject, where it is fixed."""
    most_signatories: int
    """Most parties that sign a form."""
    unnamed: tuple[str, ...]
    """Parties of whose successors nobody is named, so that the data's average stands for them."""
    unratified: tuple[str, ...]
    """Forms that count as unratified."""
    disrupters: Mapping[str, Number]
    """Judgement: who may disrupt some form that is told of → ends a year of deals it rejects."""
    disruption: Number | None
    """The analyst's rate of ends a year by outsiders; None where they are left out."""


def shipped_sample() -> Sample:
    """Return the real agreements behind the figures that ship."""
    origin = shipped_figures()["provenance"]
    (_, first, _), (_, _, last) = ERAS[0], ERAS[-1]
    return Sample(
        origin["alliances"], origin["alliance_years"], origin["events"], first=first, last=last
    )


def grounds_of(durability: Durability, scenario: Scenario) -> Grounds:
    """Gather what a result rests on, from the figures and from its scenario."""
    figures, settings = shipped_figures(), scenario.durability
    era = next(row for row in figures["baseline_by_era"] if row["era"] == settings.era)
    regime_rates = {row["regime"]: row["coalition_rate"]["value"] for row in figures["turnover"]}
    parties = {party: scenario.parties[party] for party in durability.successors}
    signed = durability.signed
    elections = {
        party: ahead
        for party, side in parties.items()
        if signed is not None
        and (ahead := tuple(e for e in side.elections if e.in_office >= signed))
    }
    return Grounds(
        sample=shipped_sample(),
        level=Level(
            era["from"],
            era["to"],
            {cause: era[f"{cause}_per_100_years"] for cause in CAUSES},
        ),
        rates={
            party: regime_rates[side.regime]
            for party, side in parties.items()
            if side.turnover is None and party not in elections and side.regime in regime_rates
        },
        elections=elections,
        turnover={p: side.turnover for p, side in parties.items() if side.turnover is not None},
        approval={p: side.approval for p, side in parties.items() if side.approval is not None},
        uses_approval=settings.use_approval,
        rho=settings.rho,
        most_signatories=max((len(scenario.signatories(f)) for f in durability.forms), default=0),
        unnamed=tuple(party for party, who in durability.successors.items() if not who),
        unratified=tuple(form for form in durability.forms if not scenario.is_ratified(form)),
        disrupters={
            id_: actor.disrupts.rate
            for id_, actor in scenario.actors.items()
            if actor.disrupts is not None
            and any(
                id_ in deal.rejections.actors
                for deals in durability.forms.values()
                for deal in deals.values()
            )
        },
        disruption=None if settings.disruption == Fixed(0.0) else settings.disruption,
    )
