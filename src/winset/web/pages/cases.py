"""The start page: what winset is, in five lines, and the cases of the workspace."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from winset.report.glossary import TERMS
from winset.web.asking import site_of
from winset.web.pages.page import Page
from winset.web.rendering import page


def start(request: Request) -> Response:
    """Show the cases."""
    workspace = site_of(request).workspace
    cases = [workspace.case(name) for name in workspace.names()]
    return page(request, "cases.html", cases=cases, root=workspace.root)


def glossary(request: Request) -> Response:
    """Explain the terms of the field."""
    return page(request, "glossary.html", terms=TERMS)


CASES = Page("", "Cases", (Route("/", start), Route("/glossary", glossary)))
