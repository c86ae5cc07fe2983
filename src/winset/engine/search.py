"""The way through where packages cannot be listed: world by world, by programme.

Each world is one small problem: is there a zone, and if so which package does each concept pick;
if not, which parties, steps and actors stand in the way. The packages found on the way are then
put to every world exactly, as listed packages are, so that their odds, and how often each is a
solution, are exact too. Worlds are solved independently, so no answer depends on the others.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from winset.arrays import Integers
from winset.concepts import (
    ChunkSolutions,
    SettlementCensus,
    concepts,
    principals_of,
    settlements_of,
)
from winset.concepts.settle import SOLVER_TOLERANCE
from winset.engine.one_world import WorldAnswer, ask_world
from winset.engine.parallel import Job
from winset.engine.result import FormResult, Result, SearchEffort
from winset.packages import Listing, by_view, space_of, worlds_at_once
from winset.packages.programme import Limits
from winset.ratification import (
    FormCensus,
    asked_by_form,
    forms_of,
    ratification_of,
    win_sets,
)
from winset.ratification.consents_at import consents_at
from winset.ratification.programme import table_of
from winset.scenario.case import Case
from winset.worlds import Worlds

MOST_WORLDS = 64
"""Worlds a run by programme takes unless told otherwise; each costs seconds, not microseconds."""

LIMITS = Limits(seconds=20.0)
"""When a run by programme gives up on one question; a run asks thousands."""

_ENTRIES = 2**22


class SearchEngine:
    """Every table searched by mixed-integer programmes, a world at a time; an ``Engine``."""

    stage = "search"
    most_worlds: int | None = MOST_WORLDS

    def __init__(self, tables: Mapping[str, Case], worlds: Mapping[str, Worlds]) -> None:
        self.searches = {id_: Search(table, worlds[id_]) for id_, table in tables.items()}

    @property
    def what(self) -> str:
        """What is being done, in words for a progress line."""
        first = self.searches[""]
        return f"{first.space.texts:,} texts by search × {first.worlds.count:,} draws"

    @property
    def total(self) -> int:
        """Worlds all jobs do together, each table's counted by itself."""
        return sum(search.worlds.count for search in self.searches.values())

    def jobs(self) -> Sequence[Job]:
        """One world of one table each."""
        return [
            functools.partial(search.ask, world)
            for search in self.searches.values()
            for world in range(search.worlds.count)
        ]

    def results(self, seconds: Mapping[str, float]) -> dict[str, Result]:
        """Id of a perspective → its result, once all jobs are done."""
        return {id_: search.result(seconds) for id_, search in self.searches.items()}


class Search:
    """All forms of one table, searched over its worlds."""

    def __init__(self, scenario: Case, worlds: Worlds, limits: Limits | None = None) -> None:
        self.scenario, self.worlds = scenario, worlds
        self.limits = limits or LIMITS
        self.space = space_of(scenario)
        self.forms = forms_of(scenario)
        ratifiers = (actor for form in self.forms for actor in form.actors)
        signers = (actor for form in self.forms for actor in form.principals.values())
        self.actors = tuple(dict.fromkeys([*ratifiers, *signers]))
        # a concept that can only list would pick among packages found for others
        self.concepts = [c for c in concepts().values() if c.by_search or not c.listed]
        self.answers: dict[str, dict[int, WorldAnswer]] = {form.name: {} for form in self.forms}
        self._lock = threading.Lock()

    def ask(self, world: int) -> int:
        """Find out all one world says; returns 1, the worlds done."""
        tables = by_view(
            self.scenario,
            [form.name for form in self.forms],
            self.actors,
            lambda form: table_of(self.scenario, self.worlds, world, self.actors, form),
        )
        for form in self.forms:
            answer = ask_world(form, tables[form.name], self.limits, self.concepts)
            with self._lock:
                self.answers[form.name][world] = answer
        return 1

    def result(self, seconds: Mapping[str, float]) -> Result:
        """Put all packages found to all worlds, and name what each form comes to.

        A world's search finds one package a question, but how often a package passes, or is a
        solution, is a question to all worlds. So every package found anywhere is put to each
        world with the arithmetic of listed packages: no share hangs on which world found it.
        """
        choices = self._packages()
        numbers = tuple(self.space.number_of(row) for row in choices)
        listing = Listing(self.space, numbers)
        censuses = [
            (
                FormCensus(form, self.worlds.count, len(numbers)),
                SettlementCensus(form, self.worlds.count, len(numbers), self.concepts),
            )
            for form in self.forms
        ]
        overruled = 0
        for start, stop in self._chunks(len(numbers)):
            overruled += self._count(start, stop, choices, censuses)
        forms = {}
        for ratified, settled in censuses:
            ratification = ratification_of(ratified, listing)
            settlements = settlements_of(settled, ratification, self.scenario, self.worlds)
            forms[ratified.form.name] = FormResult(ratification, settlements)
        return Result(
            self.scenario,
            self.space,
            self.worlds,
            forms,
            seconds=seconds,
            method="programme",
            effort=self._effort(len(numbers), overruled),
        )

    def _packages(self) -> Integers:
        """(packages, issues) option indices of all packages found, in the order of numbers."""
        answers = (answer for by_world in self.answers.values() for answer in by_world.values())
        found = sorted({choices for answer in answers for choices in answer.packages})
        return np.array(found, dtype=np.int64).reshape(len(found), len(self.space.shape))

    def _chunks(self, packages: int) -> Iterator[tuple[int, int]]:
        """First and last world of chunks whose arrays stay small in memory."""
        bodies = (self.scenario.actors[actor].body for actor in self.actors)
        members = max((body.size for body in bodies if body is not None), default=1)
        rows = max(1, _ENTRIES // max(1, packages * members))
        rows = min(rows, worlds_at_once(self.scenario, self.actors))
        for start in range(0, self.worlds.count, rows):
            yield start, min(start + rows, self.worlds.count)

    def _count(
        self,
        start: int,
        stop: int,
        choices: Integers,
        censuses: list[tuple[FormCensus, SettlementCensus]],
    ) -> int:
        """Count worlds ``start`` to ``stop``; returns how often the solver was overruled."""
        rows = self.worlds.rows(start, stop)
        consents = asked_by_form(
            self.scenario,
            self.forms,
            lambda form, actors: consents_at(self.scenario, rows, actors, choices, form=form),
        )
        overruled = 0
        for ratified, settled in censuses:
            form = ratified.form
            sets = win_sets(form, consents[form.name])
            ratified.zone_count += sets.zone.sum(axis=0, dtype=np.int32)
            ratified.by_world.keep(start, sets.zone)
            for party, members in sets.parties.items():
                ratified.party_count[party] += members.sum(axis=0, dtype=np.int32)
            shown = np.asarray(sets.zone.any(axis=1))
            by_world = self.answers[form.name]
            for world in range(start, stop):
                overruled += _enter(ratified, world, by_world[world], bool(shown[world - start]))
            signers = principals_of(self.scenario, rows, form.principals, form.name)
            gains = signers.gains(choices)
            settled.add(start, ChunkSolutions(sets.zone, gains, self.concepts))
        return overruled

    def _effort(self, packages: int, overruled: int) -> SearchEffort:
        efforts = [a.effort for by_world in self.answers.values() for a in by_world.values()]
        return SearchEffort(
            worlds_asked=self.scenario.settings.worlds,
            packages_listed=packages,
            calls=sum(effort.calls for effort in efforts),
            seconds=sum(effort.seconds for effort in efforts),
            undecided=sum(effort.undecided for effort in efforts),
            overruled=overruled,
            excluded=sum(effort.excluded for effort in efforts),
            solver_tolerance=SOLVER_TOLERANCE,
        )


def _enter(census: FormCensus, world: int, answer: WorldAnswer, shown: bool) -> bool:
    """Enter what one world says; a package in hand overrules a solver that found none."""
    overruled = shown and not answer.has_zone
    has_zone = shown or answer.has_zone
    by_world = census.by_world
    by_world.has_zone[world] = has_zone
    for party in census.form.rules:
        steps = len(census.form.steps(party))
        passed = steps + 1 if has_zone else answer.passed[party]
        by_world.has_win_set[party][world] = has_zone or answer.has_win_set[party]
        by_world.passed[party][:passed, world] = True
    for actor in () if has_zone else answer.opened:
        by_world.opened[actor][world] = True
    return overruled
