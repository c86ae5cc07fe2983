"""What the pages that change a case send: edits, undo and redo, previews, and whether it is new."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from winset.analysis import method_for
from winset.errors import ScenarioError
from winset.packages import space_of
from winset.scenario.read import scenario_of_text
from winset.scenario.source_places import dotted
from winset.web import edits
from winset.web.app_state import AppState
from winset.web.cell_table import changed_cells, rules_by_party
from winset.web.differences import differences
from winset.web.request import case_of, problems_as_json, state_of, takes_json
from winset.web.workspace import SCENARIO, CaseFile, ChangedError
from winset.web.zone import zone_json

FEW = 64
"""Worlds while something is dragged; the full run follows when it is let go."""

MOST_WORLDS = 65_536


@takes_json
def edit(request: Request, content: dict[str, Any]) -> Response:
    """Change the case: ``revision``, ``label`` and ``changes``."""
    state, case = state_of(request), case_of(request)
    wanted = edits.edit_from(content)
    try:
        after = edits.apply(state, case, wanted)
    except ChangedError as error:
        return _conflict(state, state.workspace.case(case.name), wanted.revision, error)
    return JSONResponse(_change_json(state, case, after))


def _stepping(*, forward: bool) -> Callable[[Request], Awaitable[Response]]:
    """Make the endpoint that takes the last change back, or the one that does it again."""

    @takes_json
    def step(request: Request, content: dict[str, Any]) -> Response:
        state, case = state_of(request), case_of(request)
        revision = str(content.get("revision", ""))
        try:
            after, label = edits.step(state, case, revision, forward=forward)
        except ChangedError as error:
            return _conflict(state, state.workspace.case(case.name), revision, error)
        said = f"{'Redone' if forward else 'Undone'}: {label}"
        return JSONResponse({**_change_json(state, case, after), "said": said})

    return step


def _change_json(state: AppState, before: CaseFile, after: CaseFile) -> dict[str, Any]:
    """What a page needs to follow a change: the cells that differ, the rules, what is doubtful."""
    cells = changed_cells(before.scenario, after.scenario)
    return {
        **_revision_json(state, after),
        "cells": None if cells is None else [cell.to_dict() for cell in cells],
        "rules": rules_by_party(after.scenario),
        "warnings": problems_as_json(after.problems),
    }


def _revision_json(state: AppState, case: CaseFile) -> dict[str, Any]:
    answer: dict[str, Any] = {"revision": case.revision}
    for name, forward in (("undo", False), ("redo", True)):
        step = state.history.next_step(case.name, case.revision, forward=forward)
        answer[name] = None if step is None else step.label
    return answer


def _conflict(state: AppState, case: CaseFile, seen: str, error: Exception) -> Response:
    """Say what changed since a page was loaded, as far as that is known."""
    return JSONResponse(
        {"error": str(error), **_revision_json(state, case), "theirs": _since(state, case, seen)},
        409,
    )


def _since(state: AppState, case: CaseFile, seen: str) -> list[dict[str, str]] | None:
    if not case.usable:
        return None
    known = state.workspace.earlier(case.name, seen)
    if known is not None and known.usable:
        return differences(known.scenario, case.scenario)
    text = state.history.text_at(case.name, seen)
    if text is None:
        return None
    try:
        earlier = scenario_of_text(text, case.folder / SCENARIO)
    except ScenarioError:
        return None
    return differences(earlier, case.scenario)


def revision(request: Request) -> Response:
    """Answer which revision the case has now, and what changed since ``?seen=``."""
    state, case = state_of(request), case_of(request)
    seen = request.query_params.get("seen", "")
    answer = _revision_json(state, case)
    if seen and seen != case.revision:
        answer["theirs"] = _since(state, case, seen)
    return JSONResponse(answer)


def zone(request: Request) -> Response:
    """Answer the odds of a zone by form; ``?worlds=`` asks for fewer worlds."""
    case = case_of(request)
    count = _worlds(request.query_params.get("worlds"))
    if method_for(case.scenario) == "programme":
        return JSONResponse(_too_large(case))
    analysis = state_of(request).analyses.live(
        case, count, asker=_asker(request.query_params.get("tab"))
    )
    return JSONResponse({"revision": case.revision, **zone_json(analysis)})


def _too_large(case: CaseFile) -> dict[str, Any]:
    """Say that a search by programme is no answer while somebody types."""
    packages = space_of(case.scenario).texts
    count = f"{packages:,}" if packages < 10**15 else f"About {float(packages):.0e}"
    return {
        "revision": case.revision,
        "too_large": f"{count} texts take minutes to search. That is too long to answer every "
        "change. Start a run when you are done.",
    }


@takes_json
def preview(request: Request, content: dict[str, Any]) -> Response:
    """Answer the odds of a zone as they would be, and as they are; nothing is written."""
    analyses, case = state_of(request).analyses, case_of(request)
    wanted = edits.edit_from(content)
    if method_for(case.scenario) == "programme":
        return JSONResponse(_too_large(case))
    count = _worlds(str(content.get("worlds", FEW))) or FEW
    changes = {dotted(path): value for path, value in wanted.changes.items()}
    changed = analyses.preview(case, changes, count, asker=_asker(content.get("tab")))
    before = analyses.analysis_for(case, count)  # with the same draws
    return JSONResponse(
        {"revision": case.revision, **zone_json(changed), "before": zone_json(before)["forms"]}
    )


def _asker(tab: object) -> str:
    return str(tab or "")[:40]


def _worlds(asked: str | None) -> int | None:
    if not asked or not asked.isascii() or not asked.isdigit() or len(asked) > 6:
        return None
    return min(max(int(asked), 1), MOST_WORLDS)


EDITING_ROUTES = (
    Route("/cases/{case}/edit", edit, methods=["POST"]),
    Route("/cases/{case}/undo", _stepping(forward=False), methods=["POST"]),
    Route("/cases/{case}/redo", _stepping(forward=True), methods=["POST"]),
    Route("/cases/{case}/preview", preview, methods=["POST"]),
    Route("/cases/{case}/state", revision),
    Route("/cases/{case}/zone", zone),
)
