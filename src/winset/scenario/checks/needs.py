"""Rules about who must do their part for an option to be carried out."""

from __future__ import annotations

from collections.abc import Iterator

from winset.phrases import as_written, did_you_mean
from winset.scenario.checks.consenters import needs_with_paths
from winset.scenario.checks.registry import Checked, Flag, error, warning
from winset.scenario.model import Scenario
from winset.scenario.rules import Not
from winset.scenario.source_places import Path


def _named(scenario: Scenario) -> Iterator[tuple[str, str, Path, str]]:
    """Yield issue, option, place of the id and actor, of everyone whose part is needed."""
    for id_, option, path, node in needs_with_paths(scenario):
        for where, actor in node.asks():
            yield id_, option, (*path, *where), actor


@error("unknown-needed-option")
def check_needed_options(checked: Checked) -> Iterator[Flag]:
    """Flag a need of an option that the issue does not have."""
    for id_, issue in checked.scenario.issues.items():
        for option in issue.needs:
            if option not in issue.options:
                message = f"“{option}” of “{id_}” needs somebody’s part, but is no option of it"
                fix = did_you_mean(option, issue.options)
                yield Flag(("issues", id_, "needs", option), message, fix, option)


@error("negated-need")
def check_needs_positive(checked: Checked) -> Iterator[Flag]:
    """Flag a need with ``not``: nobody carries an option out by leaving its part undone."""
    for id_, option, path, node in needs_with_paths(checked.scenario):
        if isinstance(node, Not):
            message = f"“{option}” of “{id_}” needs somebody not to do its part"
            fix = "Name who must do its part; to keep options apart, use excludes."
            yield Flag((*path, "not"), message, fix, as_written(node.written()))


@error("needed-signer")
def check_implementers_asked(checked: Checked) -> Iterator[Flag]:
    """Flag an implementer who signs every form: bound by each, it is never asked for its part."""
    scenario = checked.scenario
    bound = [scenario.bound_by(form) for form in scenario.forms]
    for id_, option, path, actor in _named(scenario):
        if bound and all(actor in who for who in bound):
            message = (
                f"“{option}” of “{id_}” needs “{actor}”, who signs every form: it is bound by it "
                "and never asked"
            )
            yield Flag(path, message, f"Take “{actor}” out of the rule, or name who is not bound.")


@warning("indifferent-implementer")
def check_implementers_care(checked: Checked) -> Iterator[Flag]:
    """Warn of an implementer without a stance on the issue: it always does its part."""
    scenario = checked.scenario
    for id_, option, path, actor in _named(scenario):
        entry = scenario.actors.get(actor)
        if entry is None or scenario.issues[id_].binding == "whole":
            continue
        table = entry.body.table if entry.body is not None else None
        in_table = table is not None and id_ in table.saliences
        if not in_table and scenario.stance(actor, id_).salience.high <= 0:
            message = (
                f"“{option}” of “{id_}” needs “{actor}”, who has no stance on “{id_}” and so "
                "always does its part"
            )
            fix = f"Add actors.{actor}.stances.{id_}, or take it out of the rule."
            yield Flag(path, message, fix)


@warning("idle-binding")
def check_binding_used(checked: Checked) -> Iterator[Flag]:
    """Warn of a binding where no option needs anyone: it changes nothing."""
    for id_, issue in checked.scenario.issues.items():
        if "binding" in issue.model_fields_set and not issue.needs:
            message = f"“{id_}” says what implementers decide on, but none of its options needs any"
            fix = "Add needs: {option: rule}, or leave binding out."
            yield Flag(("issues", id_, "binding"), message, fix, issue.binding)
