"""Groups of a body: what holds of lines and offsets whatever the scenario, and textbook cases."""

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
from winset.analysis import analyse
from winset.packages import caucuses_of, space_of, utilities_of
from winset.ratification import Consents, consents_of, forms_of
from winset.ratification.consents_at import consents_at
from winset.scenario import scenario_from
from winset.scenario.model import Scenario
from winset.worlds import draw_worlds


def bodies(case: Case) -> list[str]:
    return [actor for actor, entry in case.raw["actors"].items() if "body" in entry]


def quantiles(case: Case) -> list[str]:
    return [actor for actor in bodies(case) if "members" in case.raw["actors"][actor]["body"]]


def everyone(scenario: Scenario) -> Consents:
    return consents_of(scenario, draw_worlds(scenario), scenario.actors)


def body_and_leader(case: Case, answers: Any) -> tuple[str, str]:
    """Draw a body of members by number, and one whose line it may follow."""
    others = [actor for actor in case.raw["actors"] if actor not in bodies(case)]
    assume(quantiles(case) and others)
    return answers.draw(st.sampled_from(quantiles(case))), answers.draw(st.sampled_from(others))


def led(case: Case, body: str, leader: str, discipline: float) -> Consents:
    """Ask everyone, had each group of a body a leader."""

    def follow(raw: Raw) -> None:
        own = raw["actors"][body]["body"]
        for group in own.setdefault("groups", {"all": {"members": own["members"]}}).values():
            group |= {"discipline": discipline, "follows": leader}

    return everyone(case.changed(follow).scenario())


@COSTLY
@given(case=cases())
def test_one_group_without_offset_or_discipline_is_the_body_itself(case: Case) -> None:
    assume(quantiles(case))
    causes = case.raw.get("shocks", {}).values()
    assume(not any(".groups." in path for cause in causes for path in cause["loads"]))

    def plain(raw: Raw) -> None:
        for actor in bodies(case):
            raw["actors"][actor]["body"].pop("groups", None)

    def one(raw: Raw) -> None:
        plain(raw)
        for actor in quantiles(case):
            body = raw["actors"][actor]["body"]
            body["groups"] = {"all": {"members": body["members"], "offset": 0, "discipline": 0}}

    found, expected = (
        fingerprint(analyse(case.changed(change).scenario(), perspectives=False))
        for change in (one, plain)
    )
    assert found == expected


@given(case=cases(), answers=st.data())
def test_a_body_all_of_which_follows_an_actor_votes_as_that_actor(case: Case, answers: Any) -> None:
    body, leader = body_and_leader(case, answers)
    # a common cause may move discipline away from 1
    consents = led(case.changed(lambda raw: raw.pop("shocks", None)), body, leader, 1)
    assert np.array_equal(consents.accept(body), consents.accept(leader))
    votes = consents.totals[body] * consents.accept(leader)
    assert np.array_equal(consents.backing(body), votes)


@given(case=cases(), shares=st.tuples(*[st.integers(0, 20)] * 2), answers=st.data())
def test_more_discipline_only_adds_votes_to_the_line(
    case: Case, shares: tuple[int, int], answers: Any
) -> None:
    body, leader = body_and_leader(case, answers)
    loose, strict = (led(case, body, leader, share / 20) for share in sorted(shares))
    line = loose.accept(leader)
    assert np.array_equal(line, strict.accept(leader))
    assert (np.where(line, strict.backing(body) - loose.backing(body), 0) >= 0).all()
    assert (np.where(line, 0, strict.backing(body) - loose.backing(body)) <= 0).all()


@given(case=cases(), answers=st.data())
def test_a_group_that_follows_its_own_majority_keeps_it(case: Case, answers: Any) -> None:
    """Its line is how more than half of it would vote alone, however many then follow."""
    assume(quantiles(case))
    body = answers.draw(st.sampled_from(quantiles(case)))

    def at(share: int) -> Consents:
        def change(raw: Raw) -> None:
            raw.pop("shocks", None)  # a common cause may move discipline away from 1
            members = raw["actors"][body]["body"]["members"]
            group = {"members": members, "discipline": share}
            raw["actors"][body]["body"]["groups"] = {"all": group}

        return everyone(case.changed(change).scenario())

    alone, led = at(0), at(1)
    assert np.array_equal(alone.accept(body), led.accept(body))
    assert np.array_equal(led.backing(body), led.totals[body] * alone.accept(body))


@given(case=cases())
def test_chosen_texts_are_voted_on_as_listed_ones_are(case: Case) -> None:
    scenario = case.scenario()
    worlds, space = draw_worlds(scenario), space_of(scenario)
    listed = consents_of(scenario, worlds, scenario.actors)
    chosen = consents_at(scenario, worlds, scenario.actors, space.choices(range(space.size)))
    for actor in scenario.actors:
        assert np.array_equal(listed.accept(actor), chosen.accept(actor))
        np.testing.assert_allclose(listed.backing(actor), chosen.backing(actor), rtol=1e-12)


@given(case=cases(), answers=st.data())
def test_had_a_leader_said_yes_its_followers_would_too(case: Case, answers: Any) -> None:
    scenario = case.scenario()
    for form in forms_of(scenario):
        consents = consents_of(scenario, draw_worlds(scenario), form.actors)
        for body, led in consents.followers.items():
            leader = answers.draw(st.sampled_from(list(led)))
            willing, refusing = consents.but_for(leader), consents.swayed((), [leader])
            gained = willing.backing(body) - refusing.backing(body)
            # of leaders that hang on each other, more than the own followers may turn
            assert (gained >= led[leader] - 1e-9).all()
            assert (willing.backing(body) >= consents.backing(body)).all()


@pytest.mark.parametrize(("share", "followers"), [(0, 0), (0.1, 1), (0.5, 5), (0.96, 10), (1, 10)])
def test_so_many_members_follow_spread_over_the_group(share: float, followers: int) -> None:
    scenario = scenario_from(chamber({"all": {"members": 10, "discipline": share}}))
    found = caucuses_of(scenario, draw_worlds(scenario), "house")
    if not followers:
        assert found == ()
        return
    (caucus,) = found
    places = np.flatnonzero(caucus.followers[0])
    assert len(places) == followers
    # no stretch of the group has more than its share, but for rounding
    for start in range(10):
        inside = ((places >= start) & (places < start + 5)).sum()
        assert abs(inside - followers / 10 * min(5, 10 - start)) <= 1


def chamber(groups: Raw, **house: Any) -> Raw:
    """Return a leader and a chamber of ten on one scale, across from one who takes anything."""
    stance = {"position": 50, "salience": 1}
    members = sum(group["members"] for group in groups.values())
    return {
        "winset": 1,
        "id": "chamber",
        "title": "Chamber",
        "issues": {"share": {"title": "Share", "options": 11, "no_deal": 30}},
        "actors": {
            "leader": {"party": "p", "no_deal_cost": 0, "stances": {"share": stance}},
            "whip": {"party": "p", "no_deal_cost": 0, "stances": {"share": stance}},
            "house": {
                "party": "p",
                "no_deal_cost": 0,
                "body": {"members": members, "dispersion": 3, "groups": groups},
                "stances": {"share": {**stance, **house}},
            },
            "rival": {"party": "q", "no_deal_cost": 0, "reservation": 0},
        },
        "parties": {
            "p": {
                "principal": "leader",
                "ratification": {"treaty": {"all": ["leader", {"at_least": 6, "of": "house"}]}},
            },
            "q": {"principal": "rival", "ratification": {"treaty": "rival"}},
        },
        "settings": {"worlds": 1, "noise": 0},
    }


def ayes(raw: Raw, share: int) -> float:
    """Votes in favour of a share."""
    scenario = scenario_from(copy.deepcopy(raw))
    place = list(space_of(scenario).options[0]).index(str(share))
    return float(everyone(scenario).backing("house")[0, place])


def test_an_offset_moves_the_group_and_its_red_line() -> None:
    groups = {"doves": {"members": 4, "offset": 30}, "hawks": {"members": 6, "offset": -30}}
    raw = chamber(groups)
    # doves stand near 80, hawks near 20; without a deal the share is 30
    assert ayes(raw, 80) == 4
    assert ayes(raw, 20) == 6
    # a red line of 60 for the body is one of about 90 for doves, and 30 for hawks
    lined = chamber(groups, red_line={"max": 60})
    assert (ayes(lined, 80), ayes(lined, 100), ayes(lined, 20)) == (4, 0, 6)


def test_a_whip_no_rule_asks_carries_the_house() -> None:
    groups = {
        "doves": {"members": 4, "offset": 30},
        "hawks": {"members": 6, "offset": -30, "discipline": 0.5, "follows": "whip"},
    }
    raw = chamber(groups)
    assert ayes(raw, 70) == 4 + 3
    raw["actors"]["whip"]["reservation"] = 1
    assert ayes(raw, 70) == 4
    analysis = analyse(scenario_from(raw))
    vote = analysis.vote("treaty", {"share": "70"})
    assert vote.gates.passes.value == 0
    (decisive,) = (each for each in vote.gates.stoppers if each.actor == "whip")
    assert (decisive.stops.value, decisive.decides.value) == (0, 1)
    assert [ballot.actor for ballot in vote.ballots] == ["leader", "house", "rival"]


def test_a_body_may_follow_a_body() -> None:
    raw = chamber({"all": {"members": 10, "offset": -30, "discipline": 1, "follows": "caucus"}})
    raw["actors"]["caucus"] = {
        **copy.deepcopy(raw["actors"]["house"]),
        "body": {"members": 3, "dispersion": 5},
    }
    assert ayes(raw, 70) == 10
    raw["actors"]["caucus"]["body"]["groups"] = {
        "all": {"members": 3, "discipline": 1, "follows": "whip"}
    }
    raw["actors"]["whip"]["reservation"] = 1
    assert ayes(raw, 70) == 0


def test_uncertain_offsets_and_disciplines_are_drawn_and_move_no_other_draw() -> None:
    groups = {"doves": {"members": 4, "offset": 30}, "hawks": {"members": 6, "offset": -30}}
    raw = chamber(groups)
    raw["settings"] |= {"worlds": 32, "noise": 0.05}
    before = draw_worlds(scenario_from(raw))
    raw["actors"]["house"]["body"]["groups"]["hawks"] |= {
        "offset": {"low": -40, "high": -20},
        "discipline": {"low": 0, "high": 1},
        "follows": "whip",
    }
    scenario = scenario_from(raw)
    after = draw_worlds(scenario)
    at = "actors.house.body.groups.hawks"
    assert set(after.columns) - set(before.columns) == {f"{at}.offset", f"{at}.discipline"}
    assert all(np.array_equal(after.columns[path], own) for path, own in before.columns.items())
    (caucus,) = utilities_of(scenario, after, "house").caucuses
    counts = caucus.followers.sum(axis=1)
    assert (counts == np.floor(6 * after.columns[f"{at}.discipline"] + 0.5)).all()
