"""Durability: does it last, what ends it, with the leaders alone or with the elites."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from winset.report.sections.durability import DURABILITY as SECTION
from winset.web.asked import asked_of, shown
from winset.web.asking import site_of
from winset.web.pages.page import Page
from winset.web.rendering import page, part


def durability(request: Request) -> Response:
    """Show the frame; the curves follow."""
    return page(request, "durability.html", **shown(request, "durability"))


def answer(request: Request) -> Response:
    """Answer whether it lasts."""
    asked = asked_of(request)
    found = asked.analysis(site_of(request))
    return part(
        request,
        "parts/section.html",
        section=SECTION,
        content=SECTION.content(found),
        link=asked.address("durability"),
    )


DURABILITY = Page(
    "durability",
    "Durability",
    (
        Route("/cases/{case}/durability", durability),
        Route("/cases/{case}/durability/answer", answer),
    ),
)
