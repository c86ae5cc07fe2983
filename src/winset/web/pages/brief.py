"""The brief: five questions answered on one page, where a case opens."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from winset.analysis import Analysis
from winset.report.brief import BRIEF_FORMATS, check_brief_file
from winset.report.brief.pictures import brief_pictures
from winset.report.charts.survival import survival_curves
from winset.report.figures import Figure
from winset.report.sections.claims import CLAIMS
from winset.report.sections.reproduce import command
from winset.web.page import Page
from winset.web.pages.section_pages import section_part
from winset.web.rendering import page, part
from winset.web.request import case_of
from winset.web.result_query import analysed, result_context
from winset.words.deals import likeliest_form
from winset.words.survival import forms_told


def first(request: Request) -> Response:
    """Lead from a case to its brief."""
    return RedirectResponse(f"/cases/{case_of(request).name}/brief")


def brief(request: Request) -> Response:
    """Show the frame; the brief follows."""
    return page(request, "brief.html", **result_context(request, "brief"))


def answer(request: Request) -> Response:
    """Answer the brief, with a picture beside each part that has one."""
    query, analysis = analysed(request)
    return part(
        request,
        "parts/brief.html",
        brief=analysis.brief,
        pictures=_pictures(analysis),
        has_zone=likeliest_form(analysis) is not None,
        address_of=query.address,
        pages=request.app.state.pages,
        kinds=[kind.suffix for kind in BRIEF_FORMATS],
        command=command(analysis),
        link=query.address("brief"),
    )


def claims(request: Request) -> Response:
    """Answer by how much each claim of the sources matters."""
    return section_part(request, CLAIMS, "brief", opens_elsewhere=False)


def document(request: Request) -> Response:
    """Answer the brief as a file to hand over."""
    query, analysis = analysed(request)
    name = f"{query.case.name}-brief.{request.path_params['kind']}"
    content = check_brief_file(Path(name)).content(analysis)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(content, headers=headers, media_type=kind)


def _pictures(analysis: Analysis) -> dict[int, Figure]:
    """Draw what stands beside the parts of the brief, by their number."""
    matter, pictures = analysis.brief_matter, brief_pictures(analysis)
    lasting = list(forms_told(analysis, matter.durability))
    if lasting:
        form = matter.form if matter.form in lasting else lasting[-1]
        pictures[4] = survival_curves(analysis, matter.durability, form)
    return pictures


BRIEF = Page(
    "brief",
    "Brief",
    (
        Route("/cases/{case}", first),
        Route("/cases/{case}/brief", brief),
        Route("/cases/{case}/brief/answer", answer),
        Route("/cases/{case}/brief/claims", claims),
        Route("/cases/{case}/brief.{kind:str}", document),
    ),
)
