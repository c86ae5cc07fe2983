"""A long table of actors, a row for each actor and issue, against the wide one."""

from __future__ import annotations

from pathlib import Path

import pytest

from winset.errors import ScenarioError
from winset.scenario import read_scenario

WIDE = """\
id,name,role,party,influence,no_deal_cost,a.position,a.salience,b.position,b.salience,b.red_line.max
n,North,leader,n,70,0.1,30..60,50,20,30,40..60
s,South,leader,s,60,,100,60,100,40,
no_deal,,,,,,80,,0,,
"""
LONG = """\
Name,ID,role,party,influence,no_deal_cost,Issue,position,salience,red_line.max
North,n,leader,n,70,0.1,a,30..60,50,
North,n,,,,,b,20,30,40..60
South,s,leader,s,60,,a,100,60,
,s,,,60,,b,100,40,
,no_deal,,,,,a,80,,
,no_deal,,,,,b,0,,
"""


def written(folder: Path, text: str) -> Path:
    folder.mkdir()
    (folder / "actors.csv").write_text(text, "utf-8")
    return folder


def test_both_say_the_same(tmp_path: Path) -> None:
    wide = read_scenario(written(tmp_path / "x", WIDE))
    (tmp_path / "y").mkdir()
    long = read_scenario(written(tmp_path / "y" / "x", LONG))
    assert long.origin.raw == wide.origin.raw


def test_a_stance_given_twice_is_refused(tmp_path: Path) -> None:
    twice = LONG.replace("North,n,,,,,b", "North,n,,,,,a")
    with pytest.raises(ScenarioError) as caught:
        read_scenario(written(tmp_path / "x", twice))
    assert [(p.code, p.line) for p in caught.value.problems] == [("duplicate-key", 3)]


def test_two_rows_that_differ_on_an_actor_are_refused(tmp_path: Path) -> None:
    differs = LONG.replace(",s,,,60,,b", ",s,,,61,,b")
    with pytest.raises(ScenarioError) as caught:
        read_scenario(written(tmp_path / "x", differs))
    (problem,) = caught.value.problems
    assert (problem.code, problem.line, problem.value) == ("actor-differs", 5, "61")
    assert "line 4 says 60" in problem.message
    assert "influence" in problem.field
