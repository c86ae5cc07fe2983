"""Results: what would be ratified, where it dies, which deal, and the same seen by others."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from winset.engine.bargaining import bargaining_problem
from winset.engine.bargaining import frontier as frontier_of
from winset.report.charts import zone_odds
from winset.report.frontier_page import frontier_figure
from winset.report.sections.forms import FORMS
from winset.report.sections.perspectives import PERSPECTIVES
from winset.report.sections.reproduce import command
from winset.report.sections.shape import SHAPE
from winset.web.page import Page
from winset.web.rendering import page, part
from winset.web.request import site_of
from winset.web.result_query import asked_of, shown
from winset.words.deals import likeliest_form
from winset.words.frontier import headline as frontier_headline
from winset.words.frontier import package_table
from winset.words.headline import headline


def results(request: Request) -> Response:
    """Show the frame; the numbers follow as its parts."""
    return page(request, "results.html", **shown(request, "results"))


def answer(request: Request) -> Response:
    """Answer: the three sentences, the odds by form, what a deal looks like, form by form."""
    asked = asked_of(request)
    found = asked.analysis(site_of(request))
    sections = [(own, own.content(found)) for own in (SHAPE, FORMS)]
    return part(
        request,
        "parts/results.html",
        answer=headline(found),
        zone_odds=zone_odds(found) if found.forms else None,
        sections=[(own, content) for own, content in sections if content is not None],
        has_zone=likeliest_form(found) is not None,
        advice=asked.address("advice"),
        command=command(found),
        link=asked.address("results"),
        case=asked.case,
    )


def progress(request: Request) -> Response:
    """Answer how far the analysis of a page is; nothing where none is being worked out."""
    asked = asked_of(request)
    far = site_of(request).results.how_far(asked.watched_as)
    return JSONResponse(
        {} if far is None else dict(zip(("what", "done", "total"), far, strict=True))
    )


def perspectives(request: Request) -> Response:
    """Answer the same table as others see it."""
    asked = asked_of(request)
    found = asked.analysis(site_of(request), perspectives=True)
    return part(
        request,
        "parts/section.html",
        section=PERSPECTIVES,
        content=PERSPECTIVES.content(found),
        has_zone=True,  # what would open one is told above
        link=asked.address("results"),
    )


def frontier(request: Request) -> Response:
    """Answer the Pareto frontier of the principals, with the deals on it."""
    asked = asked_of(request)
    found = asked.analysis(site_of(request))
    problem = bargaining_problem(found.scenario)
    settled = frontier_of(problem)
    return part(
        request,
        "parts/frontier.html",
        figure=frontier_figure(problem, settled),
        told=frontier_headline(problem, settled),
        notes=problem.notes,
        packages=package_table(problem, settled),
        link=asked.address("results"),
    )


RESULTS = Page(
    "results",
    "Results",
    (
        Route("/cases/{case}/results", results),
        Route("/cases/{case}/progress", progress),
        Route("/cases/{case}/results/answer", answer),
        Route("/cases/{case}/results/frontier", frontier),
        Route("/cases/{case}/results/perspectives", perspectives),
    ),
)
