"""What an endpoint asks of a request."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from starlette.exceptions import HTTPException
from starlette.requests import Request

from winset.errors import Problem
from winset.web.workspace import CaseFile, NoSuchCaseError

if TYPE_CHECKING:
    from winset.web.app_state import AppState

MOST_JSON = 2_000_000


def state_of(request: Request) -> AppState:
    """Return what all pages share."""
    return cast("AppState", request.app.state.shared)


def case_of(request: Request) -> CaseFile:
    """Return the case an address names, as it is now on disk; 404 where there is none."""
    try:
        return state_of(request).workspace.case(request.path_params["case"])
    except NoSuchCaseError as error:
        raise HTTPException(404, str(error)) from error


async def json_of(request: Request, most: int = MOST_JSON) -> dict[str, Any]:
    """Read the body as one JSON mapping.

    Parameters
    ----------
    request
        The request.
    most
        Greatest size, in bytes.

    Raises
    ------
    HTTPException
        413 if it is larger, 400 if it is no JSON mapping.
    """
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > most:
            raise HTTPException(413, f"More than {most / 1e6:g} MB were sent.")
    try:
        found = json.loads(bytes(content))
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, "The request is not JSON.") from error
    if not isinstance(found, dict):
        raise HTTPException(400, "The request is not a JSON mapping.")
    return found


def wants_json(request: Request) -> bool:
    """Whether a script asks, and not a person's address bar."""
    return "application/json" in request.headers.get("accept", "")


def problems_as_json(problems: tuple[Problem, ...]) -> list[dict[str, object]]:
    """Problems as a script reads them; files by their name, not their place on this machine."""
    return [{**asdict(problem), "file": Path(problem.file).name} for problem in problems]
