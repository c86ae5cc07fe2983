"""What is written reads back the same, and imports as a valid scenario."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest

from winset.concepts.frontier import settle_frontier
from winset.errors import ScenarioError
from winset.formats.domain import ImportedActor, ImportedDomain, ImportedIssue
from winset.formats.registry import read_domain, write_domain
from winset.packages.frontier import find_frontier
from winset.scenario.model import Scenario

TARGETS = {
    "genius": "folder",
    "geniusweb": "folder",
    "negmas": "folder",
    "table": "t.csv",
    "workbook": "t.xlsx",
}
DOMAINS = ["EnglandZimbabwe", "EnglandvsZimbabweA", "Politics", "Domain16"]


def round_trip(
    domain: ImportedDomain, folder: Path, target: str, reading: str = "genius"
) -> tuple[ImportedDomain, tuple[str, ...]]:
    format_ = "table" if target == "workbook" else target
    notes = write_domain(domain, folder / TARGETS[target], format_, reading=reading)
    return read_domain(folder / TARGETS[target], format_, reading=reading), notes


def assert_same(before: ImportedDomain, after: ImportedDomain, *, reservation: bool = True) -> None:
    assert before.options == after.options
    for one, other in zip(before.contributions(), after.contributions(), strict=True):
        np.testing.assert_allclose(one, other, atol=1e-12)
    if reservation:
        np.testing.assert_allclose(before.reservation(), after.reservation(), atol=1e-12)


@pytest.mark.parametrize("target", TARGETS)
def test_awkward_names_survive(tmp_path: Path, wages: ImportedDomain, target: str) -> None:
    after, _ = round_trip(wages, tmp_path, target)
    assert_same(wages, after, reservation=target != "geniusweb")
    if target not in {"genius"}:
        assert [a.name for a in after.actors] == [a.name for a in wages.actors]


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("name", DOMAINS)
def test_competition_domains_survive(
    negotiation: Path, tmp_path: Path, name: str, target: str
) -> None:
    domain = read_domain(negotiation / name, "genius")
    after, notes = round_trip(domain, tmp_path, target)
    stated = target != "geniusweb" or not any("reservation" in note for note in notes)
    assert_same(domain, after, reservation=stated)


@pytest.mark.parametrize("name", DOMAINS)
def test_raw_utilities_survive_in_the_raw_reading(
    negotiation: Path, tmp_path: Path, name: str
) -> None:
    domain = read_domain(negotiation / name, "genius", reading="raw")
    after, notes = round_trip(domain, tmp_path, "genius", "raw")
    assert_same(domain, after)
    assert notes == ()


def test_utilities_out_of_scale_are_moved_and_said_so(tmp_path: Path) -> None:
    """Linear maps of utilities change no deal."""
    issues = tuple(ImportedIssue(n, ("a", "b", "c")) for n in "xyz")
    random = np.random.default_rng(5)
    actors = tuple(
        ImportedActor(
            name,
            tuple(random.uniform(0, 9, 3).tolist()),
            tuple(tuple(row) for row in random.uniform(-5, 5, (3, 3)).tolist()),
            reservation=-20.0,
            constant=2.5,
        )
        for name in ("p", "q")
    )
    domain = ImportedDomain("d", issues, actors, "test")
    expected = find_frontier(domain.contributions(), domain.constants())
    for target in ("genius", "geniusweb"):
        after, notes = round_trip(domain, tmp_path / target, target)
        assert sum("rescaled" in note for note in notes) == 2
        found = find_frontier(after.contributions(), after.constants())
        assert [
            list(itertools.islice(found.iterate_packages(k), 100)) for k in range(len(found))
        ] == [
            list(itertools.islice(expected.iterate_packages(k), 100)) for k in range(len(expected))
        ]


def test_a_reservation_bid_states_the_reservation_value(negotiation: Path, tmp_path: Path) -> None:
    domain = read_domain(negotiation / "geniusweb" / "Party", "geniusweb")
    after, notes = round_trip(domain, tmp_path, "geniusweb")
    assert_same(domain, after)
    assert notes == ()


def utilities(scenario: Scenario, package: dict[str, str]) -> list[float]:
    """Evaluate a package (issue id → option) for every actor by the model's equations."""
    worths = []
    for actor in scenario.actors.values():
        total = sum(s.salience.centre for s in actor.stances.values())
        worths.append(
            sum(
                s.salience.centre / total * s.values[package[issue]].centre
                for issue, s in actor.stances.items()
            )
        )
    return worths


@pytest.mark.parametrize("reading", ["genius", "raw"])
@pytest.mark.parametrize("name", [*DOMAINS, "Energy", "geniusweb/Party"])
def test_an_imported_domain_is_a_valid_scenario_with_the_same_utilities(
    negotiation: Path, name: str, reading: str
) -> None:
    format_ = "geniusweb" if "/" in name else "genius"
    domain = read_domain(negotiation / name, format_, reading=reading)
    scenario = Scenario.model_validate(domain.to_scenario())
    assert scenario.forms == ("agreement",)
    low = domain.constants() + sum(c.min(axis=0) for c in domain.contributions())
    span = sum(np.ptp(c, axis=0) for c in domain.contributions())
    random = np.random.default_rng(0)
    for _ in range(20):
        chosen = [int(random.integers(len(i.options))) for i in domain.issues]
        worth = sum(c[o] for c, o in zip(domain.contributions(), chosen, strict=True))
        package = {
            id_: issue.options[o]
            for id_, issue, o in zip(scenario.issues, domain.issues, chosen, strict=True)
        }
        floor = domain.reservation()
        length = np.maximum(span, np.abs(floor - low))
        if reading == "raw" and format_ == "genius":
            worth, floor = (worth - low) / length, (floor - low) / length
        np.testing.assert_allclose(utilities(scenario, package), worth, atol=1e-9)
        stated = [
            -a.no_deal_cost.centre if a.reservation is None else a.reservation.centre
            for a in scenario.actors.values()
        ]
        np.testing.assert_allclose(stated, floor, atol=1e-9)


def test_awkward_names_become_ids_and_stay_titles(wages: ImportedDomain) -> None:
    scenario = Scenario.model_validate(wages.to_scenario())
    assert [i.title for i in scenario.issues.values()] == list(wages.options)
    assert [a.name for a in scenario.actors.values()] == ["Ministry", "Союз"]


def test_nobody_negotiates_alone(wages: ImportedDomain) -> None:
    with pytest.raises(ScenarioError, match="two preference profiles"):
        wages.pick_actors(["Ministry"]).to_scenario()


def test_actors_can_be_picked_and_unknown_ones_are_named(wages: ImportedDomain) -> None:
    picked = wages.pick_actors(["Союз", "Ministry"])
    assert [a.name for a in picked.actors] == ["Союз", "Ministry"]
    with pytest.raises(ScenarioError, match="Ministry"):
        wages.pick_actors(["Minister"])


def test_an_imported_domain_settles(wages: ImportedDomain) -> None:
    settled = settle_frontier(
        wages.options,
        [a.name for a in wages.actors],
        wages.contributions(),
        wages.reservation(),
        constants=wages.constants(),
    )
    assert settled.nash.packages == ({"wage, gross": '"+3 %"', "hours <weekly>": "40"},)
