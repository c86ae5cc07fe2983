"""Rules about stances: what an actor wants on an issue must fit that issue."""

from __future__ import annotations

from collections.abc import Iterator

from winset.phrases import as_written, did_you_mean, quoted
from winset.scenario.checks.registry import Checked, Flag, error, warning
from winset.scenario.checks.spans import ascending, leaves, plain, written
from winset.scenario.model import Actor, Issue, Stance
from winset.scenario.source_places import Path


def stances(checked: Checked) -> Iterator[tuple[Path, str, str, Actor, Stance, Issue]]:
    """Yield every stance on a known issue as path, actor id, issue id, actor, stance, issue."""
    for id_, actor in checked.scenario.actors.items():
        for on, stance in actor.stances.items():
            issue = checked.scenario.issues.get(on)
            if issue is not None and issue.options:
                yield ("actors", id_, "stances", on), id_, on, actor, stance, issue


@error("unknown-issue")
def check_issue_of_stance(checked: Checked) -> Iterator[Flag]:
    """Flag a stance on an issue that is not there."""
    issues = checked.scenario.issues
    for id_, actor in checked.scenario.actors.items():
        for on in actor.stances:
            if on not in issues:
                message = f"“{id_}” has a stance on “{on}”, which is no issue"
                yield Flag(("actors", id_, "stances", on), message, did_you_mean(on, issues))


@error("no-position")
def check_position_given(checked: Checked) -> Iterator[Flag]:
    """Flag a stance that says how much an issue matters but not what is wanted."""
    for path, id_, on, actor, stance, issue in stances(checked):
        table = actor.body.table if actor.body is not None else None
        if issue.nominal or stance.salience.high <= 0 or (table and on in table.positions):
            continue
        if stance.position is None and stance.values is None:
            message = f"“{id_}” cares about “{on}” but does not say what it wants"
            yield Flag(path, message, "Add position, or values for each option.")


@error("no-salience")
def check_salience_given(checked: Checked) -> Iterator[Flag]:
    """Flag a stance that says what is wanted but not how much: it would weigh nothing."""
    for path, id_, on, actor, stance, _ in stances(checked):
        table = actor.body.table if actor.body is not None else None
        in_table = table is not None and on in table.saliences
        # a salience of 0 that is written is a choice; one left out is a slip
        if in_table or "salience" in stance.model_fields_set:
            continue
        message = f"“{id_}” wants something on “{on}” but does not say how much it matters"
        fix = "Add salience, 0–100; 0 if it is not to count."
        if stance.position is not None:
            yield Flag((*path, "position"), message, fix, written(stance.position))
        elif stance.values is not None:
            worths = {option: plain(worth) for option, worth in stance.values.items()}
            yield Flag((*path, "values"), message, fix, as_written(worths))


@error("no-values")
def check_values_given(checked: Checked) -> Iterator[Flag]:
    """Flag a stance on a nominal issue that does not value its options."""
    for path, id_, on, _, stance, issue in stances(checked):
        if issue.nominal and stance.values is None and stance.salience.high > 0:
            message = f"“{id_}” does not say what the options of “{on}” are worth to it"
            example = ", ".join(f"{name}: 1" for name in list(issue.options)[:2])
            fix = f"Add values, such as {{{example}}}, each worth 0–1."
            yield Flag(path, message, fix)


@error("position-and-values")
def check_one_way(checked: Checked) -> Iterator[Flag]:
    """Flag a stance with both a position and values."""
    for path, id_, on, _, stance, _ in stances(checked):
        if stance.position is not None and stance.values is not None:
            message = f"“{id_}” has both a position and values on “{on}”"
            yield Flag((*path, "values"), message, "Keep one of them.")


@error("position-on-nominal")
def check_position_on_scale(checked: Checked) -> Iterator[Flag]:
    """Flag a position on an issue whose options have none."""
    for path, id_, on, _, stance, issue in stances(checked):
        if issue.nominal and stance.position is not None:
            message = f"“{id_}” takes a position on “{on}”, which has no scale"
            fix = "Value its options instead, under values."
            yield Flag((*path, "position"), message, fix, written(stance.position))


@error("unknown-option")
def check_options_named(checked: Checked) -> Iterator[Flag]:
    """Flag a stance that names an option its issue does not have."""
    for path, id_, on, _, stance, issue in stances(checked):
        named: list[tuple[Path, str]] = [((*path, "values", o), o) for o in stance.values or ()]
        if isinstance(stance.expects, str):
            named.append(((*path, "expects"), stance.expects))
        if stance.red_line is not None:
            excluded = enumerate(stance.red_line.exclude)
            named += [((*path, "red_line", "exclude", i), o) for i, o in excluded]
        for where, option in named:
            if option not in issue.options:
                message = f"“{id_}” names “{option}”, which is no option of “{on}”"
                yield Flag(where, message, did_you_mean(option, issue.options))


@error("missing-value")
def check_values_complete(checked: Checked) -> Iterator[Flag]:
    """Flag values that leave out an option of the issue."""
    for path, id_, on, _, stance, issue in stances(checked):
        left_out = [
            o for o in issue.options if stance.values is not None and o not in stance.values
        ]
        if left_out:
            message = f"“{id_}” does not value {quoted(left_out)} of “{on}”"
            yield Flag((*path, "values"), message, "Give every option a worth, 0 if none.")


@error("position-off-scale")
def check_positions(checked: Checked) -> Iterator[Flag]:
    """Flag a wanted or expected position that can lie off the issue's scale."""
    for path, id_, on, _, stance, issue in stances(checked):
        for key, place in (("position", stance.position), ("expects", stance.expects)):
            if place is None or isinstance(place, str) or issue.nominal:
                continue
            if ascending(issue.scale) and leaves(place, issue.scale):
                verb = "wants" if key == "position" else "expects"
                message = f"“{id_}” {verb} a position off the scale of “{on}”"
                fix = f"Stay within {issue.scale[0]:g}–{issue.scale[1]:g}."
                yield Flag((*path, key), message, fix, written(place))


@error("expects-number")
def check_expectation_named(checked: Checked) -> Iterator[Flag]:
    """Flag a number expected on an issue whose options have no positions."""
    for path, id_, on, _, stance, issue in stances(checked):
        if issue.nominal and stance.expects is not None and not isinstance(stance.expects, str):
            message = f"“{id_}” expects a number on “{on}”, which has no scale"
            fix = f"Name one of {quoted(issue.options)}."
            yield Flag((*path, "expects"), message, fix, written(stance.expects))


@warning("idle-column")
def check_columns_count(checked: Checked) -> Iterator[Flag]:
    """Warn of members' positions on an issue that has no salience for them."""
    for id_, actor in checked.scenario.actors.items():
        table = actor.body.table if actor.body is not None else None
        for on in table.positions if table is not None else ():
            stance = actor.stances.get(on)
            in_table = table is not None and on in table.saliences
            if not in_table and (stance is None or stance.salience.high <= 0):
                message = f"members of “{id_}” take positions on “{on}” but give it no salience"
                fix = f"Add a salience on “{on}” under stances, or a column “{on}.salience”."
                yield Flag(("actors", id_, "body", "file"), message, fix)
