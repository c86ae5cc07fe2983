"""Rules about bodies: where their members come from and how far they differ."""

from __future__ import annotations

from collections.abc import Iterator

from winset.scenario.checks.registry import Checked, Flag, error, warning
from winset.scenario.checks.spans import written
from winset.scenario.model import Body


def _bodies(checked: Checked) -> Iterator[tuple[str, Body]]:
    for id_, actor in checked.scenario.actors.items():
        if actor.body is not None:
            yield id_, actor.body


@error("body-without-members")
def check_members_given(checked: Checked) -> Iterator[Flag]:
    """Flag a body with neither a number of members nor a file of them."""
    for id_, body in _bodies(checked):
        if body.members is None and body.file is None:
            fix = "Write {members: 100, dispersion: 20}, or {file: members.csv}."
            yield Flag(("actors", id_, "body"), f"the body “{id_}” has no members", fix)


@error("body-both-ways")
def check_members_given_once(checked: Checked) -> Iterator[Flag]:
    """Flag a body that names a file and also a number of members or a dispersion."""
    for id_, body in _bodies(checked):
        if body.file is not None and (body.members is not None or body.dispersion is not None):
            also = "members" if body.members is not None else "dispersion"
            message = f"the body “{id_}” has a file of members and {also} as well"
            fix = "Keep the file, or keep members with dispersion."
            yield Flag(("actors", id_, "body", also), message, fix)


@warning("no-dispersion")
def check_dispersion_given(checked: Checked) -> Iterator[Flag]:
    """Warn of a body whose members all want the same."""
    for id_, body in _bodies(checked):
        if body.file is None and (body.members or 0) > 1 and body.dispersion is None:
            if body.groups:
                continue  # an error of its own
            message = f"the members of “{id_}” all want the same, for it has no dispersion"
            fix = "Add dispersion, the standard deviation of their positions; 0 if that is meant."
            yield Flag(("actors", id_, "body"), message, fix)


@warning("wide-dispersion")
def check_dispersion(checked: Checked) -> Iterator[Flag]:
    """Warn of a dispersion wider than half of a scale: most members would stand at its ends."""
    for id_, body in _bodies(checked):
        if body.dispersion is None or body.file is not None:
            continue
        for on, stance in checked.scenario.actors[id_].stances.items():
            issue = checked.scenario.issues.get(on)
            if issue is None or issue.nominal or stance.salience.high <= 0:
                continue
            if body.dispersion.high > issue.width / 2:
                message = f"the dispersion of “{id_}” is wider than half the scale of “{on}”"
                fix = (
                    f"It is a standard deviation in units of the scale, here {issue.width:g} wide."
                )
                path = ("actors", id_, "body", "dispersion")
                yield Flag(path, message, fix, written(body.dispersion))
                break
