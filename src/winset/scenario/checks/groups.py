"""Rules about the groups of bodies: who belongs to them, and whose line they follow."""

from __future__ import annotations

from collections.abc import Iterator

from winset.phrases import did_you_mean
from winset.scenario.checks.registry import Checked, Flag, error, warning
from winset.scenario.checks.spans import written
from winset.scenario.model import Body, Group
from winset.scenario.numbers import Fixed
from winset.scenario.source_places import Path

_NOUGHT = Fixed(0.0)


def _grouped(checked: Checked) -> Iterator[tuple[str, Body, Path]]:
    """Yield every body with groups: its id, itself and the path of its groups."""
    for id_, actor in checked.scenario.actors.items():
        if actor.body is not None and actor.body.groups:
            yield id_, actor.body, ("actors", id_, "body", "groups")


def _groups(checked: Checked) -> Iterator[tuple[str, Body, str, Group, Path]]:
    """Yield every group: its body's id, the body, its own id, itself and its path."""
    for id_, body, path in _grouped(checked):
        for name, group in body.groups.items():
            yield id_, body, name, group, (*path, name)


@error("group-members")
def check_group_members(checked: Checked) -> Iterator[Flag]:
    """Flag groups whose members are not given, or are not all the members of the body."""
    for id_, body, path in _grouped(checked):
        if body.file is not None:
            continue
        missing = [name for name, group in body.groups.items() if group.members is None]
        for name in missing:
            message = f"nothing says how many members of “{id_}” belong to “{name}”"
            yield Flag((*path, name), message, "Write members, a whole number.")
        total = sum(group.members or 0 for group in body.groups.values())
        if not missing and body.members is not None and total != body.members:
            message = f"the groups of “{id_}” have {total:,} members, it has {body.members:,}"
            fix = "Let the groups add up to the body; give those of no group one of their own."
            yield Flag(path, message, fix, str(total))


@error("group-both-ways")
def check_groups_of_files(checked: Checked) -> Iterator[Flag]:
    """Flag a group that says what the file of the members says already."""
    for id_, body, name, group, path in _groups(checked):
        if body.file is None:
            continue
        for key, given in (("members", group.members), ("offset", group.offset)):
            if given is not None and given != _NOUGHT:
                message = f"the file of “{id_}” already says where “{name}” stands"
                if key == "members":
                    message = f"the file of “{id_}” already says who belongs to “{name}”"
                value = str(given) if isinstance(given, int) else written(given)
                fix = f"Remove {key}: the group is the bloc of its name in the file."
                yield Flag((*path, key), message, fix, value)


@error("unknown-bloc")
def check_blocs_known(checked: Checked) -> Iterator[Flag]:
    """Flag a group that is no bloc of the file of the members."""
    for id_, body, name, _, path in _groups(checked):
        if body.table is None or name in body.table.blocs:
            continue
        blocs = sorted({bloc for bloc in body.table.blocs if bloc})
        message = f"no member in the file of “{id_}” is of the bloc “{name}”"
        yield Flag(path, message, did_you_mean(name, blocs) if blocs else "Fill the column bloc.")


@error("group-without-dispersion")
def check_group_dispersion(checked: Checked) -> Iterator[Flag]:
    """Flag groups whose members have nothing that spreads them around their offsets."""
    for id_, body, path in _grouped(checked):
        if body.file is None and body.dispersion is None:
            message = f"the groups of “{id_}” have no dispersion"
            fix = "Add dispersion to the body; 0 if the members of a group all stand alike."
            yield Flag(path[:-1], message, fix)


@error("unknown-leader")
def check_leaders_known(checked: Checked) -> Iterator[Flag]:
    """Flag a group that follows no actor."""
    actors = checked.scenario.actors
    for id_, _, name, group, path in _groups(checked):
        if group.follows is not None and group.follows not in actors:
            message = f"“{name}” of “{id_}” follows “{group.follows}”, who is no actor"
            fix = did_you_mean(group.follows, actors)
            yield Flag((*path, "follows"), message, fix, group.follows)


@error("line-in-a-circle")
def check_lines(checked: Checked) -> Iterator[Flag]:
    """Flag a group whose line, by whichever way, is that of its own body."""
    scenario = checked.scenario
    for id_, _, name, group, path in _groups(checked):
        if group.follows is not None and id_ in scenario.with_leaders([group.follows]):
            message = (
                f"“{name}” of “{id_}” follows “{group.follows}”, whose answer hangs on “{id_}”"
            )
            if group.follows == id_:
                message = f"“{name}” of “{id_}” follows “{id_}”, the body it is part of"
            fix = "Name who decides without it; leave follows out for the group's own majority."
            yield Flag((*path, "follows"), message, fix, group.follows)


@warning("idle-groups")
def check_groups_matter(checked: Checked) -> Iterator[Flag]:
    """Warn of groups that all stand where the body does, and follow no line."""
    for id_, body, path in _grouped(checked):
        groups = body.groups.values()
        if all(group.discipline == group.offset == _NOUGHT for group in groups):
            message = f"the groups of “{id_}” change nothing: none has an offset or a discipline"
            yield Flag(path, message, "Give one of them offset or discipline, or remove them.")


@warning("idle-leader")
def check_leaders_followed(checked: Checked) -> Iterator[Flag]:
    """Warn of a group that names whom it follows, but has no discipline."""
    for id_, _, name, group, path in _groups(checked):
        if group.follows is not None and group.discipline == _NOUGHT:
            message = f"“{name}” of “{id_}” follows “{group.follows}” with a discipline of 0"
            fix = "Add discipline, the share of the members who follow, 0–1; or remove follows."
            yield Flag((*path, "follows"), message, fix, group.follows)


@warning("idle-offset")
def check_offsets_matter(checked: Checked) -> Iterator[Flag]:
    """Warn of an offset in a body that takes a position on no issue."""
    scenario = checked.scenario
    for id_, body, name, group, path in _groups(checked):
        if group.offset == _NOUGHT or body.file is not None:
            continue
        stances = scenario.actors[id_].stances.values()
        if not any(s.position is not None and s.salience.high > 0 for s in stances):
            message = f"“{name}” of “{id_}” has an offset, but “{id_}” takes no position"
            fix = "Give the body a position on an issue it cares about, or remove offset."
            yield Flag((*path, "offset"), message, fix, written(group.offset))


@warning("wide-offset")
def check_offsets_on_scale(checked: Checked) -> Iterator[Flag]:
    """Warn of an offset wider than a scale: wherever the body stands, its members stand off it."""
    scenario = checked.scenario
    for id_, body, name, group, path in _groups(checked):
        if body.file is not None:
            continue
        for on, stance in scenario.actors[id_].stances.items():
            issue = scenario.issues.get(on)
            if issue is None or issue.nominal or stance.salience.high <= 0:
                continue
            if max(abs(group.offset.low), abs(group.offset.high)) > issue.width:
                message = f"the offset of “{name}” of “{id_}” is wider than the scale of “{on}”"
                fix = f"It is a distance in units of the scale, here {issue.width:g} wide."
                yield Flag((*path, "offset"), message, fix, written(group.offset))
                break
