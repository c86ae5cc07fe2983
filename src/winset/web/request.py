"""What an endpoint asks of a request."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

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


def claims_off(request: Request, case: CaseFile) -> tuple[str, ...]:
    """Return the claims an address switches off, in the order of the file; 404 for another."""
    without = request.query_params.getlist("without")
    for claim in without:
        if claim not in case.scenario.claims:
            raise HTTPException(404, f"This case makes no claim “{claim[:80]}”.")
    return case.scenario.in_file_order(without)


def editable(request: Request) -> dict[str, Any]:
    """What every page that changes a case is given: the case, and what can be taken back.

    It shows the file, whatever is switched off; 404 where the address switches off no claim.
    """
    case, history = case_of(request), state_of(request).history
    claims_off(request, case)
    return {
        "case": case,
        "scenario": case.scenario,
        "undo": history.next_step(case.name, case.revision, forward=False),
        "redo": history.next_step(case.name, case.revision, forward=True),
    }


async def body_of(request: Request, most: int, refusal: str) -> bytes:
    """Read the body, and no more of it than ``most`` bytes.

    Raises
    ------
    HTTPException
        413 with this refusal if it is larger; what is beyond is never kept.
    """
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > most:
            raise HTTPException(413, refusal)
    return bytes(content)


async def json_of(request: Request) -> dict[str, Any]:
    """Read the body as one JSON mapping; 413 if it is too large, 400 if it is none."""
    content = await body_of(request, MOST_JSON, f"More than {MOST_JSON / 1e6:g} MB were sent.")
    try:
        mapping = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, "The request is not JSON.") from error
    if not isinstance(mapping, dict):
        raise HTTPException(400, "The request is not a JSON mapping.")
    return mapping


def takes_json(
    answer: Callable[[Request, dict[str, Any]], Response],
) -> Callable[[Request], Awaitable[Response]]:
    """Make an endpoint of a function of a request and the JSON it brings; it runs in a thread."""

    @wraps(answer)
    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(answer, request, await json_of(request))

    return endpoint


def wants_json(request: Request) -> bool:
    """Whether a script asks, and not a person's address bar."""
    return "application/json" in request.headers.get("accept", "")


def problems_as_json(problems: tuple[Problem, ...]) -> list[dict[str, object]]:
    """Problems as a script reads them; files by their name, not their place on this machine."""
    return [{**asdict(problem), "file": Path(problem.file).name} for problem in problems]
