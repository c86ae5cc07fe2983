"""Power indices against orders of arrival gone through one by one."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategies import Case, cases
from winset.errors import WinsetError
from winset.ratification.power import rule_power, shapley_shubik, weighted_power
from winset.ratification.power import weighted as weighted_game
from winset.ratification.power.voters import voters_of
from winset.scenario.model import Scenario
from winset.scenario.rules import All, Coalition, Consent, Not, Quorum, Rule, actors_of, parse_rule
from winset.scenario.rules import Any as AnyOf

Voter = tuple[str, int]
Wins = Callable[[frozenset[Any]], bool]


def by_hand(voters: Sequence[Any], wins: Wins) -> dict[Any, tuple[Fraction, Fraction]]:
    """Shapley–Shubik and absolute Banzhaf of every voter, from the definitions."""
    count = len(voters)
    found = {}
    for voter in voters:
        others = [other for other in voters if other != voter]
        shapley = banzhaf = Fraction(0)
        for size in range(count):
            share = Fraction(
                math.factorial(size) * math.factorial(count - 1 - size), math.factorial(count)
            )
            for chosen in itertools.combinations(others, size):
                turned = wins(frozenset({*chosen, voter})) - wins(frozenset(chosen))
                shapley += share * turned
                banzhaf += Fraction(turned, 2 ** (count - 1))
        found[voter] = shapley, banzhaf
    return found


tenths = st.integers(0, 40).map(lambda k: k / 10)


@settings(deadline=None)
@given(st.lists(tenths, min_size=1, max_size=7), st.integers(0, 80).map(lambda k: k / 10))
def test_weighted_games_of_any_weights(weights: list[float], quota: float) -> None:
    exact = [Fraction(repr(weight)) for weight in weights]
    least = Fraction(repr(quota))
    expected = by_hand(
        range(len(weights)), lambda inside: sum((exact[i] for i in inside), Fraction(0)) >= least
    )
    own = weighted_power(weights, quota)
    assert own.shapley_shubik == pytest.approx([float(s) for s, _ in expected.values()], abs=1e-12)
    assert own.banzhaf == pytest.approx([float(b) for _, b in expected.values()], abs=1e-12)


@settings(deadline=None)
@given(st.lists(st.integers(0, 9), min_size=2, max_size=12).filter(any), st.data())
def test_halves_and_generating_functions_agree(weights: list[int], data: st.DataObject) -> None:
    quota = data.draw(st.integers(1, sum(weights)))
    halves = weighted_game._split(np.array(weights, dtype=float), quota - 1e-9)
    whole = weighted_game._whole(np.array(weights, dtype=float), quota - 1e-9)
    assert whole is not None
    generated = weighted_game._generated(*whole)
    assert halves[0] == pytest.approx(generated[0], abs=1e-12)
    assert halves[1] == pytest.approx(generated[1], abs=1e-12)


def test_more_than_a_quota_is_not_the_quota() -> None:
    assert shapley_shubik([1, 1], 1).tolist() == [0.5, 0.5]
    # two of two are more than one; one of two is not
    assert weighted_power([1, 1], 1, strict=True).banzhaf.tolist() == [0.5, 0.5]
    assert weighted_power([1, 1, 1], 1.5, strict=True).banzhaf.tolist() == [0.5] * 3
    assert weighted_power([2, 1, 1], 2).banzhaf.tolist() == [0.75, 0.25, 0.25]
    assert weighted_power([2, 1, 1], 2, strict=True).banzhaf.tolist() == [0.75, 0.25, 0.25]


@pytest.mark.parametrize(("quota", "index"), [(0, 0.0), (7, 0.0), (6, 1 / 3)])
def test_nobody_decides_what_is_decided(quota: float, index: float) -> None:
    assert shapley_shubik([1, 2, 3], quota) == pytest.approx([index] * 3)


def test_a_share_that_rounding_misses_still_counts() -> None:
    assert shapley_shubik([0.1, 0.2, 0.7], 0.1 + 0.2) == pytest.approx([1 / 6, 1 / 6, 2 / 3])


@pytest.mark.parametrize("weights", [[], [1, -1], [float("nan")], [[1, 2]], [float("inf"), 1]])
def test_weights_that_are_none_are_refused(weights: Any) -> None:
    with pytest.raises(WinsetError, match="weights"):
        shapley_shubik(weights, 1)


@pytest.mark.parametrize("quota", [-1, float("nan"), float("inf")])
def test_a_quota_that_is_none_is_refused(quota: float) -> None:
    with pytest.raises(WinsetError, match="quota"):
        shapley_shubik([1, 2], quota)


def test_too_many_of_too_odd_weights_are_sampled_within_their_error() -> None:
    weights = np.random.default_rng(3).random(40)
    own = weighted_power(weights, weights.sum() / 2)
    assert own.method == "sampled"
    assert abs(own.shapley_shubik.sum() - 1) < 5 * np.sqrt((own.shapley_shubik_se**2).sum())
    # whole numbers near the weights are exact
    near = weighted_power(np.round(weights, 2), np.round(weights, 2).sum() / 2)
    assert near.method == "exact"
    assert np.all(
        np.abs(own.shapley_shubik - near.shapley_shubik) < 5 * own.shapley_shubik_se + 2e-3
    )


def holds(rule: Rule, scenario: Scenario, inside: frozenset[Voter], by_members: bool) -> bool:
    """Whether a rule holds if these voters consent: (actor, number) each."""

    def members(actor: str) -> list[float]:
        body = scenario.actors[actor].body
        if body is None:
            return [1.0]
        if not by_members:
            return [body.votes]
        return [1.0] * body.size if body.table is None else list(body.table.weights)

    def share(actor: str) -> tuple[float, float]:
        weights = members(actor)
        return sum(weights[k] for a, k in inside if a == actor), sum(weights)

    def consents(actor: str) -> bool:
        got, total = share(actor)
        return got > total / 2 + 1e-9

    def weight(actor: str, by: str) -> float:
        entry = scenario.actors[actor]
        if by == "count":
            return 1.0
        if by == "influence":
            return 0.0 if entry.influence is None else entry.influence.centre
        if entry.votes is not None:
            return entry.votes.centre
        return 1.0 if entry.body is None else entry.body.votes

    def enough(got: float, total: float, threshold: Any) -> bool:
        needed = float(threshold.amount) * (1 if threshold.is_count else total)
        return got >= needed - 1e-9 * max(total, 1)

    match rule:
        case Consent(actor) | Quorum(actor, None):
            return consents(actor)
        case All(rules):
            return all(holds(part, scenario, inside, by_members) for part in rules)
        case AnyOf(rules):
            return any(holds(part, scenario, inside, by_members) for part in rules)
        case Not(inner):
            return not holds(inner, scenario, inside, by_members)
        case Quorum(body, threshold):
            assert threshold is not None
            return enough(*share(body), threshold)
        case Coalition(actors, threshold, by):
            got = total = 0.0
            for actor in actors:
                own, all_ = share(actor)
                whole = by != "votes" or scenario.actors[actor].body is None
                got += weight(actor, by) * (consents(actor) if whole else own / all_)
                total += weight(actor, by)
            return enough(got, total, threshold)
    raise TypeError(rule)


def rules_of(case: Case) -> list[tuple[Scenario, Rule]]:
    scenario = case.scenario()
    return [
        (scenario, rule)
        for party in scenario.parties.values()
        for rule in party.ratification.values()
    ]


@given(cases(), st.booleans())
def test_rules_of_every_kind(case: Case, by_members: bool) -> None:
    for scenario, rule in rules_of(case):
        voters = voters_of(scenario, rule, by_members=by_members)
        each = [
            (voters.actors[at], k)
            for at in range(len(voters.actors))
            for k in range(int(voters.sizes[voters.owner == at].sum()))
        ]
        if len(each) > 10:
            continue
        expected = by_hand(
            each,
            lambda inside, rule=rule, scenario=scenario: holds(  # type: ignore[misc]
                rule, scenario, inside, by_members
            ),
        )
        own = rule_power(scenario, rule, by_members=by_members)
        assert own.method == "exact"
        for player, shapley, banzhaf in zip(
            own.players, own.shapley_shubik, own.banzhaf, strict=True
        ):
            theirs = [pair for (actor, _), pair in expected.items() if actor == player]
            assert shapley == pytest.approx(float(sum(s for s, _ in theirs)), abs=1e-9)
            assert banzhaf == pytest.approx(float(sum(b for _, b in theirs)), abs=1e-9)


def _actors(count: int) -> Scenario:
    ids = [f"a{k}" for k in range(count)]
    return Scenario.model_validate(
        {
            "winset": 1,
            "id": "many",
            "title": "T",
            "issues": {"one": {"title": "One", "options": 2, "no_deal": 0}},
            "actors": {
                id_: {"party": "p" if k else "q", "influence": 1 + 3 * k % 100}
                for k, id_ in enumerate(ids)
            },
            "parties": {
                "p": {"principal": "a1", "ratification": {"treaty": "a1"}},
                "q": {"principal": "a0", "ratification": {"treaty": "a0"}},
            },
        }
    )


def test_twenty_five_actors_by_influence_are_a_weighted_game() -> None:
    scenario = _actors(25)
    rule = parse_rule({"at_least": "2/3", "of": list(scenario.actors), "by": "influence"})
    weights = [actor.influence.centre for actor in scenario.actors.values() if actor.influence]
    own, expected = rule_power(scenario, rule), weighted_power(weights, sum(weights) * 2 / 3)
    assert own.method == expected.method == "exact"
    assert own.shapley_shubik == pytest.approx(expected.shapley_shubik, abs=1e-12)
    assert own.banzhaf == pytest.approx(expected.banzhaf, abs=1e-12)


def test_beyond_twenty_five_actors_a_sample_says_how_sure_it_is() -> None:
    scenario = _actors(28)
    rule = parse_rule({"all": ["a0", {"at_least": 14, "of": list(scenario.actors)[1:]}]})
    own = rule_power(scenario, rule)
    assert own.method == "sampled"
    # a0 is a veto player: it decides unless fewer than 14 have come before it
    veto = float(own.shapley_shubik[0])
    assert veto == pytest.approx(1 - 14 / 28, abs=5 * float(own.shapley_shubik_se[0]) + 1e-9)
    rest = (1 - 0.5) / 27
    assert np.all(np.abs(own.shapley_shubik[1:] - rest) < 5 * own.shapley_shubik_se[1:])
    assert rule_power(scenario, rule).shapley_shubik.tolist() == own.shapley_shubik.tolist()


def test_relabelling_changes_nothing() -> None:
    scenario = _actors(9)
    rule = parse_rule(
        {"all": ["a2", {"any": ["a7", {"at_least": 3, "of": ["a1", "a2", "a3", "a8"]}]}]}
    )
    other = parse_rule(
        {"all": [{"any": [{"at_least": 3, "of": ["a8", "a3", "a2", "a1"]}, "a7"]}, "a2"]}
    )
    one, two = rule_power(scenario, rule), rule_power(scenario, other)
    assert set(one.players) == set(actors_of(rule))
    for player, value in zip(one.players, one.shapley_shubik, strict=True):
        assert value == pytest.approx(two.shapley_shubik[two.players.index(player)], abs=1e-12)
