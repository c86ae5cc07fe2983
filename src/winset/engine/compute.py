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
from winset.scenario.case import Case
from winset.scenario.model import Scenario


class Engine(Protocol):
    """A way through: jobs that ask some worlds each, and what all of them come to.

    Parameters
    ----------
    tables
        Id of a perspective → the table as it sees it; the case's own under "", the first.
    worlds, seed
        In place of the scenario's settings.
    """

    stage: str
    """What the time its jobs take is booked under."""

    def __init__(self, tables: Mapping[str, Case], worlds: int | None, seed: int | None) -> None:
        """Draw the worlds of all tables, so that actors alike in two have the same draws."""

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
    engine = _ENGINES[method or method_for(scenario)](tables, worlds, seed)
    drawn_at = time.perf_counter()
    in_threads(engine.jobs(), engine.what, engine.total, progress or quiet, workers)
    seconds = {"worlds": drawn_at - started, engine.stage: time.perf_counter() - drawn_at}
    results = engine.results(seconds)
    return replace(results.pop(""), perspectives=results)


def method_for(scenario: Scenario) -> Method:
    """Which way through the size of the package space asks for."""
    return "programme" if space_of(scenario).size > MOST_PACKAGES else "enumeration"
