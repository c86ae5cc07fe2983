"""Rules about red lines: they must leave an option, and draw a line somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from winset.scenario.checks.registry import Checked, Flag, error, warning
from winset.scenario.checks.spans import ascending, leaves, likely, reach, written
from winset.scenario.checks.stances import stances
from winset.scenario.model import Issue, Pledge, RedLine
from winset.scenario.source_places import Path


def _red_lines(checked: Checked) -> Iterator[tuple[Path, str, str, RedLine, Issue]]:
    for path, id_, on, _, stance, issue in stances(checked):
        if stance.red_line is not None and ascending(issue.scale):
            yield (*path, "red_line"), id_, on, stance.red_line, issue


def _keeps(line: RedLine, issue: Issue, option: str, how: Literal["can", "must"]) -> bool:
    """Whether an option can keep the red line in some world, or must in every likely one.

    Uncertain positions and bounds are taken at their most, or least, favourable end.
    """
    position = issue.options[option]
    if option in line.exclude or position is None:
        return option not in line.exclude
    if how == "can":
        low, high = reach(position, issue.scale)
        above = line.min is None or high >= reach(line.min, issue.scale)[0]
        return above and (line.max is None or low <= reach(line.max, issue.scale)[1])
    low, high = likely(position, issue.scale)
    above = line.min is None or low >= likely(line.min, issue.scale)[1]
    return above and (line.max is None or high <= likely(line.max, issue.scale)[0])


def disordered(line: RedLine | Pledge) -> bool:
    """Whether the least position allowed is surely above the greatest."""
    return line.min is not None and line.max is not None and line.min.low > line.max.high


@error("red-line-order")
def check_order(checked: Checked) -> Iterator[Flag]:
    """Flag a red line whose least acceptable position is above its greatest."""
    for path, id_, on, line, _ in _red_lines(checked):
        if disordered(line):
            message = f"the red line of “{id_}” on “{on}” has its min above its max"
            fix = "min is the least position it accepts, max the greatest."
            yield Flag(path, message, fix)


@error("red-line-on-nominal")
def check_bounds_on_scale(checked: Checked) -> Iterator[Flag]:
    """Flag bounds on an issue whose options have no positions."""
    for path, id_, on, line, issue in _red_lines(checked):
        if issue.nominal and (line.min is not None or line.max is not None):
            message = f"“{id_}” draws a red line by position on “{on}”, which has no scale"
            yield Flag(path, message, "Rule options out by name: red_line: {exclude: [...]}.")


@error("red-line-off-scale")
def check_bounds(checked: Checked) -> Iterator[Flag]:
    """Flag a bound that can lie off the issue's scale."""
    for path, id_, on, line, issue in _red_lines(checked):
        for key, bound in (("min", line.min), ("max", line.max)):
            if bound is not None and not issue.nominal and leaves(bound, issue.scale):
                message = f"“{id_}” draws its red line off the scale of “{on}”"
                fix = f"Stay within {issue.scale[0]:g}–{issue.scale[1]:g}."
                yield Flag((*path, key), message, fix, written(bound))


@error("red-line-shuts")
def check_keeps_an_option(checked: Checked) -> Iterator[Flag]:
    """Flag a red line that no option can keep: the actor would reject every package."""
    for path, id_, on, line, issue in _red_lines(checked):
        if not disordered(line) and not any(_keeps(line, issue, o, "can") for o in issue.options):
            message = f"no option of “{on}” keeps the red line of “{id_}”, who would reject all"
            fix = "Move the red line, or add an option that keeps it."
            yield Flag(path, message, fix)


@warning("red-line-may-shut")
def check_keeps_an_option_surely(checked: Checked) -> Iterator[Flag]:
    """Warn of an uncertain red line that in some worlds no option keeps."""
    for path, id_, on, line, issue in _red_lines(checked):
        can = any(_keeps(line, issue, o, "can") for o in issue.options)
        if can and not any(_keeps(line, issue, o, "must") for o in issue.options):
            message = f"in some worlds no option of “{on}” keeps the red line of “{id_}”"
            fix = "There it rejects every package. Add an option that keeps it, if there is one."
            yield Flag(path, message, fix)


@warning("idle-red-line")
def check_rules_something_out(checked: Checked) -> Iterator[Flag]:
    """Warn of a red line that every option keeps."""
    for path, id_, on, line, issue in _red_lines(checked):
        if all(_keeps(line, issue, o, "must") for o in issue.options):
            message = f"every option of “{on}” keeps the red line of “{id_}”"
            yield Flag(path, message, "Move the red line, or leave it out.")
