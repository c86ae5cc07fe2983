"""The start page: what winset is, in five lines, and the cases of the workspace."""

from __future__ import annotations

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from winset.errors import WinsetError
from winset.formats.registry import domain_formats, domain_names
from winset.web import case_store
from winset.web.archives import packed, zip_answer
from winset.web.page import Page
from winset.web.rendering import page, part
from winset.web.request import case_of, state_of, takes_json
from winset.web.uploads import received
from winset.web.workspace import NoSuchCaseError
from winset.words.glossary import TERMS

REAL = "us-russia-2025"
"""The case the start page opens with one click."""


def start(request: Request) -> Response:
    """Show the cases."""
    workspace = state_of(request).workspace
    cases, closed = [], []
    for name in workspace.names():
        try:
            cases.append(workspace.case(name))
        except NoSuchCaseError:  # its file is too large, or may not be read
            closed.append(name)
    return page(
        request,
        "cases.html",
        cases=cases,
        closed=closed,
        root=workspace.root.name,
        trashed=case_store.trashed(workspace),
        real=REAL,
        formats=domain_formats().values(),
    )


def bundled(request: Request) -> Response:
    """Show the bundled cases, as a part of the start page."""
    return part(request, "parts/bundled.html", bundled=case_store.bundled())


def glossary(request: Request) -> Response:
    """Explain the terms of the field."""
    return page(request, "glossary.html", terms=TERMS)


@takes_json
def new(request: Request, content: dict[str, Any]) -> Response:
    """Start a case from the template: ``title``."""
    title = str(content.get("title", "")).strip()[:200]
    if not title:
        raise WinsetError("Give the case a title.")
    # there is nothing to ask of a template yet
    return _go(case_store.create(state_of(request).workspace, title), "table")


@takes_json
def open_bundled(request: Request, content: dict[str, Any]) -> Response:
    """Open a bundled case: ``id``, and ``tour`` to be shown around."""
    name = case_store.open_bundled(state_of(request).workspace, str(content.get("id", "")))
    return _go(name, query="?tour=1" if content.get("tour") else "")


def duplicate(request: Request) -> Response:
    """Copy a case under another name."""
    case_store.duplicate(state_of(request).workspace, case_of(request))
    return JSONResponse({"go": "/"})


def trash(request: Request) -> Response:
    """Move a case to the trash."""
    state, case = state_of(request), case_of(request)
    case_store.move_to_trash(state.workspace, case)
    state.history.forget(case.name)
    return JSONResponse({"go": "/"})


def restore(request: Request) -> Response:
    """Take a case out of the trash."""
    case_store.restore(state_of(request).workspace, request.path_params["entry"])
    return JSONResponse({"go": "/"})


async def import_(request: Request) -> Response:
    """Make a case of uploaded files: ``files`` and ``kind``, ``case`` or a foreign format."""
    async with received(request) as upload:
        kind = upload.fields.get("kind", "case")
        workspace = state_of(request).workspace
        if kind == "case":
            name = await run_in_threadpool(
                case_store.import_files, workspace, upload.folder, upload.name
            )
        elif kind in domain_names():
            name = await run_in_threadpool(
                case_store.import_foreign,
                workspace,
                upload.folder,
                kind,
                upload.name,
            )
        else:
            raise WinsetError("Say what kind of files these are.")
    return _go(name)


def export(request: Request) -> Response:
    """Hand out a case folder as a zip file."""
    case = case_of(request)
    return zip_answer(packed(case.folder, case.name), case.name)


def export_as(request: Request) -> Response:
    """Hand out the utilities of a case as another tool's files, in a zip file."""
    case, format_ = case_of(request), request.path_params["format"]
    if format_ not in domain_names():
        raise HTTPException(404, "There is no such format.")
    packed_files: list[bytes] = []
    case_store.export_foreign(case, format_, lambda folder: packed_files.append(packed(folder, "")))
    return zip_answer(packed_files[0], f"{case.name}-{format_}")


def _go(name: str, page: str = "brief", query: str = "") -> Response:
    return JSONResponse({"go": f"/cases/{name}/{page}{query}"})


CASES = Page(
    "",
    "Cases",
    (
        Route("/", start),
        Route("/glossary", glossary),
        Route("/bundled", bundled),
        Route("/cases/new", new, methods=["POST"]),
        Route("/cases/open", open_bundled, methods=["POST"]),
        Route("/cases/import", import_, methods=["POST"]),
        Route("/trash/{entry}/restore", restore, methods=["POST"]),
        Route("/cases/{case}/duplicate", duplicate, methods=["POST"]),
        Route("/cases/{case}/trash", trash, methods=["POST"]),
        Route("/cases/{case}/export.zip", export),
        Route("/cases/{case}/export/{format}.zip", export_as),
    ),
)
