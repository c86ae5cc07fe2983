"""Report: build and open the one-file report, and send on the case or a run."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from winset.web.app_state import Site
from winset.web.page import Page
from winset.web.rendering import page, part
from winset.web.request import case_of, site_of
from winset.web.workspace import CaseFile


def report(request: Request) -> Response:
    """Show the reports there are, and how to have one."""
    site, case = site_of(request), case_of(request)
    return page(request, "report.html", case=case, scenario=case.scenario, **_latest(site, case))


def latest(request: Request) -> Response:
    """Answer the latest report."""
    site, case = site_of(request), case_of(request)
    return part(request, "parts/latest.html", case=case, standalone=True, **_latest(site, case))


def _latest(site: Site, case: CaseFile) -> dict[str, Any]:
    """The latest run of the case as it is now, or else the latest of an earlier state."""
    found = [run for run in site.launches.finished(case) if run.perspective is None]
    now = [run for run in found if case.usable and run.is_of(case.scenario)]
    return {"run": next(iter([*now, *found]), None), "is_current": bool(now)}


REPORT = Page(
    "report",
    "Report",
    (Route("/cases/{case}/report", report), Route("/cases/{case}/report/latest", latest)),
)
