"""Rules about common causes: each must move numbers, and leave them room to move."""

from __future__ import annotations

import math
from collections.abc import Iterator
from statistics import NormalDist, fmean

from winset.scenario.checks.registry import Checked, Flag, error, warning
from winset.scenario.checks.spans import Scale, likely
from winset.scenario.loads import loads_of, matched, movable
from winset.scenario.number_places import number_places
from winset.scenario.numbers import Number

_POINTS = 9
_TOO_OFTEN = 0.6
_SUCH_AS = "actors.putin.stances.territory.expects; * stands for any one key"


@error("load-on-nothing")
def check_loads_lead_somewhere(checked: Checked) -> Iterator[Flag]:
    """Flag a load on what is no number of this scenario that is drawn with its worlds."""
    shocks = checked.scenario.shocks
    paths = movable(checked.scenario) if shocks else ()
    places = [path for path, *_ in number_places(checked.scenario)] if shocks else []
    for id_, shock in shocks.items():
        for pattern in shock.loads:
            if any(matched(pattern, paths)):
                continue
            message = f"the common cause “{id_}” loads “{pattern}”, where no number stands"
            fix = f"Write the path of a number, such as {_SUCH_AS}."
            if pattern.split(".")[0] == "durability":
                fix = "Turnover and elections are drawn apart, so load numbers of actors or issues."
            elif any(matched(pattern, places)):
                fix = "Give a number there first, or load another; an option’s name is none."
            yield Flag(("shocks", id_, "loads", pattern), message, fix)


@error("idle-shock")
def check_shocks_move_something(checked: Checked) -> Iterator[Flag]:
    """Flag a common cause that moves nothing: no loads, or all of them 0."""
    for id_, shock in checked.scenario.shocks.items():
        if not any(shock.loads.values()):
            message = f"the common cause “{id_}” moves nothing"
            fix = "Give it a load other than 0, or leave it out."
            yield Flag(("shocks", id_), message, fix)


@warning("load-too-great")
def check_loads_leave_room(checked: Checked) -> Iterator[Flag]:
    """Warn of a number that its causes push to an end of its range in most draws."""
    if not checked.scenario.shocks:
        return
    places = {
        path: (value, low, high) for path, value, low, high in number_places(checked.scenario)
    }
    for id_, loads in loads_of(checked.scenario).items():
        for path, load in loads.items():
            number, low, high = places[path]
            assert isinstance(number, Number)
            share = _at_ends(number, load, (low, high))
            if share > _TOO_OFTEN:
                message = f"the common cause “{id_}” puts “{path}” at an end of its range"
                message += f" in {100 * share:.0f} % of the draws"
                fix = f"Load it by less than {abs(load):g}; its range is {low:g}–{high:g}."
                yield Flag(("shocks", id_), message, fix, f"{load:g}")
                break


def _at_ends(number: Number, load: float, ends: Scale) -> float:
    """Share of the draws that a load puts at an end, over even points of the number’s own range."""
    low, high = likely(number, ends)
    points = [low + (high - low) * n / (_POINTS - 1) for n in range(_POINTS)]
    normal = NormalDist(0.0, abs(load))
    return fmean(
        (normal.cdf(ends[0] - at) if math.isfinite(ends[0]) else 0.0)
        + (1 - normal.cdf(ends[1] - at) if math.isfinite(ends[1]) else 0.0)
        for at in points
    )
