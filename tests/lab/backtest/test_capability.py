"""Who counts how much, and what stands in for what is missing."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from winset.errors import WinsetError
from winset.lab.backtest.capability import CAPABILITIES, capability, filled_salience
from winset.lab.backtest.council_power import _powers, council_power
from winset.lab.backtest.decisions import Decisions, Procedure, Rule
from winset.lab.backtest.eu_states import MEMBERSHIPS, membership_of
from winset.ratification.power import rule_power
from winset.scenario import scenario_from


def test_votes_add_up_to_those_of_the_treaties() -> None:
    """87, 321, 345 and 352 votes."""
    assert [sum(union.votes.values()) for union in MEMBERSHIPS] == [87, 321, 345, 352]
    assert [len(union.members) for union in MEMBERSHIPS] == [15, 25, 27, 28]
    assert all(union.people.keys() == union.votes.keys() for union in MEMBERSHIPS)


def test_the_union_grows_as_far_as_its_members_reach() -> None:
    assert len(membership_of({"fr"}).members) == 15
    assert len(membership_of({"fr", "pl"}).members) == 25
    assert len(membership_of({"ro"}).members) == 27
    assert len(membership_of({"cr"}).members) == 28
    with pytest.raises(ValueError, match="no, tr"):
        membership_of({"fr", "tr", "no"})


def test_council_of_fifteen_alone_has_its_published_power() -> None:
    """Under unanimity in consultation power is even; under majority it follows the votes."""
    even = council_power(15, "consultation", "unanimity", by_people=False)
    assert even["com"] == even["ep"] == 0
    assert even["lu"] == even["de"] == pytest.approx(1 / 15)
    power = council_power(15, "codecision", "majority", by_people=False)
    assert power["de"] == power["uk"] > power["es"] > power["nl"] > power["at"] > power["lu"] > 0
    assert sum(power.values()) == pytest.approx(1)


@pytest.mark.parametrize("procedure", ["codecision", "consultation"])
@pytest.mark.parametrize("rule", ["majority", "unanimity"])
def test_power_is_that_of_all_orders(procedure: Procedure, rule: Rule) -> None:
    """Brute force over the orders in which five states and two institutions may join."""
    weights, quota, states = [5, 3, 3, 2, 1], 9, 3
    found = _powers(
        weights, lambda size, total: (total >= quota) & (size >= states), procedure, rule
    )

    def passes(joined: set[int]) -> bool:
        council = [weights[player - 2] for player in joined if player >= 2]
        everyone = len(council) == len(weights)
        enough = sum(council) >= quota and len(council) >= states
        agreed = everyone or (rule == "majority" and enough and 0 in joined)
        return agreed and (procedure == "consultation" or 1 in joined)

    turned = np.zeros(7)
    orders = list(permutations(range(7)))
    for order in orders:
        joined: set[int] = set()
        for player in order:
            joined.add(player)
            if passes(joined):
                turned[player] += 1
                break
    assert found == pytest.approx((turned / len(orders)).tolist())


@pytest.mark.parametrize("by_people", [True, False])
@pytest.mark.parametrize("members", [15, 25, 27, 28])
def test_power_sums_to_one(members: int, by_people: bool) -> None:
    power = council_power(members, "codecision", "majority", by_people=by_people)
    assert sum(power.values()) == pytest.approx(1)
    assert min(power.values()) > 0


def test_capabilities_have_a_weight_for_everyone_there(made: Decisions) -> None:
    for name in CAPABILITIES:
        weights = capability(made, name)
        assert weights.shape == made.positions.shape
        assert (weights >= 0).all()
        assert (weights[:, 2:] > 0).all()
    votes = capability(made, "votes")[0]
    assert votes.tolist() == [10, 10, 4, 5, 10, 10, 10, 5, 8, 10]


def test_states_of_another_union_are_told(made: Decisions) -> None:
    moved = Decisions(
        *(
            tuple("no" if a == "fr" else a for a in made.actors) if name == "actors" else value
            for name, value in vars(made).items()
        )
    )
    with pytest.raises(WinsetError, match="no member states of the European Union: no"):
        capability(moved, "votes")
    assert capability(moved, "equal").all()


def test_missing_saliences_are_the_mean_of_the_others(made: Decisions) -> None:
    made.salience[0] = np.nan
    made.salience[0, :2] = 20, 60
    made.salience[1] = 0
    filled = filled_salience(made)
    taken = made.taken
    assert filled[0, :2].tolist() == [20, 60]
    assert (filled[0, 2:][taken[0, 2:]] == 40).all()
    assert (filled[1][taken[1]] == 1).all()
    assert (filled[~taken] == 0).all()


@pytest.mark.parametrize("procedure", ["codecision", "consultation"])
def test_power_in_the_union_of_fifteen_is_that_of_the_rule_asked_actor_by_actor(
    procedure: Procedure,
) -> None:
    """Another room of the project lists all 2¹⁷ coalitions of the rule, written as a tree."""
    union = MEMBERSHIPS[0]
    states = list(union.members)
    council = {"any": [
        {"all": ["com", {"at_least": union.quota / sum(union.votes.values()), "of": states,
                         "by": "influence"}]},
        {"all": states},
    ]}  # fmt: skip
    rule = {"all": ["ep", council]} if procedure == "codecision" else council
    stance = {"stances": {"pie": {"position": 1, "salience": 50}}}
    actors = {
        actor: {"name": actor, "role": "other", "party": "union",
                "influence": union.votes.get(actor, 1), **stance}
        for actor in ("com", "ep", *states)
    }  # fmt: skip
    actors["us"] = {"name": "us", "role": "leader", "party": "us", **stance}
    scenario = scenario_from(
        {
            "winset": 1, "id": "eu", "title": "EU", "as_of": "2000-01-01",
            "issues": {"pie": {"title": "Pie", "scale": [0, 1], "options": 2, "no_deal": 0}},
            "actors": actors,
            "parties": {
                "union": {"name": "EU", "principal": "com", "ratification": {"treaty": rule}},
                "us": {"name": "US", "principal": "us", "ratification": {"treaty": "us"}},
            },
        }
    )  # fmt: skip
    found = rule_power(scenario, scenario.parties["union"].ratification["treaty"])
    expected = dict(zip(found.players, found.shapley_shubik, strict=True))
    own = council_power(15, procedure, "majority", by_people=False)
    for actor, power in expected.items():
        assert own[actor] == pytest.approx(power, abs=1e-9)
