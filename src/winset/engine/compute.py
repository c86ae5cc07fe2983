"""The whole way through, by whichever engine the size of the package space asks for."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from winset.engine.listing import MOST_PACKAGES, ListingEngine
from winset.engine.parallel import Job, Progress, in_threads, quiet
from winset.engine.result import Method, Result
from winset.engine.search import SearchEngine
from winset.packages import space_of
from winset.ratification import Given, worlds_of
from winset.scenario.case import Case
from winset.scenario.model import Scenario
from winset.worlds import Worlds


class Engine(Protocol):
    """A way through: jobs that ask some worlds each, and what all of them come to.

    Parameters
    ----------
    tables
        Id of a perspective → the table as it sees it; the case's own under "", the first.
    worlds
        Id of a perspective → the draws that it is asked in.
    """

    stage: str
    """What the time its jobs take is booked under."""
    most_worlds: int | None
    """Worlds that are kept unless told otherwise, where each is dear; None where all drawn are."""

    def __init__(self, tables: Mapping[str, Case], worlds: Mapping[str, Worlds]) -> None:
        """Lay out what is counted."""

    @property
    def what(self) -> str:
        """What is being done, in words for a progress line."""

    @property
    def total(self) -> int:
        """Worlds all jobs do together."""

    def jobs(self) -> Sequence[Job]:
        """Work that may be done in any order, side by side."""

    def results(self, seconds: Mapping[str, float]) -> dict[str, Result]:
        """Id of a perspective → its result, once all jobs are done."""


_ENGINES: Mapping[Method, type[Engine]] = {
    "enumeration": ListingEngine,
    "programme": SearchEngine,
}


def compute(
    scenario: Case,
    *,
    worlds: int | None = None,
    seed: int | None = None,
    perspectives: bool = True,
    progress: Progress | None = None,
    workers: int | None = None,
    method: Method | None = None,
) -> Result:
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

    Raises
    ------
    TooLargeError
        If an enumeration is asked for and the package space is too large to list.
    """
    started = time.perf_counter()
    tables: dict[str, Case] = {"": scenario}
    if perspectives:
        tables |= {id_: scenario.seen_as(id_) for id_ in scenario.perspectives}
    way = _ENGINES[method or method_for(scenario)]
    drawn = _draw(tables, worlds, seed, way.most_worlds)
    engine = way(tables, {id_: kept for id_, (kept, _) in drawn.items()})
    drawn_at = time.perf_counter()
    in_threads(engine.jobs(), engine.what, engine.total, progress or quiet, workers)
    seconds = {"worlds": drawn_at - started, engine.stage: time.perf_counter() - drawn_at}
    results = {
        id_: replace(result, given=drawn[id_][1]) for id_, result in engine.results(seconds).items()
    }
    return replace(results.pop(""), perspectives=results)


def _draw(
    tables: Mapping[str, Case], worlds: int | None, seed: int | None, most: int | None
) -> dict[str, tuple[Worlds, Given | None]]:
    """Draw the worlds of all tables, so that actors alike in two have the same draws.

    Each table keeps the draws that agree with the events as its observer sees those concerned.
    """
    drawn: dict[str, tuple[Worlds, Given | None]] = {}
    known: Worlds | None = None
    for id_, table in tables.items():
        count = worlds
        if worlds is None and most is not None:
            count = min(table.settings.worlds, most)
        drawn[id_] = kept, given = worlds_of(table, count, seed, known=known, keep=most is not None)
        known = known or (kept if given is None else given.prior)
    return drawn


def method_for(scenario: Scenario) -> Method:
    """Which way through the size of the package space asks for."""
    return "programme" if space_of(scenario).size > MOST_PACKAGES else "enumeration"
