"""The recipe for a rule primitive, followed as it is written in "Adding things"."""

from __future__ import annotations

import re
import textwrap
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pytest
from pydantic_core import PydanticCustomError

from tests.conftest import ROOT
from winset.analysis import analyse
from winset.ratification import forms_of
from winset.ratification.power.rules import rule_power
from winset.ratification.programme import table_of, zone_package
from winset.scenario import rules, scenario_from, schema
from winset.scenario.rules import parse_rule
from winset.words.views import rule_in_words
from winset.worlds import draw_worlds


@pytest.fixture(autouse=True)
def _none_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Steps 1 and 2: the file, and its place in the registry."""
    page = (ROOT / "docs" / "howto" / "adding.md").read_text(encoding="utf-8")
    section = page.split("## A rule primitive")[1].split("\n## ")[0]
    code = re.search(r"```python\n(.*?)```", section, flags=re.DOTALL)
    assert code is not None
    path = tmp_path / "none_of.py"
    path.write_text(textwrap.dedent(code.group(1)), encoding="utf-8")
    spec = spec_from_file_location("none_of", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    monkeypatch.setitem(__import__("sys").modules, "none_of", module)
    spec.loader.exec_module(module)
    for place in (rules, schema):
        monkeypatch.setattr(place, "PRIMITIVES", (*rules.PRIMITIVES, module.NONE_OF))


def table(rule: Any) -> dict[str, Any]:
    """Two leaders and two outsiders who want opposite things."""

    def actor(id_: str, position: float) -> dict[str, Any]:
        return {
            "name": id_.upper(),
            "stances": {"pie": {"position": position, "salience": 50}},
            "reservation": {"low": 0.2, "high": 0.7},
        }

    return {
        "winset": 1,
        "id": "none",
        "title": "None of them",
        "issues": {"pie": {"title": "Pie", "options": 11, "no_deal": 0}},
        "actors": {id_: actor(id_, at) for id_, at in zip("abcd", (0, 60, 80, 100), strict=True)},
        "parties": {
            "p": {"principal": "a", "ratification": {"treaty": rule}},
            "q": {"principal": "b", "ratification": {"treaty": "b"}},
        },
        "settings": {"worlds": 32},
    }


WRITTEN = {"all": ["a", {"none_of": ["c", "d"]}]}
MEANING = {"all": ["a", {"not": "c"}, {"not": "d"}]}


def test_it_is_read_written_and_checked() -> None:
    rule = parse_rule(WRITTEN)
    assert parse_rule(rule.written()) == rule
    assert rules.actors_of(rule) == ("a", "c", "d")
    assert rules.has_negation(rule)
    with pytest.raises(PydanticCustomError, match="“none_of” needs a list"):
        parse_rule({"none_of": "c"})
    assert "{none_of: [...]}" in rules.grammar()
    wrong = table({"all": ["a", {"none_of": ["c", "nobody"]}]})
    with pytest.raises(Exception, match="nobody"):
        scenario_from(wrong)
    jsonschema.validate(table(WRITTEN), schema.json_schema())


def test_listing_and_programme_apply_it_as_what_it_comes_to() -> None:
    written, meant = (analyse(scenario_from(table(rule))) for rule in (WRITTEN, MEANING))
    first, second = (own.forms["treaty"].ratification for own in (written, meant))
    assert 0 < first.zone.probability.value < 1
    assert np.array_equal(first.zone.by_package, second.zone.by_package)
    assert [b.share for b in first.blockers] == pytest.approx([b.share for b in second.blockers])
    scenario = written.scenario
    (form,) = forms_of(scenario)
    worlds = draw_worlds(scenario)
    for world in range(8):
        found = zone_package(form, table_of(scenario, worlds, world, form.actors))
        assert (found.status == "optimal") == first.has_zone[world]


def test_power_and_words_know_it() -> None:
    scenario = scenario_from(table(WRITTEN))
    power = rule_power(scenario, scenario.parties["p"].ratification["treaty"])
    assert power.players == ("a", "c", "d")
    told = rule_in_words(scenario, scenario.parties["p"].ratification["treaty"])
    assert told == "A and no consent from C and no consent from D"
