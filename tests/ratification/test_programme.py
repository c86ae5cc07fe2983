"""Rules as programmes against every package listed one by one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import Case, cases
from winset import load
from winset.packages.programme import Choices
from winset.ratification import Form, consents_of, forms_of, win_sets
from winset.ratification.clash import clash_of
from winset.ratification.programme import (
    Conflict,
    RedLines,
    Refusal,
    Required,
    Reservation,
    WorldTable,
    conflict_of,
    feasible,
    in_zone,
    rules_programme,
    table_of,
    zone_package,
)
from winset.ratification.programme.zone import demands_of, zone_demands
from winset.ratification.winsets import zone_with
from winset.scenario.model import Scenario
from winset.words.demands import demand_in_words
from winset.worlds import draw_worlds, expected_world


def words(scenario: Scenario, conflict: Conflict) -> tuple[str, ...]:
    return tuple(demand_in_words(scenario, demand) for demand in conflict.demands)


def listed(scenario: Scenario, form: Form) -> Any:
    """Consents and win-sets of every package in every world."""
    worlds = draw_worlds(scenario)
    consents = consents_of(scenario, worlds, form.actors, form=form.name)
    return worlds, consents, win_sets(form, consents)


@given(cases(worlds=(1, 4)))
def test_a_zone_is_found_exactly_where_listing_finds_one(case: Case) -> None:
    scenario = case.scenario()
    for form in forms_of(scenario):
        worlds, _, sets = listed(scenario, form)
        for world in range(worlds.count):
            table = table_of(scenario, worlds, world, form.actors, form.name)
            found = zone_package(form, table)
            assert (found.status == "optimal") == bool(sets.zone[world].any())
            if found.package is not None:
                assert sets.zone[world, found.package]
            for number in range(table.space.size):
                (row,) = table.space.choices([number]).tolist()
                assert in_zone(form, table, tuple(row)) == sets.zone[world, number]


@given(cases(worlds=(1, 4)))
def test_parties_and_willing_actors_agree_with_listing(case: Case) -> None:
    scenario = case.scenario()
    for form in forms_of(scenario):
        worlds, consents, sets = listed(scenario, form)
        opened = {
            actor: zone_with(form, consents.but_for(actor), sets.parties, actor).any(axis=1)
            for actor in form.actors
        }
        for world in range(worlds.count):
            table = table_of(scenario, worlds, world, form.actors, form.name)
            for party in form.rules:
                own = feasible(table, demands_of({party: [form.rules[party]]}))
                assert (own.status == "optimal") == bool(sets.parties[party][world].any())
            for actor, opens in opened.items():
                own = feasible(table, zone_demands(form), frozenset({actor}))
                assert (own.status == "optimal") == bool(opens[world])


def all_packages(table: WorldTable) -> list[Choices]:
    return [tuple(row) for row in table.space.choices(range(table.space.size)).tolist()]


class Relaxed:
    """Whether a package meets some demands, with the binaries chosen freely (brute force)."""

    def __init__(self, form: Form, table: WorldTable) -> None:
        self.programme = rules_programme(table, zone_demands(form), explain=True).programme
        self.table = table

    def possible(self, dropped: set[Any]) -> bool:
        left = self.programme.without(dropped)
        for choices in all_packages(self.table):
            fixed = left.branch()
            for other in all_packages(self.table):
                if other != choices:
                    fixed.exclude(other)
            if fixed.maximise().status == "optimal":
                return True
        return False


@given(cases(worlds=(1,)))
def test_a_conflict_clashes_and_none_of_it_can_be_spared(case: Case) -> None:
    scenario = case.scenario()
    for form in forms_of(scenario):
        worlds, _, sets = listed(scenario, form)
        table = table_of(scenario, worlds, 0, form.actors, form.name)
        conflict = conflict_of(form, table)
        if sets.zone[0].any():
            assert conflict == Conflict(
                "optimal", (), conflict.excluded, conflict.calls, conflict.seconds
            )
            continue
        assert conflict.status == "infeasible"
        assert conflict.demands
        required = [item for item in conflict.demands if isinstance(item, Required)]
        for item in required:
            assert item in demands_of({item.party: [form.rules[item.party]]})
        if table.space.size > 12 or conflict.excluded:
            continue
        relaxed = Relaxed(form, table)
        everything = set(relaxed.programme.tags())
        assert not relaxed.possible(everything - set(conflict.demands))
        for spared in conflict.demands:
            assert relaxed.possible(everything - (set(conflict.demands) - {spared}))


def clash(**changes: Any) -> Scenario:
    """Two leaders over one pie; the second's parliament asks for too much."""
    return Scenario.model_validate(clash_raw(**changes))


def clash_raw(**changes: Any) -> dict[str, Any]:
    stance = {"salience": 1}
    raw: dict[str, Any] = {
        "winset": 1,
        "id": "clash",
        "title": "Clash",
        "issues": {"share": {"title": "Share", "options": 11, "no_deal": 0}},
        "actors": {
            "left": {"reservation": 0.6, "stances": {"share": {"position": 100, **stance}}},
            "right": {"reservation": 0.1, "stances": {"share": {"position": 0, **stance}}},
            "house": {"reservation": 0.5, "stances": {"share": {"position": 0, **stance}}},
        },
        "parties": {
            "l": {"principal": "left", "ratification": {"treaty": "left"}},
            "r": {"principal": "right", "ratification": {"treaty": {"all": ["right", "house"]}}},
        },
        "settings": {"worlds": 1, "noise": 0.0},
    }
    raw["actors"]["house"] |= changes
    return raw


def conflict_in(scenario: Scenario) -> Conflict:
    (form,) = forms_of(scenario)
    return conflict_of(form, table_of(scenario, draw_worlds(scenario), 0))


def test_a_conflict_names_who_clashes_and_leaves_out_who_does_not() -> None:
    scenario = clash(name="House", with_article=True)
    conflict = conflict_in(scenario)
    assert conflict.parties == ("l", "r")
    assert set(conflict.actors) == {"left", "house"}
    rules = [item.rule.actor for item in conflict.demands if isinstance(item, Required)]
    assert rules == ["left", "house"]
    told = words(scenario, conflict)
    assert "r needs the consent of the House." in told
    assert "The House accepts nothing worth less than no deal." in told


def test_each_side_needs_what_its_own_rule_asks_for() -> None:
    raw = clash_raw(reservation=0)
    raw["actors"]["right"]["reservation"] = 0.6
    scenario = Scenario.model_validate(raw)
    told = words(scenario, conflict_in(scenario))
    assert told[:2] == ("l needs the consent of left.", "r needs the consent of right.")


@pytest.mark.slow
def test_solver_and_listing_name_the_same_clash_of_the_bundled_case() -> None:
    lines = {  # without them nothing clashes at the centre
        "actors.putin.stances.territory.red_line": {"min": 90},
        "actors.us_president.stances.territory.red_line": {"max": 60},
    }
    scenario = load("us-russia-2025").with_changes(lines)
    form = forms_of(scenario)[-1]
    table = table_of(scenario, expected_world(scenario), 0, form.actors)
    conflict = conflict_of(form, table)
    assert conflict.demands == clash_of(form, table)
    assert conflict.parties == ("us", "russia")


def test_a_conflict_names_red_lines() -> None:
    red_line = {"share": {"position": 0, "salience": 1, "red_line": {"max": 30}}}
    conflict = conflict_in(clash(reservation=0, stances=red_line))
    assert RedLines("house", "share") in conflict.demands
    assert Reservation("left") in conflict.demands
    assert Reservation("house") not in conflict.demands


def test_a_conflict_names_who_would_not_refuse() -> None:
    raw = clash_raw(reservation=0)
    raw["parties"]["r"]["ratification"] = {"treaty": {"not": "house"}}
    scenario = Scenario.model_validate(raw)
    conflict = conflict_in(scenario)
    assert Refusal("house") in conflict.demands
    assert "house must refuse, but would accept." in words(scenario, conflict)


@given(cases(worlds=(1,)), st.integers(2, 4))
def test_a_body_of_like_members_decides_as_one(case: Case, members: int) -> None:
    raw = case.raw
    entry = next(iter(raw["actors"].values()))
    raw["actors"]["twins"] = {**entry, "body": {"members": members}}
    raw["parties"]["p0"]["ratification"] = {"treaty": {"majority": "twins"}}
    raw["parties"]["p1"]["ratification"] = {"treaty": "a1"}
    scenario = case.scenario()
    for form in forms_of(scenario):
        if "twins" not in form.actors:
            continue
        table = table_of(scenario, draw_worlds(scenario), 0, ["twins", *form.actors])
        programme = rules_programme(table, demands_of({"p0": [form.rules["p0"]]})).programme
        assert len(programme._low) <= programme.options + 1


@pytest.mark.parametrize("reached", [True, False])
def test_shares_that_are_met_exactly_count(reached: bool) -> None:
    raw = clash_raw(reservation=0)
    weights = {"left": 10, "right": 30, "house": 60}
    for actor, weight in weights.items():
        raw["actors"][actor] |= {"influence": weight, "reservation": 0}
    everything = [str(level) for level in range(0, 101, 10)]
    raw["actors"]["right"]["stances"]["share"]["red_line"] = {"exclude": everything}
    raw["parties"]["r"]["ratification"] = {"treaty": "house"}
    quorum = 0.7 if reached else 0.71
    rule = {"at_least": quorum, "of": list(weights), "by": "influence"}
    raw["parties"]["l"]["ratification"] = {"treaty": rule}
    scenario = Scenario.model_validate(raw)
    (form,) = forms_of(scenario)
    found = zone_package(form, table_of(scenario, draw_worlds(scenario), 0))
    assert (found.status == "optimal") is reached
