"""What has happened: the draws it leaves are those in which it would have, and no others."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.profiles import COSTLY
from tests.strategies import Case, Raw, cases
from tests.test_analysis import fingerprint
from winset.analysis import Analysis, analyse
from winset.engine import unsettled_results
from winset.errors import ScenarioError
from winset.packages import (
    TOLERANCE,
    PackageSpace,
    no_deal_contributions,
    space_of,
    utilities_of,
)
from winset.ratification import consents_of, worlds_of
from winset.ratification.consents import judgement_of
from winset.ratification.given import LEAST, rule_holds
from winset.scenario import scenario_from
from winset.scenario.model import Scenario
from winset.scenario.rules import Consent
from winset.uncertainty import REPLICATES, replicates_of
from winset.worlds import draw_worlds

WORLDS = (16, 40, 64)


def with_events(case: Case, *events: Raw) -> Case:
    def add(raw: Raw) -> None:
        raw["given"] = [copy.deepcopy(event) for event in events]

    return case.changed(add)


def texts_of(space: PackageSpace) -> list[int]:
    """Numbers of the texts that hold no excluded combination."""
    return [n for n in range(space.size) if space.allows(space.choices([n])).all()]


@st.composite
def refusals(draw: st.DrawFn, case: Case) -> tuple[Raw, int]:
    """Return an answer to a whole text by some actor, as its draws mostly give it, and the text."""
    scenario = case.scenario()
    space, worlds = space_of(scenario), draw_worlds(scenario)
    actor = draw(st.sampled_from(tuple(case.raw["actors"])))
    number = draw(st.sampled_from(texts_of(space)))
    accepts = consents_of(scenario, worlds, [actor]).accept(actor)[:, number]
    verb = "accepts" if accepts.mean() >= 0.5 else "rejects"
    return {"actor": actor, verb: space.package(number)}, number


def keeps(case: Case, *events: Raw) -> Analysis:
    try:
        return analyse(with_events(case, *events).scenario(), perspectives=False)
    except ScenarioError:
        assume(False)
        raise


@COSTLY
@given(case=cases(worlds=WORLDS), data=st.data())
def test_odds_are_shares_of_the_draws_in_which_it_happened(case: Case, data: Any) -> None:
    event, number = data.draw(refusals(case))
    after, before = keeps(case, event), analyse(case.scenario(), perspectives=False)
    (actor,) = [event["actor"]]
    answers = consents_of(case.scenario(), before.worlds, [actor]).accept(actor)[:, number]
    happened = np.broadcast_to(answers == ("accepts" in event), (before.worlds.count,))
    assert set(after.worlds.numbers) == set(np.flatnonzero(happened))
    assert after.given is not None
    assert (after.given.drawn, after.given.kept) == (before.worlds.count, happened.sum())
    for form in before.forms:
        texts = texts_of(before.space)
        zone = before.in_zone(form, texts)
        ratified = after.forms[form].ratification
        # P(text passes | event) = P(both) / P(event)
        assert np.allclose(
            ratified.zone.by_package[texts],
            (zone & happened[:, None]).mean(axis=0) / happened.mean(),
        )
        assert np.array_equal(ratified.has_zone, zone.any(axis=1)[after.worlds.numbers])


@COSTLY
@given(case=cases(worlds=WORLDS), data=st.data())
def test_the_order_of_events_changes_nothing(case: Case, data: Any) -> None:
    events = [data.draw(refusals(case))[0] for _ in range(2)]
    one, other = keeps(case, *events), keeps(case, *reversed(events))
    assert np.array_equal(one.worlds.numbers, other.worlds.numbers)
    assert fingerprint(one) == fingerprint(other)
    assert one.given is not None
    assert other.given is not None
    assert one.given.odds == other.given.odds[::-1]


@COSTLY
@given(case=cases(worlds=WORLDS), data=st.data())
def test_an_event_that_always_happens_changes_no_figure(case: Case, data: Any) -> None:
    scenario = case.scenario()
    actor = data.draw(st.sampled_from(tuple(case.raw["actors"])))
    accepts = consents_of(scenario, draw_worlds(scenario), [actor]).accept(actor)
    sure = [
        (verb, number)
        for number in texts_of(space_of(scenario))
        for verb, answer in (("accepts", True), ("rejects", False))
        if (accepts[:, number] == answer).all()
    ]
    assume(sure)
    verb, number = data.draw(st.sampled_from(sure))
    event = {"actor": actor, verb: space_of(scenario).package(number)}
    before, after = analyse(scenario, perspectives=False), keeps(case, event)
    assert after.given is not None
    assert after.given.kept == before.worlds.count
    assert fingerprint(after) == fingerprint(before)


@given(case=cases(worlds=(1, 8)), data=st.data())
def test_open_issues_fall_out_of_the_comparison(case: Case, data: Any) -> None:
    scenario = case.scenario()
    persons = [a for a, each in case.raw["actors"].items() if "body" not in each]
    assume(persons)
    actor = data.draw(st.sampled_from(persons))
    assume("reservation" not in case.raw["actors"][actor])
    issues = data.draw(st.lists(st.sampled_from(list(scenario.issues)), unique=True, min_size=1))
    offer = {on: data.draw(st.sampled_from(list(scenario.issues[on].options))) for on in issues}
    worlds = draw_worlds(scenario)
    utilities = utilities_of(scenario, worlds, actor)
    stays = no_deal_contributions(scenario, worlds, actor)
    cost = worlds.values(f"actors.{actor}.no_deal_cost", scenario.actors[actor].no_deal_cost)
    gain = cost + judgement_of(worlds, actor)
    barred = np.zeros(1, dtype=bool)
    for at, on in enumerate(scenario.issues):
        if on in offer:
            option = list(scenario.issues[on].options).index(offer[on])
            gain = gain + utilities.worth[at][:, 0, option] - stays[at][:, 0]
            barred = barred | utilities.barred[at][:, 0, option]
    found = rule_holds(scenario, worlds, Consent(actor), offer)
    expected = np.broadcast_to((gain >= 0) & ~barred, (worlds.count,))
    clear = np.broadcast_to((np.abs(gain) > 4 * TOLERANCE) | barred, (worlds.count,))
    assert np.array_equal(found[clear], expected[clear])


@COSTLY
@given(case=cases(worlds=WORLDS), data=st.data())
def test_an_issue_is_agreed_where_every_principal_finds_a_text(case: Case, data: Any) -> None:
    scenario = case.scenario()
    space, worlds = space_of(scenario), draw_worlds(scenario)
    on = data.draw(st.sampled_from(list(scenario.issues)))
    option = data.draw(st.sampled_from(list(scenario.issues[on].options)))
    parties = scenario.signatories(scenario.forms[0]) if scenario.forms else scenario.parties
    principals = [scenario.parties[party].principal for party in parties]
    assume(all("body" not in case.raw["actors"][actor] for actor in principals))
    axis = list(scenario.issues).index(on)
    choices = space.choices(range(space.size))
    holds = choices[:, axis] == list(scenario.issues[on].options).index(option)
    holds &= space.allows(choices)
    consents = consents_of(scenario, worlds, principals)
    agreeable = np.all(
        [
            np.broadcast_to(consents.accepts[a][:, holds].any(axis=1), (worlds.count,))
            for a in principals
        ],
        axis=0,
    )
    assume(agreeable.any())
    after = keeps(case, {"issue": on, "agreed": option})
    assert set(after.worlds.numbers) == set(np.flatnonzero(agreeable))


@COSTLY
@given(case=cases(worlds=(8, 16)), data=st.data())
def test_a_vote_that_failed_is_a_rule_that_did_not_hold(case: Case, data: Any) -> None:
    scenario = case.scenario()
    assume(scenario.forms)
    form = data.draw(st.sampled_from(scenario.forms))
    party = data.draw(st.sampled_from(scenario.signatories(form)))
    number = data.draw(st.sampled_from(texts_of(space_of(scenario))))
    text = space_of(scenario).package(number)
    after = keeps(case, {"party": party, "form": form, "rejects": text})
    assert after.vote(form, text).parties[party].value == 0
    assert after.zone_odds(form, [number])[0].value == 0


@COSTLY
@given(case=cases(worlds=(8,)), data=st.data())
def test_listing_and_programme_agree_on_the_draws_that_remain(case: Case, data: Any) -> None:
    event, _ = data.draw(refusals(case))
    scenario = with_events(case, event).scenario()
    try:
        found = analyse(scenario, perspectives=False, method="programme")
    except ScenarioError:
        assume(False)
        raise
    listed = unsettled_results({"": scenario}, {"": found.worlds})[""].forms
    for name, form in found.forms.items():
        assert np.array_equal(form.ratification.has_zone, listed[name].ratification.has_zone)


# --- which draws remain ---


@given(chosen=st.lists(st.booleans(), min_size=1, max_size=200).map(np.array).filter(np.any))
def test_draws_keep_their_replicates_where_they_can(chosen: Any) -> None:
    raw = {
        "winset": 1, "id": "x", "title": "X",
        "issues": {"pie": {"title": "Pie", "low": "a", "high": "b", "options": 3, "no_deal": 0}},
        "actors": {"a": {"stances": {"pie": {"position": {"low": 0, "high": 9}, "salience": 1}}}},
        "parties": {"p": {"principal": "a", "ratification": {"treaty": "a"}}},
    }  # fmt: skip
    worlds = draw_worlds(Scenario.model_validate(raw), worlds=len(chosen))
    kept = worlds.dealt(chosen)
    assert sorted(kept.numbers) == list(np.flatnonzero(chosen))
    for path, column in kept.columns.items():
        assert np.array_equal(column, worlds.columns[path][kept.numbers])
    assert np.array_equal(kept.numbers, np.arange(len(chosen))) or not chosen.all()
    if kept.count < 2 * REPLICATES or worlds.count < 2 * REPLICATES:
        return
    home, place = replicates_of(worlds.count)[kept.numbers], replicates_of(kept.count)
    of, slots = (np.bincount(each, minlength=REPLICATES) for each in (home, place))
    assert (home != place).sum() == np.maximum(of - slots, 0).sum()


def talks(**settings: Any) -> Raw:
    """Two sides on one issue; the left one accepts half the way in half of its draws."""
    stance = {"position": {"low": 0, "high": 100}, "salience": 10, "red_line": {"max": 50}}
    return {
        "winset": 1,
        "id": "talks",
        "title": "Talks",
        "issues": {
            "land": {"title": "Land", "low": "a", "high": "b", "options": 5, "no_deal": 100}
        },
        "actors": {
            "left": {"party": "west", "reservation": 0.5, "stances": {"land": stance}},
            "right": {"party": "east", "stances": {"land": {"position": 50, "salience": 10}}},
        },
        "parties": {
            "west": {"principal": "left", "ratification": {"treaty": "left"}},
            "east": {"principal": "right", "ratification": {"treaty": "right"}},
        },
        "settings": {"seed": 1, "noise": 0, **settings},
    }


def test_too_few_draws_are_an_error_that_says_what_each_event_leaves() -> None:
    raw = talks(worlds=256)
    raw["given"] = [
        {"actor": "left", "rejects": {"land": "0"}},
        {"actor": "left", "accepts": {"land": "25"}},
    ]
    worlds, found = worlds_of(scenario_from(raw), 4096)
    assert found is not None
    assert LEAST <= worlds.count == found.kept < 4096
    raw["given"].append({"actor": "left", "accepts": {"land": "100"}})
    with pytest.raises(ScenarioError) as caught:
        analyse(scenario_from(raw))
    (problem,) = caught.value.problems
    assert problem.code == "too-few-worlds"
    assert problem.field == "given.2"
    assert "of 256 draws 0 agree" in problem.message
    assert "given.2 0" in problem.message


def test_a_search_draws_until_as_many_as_asked_remain() -> None:
    raw = talks(worlds=1024)
    raw["given"] = [{"actor": "left", "rejects": {"land": "0"}}]
    found = analyse(scenario_from(raw), method="programme")
    assert found.given is not None
    assert found.worlds.count == 64
    assert found.given.drawn == found.worlds.drawn == 128
    assert (np.bincount(found.worlds.numbers % REPLICATES) == 64 // REPLICATES).all()
    again = analyse(scenario_from(raw), method="programme", worlds=found.worlds_to_ask)
    assert np.array_equal(again.worlds.numbers, found.worlds.numbers)
    listed = analyse(scenario_from(raw))
    assert listed.worlds_to_ask == 1024


def test_observers_keep_the_draws_that_agree_as_they_see_it() -> None:
    raw = talks(worlds=512)
    raw["given"] = [{"actor": "left", "rejects": {"land": "25"}}]
    raw["perspectives"] = {
        "same": {"title": "Same", "actors": {"right": {"no_deal_cost": 0.1}}},
        "other": {"title": "Other", "actors": {"left": {"reservation": 0.7}}},
    }
    found = analyse(scenario_from(raw))
    same, other = found.perspectives["same"], found.perspectives["other"]
    assert np.array_equal(found.worlds.numbers, same.worlds.numbers)
    assert other.worlds.count > found.worlds.count
    alone = analyse(scenario_from(raw).seen_as("other"), perspectives=False)
    for form in found.forms:
        zones = (each.forms[form].ratification.has_zone for each in (alone, other))
        assert np.array_equal(*zones)
