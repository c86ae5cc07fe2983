"""The table: actors × issues to be read and edited, and who must consent at home."""

from __future__ import annotations

from typing import get_args

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from winset.report.palette import slot_of_party
from winset.scenario.model import Role
from winset.scenario.notation import HOW
from winset.web.cell_table import rows_by_party, rules_by_party, trace_of
from winset.web.other_parts import other_parts
from winset.web.page import Page
from winset.web.rendering import page
from winset.web.request import case_of, editable
from winset.words.names import form_title


def table(request: Request) -> Response:
    """Show who wants what."""
    context = editable(request)
    scenario = context["scenario"]
    return page(
        request,
        "table.html",
        **context,
        groups=rows_by_party(scenario),
        parties=[
            (party, scenario.party_name(party), slot_of_party(scenario, party))
            for party in scenario.parties
        ],
        rules=rules_by_party(scenario),
        form_titles={
            form: form_title(scenario, form)
            for party in scenario.parties.values()
            for form in party.ratification
        },
        actors={id_: scenario.actor_name(id_) for id_ in scenario.actors},
        bodies=[id_ for id_, actor in scenario.actors.items() if actor.body is not None],
        others=other_parts(scenario),
        how=HOW,
        roles=get_args(Role),
    )


def trace(request: Request) -> Response:
    """Answer where the numbers of ``?actor=`` (on ``?issue=``) come from."""
    scenario = case_of(request).scenario
    actor, issue = request.query_params.get("actor", ""), request.query_params.get("issue")
    if actor not in scenario.actors or (issue and issue not in scenario.issues):
        return JSONResponse({"error": "There is no such actor or issue."}, 404)
    return JSONResponse(trace_of(scenario, actor, issue or None))


TABLE = Page(
    "table",
    "Table",
    (
        Route("/cases/{case}/table", table),
        Route("/cases/{case}/trace", trace),
    ),
    question=5,
)
