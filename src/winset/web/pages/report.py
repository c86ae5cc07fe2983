"""Report: build and open the one-file report, and send on the case or a run."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from winset.web.app_state import AppState
from winset.web.page import Page
from winset.web.rendering import page, part
from winset.web.request import case_of, state_of
from winset.web.workspace import CaseFile


def report(request: Request) -> Response:
    """Show the reports there are, and how to have one."""
    state, case = state_of(request), case_of(request)
    return page(request, "report.html", case=case, scenario=case.scenario, **_latest(state, case))


def latest(request: Request) -> Response:
    """Answer the latest report."""
    state, case = state_of(request), case_of(request)
    return part(request, "parts/latest.html", case=case, standalone=True, **_latest(state, case))


def _latest(state: AppState, case: CaseFile) -> dict[str, Any]:
    """The latest run of the case as it is current, or else the latest of an earlier state."""
    runs = [run for run in state.jobs.finished(case) if run.perspective is None]
    current = [run for run in runs if case.usable and run.is_of(case.scenario)]
    return {"run": next(iter([*current, *runs]), None), "is_current": bool(current)}


REPORT = Page(
    "report",
    "Report",
    (Route("/cases/{case}/report", report), Route("/cases/{case}/report/latest", latest)),
    question=5,
)
