"""Scripts and styles: the app's own, and the report's for everything both show."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.staticfiles import StaticFiles

from winset.report.scripts import page_scripts, page_style
from winset.report.theme import CHART_THEMES

_STATIC = Path(str(files("winset.web") / "static"))


def static_files() -> StaticFiles:
    """Serve the files of ``static/``; no link in it is followed."""
    return StaticFiles(directory=_STATIC)


@cache
def _style() -> bytes:
    return (page_style() + (_STATIC / "winset.css").read_text("utf-8")).encode()


@cache
def _charts() -> bytes:
    *shared, _ = page_scripts()  # the last is the report's own
    return "\n;\n".join(shared).encode()


def style_sheet(request: Request) -> Response:
    """Answer the report's style sheet with the app's after it."""
    return _kept(request, _style(), "text/css; charset=utf-8")


def chart_script(request: Request) -> Response:
    """Answer Vega, Vega-Lite, the interpreter that needs no eval, and what draws with them."""
    return _kept(request, _charts(), "text/javascript; charset=utf-8")


def chart_themes(request: Request) -> Response:  # noqa: ARG001
    """Answer the chart configs of the light and the dark theme."""
    return JSONResponse(CHART_THEMES)


def _kept(request: Request, content: bytes, kind: str) -> Response:
    """Answer what changes with the version only; a browser asks whether its copy still holds."""
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {"etag": tag, "cache-control": "no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(content, headers=headers, media_type=kind)
