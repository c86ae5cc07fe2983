"""Is the zone empty: a feasibility question over packages nobody lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from winset.packages.programme import Choices, Limits, Programme, Status
from winset.ratification.forms import Form
from winset.ratification.programme.acceptance import AcceptanceRows
from winset.ratification.programme.demands import Required
from winset.ratification.programme.rules import enforce
from winset.ratification.programme.table import WorldTable
from winset.scenario.rules import All, Rule, actors_of


@dataclass(frozen=True)
class ZoneAnswer:
    """Whether some package satisfies rules, in one world."""

    status: Status
    """``optimal``: there is one; ``infeasible``: proven that there is none, within the solver's
    tolerance; ``undecided``: a limit came first."""
    package: int | None
    """Number of a package that satisfies them, put to the exact test; None if there is none."""
    choices: Choices | None
    """Its option indices, one an issue."""
    solver_status: str
    """The solver's own message."""
    seconds: float
    calls: int
    """``seconds``, ``calls``: time taken, and calls of the solver."""
    excluded: tuple[Choices, ...]
    """Packages within the solver's tolerance that the exact test turned away."""
    method: str = "mixed-integer feasibility (HiGHS), exact test of each package"
    """How it was found."""


def demands_of(rules: Mapping[str, Iterable[Rule]]) -> tuple[Required, ...]:
    """Name every part that must hold: (party, rule), ``all`` within ``all`` taken apart."""

    def parts(rule: Rule) -> list[Rule]:
        return [p for r in rule.rules for p in parts(r)] if isinstance(rule, All) else [rule]

    found = [
        Required(party, part)
        for party, own in rules.items()
        for rule in own
        for part in parts(rule)
    ]
    return tuple(dict.fromkeys(found))


def rules_programme(
    table: WorldTable,
    demands: Iterable[Required],
    willing: frozenset[str] = frozenset(),
    *,
    explain: bool = False,
) -> AcceptanceRows:
    """Write the programme of the packages that satisfy all demands in one world.

    Returns
    -------
    Acceptance
        With the programme, and everyone's binaries in it.
    """
    programme = Programme(table.space.shape, table.space.excludes)
    acceptance = AcceptanceRows(programme, table, willing, explain=explain)
    for demand in demands:
        enforce(demand.rule, acceptance, tag=demand)
    return acceptance


def satisfies(
    table: WorldTable,
    choices: Choices,
    demands: Iterable[Required],
    willing: frozenset[str] = frozenset(),
) -> bool:
    """Put one package to the exact test, with the same arithmetic as listed packages."""
    wanted = tuple(demands)
    asked = dict.fromkeys(actor for demand in wanted for actor in actors_of(demand.rule))
    consents = table.ask(choices, asked).swayed(willing)
    return all(bool(consents.meet(demand.rule).all()) for demand in wanted)


def feasible(
    table: WorldTable,
    demands: Iterable[Required],
    willing: frozenset[str] = frozenset(),
    limits: Limits | None = None,
) -> ZoneAnswer:
    """Look for a package that satisfies all demands in one world.

    Parameters
    ----------
    willing
        Actors taken to accept every package, to see what follows.
    """
    wanted = tuple(demands)
    programme = rules_programme(table, wanted, willing).programme
    solved = programme.maximise(
        None, lambda choices: satisfies(table, choices, wanted, willing), limits
    )
    number = None if solved.choices is None else table.space.number_of(solved.choices)
    return ZoneAnswer(
        solved.status,
        number,
        solved.choices,
        solved.solver_status,
        solved.seconds,
        solved.calls,
        solved.excluded,
    )


def zone_demands(form: Form) -> tuple[Required, ...]:
    """All that must hold for a form to have a zone, each part under the party that asks for it."""
    return demands_of({party: (rule,) for party, rule in form.rules.items()})


def in_zone(form: Form, table: WorldTable, choices: Choices) -> bool:
    """Whether one package is in the zone, exactly."""
    return satisfies(table, choices, zone_demands(form))


def zone_package(form: Form, table: WorldTable, limits: Limits | None = None) -> ZoneAnswer:
    """Look for a package of the zone of one form in one world."""
    return feasible(table, zone_demands(form), limits=limits)
