"""Rules about what forms keep undisclosed, and about public pledges."""

from __future__ import annotations

from collections.abc import Iterator

from winset.phrases import did_you_mean, quoted
from winset.scenario.checks.red_lines import disordered
from winset.scenario.checks.registry import Checked, Flag, error, warning
from winset.scenario.checks.spans import ascending, leaves, written
from winset.scenario.model import Issue, Pledge
from winset.scenario.rules import actors_of
from winset.scenario.source_places import Path

MOST_COST = 1.5
"""Most that an actor's pledges may cost together: more would outweigh all that is at stake."""


def _pledges(checked: Checked) -> Iterator[tuple[Path, str, Pledge]]:
    for id_, actor in checked.scenario.actors.items():
        for number, pledge in enumerate(actor.pledges):
            yield ("actors", id_, "pledges", number), id_, pledge


def _on_issues(checked: Checked) -> Iterator[tuple[Path, str, Pledge, Issue]]:
    for path, id_, pledge in _pledges(checked):
        issue = checked.scenario.issues.get(pledge.issue)
        if issue is not None:
            yield path, id_, pledge, issue


@error("pledge-unknown-issue")
def check_issue_known(checked: Checked) -> Iterator[Flag]:
    """Flag a pledge on what is no issue."""
    for path, id_, pledge in _pledges(checked):
        if pledge.issue not in checked.scenario.issues:
            message = f"“{id_}” has made a pledge on “{pledge.issue}”, which is no issue"
            yield Flag(
                (*path, "issue"), message, did_you_mean(pledge.issue, checked.scenario.issues)
            )


@error("pledge-without-end")
def check_an_end(checked: Checked) -> Iterator[Flag]:
    """Flag a pledge that names neither end, or a least position above its greatest."""
    for path, id_, pledge in _pledges(checked):
        if pledge.min is None and pledge.max is None:
            message = f"the pledge of “{id_}” on “{pledge.issue}” names no position"
            yield Flag(path, message, "Write min, the least position it allows, or max.")
        elif disordered(pledge):
            message = f"the pledge of “{id_}” on “{pledge.issue}” has its min above its max"
            fix = "min is the least position it allows, max the greatest."
            yield Flag(path, message, fix)


@error("pledge-on-nominal")
def check_on_scale(checked: Checked) -> Iterator[Flag]:
    """Flag a pledge on an issue whose options have no positions."""
    for path, id_, pledge, issue in _on_issues(checked):
        if issue.nominal:
            message = f"“{id_}” has made a pledge by position on “{pledge.issue}”, without a scale"
            fix = "Lower the worth of the options it rules out, under values of the stance."
            yield Flag((*path, "issue"), message, fix)


@error("pledge-off-scale")
def check_bounds(checked: Checked) -> Iterator[Flag]:
    """Flag an end of a pledge that can lie off the issue's scale."""
    for path, id_, pledge, issue in _on_issues(checked):
        for key, bound in (("min", pledge.min), ("max", pledge.max)):
            if bound is None or issue.nominal or not ascending(issue.scale):
                continue
            if leaves(bound, issue.scale):
                message = f"the pledge of “{id_}” lies off the scale of “{pledge.issue}”"
                fix = f"Stay within {issue.scale[0]:g}–{issue.scale[1]:g}."
                yield Flag((*path, key), message, fix, written(bound))


@error("pledges-cost-all")
def check_costs(checked: Checked) -> Iterator[Flag]:
    """Flag pledges that cost more together than a deal could ever be worth."""
    for id_, actor in checked.scenario.actors.items():
        total = sum(min(pledge.cost.high, 1.0) for pledge in actor.pledges)
        if total > MOST_COST:
            message = f"the pledges of “{id_}” cost up to {total:g} together, over {MOST_COST:g}"
            fix = "Utility goes from 0 to 1. What nothing can outweigh is a red line."
            yield Flag(("actors", id_, "pledges"), message, fix)


@warning("pledge-for-nothing")
def check_cost(checked: Checked) -> Iterator[Flag]:
    """Warn of a pledge whose breach costs nothing."""
    for path, id_, pledge in _pledges(checked):
        if pledge.cost.high == 0:
            message = f"to break its pledge on “{pledge.issue}” costs “{id_}” nothing"
            yield Flag((*path, "cost"), message, "Say what it costs, or leave the pledge out.", "0")


@warning("pledge-without-source")
def check_source(checked: Checked) -> Iterator[Flag]:
    """Warn of a pledge that no source reports: it is a public fact, or it is none."""
    for path, id_, pledge in _pledges(checked):
        if not pledge.source:
            message = f"no source reports the pledge of “{id_}” on “{pledge.issue}”"
            fix = "A pledge is a public fact. Name who reports it under source."
            yield Flag(path, message, fix)


@warning("pledge-never-seen")
def check_seen(checked: Checked) -> Iterator[Flag]:
    """Warn of a pledge on an issue that every form keeps undisclosed: it never costs anything."""
    scenario = checked.scenario
    for path, id_, pledge in _pledges(checked):
        if scenario.forms and all(pledge.issue in scenario.undisclosed(f) for f in scenario.forms):
            message = f"every form keeps “{pledge.issue}” undisclosed, so “{id_}” breaks no pledge"
            fix = "Disclose the issue in a form, or leave the pledge out."
            yield Flag(path, message, fix)


@error("undisclosed-unknown-issue")
def check_undisclosed_issues(checked: Checked) -> Iterator[Flag]:
    """Flag an undisclosed issue that is none."""
    for form, terms in checked.scenario.form_terms.items():
        for issue in terms.undisclosed:
            if issue not in checked.scenario.issues:
                message = f"“{form}” keeps “{issue}” undisclosed, which is no issue"
                fix = did_you_mean(issue, checked.scenario.issues)
                yield Flag(("forms", form, "undisclosed"), message, fix)


@warning("idle-undisclosed")
def check_secrecy_matters(checked: Checked) -> Iterator[Flag]:
    """Warn of secrecy that changes nothing: nobody outside the room is asked, none has pledged."""
    scenario = checked.scenario
    for form in scenario.forms:
        kept = scenario.undisclosed(form) & scenario.issues.keys()
        sides = [scenario.parties[party] for party in scenario.signatories(form)]
        asked = {actor for side in sides for actor in actors_of(side.ratification[form])}
        asked |= {scenario.signer(party) for party in scenario.signatories(form)}
        known = [scenario.actors[actor] for actor in asked if actor in scenario.actors]
        pledged = any(pledge.issue in kept for actor in known for pledge in actor.pledges)
        if kept and asked <= scenario.in_room(form) and not pledged:
            message = f"what “{form}” keeps undisclosed changes nothing: {quoted(sorted(kept))}"
            fix = "Its rules ask only those in the room, and they have made no pledge on it."
            yield Flag(("forms", form, "undisclosed"), message, fix)
