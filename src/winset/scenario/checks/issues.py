"""Rules about issues: their scale, their options and where they stay without a deal."""

from __future__ import annotations

from collections.abc import Iterator

from winset.phrases import as_written, did_you_mean, quoted
from winset.scenario.checks.registry import Checked, Flag, error, warning
from winset.scenario.checks.spans import ascending, leaves, written
from winset.scenario.numbers import Fixed


@error("scale-order")
def check_scale(checked: Checked) -> Iterator[Flag]:
    """Flag a scale whose low end is not below its high end."""
    for id_, issue in checked.scenario.issues.items():
        if not ascending(issue.scale):
            message = f"the scale of “{id_}” does not ascend"
            fix = "Write the low end first, such as scale: [0, 100]."
            yield Flag(("issues", id_, "scale"), message, fix, as_written(issue.scale))


@error("no-options")
def check_options(checked: Checked) -> Iterator[Flag]:
    """Flag an issue without options: no package could be put together."""
    for id_, issue in checked.scenario.issues.items():
        if not issue.options:
            fix = "Name its options, or write a number of even levels."
            yield Flag(("issues", id_, "options"), f"“{id_}” has no options", fix)


@warning("single-option")
def check_choice(checked: Checked) -> Iterator[Flag]:
    """Warn of an issue with one option: there is nothing to settle."""
    for id_, issue in checked.scenario.issues.items():
        if len(issue.options) == 1:
            fix = "Add the other options, or leave the issue out."
            yield Flag(("issues", id_, "options"), f"“{id_}” has a single option", fix)


@error("mixed-options")
def check_mixed_options(checked: Checked) -> Iterator[Flag]:
    """Flag an issue of which only some options have a position."""
    for id_, issue in checked.scenario.issues.items():
        bare = [name for name, position in issue.options.items() if position is None]
        if 0 < len(bare) < len(issue.options):
            message = f"some options of “{id_}” have no position, the others do: {quoted(bare)}"
            fix = "Give every option a position on the scale, or none."
            yield Flag(("issues", id_, "options"), message, fix)


@error("option-off-scale")
def check_option_positions(checked: Checked) -> Iterator[Flag]:
    """Flag an option whose position can lie off the issue's scale."""
    for id_, issue in checked.scenario.issues.items():
        for name, position in issue.options.items():
            if position is not None and ascending(issue.scale) and leaves(position, issue.scale):
                message = f"the option “{name}” of “{id_}” lies off its scale"
                fix = f"Stay within {issue.scale[0]:g}–{issue.scale[1]:g}, or widen the scale."
                path = ("issues", id_, "options", name)
                yield Flag(path, message, fix, written(position))


@warning("same-position")
def check_distinct_options(checked: Checked) -> Iterator[Flag]:
    """Warn of two options at one position: no position tells them apart."""
    for id_, issue in checked.scenario.issues.items():
        first: dict[float, str] = {}
        for name, position in issue.options.items():
            if not isinstance(position, Fixed):
                continue
            if position.value in first:
                both = f"“{first[position.value]}” and “{name}”"
                message = f"{both} of “{id_}” stand at the same position"
                fix = "Move one of them, or drop it."
                yield Flag(("issues", id_, "options", name), message, fix, written(position))
            first.setdefault(position.value, name)


@error("no-no-deal")
def check_no_deal_given(checked: Checked) -> Iterator[Flag]:
    """Flag an issue on a scale that does not say where it stays without an agreement."""
    for id_, issue in checked.scenario.issues.items():
        if issue.no_deal is None and issue.options and not issue.nominal:
            message = f"“{id_}” does not say where it stays without a deal"
            fix = "Add no_deal: a position on its scale, or one of its options."
            yield Flag(("issues", id_), message, fix)


@error("no-deal-off-scale")
def check_no_deal_position(checked: Checked) -> Iterator[Flag]:
    """Flag a no-deal position that can lie off the scale."""
    for id_, issue in checked.scenario.issues.items():
        place = issue.no_deal
        if place is None or isinstance(place, str) or issue.nominal or not ascending(issue.scale):
            continue
        if leaves(place, issue.scale):
            message = f"without a deal “{id_}” would lie off its scale"
            fix = f"Stay within {issue.scale[0]:g}–{issue.scale[1]:g}."
            yield Flag(("issues", id_, "no_deal"), message, fix, written(place))


@error("unknown-no-deal")
def check_no_deal_option(checked: Checked) -> Iterator[Flag]:
    """Flag a no-deal that names no option of the issue."""
    for id_, issue in checked.scenario.issues.items():
        if isinstance(issue.no_deal, str) and issue.no_deal not in issue.options:
            message = f"“{issue.no_deal}” is no option of “{id_}”"
            fix = did_you_mean(issue.no_deal, issue.options)
            yield Flag(("issues", id_, "no_deal"), message, fix)


@error("no-deal-number")
def check_nominal_no_deal(checked: Checked) -> Iterator[Flag]:
    """Flag a number as no-deal of an issue whose options have no positions."""
    for id_, issue in checked.scenario.issues.items():
        place = issue.no_deal
        if issue.nominal and issue.options and place is not None and not isinstance(place, str):
            message = f"“{id_}” has no scale, so no_deal cannot be a number"
            fix = f"Name one of {quoted(issue.options)}, or leave it out for worth 0."
            yield Flag(("issues", id_, "no_deal"), message, fix, written(place))


@warning("idle-issue")
def check_someone_cares(checked: Checked) -> Iterator[Flag]:
    """Warn of an issue that no actor gives any salience."""
    for id_ in checked.scenario.issues:
        stances = [a.stances[id_] for a in checked.scenario.actors.values() if id_ in a.stances]
        in_tables = any(
            a.body is not None and a.body.table is not None and id_ in a.body.table.saliences
            for a in checked.scenario.actors.values()
        )
        if not in_tables and not any(stance.salience.high > 0 for stance in stances):
            fix = "Give the actors who care a salience on it, or leave the issue out."
            yield Flag(("issues", id_), f"nobody cares about “{id_}”", fix)
