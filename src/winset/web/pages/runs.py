"""Runs: started, watched, cancelled, begun again; those that are finished, and two side by side."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from winset.comparison import compare_analyses
from winset.runs.history import FinishedRun
from winset.runs.job import Errand
from winset.scenario.wording import as_written
from winset.web.app_state import Site
from winset.web.archives import packed
from winset.web.page import Page
from winset.web.rendering import page, part
from winset.web.request import case_of, json_of, site_of
from winset.web.result_query import MOST_SEED, MOST_WORLDS, analysis_of_run, run_named, whole_number
from winset.web.workspace import CaseFile
from winset.words.comparison import comparison_told

_MOST_SHOWN = 40
_MOST_INPUTS = 40

REPORT_POLICY = (
    "sandbox allow-scripts allow-modals allow-popups allow-downloads; default-src 'none'; "
    "script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"
)
"""Policy of a report that is opened here. It is a file from disk, so it stands apart from the app:
it may run its scripts, but in an origin of its own, from which it can ask nothing of anyone. The
policy inside the report narrows this further, to its own scripts."""


def runs(request: Request) -> Response:
    """Show what is under way and what is finished."""
    site, case = site_of(request), case_of(request)
    return page(
        request,
        "runs.html",
        case=case,
        scenario=case.scenario,
        waiting=[_under_way(errand) for errand in site.launches.under_way(case)],
        **_finished(site, case),
    )


def finished(request: Request) -> Response:
    """Answer the list of finished runs."""
    site, case = site_of(request), case_of(request)
    return part(request, "parts/finished.html", case=case, standalone=True, **_finished(site, case))


def _finished(site: Site, case: CaseFile) -> dict[str, Any]:
    found = site.launches.finished(case)
    return {
        "rows": [_row(run, case) for run in found[:_MOST_SHOWN]],
        "more": max(0, len(found) - _MOST_SHOWN),
    }


def _row(run: FinishedRun, case: CaseFile) -> dict[str, Any]:
    return {
        "name": run.name,
        "when": run.created,
        "worlds": run.worlds,
        "seed": run.seed,
        "seconds": run.seconds,
        "perspective": run.perspective,
        "is_current": case.usable and run.is_of(case.scenario),
    }


def state(request: Request) -> Response:
    """Answer how far the runs of a case are, as a script asks."""
    found = site_of(request).launches.under_way(case_of(request))
    return JSONResponse({"runs": [_under_way(errand) for errand in found]})


def _under_way(errand: Errand) -> dict[str, Any]:
    return {
        "name": errand.order.name,
        "placed": errand.order.placed,
        "state": errand.state,
        "failure": errand.failure,
        **asdict(errand.progress),
    }


async def start(request: Request) -> Response:
    """Start a run: ``worlds`` and ``seed``, or the case's own; ``advice`` for all of it."""
    content = await json_of(request)
    worlds = whole_number("worlds", _text(content.get("worlds")), 1, MOST_WORLDS)
    seed = whole_number("seed", _text(content.get("seed")), 0, MOST_SEED)

    def work() -> Response:
        site, case = site_of(request), case_of(request)
        errand = site.launches.start(case, worlds=worlds, seed=seed, advice="advice" in content)
        return JSONResponse({"run": errand.order.name, "go": f"/cases/{case.name}/runs"})

    return await run_in_threadpool(work)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


async def cancel(request: Request) -> Response:
    """Stop a run, or throw away what is left of one that was interrupted."""
    await json_of(request)
    errand = _errand(request)
    await run_in_threadpool(errand.cancel)
    return JSONResponse({"said": f"{errand.order.name} is cancelled."})


async def again(request: Request) -> Response:
    """Start a run afresh that was interrupted or has failed."""
    await json_of(request)
    errand = _errand(request)
    await run_in_threadpool(site_of(request).launches.again, errand)
    return JSONResponse({"said": f"{errand.order.name} is started again."})


def _errand(request: Request) -> Errand:
    case = case_of(request)
    errand = site_of(request).launches.errand(request.path_params["run"])
    if errand is None or errand.order.case != case.name:
        raise HTTPException(404, "That run is not under way any more.")
    return errand


def report(request: Request) -> Response:
    """Answer the report of a run, as it is on disk."""
    run = run_named(site_of(request), request.path_params["run"])
    headers = {"content-security-policy": REPORT_POLICY}
    if "download" in request.query_params:
        headers["content-disposition"] = f'attachment; filename="{run.name}.html"'
    return Response(run.file("report.html"), media_type="text/html", headers=headers)


def archive(request: Request) -> Response:
    """Answer a run's folder as a zip file."""
    run = run_named(site_of(request), request.path_params["run"])
    headers = {"content-disposition": f'attachment; filename="{run.name}.zip"'}
    return Response(packed(run.folder, run.name), media_type="application/zip", headers=headers)


def compare(request: Request) -> Response:
    """Show the frame of two runs side by side, ``?run=A&run=B``."""
    case = case_of(request)
    names = _two(request)
    return page(request, "compare.html", case=case, scenario=case.scenario, names=names)


def _two(request: Request) -> tuple[str, str]:
    names = [name for name in request.query_params.getlist("run") if name]
    if len(names) != 2 or names[0] == names[1]:
        raise HTTPException(400, "Choose two runs to put side by side.")
    # the older one first
    site = site_of(request)
    one, other = sorted((run_named(site, name) for name in names), key=lambda run: run.created)
    return one.name, other.name


def compared(request: Request) -> Response:
    """Answer what differs between two runs."""
    site, names = site_of(request), _two(request)
    found = compare_analyses(
        *(analysis_of_run(site, run_named(site, name)) for name in names), names=names
    )
    return part(
        request,
        "parts/compared.html",
        names=names,
        told=comparison_told(found),
        inputs=[
            (own.path, _as_written(own.before), _as_written(own.after))
            for own in found.inputs[:_MOST_INPUTS]
        ],
        more=max(0, len(found.inputs) - _MOST_INPUTS),
        worlds=[analysis.worlds.count for analysis in found.analyses],
    )


def _as_written(value: object) -> str:
    return "" if value is None else as_written(value)


RUNS = Page(
    "runs",
    "Runs",
    (
        Route("/cases/{case}/runs", runs),
        Route("/cases/{case}/runs", start, methods=["POST"]),
        Route("/cases/{case}/runs/state", state),
        Route("/cases/{case}/runs/finished", finished),
        Route("/cases/{case}/runs/compare", compare),
        Route("/cases/{case}/runs/compared", compared),
        Route("/cases/{case}/runs/{run}/cancel", cancel, methods=["POST"]),
        Route("/cases/{case}/runs/{run}/again", again, methods=["POST"]),
        Route("/cases/{case}/runs/{run}/report.html", report),
        Route("/cases/{case}/runs/{run}.zip", archive),
    ),
)
