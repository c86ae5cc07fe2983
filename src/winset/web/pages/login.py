"""Logging in and out, where the app was started with a password."""

from __future__ import annotations

import math
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from winset.web.login import COOKIE, LASTS, Sessions
from winset.web.rendering import page
from winset.web.request import body_of, state_of
from winset.web.security import LOGIN

_MOST = 4_096


def ask(request: Request) -> Response:
    """Ask for the password."""
    if state_of(request).access.sessions is None:
        return RedirectResponse("/", 303)
    return page(request, "login.html", wrong=False, wait=0)


async def enter(request: Request) -> Response:
    """Let in whoever knows the password."""
    sessions = state_of(request).access.sessions
    if sessions is None:
        return RedirectResponse("/", 303)
    address = request.client.host if request.client is not None else ""
    wait = sessions.attempts.wait(address)
    if wait > 0:
        seconds = math.ceil(wait)
        answer = page(request, "login.html", status=429, wrong=False, wait=seconds)
        answer.headers["retry-after"] = str(seconds)
        return answer
    session = await run_in_threadpool(_try, sessions, address, await _password(request))
    if session is None:
        return page(request, "login.html", status=403, wrong=True, wait=0)
    opened = RedirectResponse("/", 303)
    opened.set_cookie(COOKIE, session, max_age=LASTS, httponly=True, samesite="strict")
    return opened


def _try(sessions: Sessions, address: str, password: str) -> str | None:
    session = sessions.opened(password)
    if session is None:
        sessions.attempts.failed(address)
    else:
        sessions.attempts.succeeded(address)
    return session


async def _password(request: Request) -> str:
    content = await body_of(request, _MOST, "That is longer than any password.")
    fields = parse_qs(content.decode("utf-8", "replace"), keep_blank_values=True)
    return fields.get("password", [""])[0]


async def leave(request: Request) -> Response:
    """End the session."""
    sessions = state_of(request).access.sessions
    if sessions is not None:
        sessions.close(request.headers.get("cookie", ""))
    answer = JSONResponse({"go": LOGIN})
    answer.delete_cookie(COOKIE)
    return answer


LOGIN_ROUTES = (
    Route(LOGIN, ask, methods=["GET"]),
    Route(LOGIN, enter, methods=["POST"]),
    Route("/logout", leave, methods=["POST"]),
)
