"""Romer & Rosenthal (1978): what a monopoly over the agenda is worth.

“Political resource allocation, controlled agendas, and the status quo”, Public Choice 33:27. In
one dimension, a setter s who makes a take-it-or-leave-it offer to a voter r with status quo q gets
the point nearest to its own within the voter's win-set [q, 2r − q], or keeps q. The setter's
monopoly is a bargaining weight of 1 against 0. With single-peaked symmetric preferences the median
of an odd body is decisive under majority rule (Black 1948).
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from winset.analysis import FormResult, analyse
from winset.scenario.model import MemberTable, Scenario

END = 20
place = st.integers(0, END)


def offered(setter: int, voters: list[int], status_quo: int) -> FormResult:
    """Let a setter make an offer to the majority of some voters."""
    raw: dict[str, Any] = {
        "winset": 1,
        "id": "setter",
        "title": "Setter",
        "issues": {
            "x": {"title": "X", "scale": [0, END], "options": END + 1, "no_deal": status_quo}
        },
        "actors": {
            "setter": {"stances": {"x": {"position": setter, "salience": 1}}},
            "voters": {
                "body": {"file": "voters.csv"},
                "stances": {"x": {"position": 0, "salience": 1}},
            },
            "clerk": {"reservation": 0},
        },
        "parties": {
            "agenda": {"principal": "setter", "ratification": {"vote": "setter"}},
            "floor": {
                "principal": "clerk",
                "bargaining_weight": 0,
                "ratification": {"vote": {"majority": "voters"}},
            },
        },
        "settings": {"noise": 0.0, "worlds": 1},
    }
    scenario = Scenario.model_validate(raw)
    body = scenario.actors["voters"].body
    assert body is not None
    count = len(voters)
    names = tuple(f"voter {i}" for i in range(count))
    ideals = {"x": tuple(float(voter) for voter in voters)}
    body._table = MemberTable(names, (1.0,) * count, ("",) * count, ideals, {})
    return analyse(scenario, perspectives=False).forms["vote"]


def win_set(voter: int, status_quo: int) -> tuple[int, int]:
    mirrored = 2 * voter - status_quo
    return min(status_quo, mirrored), max(status_quo, mirrored)


@given(setter=place, voter=place, status_quo=place)
@example(setter=20, voter=8, status_quo=4)  # the setter is held to 12
@example(setter=10, voter=8, status_quo=4)  # the setter has its way
@example(setter=2, voter=8, status_quo=4)  # no change
def test_the_setter_gets_the_nearest_point_the_voter_accepts(
    setter: int, voter: int, status_quo: int
) -> None:
    low, high = win_set(voter, status_quo)
    found = offered(setter, [voter], status_quo)
    assert found.settlements["nash"].ties == (min(max(setter, low), high),)


@given(
    voters=st.lists(place, min_size=1, max_size=9).filter(lambda ideals: len(ideals) % 2 == 1),
    status_quo=place,
)
def test_under_majority_rule_the_median_voter_is_decisive(
    voters: list[int], status_quo: int
) -> None:
    median = sorted(voters)[len(voters) // 2]
    low, high = win_set(median, status_quo)
    accepted = offered(0, voters, status_quo).ratification.parties["floor"].by_package
    assert accepted.tolist() == [float(low <= x <= high) for x in range(END + 1)]


@pytest.mark.parametrize("setter", [15, 20])
def test_a_worse_status_quo_serves_the_setter(setter: int) -> None:
    # the farther the reversion is below the voter's ideal, the more a high demander gets
    outcomes = [offered(setter, [8], q).settlements["nash"].ties[0] for q in range(8, -1, -1)]
    assert outcomes == [min(setter, 16 - q) for q in range(8, -1, -1)]
