"""Results: what would be ratified, where it dies, which deal, and the same seen by others."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from winset.engine.bargaining import bargaining_problem
from winset.engine.bargaining import frontier as frontier_of
from winset.report.charts.registry import charts_at_end
from winset.report.frontier_page import frontier_figure
from winset.report.sections.common_causes import COMMON_CAUSES
from winset.report.sections.forms import FORMS
from winset.report.sections.perspectives import PERSPECTIVES
from winset.report.sections.reproduce import command
from winset.report.sections.shape import SHAPE
from winset.web.page import Page
from winset.web.rendering import page, part
from winset.web.request import state_of
from winset.web.result_query import analysed, query_of, result_context
from winset.words.deals import likeliest_form
from winset.words.frontier import headline as frontier_headline
from winset.words.frontier import left_out, package_table


def results(request: Request) -> Response:
    """Show the frame; the numbers follow as its parts."""
    return page(request, "results.html", **result_context(request, "results"))


def answer(request: Request) -> Response:
    """Answer: what a deal looks like, form by form."""
    query, analysis = analysed(request)
    sections = [(section, section.content(analysis)) for section in (SHAPE, FORMS, COMMON_CAUSES)]
    return part(
        request,
        "parts/results.html",
        sections=[pair for pair in sections if pair[1] is not None],
        has_zone=likeliest_form(analysis) is not None,
        advice=query.address("advice"),
        command=command(analysis),
        link=query.address("results"),
        case=query.case,
    )


def progress_so_far(request: Request) -> Response:
    """Answer how progress the analysis of a page is; nothing where none is being worked out."""
    query = query_of(request)
    progress = state_of(request).analyses.progress_of(query.progress_key)
    return JSONResponse(
        {} if progress is None else dict(zip(("what", "done", "total"), progress, strict=True))
    )


def perspectives(request: Request) -> Response:
    """Answer the same table as others see it."""
    query, analysis = analysed(request, perspectives=True)
    return part(
        request,
        "parts/section.html",
        section=PERSPECTIVES,
        content=PERSPECTIVES.content(analysis),
        at_end=charts_at_end(PERSPECTIVES.id, analysis),
        has_zone=True,  # what would open one is told above
        link=query.address("results"),
    )


def frontier(request: Request) -> Response:
    """Answer the Pareto frontier of the principals, with the deals on it."""
    query, analysis = analysed(request)
    problem = bargaining_problem(analysis.scenario)
    settled = frontier_of(problem)
    return part(
        request,
        "parts/frontier.html",
        figure=frontier_figure(problem, settled),
        told=frontier_headline(problem, settled),
        notes=left_out(problem),
        packages=package_table(problem, settled),
        link=query.address("results"),
    )


RESULTS = Page(
    "results",
    "Results",
    (
        Route("/cases/{case}/results", results),
        Route("/cases/{case}/progress", progress_so_far),
        Route("/cases/{case}/results/answer", answer),
        Route("/cases/{case}/results/frontier", frontier),
        Route("/cases/{case}/results/perspectives", perspectives),
    ),
    question=1,
)
