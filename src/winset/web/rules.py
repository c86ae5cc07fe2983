"""Ratification rules as a page shows and edits them."""

from __future__ import annotations

from dataclasses import dataclass

from winset.report.palette import slot_of_party
from winset.scenario import Scenario
from winset.scenario.rules import rule_as_written
from winset.words.names import form_title, sentence
from winset.words.views import rule_in_words


@dataclass(frozen=True)
class FormRule:
    """What one party needs at home for one form.

    Attributes
    ----------
    form, title
        Id of the form and its name.
    words
        The rule as a sentence part.
    rule
        The rule in the grammar, as plain lists and mappings.
    """

    form: str
    title: str
    words: str
    rule: object


@dataclass(frozen=True)
class PartyRules:
    """All forms of one party.

    Attributes
    ----------
    party, name, slot
        Id, name and colour slot.
    rules
        In the order the forms are tried.
    """

    party: str
    name: str
    slot: int
    rules: tuple[FormRule, ...]


def rules_by_party(scenario: Scenario) -> list[PartyRules]:
    """Return the rules of every party."""
    return [
        PartyRules(
            id_,
            scenario.party_name(id_),
            slot_of_party(scenario, id_),
            tuple(
                FormRule(
                    form,
                    form_title(form),
                    sentence(rule_in_words(scenario, rule)),
                    rule_as_written(rule),
                )
                for form, rule in party.ratification.items()
            ),
        )
        for id_, party in scenario.parties.items()
    ]


def rules_now(scenario: Scenario) -> dict[str, dict[str, dict[str, object]]]:
    """Party → form → its rule, in the grammar and in words, for a page that is open."""
    return {
        party.party: {rule.form: {"words": rule.words, "rule": rule.rule} for rule in party.rules}
        for party in rules_by_party(scenario)
    }
