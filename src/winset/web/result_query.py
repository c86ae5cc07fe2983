"""Which numbers a page of results shows: a case or a run, its revision, worlds and seed.

All of it stands in the address, so that a link leads another day to the same numbers, or says that
the case has changed meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request

from winset.errors import WinsetError
from winset.runs.history import FinishedRun
from winset.web.request import case_of, claims_off, state_of
from winset.web.workspace import CaseFile
from winset.words.views import seen_told

if TYPE_CHECKING:
    from winset.analysis import Analysis
    from winset.web.app_state import AppState

MOST_WORLDS = 65_536
MOST_SEED = 2**32 - 1


@dataclass(frozen=True)
class ResultQuery:
    """What the address of a page asks for."""

    case: CaseFile
    """The case, as it is now on disk."""
    worlds: int | None
    seed: int | None
    """``worlds``, ``seed``: as the address says, or else the case's own settings; None for its own
    number of worlds, which a case without a list of packages lowers."""
    revision: str = ""
    """Revision the address was made for; empty where it names none."""
    run: FinishedRun | None = None
    """The finished run whose numbers are shown; None for those of the case as it is now."""
    without: tuple[str, ...] = ()
    """Claims that are switched off, in the order of the file."""

    @property
    def is_current(self) -> bool:
        """Whether the case still is what the address was made for."""
        return self.revision in {"", self.case.revision}

    @property
    def encoded(self) -> str:
        """The part of an address that asks for the same numbers again."""
        if self.run is not None:
            return urlencode({"run": self.run.name})
        numbers = {"worlds": self.worlds, "seed": self.seed, "revision": self.case.revision}
        asked = [(name, value) for name, value in numbers.items() if value is not None]
        return urlencode([*asked, *(("without", claim) for claim in self.without)])

    @property
    def progress_key(self) -> str:
        """Name under which how far its analysis is can be asked."""
        return f"{self.case.name}?{self.encoded}"

    def address(self, page: str) -> str:
        """Address of a page or a part about this case, with the same numbers."""
        return f"/cases/{self.case.name}/{page}?{self.encoded}"

    def switched(self, claim: str) -> ResultQuery:
        """Ask for the same with one claim off that is on, or on that is off."""
        off = {*self.without} ^ {claim}
        return replace(self, without=self.case.scenario.in_file_order(off))

    def analysis(self, state: AppState, *, perspectives: bool = False) -> Analysis:
        """Analyse, or return what was found before.

        A run is worked out again from the scenario it kept: the same numbers, bit for bit.
        """
        if self.run is not None:
            return analysis_of_run(state, self.run, perspectives=perspectives)
        with state.analyses.reporting(self.progress_key) as progress:
            return state.analyses.analysis_for(
                self.case,
                self.worlds,
                self.seed,
                perspectives=perspectives,
                without=self.without,
                progress=progress,
            )


def analysed(request: Request, *, perspectives: bool = False) -> tuple[ResultQuery, Analysis]:
    """Return what the address of a page asks for, and its analysis."""
    query = query_of(request)
    return query, query.analysis(state_of(request), perspectives=perspectives)


def analysis_of_run(state: AppState, run: FinishedRun, *, perspectives: bool = False) -> Analysis:
    """Work a finished run out again, or return what was found before.

    Raises
    ------
    WinsetError
        If it is a run of somebody's perspective, or its scenario was changed.
    """
    if run.perspective is not None:
        raise WinsetError(f"{run.name} shows a perspective on the case. Open its report.")
    kept = state.workspace.case(run.name)
    if not run.is_of(kept.scenario):
        raise WinsetError(f"{run.name}: the scenario was changed after the run wrote it.")
    return state.analyses.analysis_for(
        kept, run.worlds, run.seed, perspectives=perspectives, without=run.without
    )


def run_named(state: AppState, name: str) -> FinishedRun:
    """Return a finished run; 404 where there is none of that name."""
    run = state.jobs.run(name)
    if run is None:
        raise HTTPException(404, f"There is no run “{name[:80]}” in this workspace.")
    return run


def query_of(request: Request) -> ResultQuery:
    """Read the address of a page.

    Raises
    ------
    HTTPException
        404 if there is no such case, or it makes no such claim.
    WinsetError
        If worlds or seed are no numbers winset can take.
    """
    case, given = case_of(request), request.query_params
    if "run" in given:
        run = run_named(state_of(request), given["run"])
        return ResultQuery(case, run.worlds, run.seed, "", run, run.without)
    settings = case.scenario.settings
    worlds, seed = draws_from(given.get("worlds"), given.get("seed"))
    # the case's own settings have one address, whether they are spelt out or not
    return ResultQuery(
        case,
        None if worlds == settings.worlds else worlds,
        None if seed == settings.seed else seed,
        given.get("revision", "")[:16],
        without=claims_off(request, case),
    )


def draws_from(worlds: str | None, seed: str | None) -> tuple[int | None, int | None]:
    """Read the number of worlds and the seed somebody typed; None for nothing.

    Raises
    ------
    WinsetError
        If one is no number, or out of range.
    """
    return _whole_number("Draws", worlds, 1, MOST_WORLDS), _whole_number("Seed", seed, 0, MOST_SEED)


def _whole_number(name: str, text: str | None, least: int, most: int) -> int | None:
    if text is None or not text.strip():
        return None
    plain = text.strip().replace(",", "")
    if not plain.isascii() or not plain.isdigit() or not least <= int(plain[:12]) <= most:
        raise WinsetError(f"{name} must be a whole number from {least:,} to {most:,}.")
    return int(plain)


def result_context(request: Request, page: str) -> dict[str, Any]:
    """What every page of results is given: what is asked, its parts' address, its own link."""
    query = query_of(request)
    state = state_of(request)
    case = query.case if query.run is None else state.workspace.case(query.run.name)
    scenario = case.scenario.without(*query.without)
    settings = scenario.settings
    return {
        "case": query.case,
        "scenario": scenario,
        "seen": seen_told(scenario),
        "clashes": scenario.clashes,
        "query": query,
        "worlds": query.worlds or settings.worlds,
        "seed": settings.seed if query.seed is None else query.seed,
        "link": query.address(page),
        "page": page,
        "earlier": state.history.text_at(query.case.name, query.revision) is not None,
    }
