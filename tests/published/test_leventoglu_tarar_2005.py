"""Leventoğlu & Tarar (2005): public commitments to more than there is close a zone.

“Prenegotiation Public Commitment in Domestic and International Bargaining”, American Political
Science Review 99:419. The paper gives the direction; the closed forms are ours.

Two leaders divide a unit pie; no deal is worth nothing to either. Each has pledged in public not to
take less than .6. A broken pledge costs c, so a share s below .6 is worth s − c. With c of .6 or
more nobody accepts less than .6, and no division gives both that: the zone is empty. With a smaller
c each accepts from c on, and the zone is [c, 1 − c], empty from c = ½. Kept undisclosed, the same
talks break no pledge, and every division is in the zone.
"""

from __future__ import annotations

import json

import jsonschema
import pytest

from winset.analysis import Analysis, analyse
from winset.scenario import scenario_from
from winset.serialise.schema import result_schema
from winset.words.secrecy import secrecy_told

SLICES = 20


def divided(cost: object, **outsider: object) -> Analysis:
    """Divide the pie in private and in public; the option is what the left side gets.

    With an outsider, the right side needs its consent in both forms.
    """

    def leader(ideal: int, **pledge: float) -> dict[str, object]:
        return {
            "no_deal_cost": 0,
            "reservation": 0,
            "pledges": [{"issue": "pie", "cost": cost, "source": "speech", **pledge}],
            "stances": {"pie": {"position": ideal, "salience": 1}},
        }

    sides = {"left": leader(1, min=0.6), "right": leader(0, max=0.4)}
    rules: dict[str, dict[str, object]] = {
        side: {"understanding": side, "treaty": side} for side in sides
    }
    if outsider:
        sides["house"] = {"no_deal_cost": 0, **outsider}
        both = {"all": ["right", "house"]}
        rules["right"] = {"understanding": both, "treaty": both}
    return analyse(
        scenario_from(
            {
                "winset": 1,
                "id": "pie",
                "title": "Unit pie",
                "sources": {"speech": {"title": "Speeches of both leaders"}},
                "issues": {
                    "pie": {"title": "Pie", "scale": [0, 1], "options": SLICES + 1, "no_deal": 0}
                },
                "actors": {
                    id_: {**actor, "party": id_ if id_ in rules else "right"}
                    for id_, actor in sides.items()
                },
                "parties": {id_: {"principal": id_, "ratification": rules[id_]} for id_ in rules},
                "forms": {"understanding": {"undisclosed": ["pie"]}},
                "settings": {"noise": 0.0, "worlds": 16},
            }
        ),
        perspectives=False,
    )


def zone(found: Analysis, form: str) -> list[float]:
    odds = found.forms[form].ratification.zone.by_package
    return [number / SLICES for number in range(SLICES + 1) if odds[number] == 1]


def test_public_pledges_above_the_gain_close_the_zone_and_secrecy_opens_all_of_it() -> None:
    found = divided(0.6)
    assert zone(found, "treaty") == []
    assert len(zone(found, "understanding")) == SLICES + 1


@pytest.mark.parametrize("cost", [0.0, 0.25, 0.4, 0.45, 0.5, 0.55])
def test_cheaper_pledges_narrow_it(cost: float) -> None:
    expected = [n / SLICES for n in range(SLICES + 1) if cost <= n / SLICES <= 1 - cost]
    assert zone(divided(cost), "treaty") == expected


def test_what_is_signed_in_private_does_not_outlive_a_leak() -> None:
    found = divided(0.6)
    secrecy = found.secrecy["understanding"]
    assert secrecy.matters
    assert (secrecy.outside, secrecy.pledged) == ((), ("left", "right"))
    assert secrecy.zone is not None
    assert (secrecy.zone.before, secrecy.zone.after) == (0, 1)
    assert secrecy.best is not None
    leak = secrecy.best.leak
    assert leak.passes is not None
    assert leak.holds is not None
    assert leak.next_form is not None
    assert (leak.passes.before, leak.passes.after) == (0, 1)
    assert (leak.holds.value, leak.next_form.value) == (0, 0)
    assert secrecy_told(found.scenario, secrecy) == (
        "An understanding keeps Pie undisclosed.",
        "Its likeliest text passes 100 % of the time. "
        "If all of it were known, that text would pass 0 % of the time.",
        "Some text would pass 100 % of the time, and 0 % if all were known.",
        "If it leaks after it has passed, it still has the consent it needs 0 % of the time.",
    )


def test_where_a_pledge_costs_nothing_secrecy_buys_nothing() -> None:
    found = divided(0.0)
    told = secrecy_told(found.scenario, found.secrecy["understanding"])
    assert told[1:] == (
        "Secrecy buys nothing here.",
        "Nobody outside the room is asked, and the pledges would change no answer clearly.",
    )
    assert secrecy_told(found.scenario, found.secrecy["treaty"]) == ()


def test_a_house_that_does_not_know_sees_no_red_line_crossed() -> None:
    stance = {"position": 0, "salience": 1, "red_line": {"max": 0.2}}
    found = divided(0.0, reservation=0, stances={"pie": stance})
    assert zone(found, "treaty") == [0.0, 0.05, 0.1, 0.15, 0.2]
    assert len(zone(found, "understanding")) == SLICES + 1
    secrecy = found.secrecy["understanding"]
    assert secrecy.outside == ("house",)
    assert secrecy.zone is not None
    assert not secrecy.zone.is_clear
    assert secrecy_told(found.scenario, secrecy)[2] == (
        "Those outside the room would answer much the same if they knew."
    )
    leaked = found.vote("understanding", {"pie": "0.5"}).leak
    assert leaked.passes is not None
    assert leaked.holds is not None
    assert (leaked.passes.before, leaked.passes.after, leaked.holds.value) == (0, 1, 0)


def test_the_roll_call_names_the_pledge() -> None:
    ballots = divided(0.6).vote("treaty", {"pie": "0.5"}).ballots
    assert [ballot.refusal and ballot.refusal.pledge for ballot in ballots] == ["pie", "pie"]


def test_the_result_says_it_by_its_schema() -> None:
    plain = json.loads(json.dumps(divided({"low": 0.5, "high": 0.7}).to_dict()))
    jsonschema.validate(plain, result_schema())
    secrecy = plain["forms"]["understanding"]["secrecy"]
    assert secrecy["matters"] is True
    assert secrecy["texts"][0]["holds"]["probability"] == 0
    reasons = plain["forms"]["understanding"]["vote"][0]["reasons"]
    assert reasons is None
