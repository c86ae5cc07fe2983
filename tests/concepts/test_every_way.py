"""Every way through gives the same deals: listed, packed, by programme, on the frontier."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import winset
from tests.twin import SOLVERS, Twin
from winset.concepts import concepts
from winset.concepts.settle import settle
from winset.engine import listing
from winset.engine.bargaining import frontier
from winset.packages import package_utilities, utilities_of
from winset.ratification import forms_of, packed_census
from winset.ratification.programme import table_of
from winset.scenario import Scenario, scenario_from
from winset.worlds import draw_worlds

Deals = dict[str, set[int]]

MANY = 10_000
BARGAINED = [name for name in concepts() if name in SOLVERS]


def problem(
    values: list[list[list[float]]], reservations: list[float], weights: list[float]
) -> dict[str, Any]:
    """Return a scenario whose only ratifiers are the principals: values by actor, issue, option."""
    names = [f"a{k}" for k in range(len(values))]
    return {
        "winset": 1,
        "id": "small",
        "title": "Small",
        "issues": {
            f"i{n}": {"title": f"I{n}", "options": {f"o{k}": None for k in range(len(options))}}
            for n, options in enumerate(values[0])
        },
        "actors": {
            name: {
                "party": f"p{name}",
                "reservation": reservation,
                "stances": {
                    f"i{n}": {
                        "salience": 1,
                        "values": {f"o{k}": value for k, value in enumerate(options)},
                    }
                    for n, options in enumerate(issues)
                },
            }
            for name, reservation, issues in zip(names, reservations, values, strict=True)
        },
        "parties": {
            f"p{name}": {
                "principal": name,
                "bargaining_weight": weight,
                "ratification": {"treaty": name},
            }
            for name, weight in zip(names, weights, strict=True)
        },
        "settings": {"worlds": 1, "noise": 0},
    }


@st.composite
def problems(draw: st.DrawFn) -> dict[str, Any]:
    """Draw problems on a coarse grid, where ties abound and some principal can gain nothing."""
    actors = draw(st.integers(2, 3))
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    grid = draw(st.sampled_from([1, 2, 4]))
    value = st.integers(0, grid).map(lambda k: k / grid)
    values = [[[draw(value) for _ in range(n)] for n in sizes] for _ in range(actors)]
    best = [sum(map(max, issues)) / len(sizes) for issues in values]
    reservations = [
        draw(st.sampled_from([0.0, 0.0, 0.25, 0.5, most])) for most in best
    ]  # with the last, there is nothing to gain
    weights = [draw(st.sampled_from([1.0, 1.0, 0.5, 3.0, 0.0])) for _ in range(actors)]
    return problem(values, reservations, weights)


def listed(scenario: Scenario) -> Deals:
    settlements = winset.analyse(scenario).forms["treaty"].settlements
    return {name: set(settlements[name].ties) for name in BARGAINED}


def packed(scenario: Scenario) -> Deals:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packed_census, "PACKED_FROM", 1)
        assert listing.packed_layout(winset.analyse(scenario).space) is not None
        return listed(scenario)


def by_programme(scenario: Scenario) -> Deals:
    (form,) = forms_of(scenario)
    table = table_of(scenario, draw_worlds(scenario), 0, scenario.actors)
    return {name: set(settle(form, table, name, ties=MANY).ties) for name in BARGAINED}


def on_the_frontier(scenario: Scenario) -> Deals:
    space = winset.analyse(scenario).space

    def numbers(packages: tuple[Mapping[str, str], ...]) -> set[int]:
        return {space.number(package) for package in packages}

    deals = frontier(scenario, ties=MANY).deals
    return {name: numbers(deals[name].packages) for name in BARGAINED}


def by_the_twin(scenario: Scenario) -> Deals:
    twin = Twin(scenario, draw_worlds(scenario)).forms["treaty"]
    return {name: set(twin.frequencies(name)) for name in SOLVERS}


PRESOLVED_WRONG = [
    [[0.0, 0.0, 0.75], [0.25, 0.0], [0.0, 0.75, 0.25]],
    [[0.0, 0.75, 0.0], [0.25, 1.0], [0.0, 0.0, 1.0]],
]
ALL_AT_THEIR_FLOOR = [[[0.0], [0.0, 1.0]], [[1.0], [0.0, 0.0]], [[0.0], [0.0, 0.0]]]
HALF = [[0.0, 0.5, 1.0], [1.0, 0.5, 0.0]]


@given(raw=problems())
# the second can gain nothing; nobody can; the second does not count; nobody counts
@example(raw=problem([[[0.0, 0.5, 1.0]], [[0.5, 0.5, 0.5]]], [0.0, 0.5], [1.0, 1.0]))
@example(raw=problem([[[0.5, 0.5]], [[0.5, 0.5]]], [0.5, 0.5], [1.0, 1.0]))
@example(raw=problem([[[1.0, 1.0, 0.0]], [[0.0, 1.0, 0.5]]], [0.0, 0.0], [1.0, 0.0]))
@example(raw=problem([[HALF[0]], [HALF[1]]], [0.0, 0.0], [0.0, 0.0]))
@example(raw=problem([[[1.0, 0.5, 0.0]], [[1.0, 0.5, 0.0]]], [0.0, 0.0], [0.0, 0.0]))
# the solver's presolve loses the best of this one, and it fails in its own terms on the next
@example(raw=problem(PRESOLVED_WRONG, [0.0, 0.0], [1.0, 1.0]))
@example(
    raw=problem(
        [[[0.0], [0.0, 1.0]], [[1.0], [0.0, 0.0]], [[0.0], [0.0, 0.0]]], [0.5, 0.5, 0.0], [1.0] * 3
    )
)
# each can gain, never both; no package is better than no deal for all
@example(raw=problem([[[1.0, 0.5, 0.5]], [[0.5, 1.0, 0.5]]], [0.5, 0.5], [1.0, 1.0]))
@example(raw=problem([[HALF[0]], [HALF[1]]], [1.0, 1.0], [1.0, 1.0]))
def test_every_way_gives_the_same_deals_ties_included(raw: dict[str, Any]) -> None:
    scenario = scenario_from(raw)
    expected = by_the_twin(scenario)
    assert listed(scenario) == expected
    assert packed(scenario) == expected
    assert by_programme(scenario) == expected
    assert on_the_frontier(scenario) == expected


def test_a_principal_who_can_gain_nothing_leaves_one_deal_on_the_frontier_too() -> None:
    """The frontier once tied all its points at a product of 0."""
    values = [[[0.0, 0.25, 0.5, 0.75, 1.0]], [[0.9, 0.8, 0.7, 0.6, 0.5]], [[0.5] * 5]]
    scenario = scenario_from(problem(values, [0.0, 0.0, 0.5], [1.0, 1.0, 1.0]))
    gains = [
        package_utilities(utilities_of(scenario, draw_worlds(scenario), a).mean()[0])
        for a in ("a0", "a1")
    ]
    best = int((gains[0] * gains[1])[0].argmax())
    assert listed(scenario)["nash"] == on_the_frontier(scenario)["nash"] == {best}
