"""Rules about what becomes of a deal in force: what stays, what leaving costs, who disrupts it."""

from __future__ import annotations

from collections.abc import Iterator

from winset.scenario.checks.consenters import cares
from winset.scenario.checks.registry import Checked, Flag, error, warning
from winset.scenario.checks.spans import written
from winset.scenario.model import Issue, Scenario


@warning("stays-at-no-deal")
def check_what_stays(checked: Checked) -> Iterator[Flag]:
    """Warn of an option that stays where the issue is without a deal anyway."""
    for id_, issue in checked.scenario.issues.items():
        for option in issue.options:
            if option in issue.stays and _is_no_deal(issue, option):
                message = (
                    f"“{option}” of “{id_}” is where the issue stays without a deal, so that it "
                    "reverts or not makes no difference"
                )
                fix = "Leave reverts out here, or move no_deal."
                yield Flag(("issues", id_, "options", option), message, fix)


def _is_no_deal(issue: Issue, option: str) -> bool:
    return issue.no_deal is not None and issue.no_deal in (option, issue.options[option])


@warning("idle-exit-cost")
def check_exit_cost_counts(checked: Checked) -> Iterator[Flag]:
    """Warn of a cost of leaving a form that nobody could leave."""
    scenario = checked.scenario
    for form, terms in scenario.form_terms.items():
        if terms.exit_cost.high <= 0:
            continue
        if form not in scenario.forms:
            message = f"no two parties sign “{form}”, so its exit cost counts nowhere"
            fix = "Give a second party a rule for it, or leave exit_cost out."
        elif not any(_has_heirs(scenario, party) for party in scenario.signatories(form)):
            message = f"nobody with influence may follow those who sign “{form}”, and leave it"
            fix = "Give other actors of a party that signs an influence, or leave exit_cost out."
        else:
            continue
        yield Flag(("forms", form, "exit_cost"), message, fix, written(terms.exit_cost))


def _has_heirs(scenario: Scenario, party: str) -> bool:
    side = scenario.parties[party]
    return any(
        actor.party == party
        and id_ not in (side.principal, *side.envoys)
        and actor.influence is not None
        and actor.influence.high > 0
        for id_, actor in scenario.actors.items()
    )


@error("disrupts-nothing")
def check_disrupters_care(checked: Checked) -> Iterator[Flag]:
    """Flag an actor who disrupts what it rejects, but can reject nothing."""
    for id_, actor in checked.scenario.actors.items():
        if actor.disrupts is not None and not cares(actor) and actor.reservation is None:
            message = f"“{id_}” disrupts deals that it rejects, but has no stance to reject one by"
            fix = f"Say under actors.{id_}.stances what it wants and how much."
            yield Flag(("actors", id_, "disrupts"), message, fix)


@warning("disrupter-signs")
def check_disrupters_are_free(checked: Checked) -> Iterator[Flag]:
    """Warn of an actor who disrupts, but signs every form: who signs a deal is bound by it."""
    scenario = checked.scenario
    for id_, actor in scenario.actors.items():
        signed = [form for form in scenario.forms if id_ in scenario.bound_by(form)]
        if actor.disrupts is not None and signed and len(signed) == len(scenario.forms):
            message = f"“{id_}” signs every form, and is bound by what it signs; it disrupts none"
            fix = "Leave disrupts out, or take its party's rule out of the forms it does not sign."
            yield Flag(("actors", id_, "disrupts"), message, fix)
