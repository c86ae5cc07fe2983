"""Advice: who decides, whom to bring on board, what opens a zone, what to find out next."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from winset.report.sections.advice import ADVICE as SECTION
from winset.web.asked import asked_of, shown
from winset.web.asking import site_of
from winset.web.pages.page import Page
from winset.web.rendering import page, part


def advice(request: Request) -> Response:
    """Show the frame; the answers follow."""
    return page(request, "advice.html", **shown(request, "advice"))


def answer(request: Request) -> Response:
    """Answer what to do about it."""
    asked = asked_of(request)
    found = asked.analysis(site_of(request))
    return part(
        request,
        "parts/section.html",
        section=SECTION,
        content=SECTION.content(found),
        link=asked.address("advice"),
    )


ADVICE = Page(
    "advice",
    "Advice",
    (
        Route("/cases/{case}/advice", advice),
        Route("/cases/{case}/advice/answer", answer),
    ),
)
