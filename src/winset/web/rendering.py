"""Pages and parts of pages from templates, with what every one of them is given."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from winset._version import __version__
from winset.report.document import environment_of
from winset.report.scripts import inert_json
from winset.web.request import state_of
from winset.web.security import LOGIN
from winset.words.brief import QUESTIONS
from winset.words.glossary import Glosses
from winset.words.marks import MARKS, credit
from winset.words.names import plain_name
from winset.words.quantities import number_in_words

if TYPE_CHECKING:
    from jinja2 import Environment


def page(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:  # noqa: ANN401
    """Render a page; its template extends ``base.html`` and shows the context.

    A ``case`` in the context puts the case into the navigation.
    """
    given = {
        "case": None,
        "here": request.url.path,
        "pages": request.app.state.pages,
        "token": "" if request.url.path == LOGIN else state_of(request).access.token,
        "secured": state_of(request).access.sessions is not None,
        "version": __version__,
        **context,
    }
    return part(request, template, status=status, **given)


def part(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:  # noqa: ANN401, ARG001
    """Render a part of a page, to be put into one that is open."""
    text = environment().get_template(template).render(glosses=Glosses(), **context)
    return HTMLResponse(text, status)


@cache
def environment() -> Environment:
    """Return the templates with what they may call; all text is escaped."""
    from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader

    # the report's sections stand in pages of the app as they stand in the report
    own, report = PackageLoader("winset.web"), PackageLoader("winset.report")
    made = environment_of(ChoiceLoader([own, PrefixLoader({"report": report})]), "/glossary")
    made.globals.update(marks=MARKS, questions=QUESTIONS)
    made.filters.update(credit=credit, inert=inert_json, number=number_in_words, plain=plain_name)
    return made
