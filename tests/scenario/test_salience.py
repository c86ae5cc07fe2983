"""A stance that says what is wanted says how much, or is refused, whichever way it is written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.scenario.conftest import changed, errors_of, problems_of
from winset.scenario import read_scenario, scenario_from


def test_a_position_without_salience_is_an_error_where_it_stands(
    raw: Mapping[str, Any], starter: Path
) -> None:
    """Such a stance would weigh nothing, and what it says would be ignored without a word."""
    stance = {"actors.northern_industry.stances.valley": {"position": {"low": 10, "high": 30}}}
    (found,) = problems_of(changed(raw, stance), starter)
    assert (found.code, found.severity) == ("no-salience", "error")
    assert found.field == "actors.northern_industry.stances.valley.position"
    assert found.value == "{low: 10, high: 30}"
    assert "Add salience" in found.fix


def test_worths_without_salience_are_an_error(raw: Mapping[str, Any], starter: Path) -> None:
    values = {"Lakeside": 1, "Hilltop": 0}
    stance = {"actors.northern_industry.stances.venue": {"values": values}}
    (found,) = problems_of(changed(raw, stance), starter)
    assert (found.code, found.field) == (
        "no-salience",
        "actors.northern_industry.stances.venue.values",
    )


@pytest.mark.parametrize("stance", [{"red_line": {"min": 40}}, {"expects": "kept"}, {}])
def test_a_red_line_or_an_expectation_alone_needs_no_salience(
    raw: Mapping[str, Any], starter: Path, stance: dict[str, object]
) -> None:
    found = problems_of(changed(raw, {"actors.northern_industry.stances.valley": stance}), starter)
    assert "no-salience" not in {p.code for p in found}


def test_a_what_if_that_begins_a_stance_says_what_it_lacks(starter: Path) -> None:
    scenario = read_scenario(starter)
    stance = "actors.northern_industry.stances.valley"
    position = {f"{stance}.position": 10}
    (found,) = errors_of(lambda: scenario.with_changes(position))
    assert (found.code, found.value) == ("no-salience", "10")
    assert found.field == f"changed: {stance}.position"
    scenario.with_changes({**position, f"{stance}.salience": 5})


def test_a_perspective_may_move_a_position_alone(raw: Mapping[str, Any], starter: Path) -> None:
    """The salience is then the scenario's own; a stance only the perspective has needs one."""
    moved = {"president": {"stances": {"valley": {"position": 1}}}}
    begun = {"northern_industry": {"stances": {"valley": {"position": 1}}}}
    ours = {"title": "Ours", "actors": moved}
    assert not any(
        "salience" in p.code for p in problems_of(changed(raw, {"perspectives.x": ours}), starter)
    )
    ours = {"title": "Ours", "actors": begun}
    (found,) = problems_of(changed(raw, {"perspectives.x": ours}), starter)
    assert (found.code, found.message[:11]) == ("no-salience", "seen as “x”")
    assert found.field == "perspectives.x.actors.northern_industry.stances.valley.position"


def test_a_table_without_the_salience_is_refused_at_its_cell(tmp_path: Path) -> None:
    (tmp_path / "actors.csv").write_text(
        "id,name,role,party,pie.position,pie.salience\n"
        "no_deal,,,,0,\n"
        "left,Left,leader,north,10,1\n"
        "right,Right,leader,south,90,\n",
        encoding="utf-8",
    )
    (tmp_path / "parties.csv").write_text(
        "id,principal,ratification.treaty\nnorth,left,left\nsouth,right,right\n", encoding="utf-8"
    )
    found = errors_of(lambda: read_scenario(tmp_path))
    (missing,) = [p for p in found if p.code == "no-salience"]
    assert (Path(missing.file).name, missing.line, missing.value) == ("actors.csv", 4, "90")
    assert "pie.position" in missing.field


def test_members_with_saliences_of_their_own_need_none(
    raw: Mapping[str, Any], tmp_path: Path
) -> None:
    (tmp_path / "senate.csv").write_text(
        "member,valley,valley.salience\nAdams,20,5\nBaker,45,6\n", encoding="utf-8"
    )
    body = {
        "actors.northern_senate.body": {"file": "senate.csv"},
        "actors.northern_senate.stances.valley": {"position": 30},
    }
    scenario = scenario_from(changed(raw, body), tmp_path)
    assert scenario.stance("northern_senate", "valley").salience.centre == 0
