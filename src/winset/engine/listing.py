"""The way through where every package is listed: chunks of worlds, all tables side by side."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence

from winset.concepts import (
    ChunkSolutions,
    Concept,
    SettlementCensus,
    concepts,
    principals_of,
    settlements_of,
    solutions_of_zone,
)
from winset.engine.parallel import Job, in_threads, quiet
from winset.engine.result import FormResult, Result
from winset.errors import TooLargeError
from winset.packages import Listing, PackageSpace, alike, by_view, space_of, worlds_at_once
from winset.packages.views import Made
from winset.ratification import (
    ChunkCount,
    Consents,
    FormCensus,
    Layout,
    PackedChunk,
    PackedCount,
    asked_by_form,
    consents_of,
    forms_of,
    packed_layout,
    packed_worlds,
    ratification_of,
    win_sets,
)
from winset.scenario.case import Case
from winset.worlds import Worlds

MOST_PACKAGES = 4_000_000
"""Largest package space that is listed package by package."""

_CHUNK = 2**18


class ListingEngine:
    """Every package of every table in every world, a chunk of worlds at a time; an ``Engine``.

    Raises
    ------
    TooLargeError
        If the package space is too large to list.
    """

    stage = "census"
    most_worlds: int | None = None

    def __init__(
        self,
        tables: Mapping[str, Case],
        worlds: Mapping[str, Worlds],
        solved: Iterable[Concept] | None = None,
    ) -> None:
        chosen = tuple(concepts().values() if solved is None else solved)
        self.censuses = {id_: _Census(table, worlds[id_], chosen) for id_, table in tables.items()}

    @property
    def what(self) -> str:
        """What is being done, in words for a progress line."""
        first = next(iter(self.censuses.values()))
        return f"{first.space.texts:,} texts × {first.worlds.count:,} draws"

    @property
    def total(self) -> int:
        """Worlds all jobs do together, tables with the same draws counted once."""
        return sum(group[0].worlds.count for group in self._groups())

    def jobs(self) -> Sequence[Job]:
        """Chunks of worlds, each asked of all tables with the same draws."""
        return [job for group in self._groups() for job in self._jobs_of(group)]

    def _groups(self) -> list[list[_Census]]:
        """Tables by the draws that agree with what has happened, as each sees it."""
        groups: dict[bytes, list[_Census]] = {}
        for census in self.censuses.values():
            groups.setdefault(census.worlds.numbers.tobytes(), []).append(census)
        return list(groups.values())

    def _jobs_of(self, censuses: Sequence[_Census]) -> list[Job]:
        """Ask all tables a chunk at a time: actors alike in two are asked once."""
        first = censuses[0]
        worlds, rows = first.worlds.count, min(census.rows for census in censuses)
        known = (first.scenario, first.worlds)
        unchanged = [alike((census.scenario, census.worlds), known) for census in censuses]

        def chunk(start: int) -> int:
            stop = min(start + rows, worlds)
            # The case's own table comes first if it is among them. Whoever has the same numbers and
            # draws at another table answers the same there, bit for bit, and is not asked again.
            answered: Mapping[str, Consents] = {}
            for census, same in zip(censuses, unchanged, strict=True):
                known = {form: consents.only(same) for form, consents in answered.items()}
                consents = census.add(start, stop, known)
                answered = answered or consents
            return stop - start

        return [functools.partial(chunk, start) for start in range(0, worlds, rows)]

    def results(self, seconds: Mapping[str, float]) -> dict[str, Result]:
        """Id of a perspective → its result, once all jobs are done."""
        return {id_: census.result(seconds) for id_, census in self.censuses.items()}


class _Census:
    """All forms of one table counted over its worlds."""

    def __init__(self, scenario: Case, worlds: Worlds, solved: tuple[Concept, ...]) -> None:
        self.scenario, self.space = scenario, _listed_space(scenario)
        self.worlds, self.concepts = worlds, solved
        size = (self.worlds.count, self.space.size)
        self.counted = [
            (form, FormCensus(form, *size), SettlementCensus(form, *size, self.concepts))
            for form in forms_of(scenario)
        ]
        self.forms = forms = [form for form, _, _ in self.counted]
        self.actors = tuple(dict.fromkeys(actor for form in forms for actor in form.actors))
        self.signing = tuple(dict.fromkeys(party for form in forms for party in form.principals))
        heard = {*self.actors, *(actor for form in forms for actor in form.principals.values())}
        self.layout = packed_layout(self.space)
        self.rows = min(max(1, _CHUNK // self.space.size), worlds_at_once(scenario, heard))
        if self.layout is not None:
            self.rows = packed_worlds(scenario, self.layout, self.actors, self.worlds.count)
        self.lock = threading.Lock()

    def add(self, start: int, stop: int, known: Mapping[str, Consents]) -> dict[str, Consents]:
        """Count worlds ``start`` to ``stop``; returns what each form was answered, if in bytes."""
        rows = self.worlds.rows(start, stop)
        if self.layout is not None:
            self._add_packed(start, rows, self.layout)
            return {}
        consents = asked_by_form(
            self.scenario,
            self.forms,
            lambda form, actors: consents_of(self.scenario, rows, actors, known.get(form), form),
        )
        gains = self._by_signers(
            lambda form: principals_of(self.scenario, rows, self.signing, form).gains()
        )
        for form, ratified, settled in self.counted:
            sets = win_sets(form, consents[form.name])
            counts = ChunkCount(form, consents[form.name], sets)
            gained = gains[form.name].of(tuple(form.principals.values()))
            solutions = ChunkSolutions(sets.zone, gained, self.concepts)
            with self.lock:
                ratified.add(start, counts)
                ratified.by_world.keep(start, sets.zone)
                settled.add(start, solutions)
        return consents

    def _add_packed(self, start: int, rows: Worlds, layout: Layout) -> None:
        """Count worlds one after the other, with packages as bits.

        With packages as bits the sets of one world fit in the processor's cache, where those of a
        chunk of worlds as bytes would not; only worlds with a zone are unpacked for the deals.
        """
        chunk = PackedChunk(self.scenario, rows, self.forms, layout)
        counts = [PackedCount(form, layout, rows.count) for form, _, _ in self.counted]
        signers = self._by_signers(
            lambda form: principals_of(self.scenario, rows, self.signing, form)
        )
        for world in range(rows.count):
            consents = chunk.consents(world)
            for (form, ratified, settled), count in zip(self.counted, counts, strict=True):
                zone = count.add(world, consents[form.name])
                if not zone.any():
                    continue
                principals, members = tuple(form.principals.values()), zone.unpack()
                here = signers[form.name].in_world(world)
                solutions = solutions_of_zone(members, principals, here, self.space, self.concepts)
                with self.lock:
                    ratified.by_world.keep(start + world, members[None, :])
                    settled.add(start + world, solutions)
        with self.lock:
            for (_, ratified, _), count in zip(self.counted, counts, strict=True):
                ratified.add(start, count)

    def _by_signers(self, make: Callable[[str], Made]) -> dict[str, Made]:
        """Form → what is made of all who sign some form, by what they see of this one."""
        signers = [self.scenario.signer(party) for party in self.signing]
        return by_view(self.scenario, [form.name for form in self.forms], signers, make)

    def result(self, seconds: Mapping[str, float]) -> Result:
        """Turn the counts into probabilities."""
        forms: dict[str, FormResult] = {}
        for form, ratified, settled in self.counted:
            ratification = ratification_of(ratified, Listing(self.space))
            settlements = settlements_of(settled, ratification, self.scenario, self.worlds)
            forms[form.name] = FormResult(ratification, settlements)
        return Result(self.scenario, self.space, self.worlds, forms, seconds=seconds)


def unsettled_results(
    tables: Mapping[str, Case], worlds: Mapping[str, Worlds]
) -> dict[str, Result]:
    """Ask of several versions of a scenario which packages would pass, and settle on none.

    Parameters
    ----------
    tables
        Id → a version of the scenario.
    worlds
        Id → the draws it is asked in.

    Raises
    ------
    TooLargeError
        If the package space is too large to list.
    """
    engine = ListingEngine(tables, worlds, solved=())
    in_threads(engine.jobs(), engine.what, engine.total, quiet, None)
    return engine.results({})


def _listed_space(scenario: Case) -> PackageSpace:
    space = space_of(scenario)
    if space.size > MOST_PACKAGES:
        raise TooLargeError(
            f"{space.size:,} packages are more than the {MOST_PACKAGES:,} that can be listed one "
            "by one. Leave the method to winset, which then searches by programme, or give the "
            "issues fewer options."
        )
    return space
