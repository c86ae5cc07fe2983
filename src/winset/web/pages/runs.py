"""Runs: started, watched, cancelled, begun again; those that are finished, and two side by side."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from winset.comparison import compare_analyses
from winset.phrases import as_written
from winset.runs.job import Job
from winset.web.app_state import AppState
from winset.web.archives import packed, zip_answer
from winset.web.page import Page
from winset.web.rendering import page, part
from winset.web.request import case_of, state_of, takes_json
from winset.web.result_query import analysis_of_run, draws_from, run_named
from winset.web.workspace import CaseFile
from winset.words.comparison import comparison_table, comparison_told, drawn_told

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
    state, case = state_of(request), case_of(request)
    return page(
        request,
        "runs.html",
        case=case,
        scenario=case.scenario,
        waiting=[_job_json(job) for job in state.jobs.unfinished(case)],
        **_finished(state, case),
    )


def finished(request: Request) -> Response:
    """Answer the list of finished runs."""
    state, case = state_of(request), case_of(request)
    return part(
        request, "parts/finished.html", case=case, standalone=True, **_finished(state, case)
    )


def _finished(state: AppState, case: CaseFile) -> dict[str, Any]:
    """The latest runs, each with whether it is of the case as it is now; how many more."""
    runs = state.jobs.finished(case)
    return {
        "finished": [(run, case.usable and run.is_of(case.scenario)) for run in runs[:_MOST_SHOWN]],
        "more": max(0, len(runs) - _MOST_SHOWN),
    }


def progress(request: Request) -> Response:
    """Answer how far the runs of a case are, as a script asks."""
    jobs = state_of(request).jobs.unfinished(case_of(request))
    return JSONResponse({"runs": [_job_json(job) for job in jobs]})


def _job_json(job: Job) -> dict[str, Any]:
    return {
        "name": job.spec.name,
        "placed": job.spec.placed,
        "state": job.state,
        "failure": job.failure,
        **asdict(job.progress),
    }


@takes_json
def start(request: Request, content: dict[str, Any]) -> Response:
    """Start a run: ``worlds`` and ``seed``, or the case's own; ``advice`` for all of it."""
    given = (content.get(name) for name in ("worlds", "seed"))
    worlds, seed = draws_from(*(None if number is None else str(number) for number in given))
    case = case_of(request)
    job = state_of(request).jobs.start(case, worlds=worlds, seed=seed, advice="advice" in content)
    return JSONResponse({"run": job.spec.name, "go": f"/cases/{case.name}/runs"})


@takes_json
def cancel(request: Request, content: dict[str, Any]) -> Response:  # noqa: ARG001
    """Stop a run, or throw away what is left of one that was interrupted."""
    job = _job(request)
    job.cancel()
    return JSONResponse({"said": f"{job.spec.name} is cancelled."})


@takes_json
def restart(request: Request, content: dict[str, Any]) -> Response:  # noqa: ARG001
    """Start a run afresh that was interrupted or has failed."""
    job = _job(request)
    state_of(request).jobs.restart(job)
    return JSONResponse({"said": f"{job.spec.name} is started again."})


def _job(request: Request) -> Job:
    case = case_of(request)
    job = state_of(request).jobs.job(request.path_params["run"])
    if job is None or job.spec.case != case.name:
        raise HTTPException(404, "That run is not under way any more.")
    return job


def report(request: Request) -> Response:
    """Answer the report of a run, as it is on disk."""
    run = run_named(state_of(request), request.path_params["run"])
    headers = {"content-security-policy": REPORT_POLICY}
    if "download" in request.query_params:
        headers["content-disposition"] = f'attachment; filename="{run.name}.html"'
    return Response(run.file("report.html"), media_type="text/html", headers=headers)


def archive(request: Request) -> Response:
    """Answer a run's folder as a zip file."""
    run = run_named(state_of(request), request.path_params["run"])
    return zip_answer(packed(run.folder, run.name), run.name)


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
    state = state_of(request)
    one, other = sorted((run_named(state, name) for name in names), key=lambda run: run.created)
    return one.name, other.name


def compared(request: Request) -> Response:
    """Answer what differs between two runs."""
    state, names = state_of(request), _two(request)
    comparison = compare_analyses(
        *(analysis_of_run(state, run_named(state, name)) for name in names), names=names
    )
    return part(
        request,
        "parts/compared.html",
        names=names,
        told=comparison_told(comparison),
        table=comparison_table(comparison),
        drawn=drawn_told(comparison),
        inputs=[
            (change.path, _as_written(change.before), _as_written(change.after))
            for change in comparison.inputs[:_MOST_INPUTS]
        ],
        more=max(0, len(comparison.inputs) - _MOST_INPUTS),
    )


def _as_written(value: object) -> str:
    return "" if value is None else as_written(value)


RUNS = Page(
    "runs",
    "Runs",
    (
        Route("/cases/{case}/runs", runs),
        Route("/cases/{case}/runs", start, methods=["POST"]),
        Route("/cases/{case}/runs/state", progress),
        Route("/cases/{case}/runs/finished", finished),
        Route("/cases/{case}/runs/compare", compare),
        Route("/cases/{case}/runs/compared", compared),
        Route("/cases/{case}/runs/{run}/cancel", cancel, methods=["POST"]),
        Route("/cases/{case}/runs/{run}/again", restart, methods=["POST"]),
        Route("/cases/{case}/runs/{run}/report.html", report),
        Route("/cases/{case}/runs/{run}.zip", archive),
    ),
    question=5,
)
