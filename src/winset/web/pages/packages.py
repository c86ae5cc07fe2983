"""Texts: those some actors would accept, and one by its options: who says yes, and why."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from winset.analysis import Analysis
from winset.ratification import reasons_for
from winset.ratification.acceptance import MOST_LISTED
from winset.report.charts.labels import actor_labels
from winset.report.charts.package_answers import package_answers
from winset.report.palette import OUTSIDER, slot_of_party
from winset.report.sections.forms import package_content
from winset.scenario import Scenario
from winset.web.page import Page
from winset.web.rendering import page, part
from winset.web.result_query import ResultQuery, analysed, result_context
from winset.web.text_query import (
    address_of_text,
    form_from,
    forms_signed,
    issues_with_options,
    options_from,
)
from winset.words.deals import likeliest_form
from winset.words.names import as_form
from winset.words.packages import matching_told, searched_told

_SHOWN = 6


@dataclass(frozen=True)
class _Criteria:
    """What a person looks for."""

    form: str
    """Form of agreement; empty for the likeliest."""
    actors: tuple[str, ...]
    """Who shall be on board."""
    options: dict[str, str]
    """Issue id → option."""


def _criteria_of(request: Request, scenario: Scenario) -> _Criteria:
    form, options = form_from(request, scenario), options_from(request, scenario)
    actors = tuple(dict.fromkeys(request.query_params.getlist("by")))
    if not all(actor in scenario.actors for actor in actors):
        raise HTTPException(404, "This case has no such actor.")
    return _Criteria(form, actors, options)


def packages(request: Request) -> Response:
    """Show what can be chosen; what is found follows."""
    context = result_context(request, "packages")
    scenario: Scenario = context["scenario"]
    criteria = _criteria_of(request, scenario)
    labels = actor_labels(scenario, scenario.actors)
    groups = [
        (scenario.party_name(party), slot_of_party(scenario, party), _members(scenario, party))
        for party in scenario.parties
    ]
    groups.append(("Outsiders", OUTSIDER, _members(scenario, None)))
    return page(
        request,
        "packages.html",
        **context,
        criteria=criteria,
        forms=forms_signed(scenario),
        issues=issues_with_options(scenario),
        groups=[(*group[:2], [(a, labels[a]) for a in group[2]]) for group in groups if group[2]],
        found=f"/cases/{context['case'].name}/packages/found?{request.url.query}",
        given=dict(request.query_params),
    )


def _members(scenario: Scenario, party: str | None) -> list[str]:
    return [id_ for id_, actor in scenario.actors.items() if actor.party == party]


def matching(request: Request) -> Response:
    """Answer the packages that fit, or all about one where only one is left."""
    query, analysis = analysed(request)
    criteria = _criteria_of(request, analysis.scenario)
    form = criteria.form or likeliest_form(analysis) or analysis.scenario.forms[0]
    if len(criteria.options) == len(analysis.space.issues):
        return _one(request, query, analysis, form, criteria)
    numbers, count, told = _fitting(analysis, form, criteria)
    consents = analysis.consent_odds(numbers, form)
    return part(
        request,
        "parts/packages.html",
        case=query.case,
        told=told,
        rows=[
            {
                "content": package_content(analysis, form, number, at, consents),
                "address": _address(query, analysis, "packages", number, form),
                "roll_call": _address(query, analysis, "roll-call", number, form),
            }
            for at, number in enumerate(numbers)
        ],
        one=None,
        more=count - len(numbers),
        link=query.address("packages"),
    )


def _fitting(analysis: Analysis, form: str, criteria: _Criteria) -> tuple[list[int], int, str]:
    """Numbers to show, the likeliest to be in the zone first; how many fit; what to say of them."""
    size, ratification = analysis.space.texts, analysis.forms[form].ratification
    if analysis.space.size > MOST_LISTED:
        count = ratification.listing.size
        shown = list(ratification.most_ratifiable(_SHOWN))
        return shown, count, searched_told(analysis.scenario, form, size=size, count=count)
    fits = analysis.acceptance.where(criteria.actors, criteria.options)
    zone = ratification.zone.by_package
    # ties in the zone's odds go to the package whose least willing party is likeliest to ratify
    least = np.min([sets.by_package for sets in ratification.parties.values()], axis=0)
    chosen = np.flatnonzero(fits)
    order = chosen[np.lexsort((-least[chosen], -zone[chosen]))]
    told = matching_told(
        analysis.scenario,
        form,
        size=size,
        count=len(chosen),
        actors=criteria.actors,
        options=bool(criteria.options),
    )
    return [int(number) for number in order[:_SHOWN]], len(chosen), told


def _one(
    request: Request, query: ResultQuery, analysis: Analysis, form: str, criteria: _Criteria
) -> Response:
    """Answer everything about one package."""
    number = analysis.space.number(criteria.options)
    if not analysis.forms[form].ratification.listing.lists(number):
        raise HTTPException(404, "The search did not look at this text. Choose another.")
    answers = analysis.consent_odds([number], form)
    reasons = reasons_for(analysis.scenario, analysis.worlds, analysis.space, number, form=form)
    figure = package_answers(analysis, answers, reasons)
    about = {
        "content": package_content(analysis, form, number, 0, answers),
        "form": as_form(analysis.scenario, form),
        "figure": figure,
        "why": [(row[0], row[1], row[4]) for row in figure.table.rows],
    }
    return part(
        request,
        "parts/packages.html",
        case=query.case,
        told="",
        rows=[],
        one=about,
        more=0,
        link=_address(query, analysis, "packages", number, form),
        roll_call=_address(query, analysis, "roll-call", number, form),
    )


def _address(query: ResultQuery, analysis: Analysis, page: str, number: int, form: str) -> str:
    return address_of_text(query, page, form, analysis.space.package(number))


PACKAGES = Page(
    "packages",
    "Texts",
    (
        Route("/cases/{case}/packages", packages),
        Route("/cases/{case}/packages/found", matching),
    ),
    question=2,
)
