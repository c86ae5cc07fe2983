"""Rules about what the durability of a deal is computed from: elections, approval, forms."""

from __future__ import annotations

from collections.abc import Iterator

from winset.phrases import did_you_mean
from winset.scenario.checks.registry import Checked, Flag, error, warning
from winset.scenario.model import Scenario

_UNITED_STATES = {"us", "usa", "united states", "united states of america", "the united states"}


@error("unknown-form")
def check_forms_named(checked: Checked) -> Iterator[Flag]:
    """Flag terms of a form that no party has a rule for."""
    scenario = checked.scenario
    named = [form for party in scenario.parties.values() for form in party.ratification]
    for form in scenario.form_terms:
        if form not in named:
            message = f"no party has a rule for the form “{form}”"
            yield Flag(("forms", form), message, did_you_mean(form, dict.fromkeys(named)))


@warning("unclassed-form")
def check_forms_classed(checked: Checked) -> Iterator[Flag]:
    """Warn of a form of which it is not known whether it is ratified: how long it lasts is not."""
    for form in checked.scenario.forms:
        if checked.scenario.is_ratified(form) is None:
            message = f"whether “{form}” is ratified is not said, so how long it lasts is left out"
            fix = (
                f"Write forms: {{{form}: {{ratified: true}}}}, or false, at the top level. "
                "In tables, add a row to forms."
            )
            yield Flag(("parties",), message, fix)


@error("office-before-election")
def check_taking_office(checked: Checked) -> Iterator[Flag]:
    """Flag a winner who takes office before the vote."""
    for id_, party in checked.scenario.parties.items():
        for i, election in enumerate(party.elections):
            if election.in_office < election.date:
                message = (
                    f"the winner of the election of “{id_}” on {election.date} takes office "
                    f"before it, on {election.in_office}"
                )
                path = ("parties", id_, "elections", i, "takes_office")
                yield Flag(path, message, "Correct one of the two days.")


@error("no-signing-day")
def check_signing_day(checked: Checked) -> Iterator[Flag]:
    """Flag dated elections of a deal without a day of signature to count from."""
    scenario = checked.scenario
    for id_, party in scenario.parties.items():
        if party.elections and scenario.signed is None:
            message = f"“{id_}” has dated elections, but there is no day of signature"
            fix = "Add as_of, or signed under durability."
            yield Flag(("parties", id_, "elections"), message, fix)


@warning("past-election")
def check_elections_ahead(checked: Checked) -> Iterator[Flag]:
    """Warn of an election whose winner is in office before the deal is signed."""
    signed = checked.scenario.signed
    for id_, party in checked.scenario.parties.items():
        for i, election in enumerate(party.elections):
            if signed is not None and election.in_office < signed:
                message = (
                    f"the election of “{id_}” on {election.date} is over when the deal is signed, "
                    f"{signed}, so it is left out"
                )
                fix = "Correct the day, or leave it out."
                yield Flag(("parties", id_, "elections", i), message, fix)


@warning("approval-elsewhere")
def check_approval(checked: Checked) -> Iterator[Flag]:
    """Warn of approval where it can't be used: the figures are of US presidents."""
    scenario = checked.scenario
    for id_, party in scenario.parties.items():
        if party.approval is not None and not is_united_states(scenario, id_):
            message = f"“{id_}” has an approval, but what is known of approval is of US presidents"
            fix = "Leave it out, and give the odds of its elections instead."
            yield Flag(("parties", id_, "approval"), message, fix)


@error("nothing-to-approve")
def check_approval_can_be_used(checked: Checked) -> Iterator[Flag]:
    """Flag a wish to use approval where no US party has an approval and an election to come."""
    scenario = checked.scenario
    if scenario.durability.use_approval and not any(
        party.approval is not None and party.elections and is_united_states(scenario, id_)
        for id_, party in scenario.parties.items()
    ):
        message = "“use_approval” is on, but no US party has both an approval and an election"
        fix = "Give both to the United States, or turn it off."
        yield Flag(("durability", "use_approval"), message, fix)


def is_united_states(scenario: Scenario, party: str) -> bool:
    """Whether a party is the United States and a democracy, by its id or its name."""
    names = {party.replace("_", " ").lower(), scenario.party_name(party).lower()}
    return scenario.parties[party].regime == "democracy" and bool(names & _UNITED_STATES)
