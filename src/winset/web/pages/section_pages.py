"""Pages that are one section of the report each: durability, advice, forecast."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from winset.report.charts.registry import charts_at_end
from winset.report.sections import Section
from winset.report.sections.advice import ADVICE as ADVICE_SECTION
from winset.report.sections.durability import DURABILITY as DURABILITY_SECTION
from winset.report.sections.forecast import FORECAST as FORECAST_SECTION
from winset.web.page import Page
from winset.web.rendering import page, part
from winset.web.result_query import analysed, result_context
from winset.words.deals import likeliest_form


def section_part(
    request: Request, section: Section, id_: str, *, opens_elsewhere: bool
) -> Response:
    """Answer a section of the report as part of a page.

    Parameters
    ----------
    id_
        Of the page.
    opens_elsewhere
        Whether it points to the advice where no text passes.
    """
    query, analysis = analysed(request)
    return part(
        request,
        "parts/section.html",
        section=section,
        content=section.content(analysis),
        at_end=charts_at_end(section.id, analysis),
        has_zone=likeliest_form(analysis) is not None,
        advice=query.address("advice") if opens_elsewhere else "",
        link=query.address(id_),
    )


def _page_of(id_: str, title: str, section: Section, waiting: str, command: str) -> Page:
    """Make a page of a section.

    Parameters
    ----------
    id_, title
        Of the page.
    section
        The section.
    waiting
        What is being done, while one waits for it.
    command
        The command that prints the same.
    """

    def frame(request: Request) -> Response:
        """Show the frame; the section follows."""
        context = result_context(request, id_)
        return page(
            request, "section.html", title=title, waiting=waiting, command=command, **context
        )

    def answer(request: Request) -> Response:
        """Answer the section."""
        return section_part(request, section, id_, opens_elsewhere=id_ != "advice")

    address = f"/cases/{{case}}/{id_}"
    routes = (Route(address, frame), Route(f"{address}/answer", answer))
    return Page(id_, title, routes, section.question)


DURABILITY = _page_of(
    "durability",
    "Durability",
    DURABILITY_SECTION,
    "Working out how long the deals would last",
    "durability",
)

ADVICE = _page_of(
    "advice",
    "Advice",
    ADVICE_SECTION,
    "Working out what would change it",
    "advise",
)

FORECAST = _page_of(
    "forecast",
    "Forecast",
    FORECAST_SECTION,
    "Asking the forecasting models",
    "forecast",
)
