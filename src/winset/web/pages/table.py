"""The table: actors × issues."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from winset.web.asking import case_of, site_of
from winset.web.pages.page import Page
from winset.web.rendering import page, part


def table(request: Request) -> Response:
    """Show who wants what."""
    case = case_of(request)
    return page(request, "table.html", case=case, scenario=case.scenario)


def zone(request: Request) -> Response:
    """Show the odds of a zone by form; ``?worlds=`` asks for fewer worlds."""
    case = case_of(request)
    worlds = request.query_params.get("worlds", "")
    count = min(max(int(worlds), 1), 65_536) if worlds.isascii() and worlds.isdigit() else None
    analysis = site_of(request).results.analysis_for(case, count)
    return part(request, "parts/zone.html", case=case, analysis=analysis)


def first(request: Request) -> Response:
    """Lead from a case to its table."""
    return RedirectResponse(f"/cases/{request.path_params['case']}/table")


TABLE = Page(
    "table",
    "Table",
    (
        Route("/cases/{case}", first),
        Route("/cases/{case}/table", table),
        Route("/cases/{case}/zone", zone),
    ),
)
