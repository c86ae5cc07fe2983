"""Solutions found by programmes against the twin, which lists every package."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given

from tests.strategies import Case, cases
from tests.twin import SOLVERS, Ballot, Twin, World, mean_reservation, mean_utility
from winset.concepts import concepts
from winset.concepts.programme.bargain import Bargain
from winset.concepts.settle import Optimum, settle, settle_on_board
from winset.errors import WinsetError
from winset.packages.programme import Limits
from winset.ratification import Form, forms_of
from winset.ratification.programme import WorldTable, table_of
from winset.scenario import scenario_from
from winset.scenario.model import Scenario
from winset.worlds import draw_worlds

MANY = 10_000


def eligible_gains(twin: Twin, form: str, world: int) -> dict[int, tuple[float, ...]]:
    """Package → gains of the principals, of the packages that may be settled on."""
    own = twin.forms[form]
    signers = [own.worlds[world].members[principal] for principal in own.principals]
    gains = {
        n: tuple(mean_utility(s, twin.packages[n]) - mean_reservation(s) for s in signers)
        for n in own.zone[world]
    }
    return {n: gain for n, gain in gains.items() if min(gain) >= -1e-9}


def weights_of(scenario: Scenario, world: World, form: str) -> list[float]:
    return [
        world.value(f"parties.{party}.bargaining_weight", entry.bargaining_weight)
        for party, entry in scenario.parties.items()
        if form in entry.ratification
    ]


@given(cases(worlds=(1, 2)))
def test_every_concept_picks_what_the_twin_picks(case: Case) -> None:
    scenario = case.scenario()
    worlds = draw_worlds(scenario)
    twin = Twin(scenario, worlds)
    for form in forms_of(scenario):
        for number, world in enumerate(twin.worlds):
            table = table_of(scenario, worlds, number, scenario.actors, form.name)
            gains = eligible_gains(twin, form.name, number)
            bargain = Bargain(form, table)
            for concept, solve in SOLVERS.items():
                one = settle(form, table, concept, bargain=bargain)
                everything = settle(form, table, concept, ties=MANY, bargain=bargain)
                if not gains:
                    assert one.status == everything.status == "infeasible"
                    assert one.package is None
                    continue
                expected = solve(gains, weights_of(scenario, world, form.name))
                assert one.status == everything.status == "optimal"
                assert one.package in expected, concept
                assert everything.complete
                assert set(everything.ties) == expected, concept
                assert one.gap <= 1e-9


@given(cases(worlds=(1,)))
def test_most_on_board_counts_whom_the_twin_counts(case: Case) -> None:
    scenario = case.scenario()
    worlds = draw_worlds(scenario)
    twin = Twin(scenario, worlds)
    weights = {actor: 1.0 + index for index, actor in enumerate(scenario.actors)}
    for form in forms_of(scenario):
        table = table_of(scenario, worlds, 0, scenario.actors, form.name)
        on_board = {}
        for n in eligible_gains(twin, form.name, 0):
            ballot = Ballot(twin.forms[form.name].worlds[0], twin.packages[n])
            on_board[n] = sum(w for actor, w in weights.items() if ballot.consent(actor))
        found = settle_on_board(form, table, weights, ties=MANY)
        if not on_board:
            assert found.status == "infeasible"
            continue
        most = max(on_board.values())
        assert found.value == most
        assert set(found.ties) == {n for n, count in on_board.items() if count == most}


# --- a space nobody could list ---


def large(issues: int = 12, options: int = 10, actors: int = 20) -> Scenario:
    """Two sides of ten over 10¹² packages."""
    rng = np.random.default_rng(7)
    names = [f"i{k}" for k in range(issues)]
    entries: dict[str, Any] = {}
    for k in range(actors):
        lean = 25 if k % 2 else 75
        entries[f"a{k}"] = {
            "stances": {
                name: {
                    "position": float(np.clip(rng.normal(lean, 20), 0, 100)),
                    "salience": float(rng.uniform(1, 100)),
                }
                for name in names
            },
            "reservation": 0.5,
        }
    sides = [[f"a{k}" for k in range(side, actors, 2)] for side in (0, 1)]
    rules = [
        {"all": [side[0], {"at_least": "2/3", "of": side[1:], "by": "count"}]} for side in sides
    ]
    raw = {
        "winset": 1,
        "id": "large",
        "title": "Large",
        "issues": {n: {"title": n, "options": options, "no_deal": 50} for n in names},
        "actors": entries,
        "parties": {
            f"p{side}": {"principal": sides[side][0], "ratification": {"treaty": rules[side]}}
            for side in (0, 1)
        },
        "settings": {"worlds": 1, "noise": 0.0},
    }
    return scenario_from(raw)


def large_table() -> WorldTable:
    scenario = large()
    return table_of(scenario, draw_worlds(scenario), 0)


SEARCHED = [name for name, concept in concepts().items() if concept.by_search]


def searched(concept: str, form: Form, table: WorldTable) -> Optimum:
    if concept == "most_on_board":
        return settle_on_board(form, table)
    return settle(form, table, concept)


@pytest.mark.parametrize("concept", [*SEARCHED, "most_on_board"])
def test_a_trillion_packages_are_settled_without_listing_them(concept: str) -> None:
    table = large_table()
    assert table.space.size == 10**12
    (form,) = forms_of(table.scenario)
    found = searched(concept, form, table)
    assert found.status == "optimal"
    assert found.package is not None
    assert table.space.number(table.space.package(found.package)) == found.package
    assert found.gap <= 1e-6
    # no package that differs in one issue is a better one
    best = table.space.choices([found.package])[0]
    if concept == "utilitarian":
        for issue, count in enumerate(table.space.shape):
            for option in range(count):
                other = best.copy()
                other[issue] = option
                assert _total(table, form.principals.values(), other) <= found.value + 1e-9 or (
                    not _in_zone(form, table, other)
                )


def _total(table: WorldTable, principals: Any, choices: Any) -> float:
    return sum(
        sum(part[0, 0, o] for part, o in zip(own.worth, choices, strict=True))
        - own.reservation[0, 0]
        for own in (table.utilities[p] for p in principals)
    )


def _in_zone(form: Any, table: WorldTable, choices: Any) -> bool:
    from winset.ratification.programme import in_zone

    return in_zone(form, table, tuple(int(c) for c in choices))


def test_a_limit_leaves_the_answer_open() -> None:
    table = large_table()
    (form,) = forms_of(table.scenario)
    found = settle(form, table, "nash", limits=Limits(seconds=1e-6))
    assert found.status == "undecided"
    assert found.package is None


def test_an_unknown_concept_is_refused() -> None:
    table = large_table()
    (form,) = forms_of(table.scenario)
    with pytest.raises(WinsetError, match="nash"):
        settle(form, table, "median")
