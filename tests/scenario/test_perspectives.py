"""Perspectives and changes: the same scenario, read again as another would put it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.scenario.conftest import changed, errors_of, problems_of
from tests.scenario.test_read_yaml import SMALL, written
from winset.errors import WinsetError
from winset.scenario import Scenario, read_scenario, scenario_from
from winset.scenario.numbers import Fixed, Uniform
from winset.scenario.origin import write_yaml
from winset.scenario.rules import Consent
from winset.scenario.yamltree import read_yaml

_TRACED = {"position": {"low": 1, "mode": 2, "high": 3}, "salience": 5, "source": "gazette"}


def seen(raw: Mapping[str, Any], overlay: Mapping[str, Any], before: Mapping[str, Any]) -> Scenario:
    laid = {"perspectives": {"other": {"title": "Other", **overlay}}, **before}
    return scenario_from(changed(raw, laid)).seen_as("other")


def test_a_number_is_replaced_whole_and_the_rest_is_kept(raw: Mapping[str, Any]) -> None:
    overlay = {"actors": {"generals": {"stances": {"valley": {"position": 9}}}}}
    scenario = seen(raw, overlay, {"actors.generals.stances.valley": _TRACED})
    stance = scenario.stance("generals", "valley")
    assert stance.position == Fixed(9)
    assert stance.salience == Fixed(5)
    assert scenario.stance("generals", "sanctions").position == Fixed(80)
    assert (scenario.id, scenario.perspective_id) == ("river-valley", "other")
    assert scenario.sha256 != scenario_from(raw).sha256
    assert scenario.perspective is not None
    assert scenario.perspective.title == "Other"


@pytest.mark.parametrize(
    ("change", "source", "note", "basis"),
    [
        ({"position": 9}, (), None, "judgement"),
        ({"salience": 9, "source": ["gazette"]}, ("gazette",), None, "judgement"),
        ({"position": 9, "note": "theirs"}, (), "theirs", "judgement"),
        ({"position": 9, "basis": "judgement"}, (), None, "judgement"),
        ({"salience": 5}, ("gazette",), "¶1", "source"),
        ({"note": "theirs"}, ("gazette",), "theirs", "source"),
        ({"red_line": {"max": 90}}, (), None, "judgement"),
    ],
)
def test_the_source_of_a_changed_number_is_dropped(
    raw: Mapping[str, Any],
    change: Mapping[str, Any],
    source: tuple[str, ...],
    note: str | None,
    basis: str,
) -> None:
    before = {**_TRACED, "note": "¶1", "basis": "source"}
    overlay = {"actors": {"generals": {"stances": {"valley": change}}}}
    stance = seen(raw, overlay, {"actors.generals.stances.valley": before}).stance(
        "generals", "valley"
    )
    assert (stance.source, stance.note, stance.basis) == (source, note, basis)


def test_a_perspective_is_of_the_same_file(raw: Mapping[str, Any]) -> None:
    scenario = scenario_from(raw)
    assert scenario.seen_as("lakeland").sha256 == scenario.sha256


def test_issues_parties_and_bodies(raw: Mapping[str, Any]) -> None:
    overlay = {
        "issues": {"valley": {"no_deal": {"low": 50, "high": 60}}},
        "parties": {"south": {"ratification": {"treaty": "marshal"}}},
        "actors": {"northern_senate": {"body": {"members": 7}}},
    }
    scenario = seen(raw, overlay, {"issues.valley.source": "gazette"})
    assert scenario.issues["valley"].no_deal == Uniform(50, 60)
    assert scenario.issues["valley"].source == ()
    assert list(scenario.issues["valley"].options) == ["returned", "shared", "leased", "kept"]
    assert scenario.parties["south"].ratification["treaty"] == Consent("marshal")
    assert scenario.parties["south"].ratification["executive"] == Consent("marshal")
    body = scenario.actors["northern_senate"].body
    assert body is not None
    assert (body.members, body.dispersion) == (7, Fixed(15))


def test_values_take_the_place_of_a_position_and_back(raw: Mapping[str, Any]) -> None:
    values = {"returned": 0, "shared": 1, "leased": 1, "kept": 0}
    overlay = {"actors": {"generals": {"stances": {"valley": {"values": values}}}}}
    stance = seen(raw, overlay, {}).stance("generals", "valley")
    assert stance.position is None
    assert stance.values is not None
    overlay = {"actors": {"generals": {"stances": {"valley": {"position": 3}}}}}
    before = {"actors.generals.stances.valley": {"values": values, "salience": 4}}
    assert seen(raw, overlay, before).stance("generals", "valley").values is None


def test_a_new_actor(raw: Mapping[str, Any]) -> None:
    new = {"name": "Third", "role": "ally", "stances": {"valley": {"position": 1, "salience": 1}}}
    scenario = seen(raw, {"actors": {"third": new}}, {})
    assert scenario.actor_name("third") == "Third"


def test_errors_point_at_the_lines_of_the_perspective(tmp_path: Path) -> None:
    text = SMALL + (
        "perspectives:\n"
        "  p:\n"
        "    title: P\n"
        "    actors:\n"
        "      a:\n"
        "        stances:\n"
        "          land: {position: 500}\n"
        "          sea: {position: 5}\n"
        "    parties:\n"
        "      north: {principal: nobody}\n"
        "    issues:\n"
        "      land: {options: {x: y}}\n"
    )
    found = errors_of(lambda: read_scenario(written(tmp_path, text)))
    assert [(p.line, p.code) for p in found] == [
        (19, "unknown-issue"),
        (21, "unknown-principal"),
        (23, "not-a-number"),
    ]
    found = errors_of(
        lambda: read_scenario(written(tmp_path, text.replace("{x: y}", "{x: 0, z: 9}")))
    )
    assert [(p.line, p.code) for p in found] == [
        (18, "position-off-scale"),
        (19, "unknown-issue"),
        (21, "unknown-principal"),
    ]
    assert found[0].field == "perspectives.p.actors.a.stances.land.position"
    assert found[0].message.startswith("seen as “p”: ")


def test_an_effect_elsewhere_is_told_where_it_stands(tmp_path: Path) -> None:
    text = SMALL.replace("salience: 1}}}\n  b", "salience: 1, expects: ceded}}}\n  b") + (
        "perspectives: {p: {title: P, issues: {land: {options: {kept: 0, given: 9}}}}}\n"
    )
    (problem,) = errors_of(lambda: read_scenario(written(tmp_path, text)))
    assert (problem.line, problem.code) == (7, "unknown-option")
    assert problem.message.startswith("seen as “p”")


def test_a_mistyped_id_makes_no_new_actor(raw: Mapping[str, Any]) -> None:
    overlay = {"issues": {"vally": {"no_deal": 5}}, "actors": {"presidnt": {"influence": 5}}}
    laid = {"perspectives": {"other": {"title": "Other", **overlay}}}
    found = problems_of(changed(raw, laid))
    assert {(p.code, p.field) for p in found} == {
        ("unknown-in-perspective", "perspectives.other.issues.vally"),
        ("unknown-in-perspective", "perspectives.other.actors.presidnt"),
    }


def test_an_error_of_the_scenario_is_told_once(raw: Mapping[str, Any]) -> None:
    found = problems_of(changed(raw, {"actors.generals.party": "x", "issues.venue.titel": "V"}))
    assert sorted(p.code for p in found) == ["unknown-key", "unknown-party"]


def test_no_such_perspective_and_none_upon_another(starter: Path) -> None:
    scenario = read_scenario(starter, perspective="lakeland")
    assert scenario.stance("marshal", "valley").position == Fixed(80)
    assert scenario.sha256 == read_scenario(starter).sha256
    with pytest.raises(WinsetError, match="already seen as “lakeland”"):
        scenario.seen_as("lakeland")
    with pytest.raises(WinsetError, match="Did you mean “lakeland”"):
        read_scenario(starter, perspective="lakelnd")


# -- changes by path -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "value", "read"),
    [
        ("actors.president.stances.valley.position", 55, lambda s: _position(s, "president")),
        ("actors.president.stances.valley.position.low", 55, lambda s: _position(s, "president")),
        ("actors.special_envoy.stances.sanctions", {"position": 55, "salience": 5}, None),
        ("settings.worlds", 64, lambda s: s.settings.worlds),
        ("talks.0.hours", 2.5, lambda s: s.talks[0].hours),
        ("actors.president.reservation", 0.5, lambda s: s.actors["president"].reservation),
        ("actors.generals.stances.valley.red_line.min", 5, None),
        ("issues.valley.options.shared", 45, lambda s: s.issues["valley"].options["shared"]),
        (
            "actors.new",
            {"name": "New", "stances": {"valley": {"position": 1, "salience": 1}}},
            None,
        ),
        ("perspectives.lakeland.actors.marshal.stances.valley.position", 70, None),
    ],
)
def test_change(starter: Path, path: str, value: Any, read: Any) -> None:
    scenario = read_scenario(starter)
    changes = {path: value}
    after = scenario.with_changes(changes)
    assert after.sha256 != scenario.sha256
    assert after.origin.text is None
    assert read is None or read(after) != read(scenario)
    assert scenario.origin.raw == read_scenario(starter).origin.raw, "the original was changed"
    assert scenario_from(after.origin.raw, starter).actors == after.actors


def _position(scenario: Scenario, actor: str) -> object:
    return scenario.stance(actor, "valley").position


@pytest.mark.parametrize(
    ("path", "code", "words"),
    [
        ("actors.presidnt.role", "unknown-path", "“president”"),
        ("actors.president.stances.vally.position", "unknown-path", "“valley”"),
        ("actors.president.rol", "unknown-key", "“role”"),
        ("setting.worlds", "unknown-path", "“settings”"),
        ("talks.7.hours", "unknown-path", "1 items"),
        ("talks.x", "unknown-path", "as a whole"),
        ("issues.sanctions.options.25", "unknown-path", "as a whole"),
        ("issues.sanctions.options.25.low", "unknown-path", "as a whole"),
        ("title.x", "unknown-path", "as a whole"),
        ("actors.president.role", "not-a-choice", "leader"),
        ("actors.president.party", "unknown-party", "north"),
        ("", "unknown-key", "title"),
    ],
)
def test_change_refused(starter: Path, path: str, code: str, words: str) -> None:
    scenario = read_scenario(starter)
    found = errors_of(lambda: scenario.with_changes({path: "nonsense"}))
    assert found[0].code == code
    assert words in str(found[0])


def test_a_changed_number_loses_its_source(starter: Path) -> None:
    scenario = read_scenario(starter)
    assert scenario.stance("marshal", "valley").source == ("gazette",)
    after = scenario.with_changes({"actors.marshal.stances.valley.salience": 1})
    assert after.stance("marshal", "valley").source == ()
    kept = scenario.with_changes(
        {
            "actors.marshal.stances.valley.salience": 1,
            "actors.marshal.stances.valley.source": "gazette",
        }
    )
    assert kept.stance("marshal", "valley").source == ("gazette",)


def test_changes_upon_a_perspective(starter: Path) -> None:
    seen_as = read_scenario(starter).seen_as("lakeland")
    after = seen_as.with_changes({"settings.worlds": 64})
    assert after.perspective_id == "lakeland"
    assert after.stance("marshal", "valley").position == Fixed(80)


def test_names_with_dots(raw: Mapping[str, Any]) -> None:
    options = {"issues.valley.options": {"1.5": 0, "2": 90}, "texts": {}}
    scenario = scenario_from(changed(raw, options))
    after = scenario.with_changes({"issues.valley.options.1.5": 3})
    assert after.issues["valley"].options["1.5"] == Fixed(3)


def test_what_was_read_can_be_written_and_read_again(starter: Path) -> None:
    scenario = read_scenario(starter)
    assert scenario.origin.yaml() == (starter / "scenario.yaml").read_text(encoding="utf-8")
    again = read_yaml(write_yaml(scenario.origin.raw), "f").content
    assert again == scenario.origin.raw


def test_a_scenario_built_from_types_has_no_origin(raw: Mapping[str, Any]) -> None:
    with pytest.raises(WinsetError, match="was not read"):
        _ = Scenario.model_validate(raw).origin
