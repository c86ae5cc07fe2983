"""The app: its pages, its scripts and styles, and what is said when something fails."""

from __future__ import annotations

from collections.abc import Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from winset.errors import ScenarioError, WinsetError
from winset.ratification import TooFewWorldsError
from winset.scenario.case import BrokenSwitchError
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

_FAILED = "Something went wrong inside winset. The terminal has the details."


def create_app(state: AppState, pages: tuple[Page, ...] = PAGES) -> Guard:
    """Put the app together, as an ASGI application.

    Its pages, all but the first, stand in the navigation of a case. The guard stands before all
    else, so that even a failure is marked.
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
            ChangedError: _saying(409),
            WinsetError: _saying(422),
            Exception: _saying(500, _FAILED),
        },
    )
    app.state.shared = state
    # pages import what renders them, so the navigation comes to it from here
    app.state.pages = pages
    return Guard(app, state.access)


def _wrong_in_case(request: Request, error: Exception) -> Response:
    assert isinstance(error, ScenarioError)
    is_switched = isinstance(error, BrokenSwitchError)
    too_few = isinstance(error, TooFewWorldsError)
    if wants_json(request):
        said = "The case has errors."
        if is_switched:
            said = "The case has errors without these claims."
        elif too_few:
            said = "Too few draws agree with what has happened."
        return JSONResponse({"error": said, "problems": problems_as_json(error.problems)}, 422)
    return page(
        request,
        "problems.html",
        status=422,
        problems=error.problems,
        name=request.path_params.get("case", ""),
        is_switched=is_switched,
        too_few=too_few,
    )


def _saying(status: int, message: str = "") -> Callable[[Request, Exception], Response]:
    """Make a handler that answers a status with a message, by default the error's own."""

    def handle(request: Request, error: Exception) -> Response:
        return _say(request, status, message or str(error))

    return handle


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    answer = _say(request, error.status_code, error.detail)
    answer.headers.update(error.headers or {})
    return answer


def _say(request: Request, status: int, message: str) -> Response:
    if wants_json(request):
        return JSONResponse({"error": message}, status)
    return page(request, "refused.html", status=status, message=message, code=status)
