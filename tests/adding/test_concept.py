"""The recipe for a solution concept, followed as it is written in "Adding things"."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import winset
from tests.adding import recipe
from tests.concepts.test_programme import large
from tests.test_bargaining import two_sided
from winset.concepts import concepts, registry
from winset.concepts.concept import Concept
from winset.report.sections.forms import FORMS
from winset.scenario import Scenario, scenario_from
from winset.words.frontier import deals_of


@pytest.fixture
def proportional(monkeypatch: pytest.MonkeyPatch) -> Concept:
    """Steps 1 and 2: the file, and its place in the registry."""
    module: dict[str, Any] = {"__name__": "winset.concepts.proportional"}
    exec(compile(recipe("A solution concept"), "proportional.py", "exec"), module)
    concept: Concept = module["CONCEPT"]
    monkeypatch.setitem(registry._OWN, concept.name, concept)
    return concept


@pytest.fixture
def pie() -> Scenario:
    """A pie of a hundred parts between two sides, of whom one has thrice the other's weight."""
    return scenario_from(two_sided(3))


@pytest.mark.usefixtures("proportional")
def test_a_concept_in_its_file_settles_every_run(pie: Scenario, tmp_path: Path) -> None:
    analysis = winset.analyse(pie, worlds=8)
    deal = analysis.forms["accord"].settlements["proportional"]
    assert analysis.space.package(deal.package or 0) == {"pie": "75"}
    assert analysis.to_dict()["forms"]["accord"]["settlement"]["proportional"]["package"] == {
        "pie": "75"
    }
    titles = [row["title"] for row in FORMS.content(analysis)["forms"][0]["settlements"]]
    assert "Proportional" in titles


@pytest.mark.usefixtures("proportional")
def test_a_concept_in_its_file_is_on_the_frontier(pie: Scenario) -> None:
    settled = winset.frontier(pie)
    assert settled.proportional.packages == ({"pie": "75"},)
    assert "proportional" in json.loads(json.dumps(settled.to_dict()))
    assert any("proportional" in deal.title.lower() for deal in deals_of(settled))


@pytest.mark.usefixtures("proportional")
def test_a_concept_that_can_only_list_is_left_out_of_a_search() -> None:
    found = winset.analyse(large(issues=3, options=3, actors=4), method="programme")
    assert "proportional" not in found.forms["treaty"].settlements
    assert list(found.forms["treaty"].settlements) == [
        name for name in concepts() if name != "proportional"
    ]
