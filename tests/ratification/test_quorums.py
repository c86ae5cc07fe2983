"""Quorums: who is enough, at the edge of the tolerance."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from tests.ratification.sets import sets_of
from winset.ratification.consents import Consents
from winset.scenario.model import MemberTable, Scenario
from winset.scenario.rules import parse_rule


def passes(rule: Any, weights: list[float]) -> list[bool]:
    """Whether a rule holds when the first 0, 1, 2 … members of a body accept.

    With the status quo at 0, a member with ideal point p accepts all up to 2p; so a deal just
    beyond twice the ideal of the next member is accepted by those before it and no others.
    """
    members = len(weights)
    end = 2 * members + 1
    places = {f"{yes} accept": end - 2 * yes for yes in range(members + 1)}
    raw = {
        "winset": 1,
        "id": "quorum",
        "title": "Quorum",
        "issues": {"x": {"title": "X", "scale": [0, end], "options": places, "no_deal": 0}},
        "actors": {
            "senate": {
                "body": {"file": "senate.csv"},
                "stances": {"x": {"salience": 1, "position": 0}},
            },
            "other": {"reservation": 0},
        },
        "parties": {
            "home": {"principal": "other", "ratification": {"treaty": rule}},
            "away": {"principal": "other", "ratification": {"treaty": "other"}},
        },
        "settings": {"noise": 0.0, "worlds": 1},
    }
    scenario = Scenario.model_validate(raw)
    body = scenario.actors["senate"].body
    assert body is not None
    ideals = tuple(float(members - i) for i in range(members))
    names = tuple(f"m{i}" for i in range(members))
    body._table = MemberTable(names, tuple(weights), ("",) * members, {"x": ideals}, {})
    (sets,) = sets_of(scenario).values()
    answers: list[bool] = sets.parties["home"][0].tolist()
    return answers


@pytest.mark.parametrize("members", [1, 2, 3, 9, 10, 99, 100, 101, 300])
@pytest.mark.parametrize(
    ("quorum", "share"),
    [
        ("2/3", Fraction(2, 3)),
        ("1/3", Fraction(1, 3)),
        ("0.7", Fraction(7, 10)),
        (0.7, Fraction(7, 10)),
        (0.6, Fraction(3, 5)),
        ("1/2", Fraction(1, 2)),
        ("1", Fraction(1)),
        (1.0, Fraction(1)),
    ],
)
def test_a_share_is_reached_exactly_where_fractions_say_so(
    members: int, quorum: Any, share: Fraction
) -> None:
    found = passes({"at_least": quorum, "of": "senate"}, [1.0] * members)
    assert found == [yes >= share * members for yes in range(members + 1)]


def test_two_thirds_of_a_senate() -> None:
    for members, needed in ((100, 67), (99, 66)):
        found = passes({"at_least": "2/3", "of": "senate"}, [1.0] * members)
        assert found.index(True) == needed


@pytest.mark.parametrize("members", [1, 2, 99, 100, 255, 256, 257, 511])
def test_a_majority_is_more_than_half(members: int) -> None:
    expected = [2 * yes > members for yes in range(members + 1)]
    for rule in ({"majority": "senate"}, "senate"):
        assert passes(rule, [1.0] * members) == expected


@pytest.mark.parametrize("count", [1, 3, 10, 11])
def test_a_count_is_of_members(count: int) -> None:
    found = passes({"at_least": count, "of": "senate"}, [1.0] * 10)
    assert found == [yes >= count for yes in range(11)]


@pytest.mark.parametrize(
    ("quorum", "weights"),
    [
        ("2/3", [0.1] * 30),
        ("0.7", [0.1] * 10),
        ("1/2", [3.0, 2.0, 1.0]),
        ("1/2", [1.0, 0.0, 2.0, 1.0]),
        ("2/3", [1 / 3] * 9),
        (2, [0.5, 0.5, 0.5, 0.5]),
        ("0.6", [1e6, 2e6, 2e6]),
    ],
)
def test_members_count_by_weight(quorum: Any, weights: list[float]) -> None:
    exact = [Fraction(weight).limit_denominator(1000) for weight in weights]
    needed = Fraction(quorum) * (1 if isinstance(quorum, int) else sum(exact))
    found = passes({"at_least": quorum, "of": "senate"}, weights)
    assert found == [sum(exact[:yes]) >= needed for yes in range(len(weights) + 1)]
    majority = passes({"majority": "senate"}, weights)
    assert majority == [2 * sum(exact[:yes]) > sum(exact) for yes in range(len(weights) + 1)]


# --- coalitions of actors, on consents made by hand: one world, one package ---


def holds(
    rule: Any,
    accepts: dict[str, bool],
    *,
    votes: dict[str, float] | None = None,
    influence: dict[str, float] | None = None,
    support: dict[str, tuple[float, float]] | None = None,
) -> bool:
    """Apply a rule; ``support`` gives of each body the votes in favour and in all."""
    bodies = support or {}
    consents = Consents(
        accepts={actor: np.array([[yes]]) for actor, yes in accepts.items()},
        support={actor: np.array([[yes]]) for actor, (yes, _) in bodies.items()},
        totals={actor: total for actor, (_, total) in bodies.items()},
        votes={actor: np.array([[(votes or {}).get(actor, 1.0)]]) for actor in accepts},
        influence={actor: np.array([[(influence or {}).get(actor, 0.0)]]) for actor in accepts},
    )
    return bool(parse_rule(rule).holds(consents)[0, 0])


@pytest.mark.parametrize(
    ("quorum", "by", "weights", "expected"),
    [
        (2, "count", {}, True),
        (3, "count", {}, False),
        ("2/3", "count", {}, True),
        (0.7, "count", {}, False),
        (30, "influence", {"a": 10, "b": 20, "c": 70}, True),
        (31, "influence", {"a": 10, "b": 20, "c": 70}, False),
        ("0.3", "influence", {"a": 10, "b": 20, "c": 70}, True),
        (0.3, "influence", {"a": 0.1, "b": 0.2, "c": 0.7}, True),
        ("1/2", "influence", {"a": 10, "b": 20, "c": 70}, False),
        (5, "votes", {"a": 2, "b": 3, "c": 6}, True),
        ("5/11", "votes", {"a": 2, "b": 3, "c": 6}, True),
        ("1/2", "votes", {"a": 2, "b": 3, "c": 6}, False),
        ("1/2", "votes", {"a": 0, "b": 0, "c": 1}, False),
    ],
)
def test_coalitions_weigh_their_members(
    quorum: Any, by: str, weights: dict[str, float], expected: bool
) -> None:
    rule = {"at_least": quorum, "of": ["a", "b", "c"], "by": by}
    accepts = {"a": True, "b": True, "c": False}
    assert holds(rule, accepts, votes=weights, influence=weights) == expected


def test_by_votes_a_body_brings_the_members_who_accept_and_otherwise_all_or_nothing() -> None:
    accepts = {"a": True, "house": False}
    of = ["a", "house"]
    joint = {"votes": {"a": 10.0, "house": 100.0}, "support": {"house": (40.0, 100.0)}}
    assert holds({"at_least": 50, "of": of, "by": "votes"}, accepts, **joint)
    assert not holds({"at_least": 51, "of": of, "by": "votes"}, accepts, **joint)
    # half the votes it is given for the same share of its members
    half = {"votes": {"a": 10.0, "house": 50.0}, "support": {"house": (40.0, 100.0)}}
    assert holds({"at_least": 30, "of": of, "by": "votes"}, accepts, **half)
    assert not holds({"at_least": 31, "of": of, "by": "votes"}, accepts, **half)
    assert not holds({"at_least": 2, "of": of, "by": "count"}, accepts, **joint)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("yes", True),
        ("no", False),
        ({"not": "no"}, True),
        ({"not": {"not": "yes"}}, True),
        ({"all": ["yes", "no"]}, False),
        ({"any": ["no", "yes"]}, True),
        ({"any": ["no", {"all": ["yes", {"not": "no"}]}]}, True),
        ({"all": [{"any": ["no", "no"]}, "yes"]}, False),
    ],
)
def test_rules_are_logic(rule: Any, expected: bool) -> None:
    assert holds(rule, {"yes": True, "no": False}) == expected
