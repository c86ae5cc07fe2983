"""Rules about parties and the forms of agreement they can sign."""

from __future__ import annotations

from collections.abc import Iterator

from winset.phrases import commas, quoted
from winset.scenario.checks.registry import Checked, Flag, error, warning


@error("one-party")
def check_two_parties(checked: Checked) -> Iterator[Flag]:
    """Flag a scenario with a single party: nobody to agree with."""
    parties = checked.scenario.parties
    if len(parties) < 2:
        message = f"an agreement needs two parties; there is only {quoted(parties)}"
        yield Flag(("parties",), message, "Add the other side under parties.")


@error("no-common-form")
def check_common_form(checked: Checked) -> Iterator[Flag]:
    """Flag parties that have no form of agreement in common."""
    scenario = checked.scenario
    if len(scenario.parties) >= 2 and not scenario.forms:
        named = [
            f"“{id_}”: {commas(party.ratification) or 'none'}"
            for id_, party in scenario.parties.items()
        ]
        message = f"no form of agreement has a rule from two parties ({'; '.join(named)})"
        fix = "Name at least one form under the ratification of both, such as treaty."
        yield Flag(("parties",), message, fix)


@warning("lone-form")
def check_forms_shared(checked: Checked) -> Iterator[Flag]:
    """Warn of a form only one party has a rule for: it is skipped."""
    scenario = checked.scenario
    for id_, party in scenario.parties.items():
        for form in party.ratification:
            others = [p for p in scenario.parties if p != id_]
            if others and scenario.signatories(form) == (id_,):
                message = f"only “{id_}” has a rule for “{form}”, so this form is skipped"
                fix = "Give another party a rule for it, or use the same name for the form."
                yield Flag(("parties", id_, "ratification", form), message, fix)


@warning("no-rule")
def check_party_signs(checked: Checked) -> Iterator[Flag]:
    """Warn of a party without any rule: it never signs."""
    for id_, party in checked.scenario.parties.items():
        if not party.ratification:
            message = f"“{id_}” has no ratification rule, so it never signs"
            fix = "Add a rule for each form it signs, or list its actors as outsiders."
            yield Flag(("parties", id_, "ratification"), message, fix)
