"""The whole way through: from a scenario to what would be ratified and settled."""

from __future__ import annotations

import functools
import os
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from winset._version import __version__
from winset.advice import Advice, Information, advice_of, information_of
from winset.concepts import (
    ChunkSolutions,
    Gains,
    Settlement,
    SettlementCensus,
    gains_of,
    settlements_of,
    solutions_of_zone,
)
from winset.durability.deals_of import durability_of
from winset.durability.results import Durability
from winset.engine.search import MOST_WORLDS, Search, SearchEffort
from winset.errors import TooLargeError
from winset.forecast.case_forecast import Foreseen, foreseen_of
from winset.packages import Listing, PackageSpace, Utilities, space_of, utilities_of, worlds_at_once
from winset.ratification import (
    Acceptance,
    ChunkCount,
    ConsentOdds,
    Consents,
    FormCensus,
    Layout,
    PackedChunk,
    PackedCount,
    Ratification,
    acceptance_of,
    consent_odds,
    consents_of,
    forms_of,
    packed_layout,
    packed_worlds,
    ratification_of,
    win_sets,
)
from winset.scenario.model import Scenario
from winset.worlds import Worlds, draw_worlds

MOST_PACKAGES = 4_000_000
"""Largest package space that is listed package by package."""

_CHUNK = 2**18

Method = Literal["enumeration", "programme"]

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much is done and how much there is."""


@dataclass(frozen=True)
class FormAnalysis:
    """One form of agreement: what would be ratified and what would be settled.

    Attributes
    ----------
    ratification
        Win-sets, zone, funnel and blockers.
    settlements
        Concept → the deal it picks.
    """

    ratification: Ratification
    settlements: Mapping[str, Settlement]


@dataclass(frozen=True)
class Analysis:
    """Everything a run finds, with what it was computed from.

    Attributes
    ----------
    scenario
        The scenario analysed.
    space
        The packages, as numbered throughout.
    worlds
        The draws.
    forms
        Form of agreement → its analysis, in the order the scenario tries them.
    perspectives
        Perspective id → the same analysis of the table as that observer sees it.
    seconds
        Stage → time it took; what one machine took, not part of the result.
    version
        Version of winset.
    method
        ``enumeration`` where every package was looked at, ``programme`` where a solver searched.
    effort
        What the search took and leaves open; None after an enumeration.
    advised
        Whether the report and the result give all advice, or only what to find out next.
    """

    scenario: Scenario
    space: PackageSpace
    worlds: Worlds
    forms: Mapping[str, FormAnalysis]
    perspectives: Mapping[str, Analysis] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)
    version: str = __version__
    method: Method = "enumeration"
    effort: SearchEffort | None = None
    advised: bool = False
    _answers: dict[int, dict[str, ConsentOdds]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def consent_odds(self, packages: Sequence[int]) -> dict[str, ConsentOdds]:
        """Ask every actor about chosen packages, by their numbers; nobody is asked twice."""
        new = tuple(dict.fromkeys(number for number in packages if number not in self._answers))
        if new:
            asked = consent_odds(self.scenario, self.worlds, self.space, new)
            for at, number in enumerate(new):
                self._answers[number] = {actor: own.only(at) for actor, own in asked.items()}
        return {
            actor: ConsentOdds.joined([self._answers[number][actor] for number in packages])
            for actor in (self.scenario.actors if packages else ())
        }

    @cached_property
    def acceptance(self) -> Acceptance:
        """Everyone's answer to every package; worked out when it is first asked for."""
        return acceptance_of(self.scenario, self.worlds, self.space)

    @cached_property
    def durability(self) -> Durability:
        """How long the deals last; worked out when it is first asked for."""
        return durability_of(self)

    @cached_property
    def foreseen(self) -> Foreseen:
        """What forecasting models expect, and whether it would be ratified; on first asking."""
        return foreseen_of(self)

    @cached_property
    def information(self) -> Information:
        """What to find out next; worked out when it is first asked for."""
        return information_of(self, survival=self.advised)

    @cached_property
    def advice(self) -> Advice:
        """What to do about it; worked out when it is first asked for, in some seconds."""
        return advice_of(self)

    def to_dict(self) -> dict[str, Any]:
        """Return the result as plain lists and mappings, with the keys of ``result.json``."""
        from winset.serialise.result import result_of

        return result_of(self)

    def _repr_html_(self) -> str:
        from winset.report.notebook import summary_html

        return summary_html(self)


def analyse(
    scenario: Scenario,
    *,
    worlds: int | None = None,
    seed: int | None = None,
    perspectives: bool = True,
    progress: Progress | None = None,
    workers: int | None = None,
    method: Method | None = None,
    advice: bool = False,
) -> Analysis:
    """Work out what would be ratified, in which form, who blocks it, and which deal results.

    Parameters
    ----------
    scenario
        The scenario, as ``winset.load`` returns it.
    worlds, seed
        Number of worlds and seed, in place of the scenario's settings.
    perspectives
        Whether to analyse the scenario's perspectives beside it, with the same draws.
    progress
        Told how far the run is.
    workers
        Threads; default one a processor. The result does not depend on it.
    method
        ``enumeration`` looks at every package, ``programme`` searches by mixed-integer
        programmes, over 64 worlds at most unless ``worlds`` says otherwise; by default the size
        of the package space decides.
    advice
        Whether the report and ``to_dict`` shall give all advice, which takes some seconds more;
        ``Analysis.advice`` gives it in any case.

    Returns
    -------
    Analysis

    Raises
    ------
    TooLargeError
        If an enumeration is asked for and the package space is too large to list.
    """
    started = time.perf_counter()
    tables = {"": scenario}
    if perspectives:
        tables |= {id_: scenario.seen_as(id_) for id_ in scenario.perspectives}
    if (method or method_for(scenario)) == "programme":
        found = _searched(tables, worlds, seed, progress or _quiet, workers)
        return replace(found, advised=advice)
    censuses: dict[str, _Census] = {}
    for id_, table in tables.items():
        drawn = censuses[""].worlds if censuses else None
        censuses[id_] = _Census(table, draw_worlds(table, worlds, seed, drawn))
    drawn_at = time.perf_counter()
    _take(list(censuses.values()), progress or _quiet, workers)
    seconds = {"worlds": drawn_at - started, "census": time.perf_counter() - drawn_at}
    seen = {id_: census.analysis(seconds) for id_, census in censuses.items()}
    return replace(seen.pop(""), perspectives=seen, advised=advice, _answers={})


def method_for(scenario: Scenario) -> Method:
    """Which way through the size of the package space asks for."""
    return "programme" if space_of(scenario).size > MOST_PACKAGES else "enumeration"


def _searched(
    tables: Mapping[str, Scenario],
    worlds: int | None,
    seed: int | None,
    progress: Progress,
    workers: int | None,
) -> Analysis:
    """Search all tables, a world at a time."""
    started = time.perf_counter()
    searches = {}
    for id_, table in tables.items():
        count = min(table.settings.worlds, MOST_WORLDS) if worlds is None else worlds
        searches[id_] = Search(table, draw_worlds(table, count, seed))
    drawn_at = time.perf_counter()
    first = searches[""]
    what = f"{first.space.size:,} packages by programme × {first.worlds.count:,} worlds"
    jobs = [
        functools.partial(own.ask, world)
        for own in searches.values()
        for world in range(own.worlds.count)
    ]
    _in_threads(jobs, what, len(jobs), progress, workers)
    seconds = {"worlds": drawn_at - started, "search": time.perf_counter() - drawn_at}
    found = {id_: _search_analysis(own, seconds) for id_, own in searches.items()}
    return replace(found.pop(""), perspectives=found)


def _search_analysis(search: Search, seconds: Mapping[str, float]) -> Analysis:
    results, effort = search.results()
    return Analysis(
        search.scenario,
        search.space,
        search.worlds,
        {name: FormAnalysis(*own) for name, own in results.items()},
        seconds=seconds,
        method="programme",
        effort=effort,
    )


def _in_threads(
    jobs: Sequence[Callable[[], int]],
    what: str,
    worlds: int,
    progress: Progress,
    workers: int | None,
) -> None:
    """Run jobs, each of which returns how many worlds it has done."""
    progress(what, 0, worlds)
    done = 0
    with ThreadPoolExecutor(workers or os.cpu_count() or 1) as pool:
        waiting = [pool.submit(job) for job in jobs]
        try:
            for finished in as_completed(waiting):
                done += finished.result()
                progress(what, done, worlds)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _take(censuses: Sequence[_Census], progress: Progress, workers: int | None) -> None:
    """Count all tables, a chunk of worlds at a time."""
    first = censuses[0]
    worlds, rows = first.worlds.count, min(census.rows for census in censuses)
    unchanged = [census.unchanged_from(first) for census in censuses]
    what = f"{first.space.size:,} packages × {worlds:,} worlds"

    def chunk(start: int) -> int:
        stop = min(start + rows, worlds)
        known: Consents | None = None
        for census, same in zip(censuses, unchanged, strict=True):
            asked = census.add(start, stop, None if known is None else known.only(same))
            known = known or asked
        return stop - start

    jobs = [functools.partial(chunk, start) for start in range(0, worlds, rows)]
    _in_threads(jobs, what, worlds, progress, workers)


class _Census:
    """All forms of one table counted over its worlds."""

    def __init__(self, scenario: Scenario, worlds: Worlds) -> None:
        self.scenario, self.space = scenario, _listed_space(scenario)
        self.worlds = worlds
        size = (self.worlds.count, self.space.size)
        self.counted = [
            (form, FormCensus(form, *size), SettlementCensus(form, *size))
            for form in forms_of(scenario)
        ]
        asked = (form.actors for form, _, _ in self.counted)
        self.actors = tuple(dict.fromkeys(actor for actors in asked for actor in actors))
        signing = (form.principals.values() for form, _, _ in self.counted)
        heard = {*self.actors, *(actor for actors in signing for actor in actors)}
        self.layout = packed_layout(self.space)
        self.rows = min(max(1, _CHUNK // self.space.size), worlds_at_once(scenario, heard))
        if self.layout is not None:
            self.rows = packed_worlds(scenario, self.layout, self.actors, self.worlds.count)
        self.lock = threading.Lock()

    def unchanged_from(self, other: _Census) -> tuple[str, ...]:
        """Actors who answer as they do at the other table: same numbers and same draws."""
        same_table = (
            self.scenario.issues == other.scenario.issues
            and self.scenario.settings == other.scenario.settings
        )
        return tuple(
            actor
            for actor in self.actors
            if same_table
            and self.scenario.actors[actor] == other.scenario.actors.get(actor)
            and self.worlds.agree(other.worlds, f"actors.{actor}.")
            and self.worlds.agree(other.worlds, "issues.")
        )

    def add(self, start: int, stop: int, known: Consents | None) -> Consents | None:
        """Count worlds ``start`` to ``stop``; returns the consents asked for, if in bytes."""
        rows = self.worlds.rows(start, stop)
        if self.layout is not None:
            self._add_packed(start, rows, self.layout)
            return None
        consents = consents_of(self.scenario, rows, self.actors, known)
        gains = self._gains(rows)
        for form, ratified, settled in self.counted:
            sets = win_sets(form, consents)
            counts = ChunkCount(form, consents, sets)
            solutions = ChunkSolutions(sets.zone, gains.of(tuple(form.principals.values())))
            with self.lock:
                ratified.add(start, counts)
                settled.add(start, solutions)
        return consents

    def _add_packed(self, start: int, rows: Worlds, layout: Layout) -> None:
        """Count worlds one after the other, with packages as bits."""
        chunk = PackedChunk(self.scenario, rows, self.actors, layout)
        counts = [PackedCount(form, layout) for form, _, _ in self.counted]
        utilities, weights = self._principals(rows)
        for world in range(rows.count):
            consents = chunk.consents(world)
            own = {actor: entry.in_world(world) for actor, entry in utilities.items()}
            now = {actor: w[[min(world, len(w) - 1)]] for actor, w in weights.items()}
            for (form, _, settled), count in zip(self.counted, counts, strict=True):
                zone = count.add(consents)
                if not zone.any():
                    continue
                solutions = solutions_of_zone(
                    zone.unpack(), tuple(form.principals.values()), own, now, self.space
                )
                with self.lock:
                    settled.add(start + world, solutions)
        with self.lock:
            for (_, ratified, _), count in zip(self.counted, counts, strict=True):
                ratified.add(start, count)

    def _gains(self, rows: Worlds) -> Gains:
        return gains_of(*self._principals(rows), rows.count)

    def _principals(
        self, rows: Worlds
    ) -> tuple[dict[str, Utilities], dict[str, NDArray[np.float64]]]:
        """Utilities and bargaining weights of all principals over a chunk of worlds."""
        signers = dict.fromkeys(
            (principal, party)
            for form, _, _ in self.counted
            for party, principal in form.principals.items()
        )
        utilities = {actor: utilities_of(self.scenario, rows, actor) for actor, _ in signers}
        return utilities, {actor: self._weight(rows, party) for actor, party in signers}

    def _weight(self, rows: Worlds, party: str) -> NDArray[np.float64]:
        number = self.scenario.parties[party].bargaining_weight
        return rows.values(f"parties.{party}.bargaining_weight", number)

    def analysis(self, seconds: Mapping[str, float]) -> Analysis:
        """Turn the counts into an analysis."""
        forms: dict[str, FormAnalysis] = {}
        for form, ratified, settled in self.counted:
            ratification = ratification_of(ratified, Listing(self.space))
            settlements = settlements_of(settled, ratification, self.scenario, self.worlds)
            forms[form.name] = FormAnalysis(ratification, settlements)
        return Analysis(self.scenario, self.space, self.worlds, forms, seconds=seconds)


def _listed_space(scenario: Scenario) -> PackageSpace:
    space = space_of(scenario)
    if space.size > MOST_PACKAGES:
        raise TooLargeError(
            f"{space.size:,} packages are more than the {MOST_PACKAGES:,} that can be listed one "
            "by one. Leave the method to winset, which then searches by programme, or give the "
            "issues fewer options."
        )
    return space


def _quiet(what: str, done: int, total: int) -> None:
    """Say nothing."""
