"""Bargaining problems: utilities of the expected world, and frontiers against brute force."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given

import winset
from tests.strategies import Case, cases
from winset.engine.bargaining import bargaining_problem
from winset.formats.domain import ImportedActor, ImportedDomain, ImportedIssue
from winset.packages import Listing, package_utilities, space_of, utilities_of
from winset.scenario import scenario_from
from winset.scenario.numbers import parse_number
from winset.words.frontier import left_out
from winset.worlds import draw_worlds, expected_world

_KINDS = ({"low", "high"}, {"low", "mode", "high"}, {"mean", "sd"}, {"values", "weights"})


def centred(raw: Any) -> Any:
    """The same mapping with every uncertain number at its centre, and no noise."""
    if isinstance(raw, dict):
        if set(raw) in _KINDS and not isinstance(raw.get("low", 0.0), str):
            return parse_number(raw).centre
        return {key: centred(value) for key, value in raw.items()}
    return [centred(part) for part in raw] if isinstance(raw, list) else raw


def utilities(scenario: winset.Scenario, actor: str) -> tuple[np.ndarray, float]:
    """Utility of every package and of no deal, in the first world drawn."""
    worth, floor = utilities_of(scenario, draw_worlds(scenario, 1), actor).mean()
    return package_utilities(worth)[0], float(floor[0])


@given(cases())
def test_utilities_are_those_of_a_scenario_written_with_centres(case: Case) -> None:
    problem = bargaining_problem(case.scenario())
    raw = centred(case.raw)
    for actor in raw["actors"].values():
        actor.pop("pledges", None)  # they belong to a form, and a frontier to none
    raw.pop("shocks", None)  # causes do not move the expected world
    raw["settings"] = {**raw.get("settings", {}), "noise": 0}
    plain = Case(raw, case.tables).scenario()
    for k, actor in enumerate(problem.actors):
        worth, floor = utilities(plain, actor)
        parts = tuple(part[:, k] for part in problem.domain.contributions())
        np.testing.assert_allclose(package_utilities(parts), worth, atol=1e-12)
        assert problem.domain.reservation()[k] == pytest.approx(floor, abs=1e-12)


@given(cases())
def test_frontier_is_that_of_all_packages(case: Case) -> None:
    scenario = case.scenario()
    found = winset.frontier(scenario)
    parts = bargaining_problem(scenario).domain.contributions()
    worth = np.stack(
        [package_utilities(tuple(p[:, k] for p in parts)) for k in range(len(found.actors))], -1
    )
    worth = worth.reshape(-1, len(found.actors))[Listing(space_of(scenario)).allowed]
    ahead = worth[:, None, :] - worth[None, :, :]
    beaten = ((ahead >= -1e-12).all(-1) & (ahead > 1e-6).any(-1)).any(0)
    nearly = ((ahead >= -1e-6).all(-1) & (ahead > 1e-12).any(-1)).any(0)
    reached = found.frontier.points
    on = [np.abs(reached - package).max(1).min() <= 1e-8 for package in worth]
    assert found.frontier.packages == len(worth)
    assert not (np.array(on) & beaten).any()
    assert (np.array(on) | nearly | beaten).all()


def test_the_expected_world_has_no_noise_and_every_centre() -> None:
    scenario = winset.load("us-russia-2025")
    world = expected_world(scenario)
    assert world.count == 1
    for item in world.inputs:
        at = world.columns[item.path]
        assert at.shape == (1,)
        assert at[0] == min(max(item.number.centre, item.low), item.high)
        if item.path.endswith(".noise"):
            assert at[0] == 0


def test_principals_bargain_unless_others_are_named() -> None:
    scenario = winset.load("us-russia-2025")
    principals = tuple(party.principal for party in scenario.parties.values())
    assert bargaining_problem(scenario).actors == principals
    assert bargaining_problem(scenario, ["putin"]).actors == ("putin",)
    for wrong in ([], ["nobody"], ["putin", "putin"]):
        with pytest.raises(winset.WinsetError, match="Choose among"):
            bargaining_problem(scenario, wrong)
    with pytest.raises(winset.WinsetError, match="has its actors"):
        winset.frontier(bargaining_problem(scenario), ["putin"])


def test_notes_say_what_is_left_out() -> None:
    def told(case: str, actors: list[str] | None = None) -> str:
        return " ".join(left_out(bargaining_problem(winset.load(case), actors)))

    assert left_out(bargaining_problem(scenario_from(two_sided(1)))) == []
    assert "uncertain number stands at its centre" in told("us-russia-2025")
    assert "red lines" in told("us-russia-2025")
    assert "mean utility of the members" in told("us-russia-2025", ["putin", "us_senate"])
    assert "Ratifiers are not asked" in told("treaty-senate")


def two_sided(weight: float) -> dict[str, Any]:
    """Two sides share a pie of a hundred parts; the first has a bargaining weight."""
    return {
        "winset": 1,
        "id": "pie",
        "title": "Pie",
        "issues": {"pie": {"title": "Pie", "options": 101, "no_deal": 0}},
        "actors": {
            "a": {
                "party": "p",
                "reservation": 0,
                "stances": {"pie": {"position": 100, "salience": 1}},
            },
            "b": {
                "party": "q",
                "reservation": 0,
                "stances": {"pie": {"position": 0, "salience": 1}},
            },
        },
        "parties": {
            "p": {"principal": "a", "bargaining_weight": weight, "ratification": {"accord": "a"}},
            "q": {"principal": "b", "ratification": {"accord": "b"}},
        },
    }


@pytest.mark.parametrize(("weight", "share"), [(1, 0.5), (3, 0.75)])
def test_the_nash_deal_follows_bargaining_weights(weight: float, share: float) -> None:
    """With weights α and 1 on a unit pie, Nash gives the first side α / (α + 1)."""
    problem = bargaining_problem(scenario_from(two_sided(weight)))
    assert winset.frontier(problem).nash.utilities[0] == pytest.approx([share, 1 - share])
    assert bool(problem.weights) == (weight != 1)


def domain(reservation: float | None, constant: float = 0.0) -> ImportedDomain:
    """One issue on which two actors disagree, utilities from 2 to 6."""
    actors = (
        ImportedActor("a", (2.0,), ((1.0, 2.0, 3.0),), reservation, None, constant),
        ImportedActor("b", (1.0,), ((1.0, 0.4, 0.0),), 0.0),
    )
    return ImportedDomain("d", (ImportedIssue("i", ("x", "y", "z")),), actors, "test")


@pytest.mark.parametrize("reservation", [None, -30.0, 0.0, 2.0, 5.0, 6.0, 7.0, 30.0])
@pytest.mark.parametrize("constant", [0.0, 1.5])
def test_any_reservation_value_survives_the_way_into_a_case(
    reservation: float | None, constant: float
) -> None:
    """The case's utilities are one increasing linear map of the domain's, no deal included."""
    source = domain(reservation, constant)
    problem = bargaining_problem(scenario_from(source.to_scenario()))
    own, carried = (
        np.array([*d.contributions()[0][:, 0] + d.constants()[0], d.reservation()[0]])
        for d in (source, problem.domain)
    )
    slope = (carried[2] - carried[0]) / (own[2] - own[0])
    assert slope > 0
    np.testing.assert_allclose(carried, carried[0] + slope * (own - own[0]), atol=1e-12)
