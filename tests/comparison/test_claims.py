"""Claims switched off: the same as a file edited by hand, on the same draws and texts."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

import jsonschema
import pytest

from tests.texts.test_bundled import LEADERS
from winset.analysis import Analysis, analyse
from winset.cases import load
from winset.comparison.claims import BEST, ZONE
from winset.scenario import Case, scenario_from
from winset.serialise.numbers import which
from winset.serialise.schema import result_schema
from winset.serialise.texts import TextResults, plain_forms
from winset.words.claims import claims_table, claims_told, other_texts_told
from winset.words.quantities import percent

NO_RED_LINES = {
    "actors": {
        actor: {"stances": {"guarantees": {"red_line": None}}}
        for actor in ("us_president", "us_backers")
    }
}
BACKERS = {"parties": {"us": {"ratification": {"executive": "us_president"}}}}
CLAIMS: dict[str, Any] = {
    "refusals": {"title": "Some guarantees are ruled out.", "note": "¶3: no", "off": NO_RED_LINES},
    "elites": {"title": "Elites are needed", "note": "¶5", "off": BACKERS, "text": "leaders"},
    "critics": {
        "title": "Critics press",
        "off": {
            "actors": {"us_critics": {"stances": {issue: {"position": 75} for issue in LEADERS}}}
        },
    },
    "rounds": {"title": "There were two rounds", "off": {"talks": None}},
    "hours": {"title": "They sat for hours", "mechanism": "The odds know no hours."},
}
WORLDS = 64


def bundled(claims: Mapping[str, Any] = CLAIMS, **changes: Any) -> Case:
    case = load("us-russia-2025")
    raw = copy.deepcopy(dict(case.origin.raw))
    raw["given"] = []
    for party in raw["parties"].values():
        party["ratification"].pop("accord", None)
    raw["forms"].pop("accord")
    raw |= {"claims": dict(claims), "texts": {"leaders": LEADERS}, "perspectives": {}, **changes}
    return scenario_from(raw, case.origin.base_dir)


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return analyse(bundled(), worlds=WORLDS)


def test_a_claim_is_what_a_file_edited_by_hand_says(analysis: Analysis) -> None:
    case = bundled()
    actors = copy.deepcopy(dict(case.origin.raw["actors"]))
    for actor in ("us_president", "us_backers"):
        stance = actors[actor]["stances"]["guarantees"]
        for key in ("red_line", "source", "note", "basis"):
            stance.pop(key, None)
    by_hand = analyse(bundled(actors=actors), worlds=WORLDS)
    switched = analyse(case.without("refusals"), worlds=WORLDS)
    assert _forms(by_hand) == _forms(switched)
    # and what is said of the claim are those very odds
    refusals = analysis.claims[0]
    asked = {(e.form, e.text, e.figure): e.odds for e in refusals.effects if not e.party}
    for form, texts in by_hand.texts.items():
        assert asked[form, "leaders", "passes"].after == texts.named["leaders"].passes.value
        for party, side in by_hand.desk.poll.kept(form, by_hand.desk.named["leaders"]).items():
            about = (form, "leaders", party)
            (odds,) = (e.odds for e in refusals.effects if (e.form, e.text, e.party) == about)
            assert odds.after == pytest.approx(side.keep.value, abs=1e-12)
        assert asked[form, "leaders", "signed"].after == texts.named["leaders"].signed.value
        assert asked[form, None, BEST].after == texts.gates.in_zone.value  # type: ignore[union-attr]
        zone = by_hand.forms[form].ratification.zone.probability.value
        assert asked[form, None, ZONE].after == zone
    with_it = analysis.texts["executive"].gates
    assert with_it is not None
    assert asked["executive", None, "passes"].before == with_it.passes.value


def _forms(analysis: Analysis) -> Any:
    return plain_forms(TextResults(analysis.texts), [*analysis.forms], analysis)["forms"]


def test_what_matters_is_the_greatest_clear_change(analysis: Analysis) -> None:
    refusals, elites, critics, rounds, hours = analysis.claims
    assert refusals.matters is not None
    assert refusals.matters.odds.value > 0.1
    assert all(abs(e.odds.value) <= abs(refusals.matters.odds.value) or e.figure == ZONE
               for e in refusals.told)  # fmt: skip
    # a claim about one text looks at no other; what it signs is what it signed
    texts = {effect.text for effect in elites.effects if effect.figure not in (BEST, ZONE)}
    assert texts == {"leaders"}
    assert elites.matters is not None
    assert elites.matters.form == "executive"
    signed = [effect for effect in elites.effects if effect.figure == "signed"]
    assert {effect.odds.value for effect in signed} == {0.0}
    # nobody asks the critics whether a text passes; they may come to power
    assert {effect.figure for effect in critics.effects if effect.odds.value} == {"kept"}
    assert critics.matters is not None
    assert critics.matters.party == "us"
    # nobody is asked about the talks: not one world differs
    assert not rounds.is_heard
    assert {effect.odds.value for effect in rounds.effects} == {0.0}
    assert rounds.matters is None
    assert (hours.effects, hours.matters) == ((), None)


def test_whoever_must_do_its_part_no_longer_must() -> None:
    case = bundled({})
    raw = copy.deepcopy(dict(case.origin.raw))
    off = {"issues": {"sanctions": {"needs": None}, "economy": {"needs": None}}}
    raw["claims"] = {"europe": {"title": "Europe undermines it", "off": off, "text": "leaders"}}
    analysis = analyse(scenario_from(raw, case.origin.base_dir), worlds=WORLDS)
    (result,) = analysis.claims
    assert result.matters is not None
    assert (result.matters.text, result.matters.figure) == ("leaders", "carried_out")
    assert result.matters.odds.after == 1
    gates = analysis.texts["executive"].named["leaders"]
    assert gates.carried_out is not None
    assert result.matters.odds.before == gates.carried_out.value
    # the rules ask nobody else; other draws come into force, in which a successor is asked
    moved = {effect.figure for effect in result.effects if effect.odds.value}
    assert moved == {"carried_out", "through", "kept"}
    (told,) = claims_told(analysis.scenario, analysis.claims)
    assert told.endswith(
        "Without it, “leaders” as an executive agreement would be carried out once ratified 100 % "
        f"of the time instead of {percent(gates.carried_out.value)}."
    )


def test_claims_in_words(analysis: Analysis) -> None:
    told = claims_told(analysis.scenario, analysis.claims)
    assert told[0].startswith("Some guarantees are ruled out (¶3). Without it, ")
    assert told[1].startswith("Elites are needed (¶5). Without it, “leaders” as an executive")
    assert told[2].startswith("Critics press. Without it, ")
    assert " would be kept by a successor in the United States " in told[2]
    assert told[3] == (
        "There were two rounds. This would not matter: nobody who is asked would answer otherwise."
    )
    assert told[4].endswith("Nothing in the case carries this: the odds know no hours.")
    table = claims_table(analysis.scenario, analysis.claims)
    assert table is not None
    assert [row[0] for row in table.rows if row[0]] == [
        "Some guarantees are ruled out", "Elites are needed", "Critics press",
        "There were two rounds", "They sat for hours",
    ]  # fmt: skip
    others = tuple(other_texts_told(analysis.scenario, analysis.claims))
    assert all("another text is best" in told for told in others)


def test_what_is_off_is_said_and_no_longer_asked(analysis: Analysis) -> None:
    without = analyse(analysis.scenario.without("refusals", "elites"), worlds=WORLDS)
    assert [result.claim for result in without.claims] == ["critics", "rounds", "hours"]
    assert without.brief.view == "Without: Some guarantees are ruled out; Elites are needed"
    assert which(without.scenario)["without"] == ["refusals", "elites"]
    assert "without" not in which(analysis.scenario)
    assert analysis.brief.view == ""


def test_result_json_holds_the_claims(analysis: Analysis) -> None:
    plain = analysis.to_dict()
    jsonschema.validate(plain, result_schema())
    assert [*plain["claims"]] == [*CLAIMS]
    refusals = plain["claims"]["refusals"]
    assert refusals["matters"] in refusals["effects"]
    assert plain["claims"]["hours"]["effects"] == []
    assert "claims" not in analyse(load("unit-pie"), worlds=16).to_dict()


def test_a_claim_whose_switch_leaves_no_case_is_said_and_the_others_answered() -> None:
    gone = {"actors": {"witkoff": None}, "parties": {"us": {"envoys": ["kushner"]}}, "talks": None}
    signs = {"parties": {"us": {"signs": "witkoff", "envoys": ["witkoff", "kushner"]}}}
    claims = {
        "envoy": {"title": "There is an envoy", "off": gone},
        "signs": {"title": "The president signs", "off": signs},
        "rounds": CLAIMS["rounds"],
    }
    analysis = analyse(bundled(claims).without("envoy"), worlds=WORLDS)
    signs_, rounds = analysis.claims
    assert signs_.errors
    assert (signs_.effects, signs_.contradicts) == ((), False)
    assert (rounds.errors, rounds.contradicts) == ((), False)
    (told, _) = claims_told(analysis.scenario, analysis.claims)
    assert told.startswith("The president signs. Without it, the case could not be read: ")
    table = claims_table(analysis.scenario, analysis.claims)
    assert table is not None
    assert "the case cannot be read without it" in table.rows[0]
    plain = analysis.to_dict()
    jsonschema.validate(plain, result_schema())
    assert plain["claims"]["signs"]["errors"]


def test_a_claim_that_takes_a_form_away_says_nothing_of_it() -> None:
    off = {"parties": {"us": {"ratification": {"understanding": None}}}}
    claims = {"secret": {"title": "There may be an understanding", "off": off}}
    (result,) = analyse(bundled(claims), worlds=64).claims
    assert {effect.form for effect in result.effects} == {"executive", "treaty"}
    assert result.matters is None


def test_another_space_of_texts_has_no_text_in_common() -> None:
    off = {"issues": {"standing": None}}
    case = bundled({}, texts={})
    raw = copy.deepcopy(dict(case.origin.raw))
    for actor in raw["actors"].values():
        actor["stances"].pop("standing", None)
        actor.pop("pledges", None)
    for talk in raw["talks"]:
        talk.pop("status", None)
    raw.pop("forms")
    raw["claims"] = {"standing": {"title": "Standing is on the table", "off": off}}
    (result,) = analyse(scenario_from(raw, case.origin.base_dir), worlds=64).claims
    assert {effect.figure for effect in result.effects} == {BEST, ZONE}
    assert result.best == {}


def test_a_claim_may_change_how_many_of_a_few_draws_agree() -> None:
    analysis = analyse(load("us-russia-2025"), worlds=16, perspectives=False)
    without = analyse(analysis.scenario.without("refusals"), worlds=16, perspectives=False)
    assert analysis.worlds.count < without.worlds.count == 16
    assert [result.claim for result in analysis.claims] == [*analysis.scenario.claims]
