"""The app: its pages, its scripts and styles, and what is said when something fails."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from winset.errors import ScenarioError, WinsetError
from winset.web.app_state import AppState
from winset.web.assets import chart_script, chart_themes, static_files, style_sheet
from winset.web.page import Page
from winset.web.pages import PAGES
from winset.web.pages.editing import EDITING_ROUTES
from winset.web.pages.login import LOGIN_ROUTES
from winset.web.rendering import page
from winset.web.request import problems_as_json, wants_json
from winset.web.security import Guard
from winset.web.workspace import ChangedError


def create_app(state: AppState, pages: tuple[Page, ...] = PAGES) -> Guard:
    """Put the app together.

    Parameters
    ----------
    state
        Workspace, access, analyses and runs of this start.
    pages
        What it shows; all but the first stand in the navigation of a case.

    Returns
    -------
    Guard
        An ASGI application; the guard stands before all else, so that even a failure is marked.
    """
    routes = [
        Route("/static/style.css", style_sheet),
        Route("/static/vega.js", chart_script),
        Route("/static/themes.json", chart_themes),
        Mount("/static", static_files()),
        *LOGIN_ROUTES,
        *EDITING_ROUTES,
        *(route for one in pages for route in one.routes),
    ]
    app = Starlette(
        routes=routes,
        exception_handlers={
            HTTPException: _refused,
            ScenarioError: _wrong_in_case,
            ChangedError: _changed,
            WinsetError: _refused_by_winset,
            Exception: _failed,
        },
    )
    app.state.shared = state
    # pages import what renders them, so the navigation comes to it from here
    app.state.pages = pages
    return Guard(app, state.access)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _say(request, error.status_code, error.detail, dict(error.headers or {}))


def _refused_by_winset(request: Request, error: Exception) -> Response:
    return _say(request, 422, str(error))


def _changed(request: Request, error: Exception) -> Response:
    return _say(request, 409, str(error))


def _wrong_in_case(request: Request, error: Exception) -> Response:
    assert isinstance(error, ScenarioError)
    if wants_json(request):
        return JSONResponse(
            {"error": "The case has errors.", "problems": problems_as_json(error.problems)}, 422
        )
    name = request.path_params.get("case", "")
    return page(request, "problems.html", status=422, problems=error.problems, name=name)


def _failed(request: Request, error: Exception) -> Response:  # noqa: ARG001
    return _say(request, 500, "Something went wrong inside winset. The terminal has the details.")


def _say(
    request: Request, status: int, message: str, headers: dict[str, str] | None = None
) -> Response:
    if wants_json(request):
        return JSONResponse({"error": message}, status, headers)
    answer = page(request, "refused.html", status=status, message=message, code=status)
    answer.headers.update(headers or {})
    return answer
