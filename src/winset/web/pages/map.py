"""The position map: who stands where on an issue, each dot to be dragged."""

from __future__ import annotations

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from winset.report.charts.stands import Stand, stands_on
from winset.scenario import Scenario
from winset.scenario.model import Issue
from winset.scenario.notation import written
from winset.scenario.numbers import Discrete, Number
from winset.web.page import Page
from winset.web.rendering import page
from winset.web.request import case_of, editable
from winset.words.names import plain_name
from winset.words.quantities import quantity

_MOST_NAMED = 11


def position_map(request: Request) -> Response:
    """Show one issue, ``?issue=``, by default the first with positions."""
    context = editable(request)
    scenario = context["scenario"]
    drawn = {id_: issue for id_, issue in scenario.issues.items() if not issue.nominal}
    issue = request.query_params.get("issue") or next(iter(drawn), "")
    if drawn and issue not in drawn:
        raise HTTPException(404, f"There is no issue “{issue[:80]}” with positions in this case.")
    return page(
        request,
        "map.html",
        **context,
        issues=drawn,
        issue=issue,
        drawing=_drawing(scenario, issue) if drawn else None,
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
    stance = scenario.stance(stand.actor, issue)
    red_line = stance.red_line
    handles = {
        "position": _handle(stance.position, stand.centre),
        "expects": _handle(stance.expects, stand.expects),
        "red_line.min": _handle(None if red_line is None else red_line.min),
        "red_line.max": _handle(None if red_line is None else red_line.max),
    }
    return {
        "actor": stand.actor,
        "name": stand.label,
        "slot": stand.slot,
        "outsider": stand.outsider,
        "size": stand.size,
        "handles": {key: handle for key, handle in handles.items() if handle is not None},
    }


def _handle(number: Number | str | None, centre: float | None = None) -> dict[str, Any] | None:
    """Return what can be taken hold of; where it stands but cannot be moved, it is fixed.

    A name of an option and odds over values have no place that a drag could write back; they are
    drawn at their centre. A number nobody gave is drawn only where the model supplies one.
    """
    if isinstance(number, str) or number is None or isinstance(number, Discrete):
        if centre is None and not isinstance(number, Discrete):
            return None
        at = number.centre if isinstance(number, Discrete) else centre
        return {"text": "", "fixed": True, "low": at, "centre": at, "high": at}
    return {
        "text": written(number),
        "fixed": False,
        "low": number.low,
        "centre": number.centre,
        "high": number.high,
    }


def drawing(request: Request) -> Response:
    """Answer the drawing of ``?issue=`` as it is now."""
    scenario = case_of(request).scenario
    issue = request.query_params.get("issue", "")
    if issue not in scenario.issues or scenario.issues[issue].nominal:
        raise HTTPException(404, "There is no such issue with positions in this case.")
    return JSONResponse(_drawing(scenario, issue))


MAP = Page(
    "map",
    "Map",
    (Route("/cases/{case}/map", position_map), Route("/cases/{case}/drawing", drawing)),
    question=2,
)
