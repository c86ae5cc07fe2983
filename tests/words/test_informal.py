"""A form of the analyst's own whose rule counts influence: a deal that survives politically."""

from __future__ import annotations

from typing import Any

import pytest

from tests.durability.divided import divided
from tests.serialise.test_schema import failures
from winset.analysis import Analysis, analyse
from winset.report.page import render_report
from winset.scenario import scenario_from
from winset.words.deals import likely_deal
from winset.words.gates import none_passes_told
from winset.words.names import as_form, form_in_words, form_title
from winset.words.views import rule_in_words
from winset.words.vote import roll_call_table

RULE = {"all": ["a", {"at_least": "1/2", "of": ["hawks", "doves"], "by": "influence"}]}


def informal(**terms: Any) -> Analysis:
    """Half of the influence at home must be on board, hawks having three times that of doves."""
    raw = divided()
    raw["parties"]["p"]["ratification"] = {"political": RULE}
    raw["parties"]["q"]["ratification"] = {"political": "b"}
    raw["forms"] = {
        "political": {"title": "politically viable deal", "with_article": True, **terms}
    }
    return analyse(scenario_from(raw))


def test_it_reads_as_a_form_does() -> None:
    scenario = informal().scenario
    assert form_title(scenario, "political") == "Politically viable deal"
    assert form_in_words(scenario, "political") == "the politically viable deal"
    assert as_form(scenario, "political") == "as the politically viable deal"
    assert none_passes_told(scenario, "political").startswith("Politically viable deal: ")
    rule = scenario.parties["p"].ratification["political"]
    assert rule_in_words(scenario, rule) == "a and half by influence of hawks and doves"


def test_the_influential_decide() -> None:
    found = informal()
    # without the hawks, who ask for three quarters, the doves have too little influence
    assert found.vote("political", {"pie": "70"}).gates.passes.value == 0
    assert found.vote("political", {"pie": "80"}).gates.passes.value == 1
    vote = found.vote("political")
    needed = {row[0].strip(): row[2] for row in roll_call_table(found.scenario, vote).rows[1:4]}
    assert needed["hawks"] == "with others, half of the influence"
    assert likely_deal(found) is not None


@pytest.mark.parametrize(("terms", "lasts"), [({}, False), ({"ratified": False}, True)])
def test_it_has_a_place_everywhere(terms: dict[str, Any], lasts: bool) -> None:
    found = informal(**terms)
    assert ("political" in found.durability.forms) == lasts
    assert found.durability.skipped.get("political") == (None if lasts else "unknown_kind")
    assert "Politically viable deal" in str(found.brief)
    who = "To be ratified, the politically viable deal needs half the influence in p behind it."
    assert who in found.brief.parts[0].blocks
    assert failures(found.to_dict()) == []
    assert "Politically viable deal" in render_report(found, generated="")
