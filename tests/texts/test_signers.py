"""Envoys who write and sign the text in their principal's place, and everyone with the pen."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import winset
from tests.profiles import COSTLY
from tests.serialise.test_schema import failures
from tests.strategies import Case, Raw, cases
from tests.test_analysis import fingerprint
from winset.analysis import Analysis, analyse
from winset.engine.bargaining import bargaining_problem
from winset.scenario import scenario_from
from winset.words.pens import pens_table, pens_told, signing_told
from winset.words.views import signatories_in_words

SPLITS = ("north", "even", "south")


def stances(position: float) -> Raw:
    return {"pie": {"position": position, "salience": 1}}


def talks(**north: Any) -> Raw:
    """Two leaders share a pie; the north's envoy wants half of it, its leader all."""
    return {
        "winset": 1,
        "id": "envoys",
        "title": "Envoys",
        "issues": {"pie": {"title": "Pie", "options": dict(zip(SPLITS, (100, 50, 0), strict=True)),
                           "no_deal": 0}},
        "actors": {
            "leader": {"name": "Ann", "party": "north", "reservation": 0.2,
                       "stances": stances(100)},
            "envoy": {"name": "Bob", "party": "north", "reservation": 0.6, "stances": stances(50)},
            "mute": {"name": "Cem", "party": "north", "stances": {}},
            "rival": {"name": "Dag", "party": "south", "reservation": 0, "stances": stances(0)},
        },
        "parties": {
            "north": {"name": "Northland", "principal": "leader", "envoys": ["envoy", "mute"],
                      "ratification": {"treaty": "leader"}, **north},
            "south": {"name": "Southland", "principal": "rival",
                      "ratification": {"treaty": "rival"}},
        },
        "settings": {"worlds": 8, "noise": 0},
    }  # fmt: skip


def analysed(**north: Any) -> Analysis:
    return analyse(scenario_from(talks(**north)))


@COSTLY
@given(cases(worlds=(4, 16), envoys=False), st.data())
def test_a_principal_named_as_signer_changes_nothing(case: Case, answers: Any) -> None:
    party = answers.draw(st.sampled_from(list(case.raw["parties"])))

    def name_it(raw: Raw) -> None:
        raw["parties"][party]["signs"] = raw["parties"][party]["principal"]

    plain, named = (
        analyse(c.scenario(), perspectives=False) for c in (case, case.changed(name_it))
    )
    assert fingerprint(plain) == fingerprint(named)
    for form, texts in plain.texts.items():
        assert texts.writers == named.texts[form].writers


@COSTLY
@given(cases(worlds=(8,), exclusions=False))
def test_a_text_is_signed_where_all_who_sign_accept_it(case: Case) -> None:
    analysis = analyse(case.scenario(), perspectives=False)
    for form in analysis.forms:
        gates = analysis.vote(form, analysis.space.package(0)).gates
        answers = analysis.vote(form, analysis.space.package(0)).answers
        accepts = [
            answers.consents.accept(analysis.scenario.signer(party))[:, 0]
            for party in analysis.scenario.signatories(form)
        ]
        assert gates.signed.value == pytest.approx(
            sum(all(column[w] for column in accepts) for w in range(8)) / 8
        )


def test_who_signs_bargains_and_the_rule_asks_whom_it_asks() -> None:
    own, sent = analysed(), analysed(signs="envoy")
    by_leader, by_envoy = (found.vote("treaty", {"pie": "north"}).gates for found in (own, sent))
    assert by_leader.signed.value == 1
    assert by_envoy.signed.value == 0
    assert by_envoy.in_zone.value == by_leader.in_zone.value == 1
    deal = sent.forms["treaty"].settlements["nash"]
    assert set(deal.utilities) == {"envoy", "rival"}
    assert bargaining_problem(sent.scenario).actors == ("envoy", "rival")
    assert "Bob signs for Northland." in str(sent.brief)
    needs = {b.actor: b.need for b in sent.vote("treaty").ballots}
    assert needs == {"envoy": "signature", "leader": "consent", "rival": "consent"}


def test_the_result_says_who_signs_only_where_an_envoy_does() -> None:
    plain = json.loads(json.dumps(analysed().to_dict()))
    assert "signers" not in plain["forms"]["treaty"]
    sent = json.loads(json.dumps(analysed(signs="envoy").to_dict()))
    assert failures(sent) == []
    assert sent["forms"]["treaty"]["signers"] == {"north": "envoy", "south": "rival"}
    assert set(sent["forms"]["treaty"]["before_vote"]["pens"]) == {"envoy", "rival", "leader"}


def test_the_pens_are_told_side_by_side() -> None:
    found = analysed()
    texts = found.texts["treaty"]
    # an envoy who says nothing of the issue could not write a text
    assert list(texts.writers.pens) == ["leader", "rival", "envoy"]
    table = pens_table(found, "treaty", texts)
    assert table is not None
    # the rival cannot have the whole pie, which the leader refuses
    assert table.columns == ("", "Ann", "Dag, Bob")
    assert table.rows[0] == ("Pie", "north", "even")
    assert list(pens_told(found, "treaty", texts)) == [
        "With the pen, Bob would differ from Ann on Pie (even, not north)."
    ]
    alone = winset.load("unit-pie")
    assert pens_table(analyse(alone), "treaty", analyse(alone).texts["treaty"]) is None
    assert signing_told(alone) == ""


def test_signatories_are_named_with_who_signs() -> None:
    scenario = scenario_from(talks(signs="envoy"))
    assert signatories_in_words(scenario, "treaty") == "Northland (Bob signs) and Southland"
