"""Structural errors: each in plain words, with its line and a fix, and all of them at once."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

import winset
from tests.scenario.conftest import GONE, changed, errors_of, problems_of
from tests.scenario.test_read_yaml import SMALL, written
from winset.errors import Problem, ScenarioError
from winset.phrases import as_written, commas, did_you_mean
from winset.scenario import read_scenario, scenario_from

_VALLEY = "actors.president.stances.valley"

CASES: list[tuple[dict[str, Any], str, str, str]] = [
    # change, code, field, words of the fix
    ({"title": GONE}, "missing-key", "title", "Add it: title:"),
    ({"title": 2025}, "not-text", "title", "quotation marks"),
    ({"title": None}, "not-text", "title", "quotation marks"),
    ({"winset": 2}, "format-version", "winset", "winset: 1"),
    ({"winset": True}, "format-version", "winset", "winset: 1"),
    ({"id": "My case"}, "bad-id", "id", "lower-case"),
    ({"as_of": "2025-13-01"}, "not-a-date", "as_of", "2025-12-02"),
    ({"as_of": 1750000000}, "not-a-date", "as_of", "2025-12-02"),
    ({"as_of": "1750000000"}, "not-a-date", "as_of", "2025-12-02"),
    ({"issues": {}}, "empty-part", "issues", "at least one"),
    ({"issues": []}, "not-a-mapping", "issues", "key: value"),
    ({"actors.a b": {}}, "bad-id", "actors.a b", "no spaces"),
    ({"issues.valley.scale": [0]}, "not-a-list", "issues.valley.scale.1", "[0, 100]"),
    ({"issues.valley.scale": [0, 1, 2]}, "not-a-list", "issues.valley.scale", "[0, 100]"),
    ({"issues.valley.scale": 100}, "not-a-list", "issues.valley.scale", "[0, 100]"),
    ({"issues.valley.scale": [0, True]}, "not-a-number", "issues.valley.scale.1", "finite"),
    ({"issues.valley.scale": [0, math.inf]}, "not-a-number", "issues.valley.scale.1", "finite"),
    ({"issues.valley.options": 1}, "options-count", "issues.valley.options", "2 to 1001"),
    (
        {"issues.valley.options": {"kept": 0, "ceded": {"at": 100, "reverts": "perhaps"}}},
        "options-reverts",
        "issues.valley.options.ceded.reverts",
        "reverts: no",
    ),
    (
        {"issues.valley.options": {"kept": 0, "ceded": {"at": 100, "revert": "no"}}},
        "options-reverts",
        "issues.valley.options.ceded",
        "ceded: {at: 100, reverts: no}",
    ),
    ({"issues.valley.options": ["a", "a"]}, "options-twice", "issues.valley.options", "own name"),
    ({"issues.valley.options": "x"}, "not-a-mapping", "issues.valley.options", "key: value"),
    ({"issues.valley.options.kept": "x"}, "not-a-number", "issues.valley.options.kept", "low"),
    ({"actors.generals": None}, "not-a-mapping", "actors.generals", "name"),
    ({"actors.generals.infuence": 5}, "unknown-key", "actors.generals.infuence", "“influence”"),
    ({"actors.generals.role": "leder"}, "not-a-choice", "actors.generals.role", "“leader”"),
    ({"actors.generals.role": "king"}, "not-a-choice", "actors.generals.role", "spoiler"),
    ({"actors.generals.influence": "60"}, "not-a-number", "actors.generals.influence", "mode"),
    ({"actors.generals.influence": 101}, "out-of-range", "actors.generals.influence", "0–100"),
    ({"actors.generals.no_deal_cost": -1}, "out-of-range", "actors.generals.no_deal_cost", "0–1"),
    ({"actors.generals.stances": [1]}, "not-a-mapping", "actors.generals.stances", "key: value"),
    ({f"{_VALLEY}.position": True}, "not-a-number", f"{_VALLEY}.position", "{low, high}"),
    ({f"{_VALLEY}.position": math.nan}, "not-finite", f"{_VALLEY}.position", "finite"),
    ({f"{_VALLEY}.position": 10**400}, "not-finite", f"{_VALLEY}.position", "finite"),
    ({f"{_VALLEY}.position": {"low": 5}}, "uncertain-number-keys", f"{_VALLEY}.position", "low"),
    (
        {f"{_VALLEY}.position": {"low": 50, "high": 20}},
        "number-order",
        f"{_VALLEY}.position",
        "low ≤ mode ≤ high",
    ),
    ({f"{_VALLEY}.expects": {"mean": 5, "sd": -1}}, "negative-sd", f"{_VALLEY}.expects", "0 or"),
    (
        {f"{_VALLEY}.position": {"values": [1], "weights": [0]}},
        "discrete-weights",
        f"{_VALLEY}.position",
        "[1, 3]",
    ),
    (
        {f"{_VALLEY}.position": {"values": [1], "weights": [1, 2]}},
        "discrete-lengths",
        f"{_VALLEY}.position",
        "one weight",
    ),
    (
        {f"{_VALLEY}.position": {"values": 1, "weights": [1]}},
        "discrete-list",
        f"{_VALLEY}.position",
        "[0, 50]",
    ),
    ({f"{_VALLEY}.source": 5}, "not-a-list", f"{_VALLEY}.source", "id of a source"),
    ({f"{_VALLEY}.basis": "guess"}, "not-a-choice", f"{_VALLEY}.basis", "judgement"),
    ({"parties.north.principal": GONE}, "missing-key", "parties.north.principal", "principal:"),
    ({"parties.north.ratification.treaty": {}}, "rule", "parties.north.ratification.treaty", "all"),
    (
        {"parties.north.ratification.treaty": {"at_least": 1.5, "of": "northern_senate"}},
        "quorum",
        "parties.north.ratification.treaty",
        "2/3",
    ),
    ({"actors.northern_senate.body.members": 0}, "out-of-range", "", "at least 1"),
    ({"actors.northern_senate.body.members": 2.5}, "not-a-number", "", "whole number"),
    ({"actors.northern_senate.body.members": "100"}, "not-a-number", "", "whole number"),
    ({"actors.northern_senate.body.dispersion": -1}, "out-of-range", "", "0 or more"),
    ({"sources.gazette.second_hand": "maybe"}, "not-true-or-false", "", "yes or no"),
    ({"forms.treaty.ratified": "maybe"}, "not-true-or-false", "forms.treaty.ratified", "yes or no"),
    ({"talks": {"date": "2025-06-27"}}, "not-a-list", "talks", "[a, b]"),
    ({"talks.0.hours": 0}, "out-of-range", "talks.0.hours", "more than 0"),
    ({"talks.0.status.valley": "done"}, "not-a-choice", "talks.0.status.valley", "agreed"),
    ({"settings.worlds": 10**9}, "out-of-range", "settings.worlds", "at most 1,048,576"),
    ({"settings.noise": "x"}, "not-a-number", "settings.noise", "finite"),
    ({"settings.world": 8}, "unknown-key", "settings.world", "“worlds”"),
    ({"perspectives.lakeland.title": GONE}, "missing-key", "perspectives.lakeland.title", "Add"),
]


@pytest.mark.parametrize(("change", "code", "field", "fix"), CASES)
def test_structural_error(
    problems: Callable[..., list[Problem]], change: dict[str, Any], code: str, field: str, fix: str
) -> None:
    (problem,) = problems(change)
    assert problem.code == code
    assert problem.field == (field or next(iter(change)))
    assert fix in problem.fix
    assert not any(word in str(problem) for word in ("pydantic", "http", "Input should", "valid "))


@pytest.mark.parametrize("spelling", [True, "yes", "Yes", "true"])
def test_yes_and_no_are_read_alike_wherever_they_belong(
    raw: Mapping[str, Any], spelling: object
) -> None:
    flags = {"forms.treaty": {"ratified": spelling}, "sources.gazette.second_hand": spelling}
    options = {"kept": 0, "ceded": {"at": 100, "reverts": spelling}}
    case = scenario_from(changed(raw, {**flags, "issues.valley.options": options, "texts": {}}))
    assert case.is_ratified("treaty") is True
    assert case.sources["gazette"].second_hand is True
    assert case.issues["valley"].stays == set()


@pytest.mark.parametrize("nothing", [None, "", {}])
def test_nothing_is_called_nothing(raw: Mapping[str, Any], nothing: object) -> None:
    found = problems_of(changed(raw, {"parties.north.ratification.treaty": nothing}))
    assert "nothing stands where a rule belongs" in {problem.message for problem in found}
    found = problems_of(changed(raw, {"actors.generals.influence": {}}))
    assert "nothing stands where a number belongs" in {problem.message for problem in found}


def test_a_slip_in_an_option_has_its_own_line(tmp_path: Path) -> None:
    text = SMALL.replace(
        "options: {kept: 0, ceded: 100}, no_deal: 20}",
        "no_deal: 20, options: {\n    kept: 0,\n    ceded: {at: 100,\n      reverts: maybe}}}",
    )
    (problem,) = errors_of(lambda: read_scenario(written(tmp_path, text)))
    assert (problem.line, problem.value) == (8, "maybe")
    assert problem.field == "issues.land.options.ceded.reverts"


def test_all_errors_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = (
        SMALL.replace("title: Small", "titel: Small")
        .replace("no_deal: 20", "no_deal: keep")
        .replace("position: 0", "position: {low: 9, high: 1}")
        .replace("treaty: a}", "treaty: {all: [a, c]}}")
        .replace("principal: b", "principal: bb")
    )
    found = errors_of(lambda: read_scenario(written(tmp_path, text)))
    assert [(p.line, p.code) for p in found] == [
        (1, "missing-key"),
        (3, "unknown-key"),
        (5, "unknown-no-deal"),
        (7, "number-order"),
        (10, "unknown-actor"),
        (11, "unknown-principal"),
    ]
    assert "[{low: 9, high: 1}]" in str(found[3])


def test_nothing_is_said_of_what_follows_from_another_error(tmp_path: Path) -> None:
    text = SMALL.replace("position: 0, salience: 1", "posision: 0, salience: 1")
    assert [p.code for p in errors_of(lambda: read_scenario(written(tmp_path, text)))] == [
        "unknown-key"
    ]


def test_numbers_as_keys_and_names_of_even_levels(raw: Mapping[str, Any]) -> None:
    mapping = changed(
        raw,
        {
            "issues.valley.options": {0: 0, 100: 100},
            "actors.marshal.stances.valley.red_line": {"exclude": [0]},
            "issues.sanctions.options": 5,
            "texts.envoys.valley": 100,
        },
    )
    scenario = scenario_from(mapping)
    assert scenario.texts["envoys"]["valley"] == "100"
    assert list(scenario.issues["valley"].options) == ["0", "100"]
    assert list(scenario.issues["sanctions"].options) == ["0", "25", "50", "75", "100"]
    red_line = scenario.stance("marshal", "valley").red_line
    assert red_line is not None
    assert red_line.exclude == ("0",)


def test_a_mapping_that_contains_itself(raw: Mapping[str, Any]) -> None:
    mapping = changed(raw, {})
    mapping["issues"]["loop"] = mapping
    assert errors_of(lambda: scenario_from(mapping))[0].code == "too-deep"


@pytest.mark.parametrize("mapping", [[], "text", None, 5])
def test_no_mapping(mapping: Any) -> None:
    assert errors_of(lambda: scenario_from(mapping))[0].code == "not-a-scenario"


@pytest.mark.parametrize(
    ("raw_value", "shown"),
    [
        (None, "null"),
        (True, "true"),
        (0.1 + 0.2, "0.3"),
        (math.nan, ".nan"),
        (-math.inf, "-.inf"),
        ({"low": 1, "high": [2, None]}, "{low: 1, high: [2, null]}"),
        ("a\n  b", "a b"),
        ("x" * 100, "x" * 59 + "…"),
        (list(range(100)), "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, …"),
    ],
)
def test_values_are_shown_as_written(raw_value: object, shown: str) -> None:
    assert as_written(raw_value) == shown


def test_suggestions() -> None:
    assert did_you_mean("Presidnt", ["president", "marshal"]) == "Did you mean “president”?"
    assert did_you_mean("x", ["a", "b"]) == "Choose one of: a, b."
    assert did_you_mean("x", []) == "There is none to choose from."
    assert commas(range(20), 3) == "0, 1, 2 and 17 more"


def test_a_broken_field_hides_nothing_beside_it() -> None:
    raw = copy.deepcopy(dict(winset.load("us-russia-2025").origin.raw))
    actor = raw["actors"]["us_president"]
    actor["influence"] = "much"
    actor["party"] = "usa"
    actor["stances"]["territory"]["position"] = "far"
    actor["stances"]["sanctions"]["position"] = 140
    actor["stances"]["trade"] = {"position": 4, "salience": 1}
    raw["parties"]["russia"]["ratification"]["treaty"] = {"all": ["putin", "the_duma"]}
    with pytest.raises(ScenarioError) as refused:
        scenario_from(raw)
    at = "actors.us_president"
    assert {problem.field for problem in refused.value.problems} == {
        f"{at}.influence",
        f"{at}.party",
        f"{at}.stances.territory.position",
        f"{at}.stances.sanctions.position",
        f"{at}.stances.trade",
        "parties.russia.ratification.treaty.all.1",
    }


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ({"actors.president.pledges": [{"issue": "valley", "min": 3}]}, "missing-key"),
        ({"actors.president.disrupts": {}}, "missing-key"),
        ({"shocks": {"war": {"title": "War"}}}, "missing-key"),
        ({"given": [{"actor": "president", "date": "soon"}]}, "not-a-date"),
        ({"excludes": [3]}, "not-a-mapping"),
    ],
)
def test_a_broken_part_hides_nothing_elsewhere(
    problems: Callable[..., list[Problem]], part: dict[str, Any], code: str
) -> None:
    # the envoy is the first of a list, as the broken entry may be: that does not connect them
    envoys = {"parties.south.envoys": ["nobody"]}
    assert {p.code for p in problems({**part, **envoys})} == {code, "unknown-envoy"}
