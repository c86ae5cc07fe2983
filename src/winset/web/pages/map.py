"""The position map: who stands where on an issue, each dot to be dragged."""

from __future__ import annotations

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from winset.report.charts.stands import Stand, stands_on
from winset.report.words import plain_name, quantity
from winset.scenario import Scenario
from winset.scenario.model import Issue
from winset.scenario.notation import written
from winset.scenario.numbers import Discrete
from winset.web.asking import case_of, site_of
from winset.web.pages.page import Page
from winset.web.rendering import page

_MOST_NAMED = 11


def position_map(request: Request) -> Response:
    """Show one issue, ``?issue=``, by default the first with positions."""
    case = case_of(request)
    scenario = case.scenario
    drawn = {id_: issue for id_, issue in scenario.issues.items() if not issue.nominal}
    asked = request.query_params.get("issue") or next(iter(drawn), "")
    if drawn and asked not in drawn:
        raise HTTPException(404, f"There is no issue “{asked[:80]}” with positions in this case.")
    history = site_of(request).history
    return page(
        request,
        "map.html",
        case=case,
        scenario=scenario,
        issues=drawn,
        issue=asked,
        drawing=_drawing(scenario, asked) if drawn else None,
        step=history.to_undo(case.name, case.revision),
        again=history.to_redo(case.name, case.revision),
    )


def _drawing(scenario: Scenario, issue: str) -> dict[str, Any]:
    about = scenario.issues[issue]
    stands = stands_on(scenario, issue)
    return {
        "issue": issue,
        "title": about.title,
        "scale": list(about.scale),
        "ends": [about.low or "", about.high or ""],
        "options": _options(about),
        "largest": max((stand.size for stand in stands), default=0.0) or 1.0,
        "stands": [_stand(scenario, issue, stand) for stand in stands],
    }


def _options(issue: Issue) -> list[dict[str, Any]]:
    if len(issue.options) > _MOST_NAMED:
        low, high = issue.scale
        levels = [low + (high - low) * fifth / 5 for fifth in range(6)]
        return [{"name": quantity(level), "at": level} for level in levels]
    return [
        {"name": plain_name(name), "at": number.centre}
        for name, number in issue.options.items()
        if number is not None
    ]


def _stand(scenario: Scenario, issue: str, stand: Stand) -> dict[str, Any]:
    position = stand.position
    own = scenario.stance(stand.actor, issue).position
    fixed = own is None or isinstance(own, Discrete)
    return {
        "actor": stand.actor,
        "name": stand.label,
        "slot": stand.slot,
        "outsider": stand.outsider,
        "text": "" if position is None else written(position),
        "fixed": fixed,
        "low": stand.centre if position is None else position.low,
        "centre": stand.centre,
        "high": stand.centre if position is None else position.high,
        "size": stand.size,
        "expects": stand.expects,
        "least": None if stand.red_min is None else stand.red_min.centre,
        "most": None if stand.red_max is None else stand.red_max.centre,
        "shown": quantity(stand.centre),
    }


MAP = Page("map", "Map", (Route("/cases/{case}/map", position_map),))
