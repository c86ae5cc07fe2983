"""The plain table of actors: read, written, refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from winset.errors import ScenarioError, WinsetError
from winset.formats.actor_columns import read_actor_columns, write_actor_columns
from winset.formats.actor_table import ActorTable, plain_table

CSV = """\
Actor,Power,Position,Salience,Note
"Netherlands, the",8,4,80,
France,16,10,60,as told
UK,16.5,7.5,90,
"""
SEVERAL = """\
salience,issue,name,position,capability
80,delay,NL,4,8
60,delay,FR,10,16
20,level,NL,100,8
"""


def write(tmp_path: Path, text: str, name: str = "delay.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def problems(
    path: Path, **options: tuple[float, float]
) -> dict[str, list[tuple[int | None, str, str]]]:
    with pytest.raises(ScenarioError) as caught:
        read_actor_columns(path, **options)
    found: dict[str, list[tuple[int | None, str, str]]] = {}
    for p in caught.value.problems:
        assert p.file == str(path)
        assert p.fix
        found.setdefault(p.code, []).append((p.line, p.field, p.value))
    return found


def test_four_columns_in_any_words(tmp_path: Path) -> None:
    found = read_actor_columns(write(tmp_path, CSV))
    assert found.actors == ("Netherlands, the", "France", "UK")
    assert found.issues == ("delay",)
    assert found.positions[0].tolist() == [[4], [10], [7.5]]
    assert found.salience[0].tolist() == [[80], [60], [90]]
    assert found.capability[0].tolist() == [8, 16, 16.5]
    assert found.scales.tolist() == [[4, 10]]
    assert "delay 4 to 10" in found.notes[0]


def test_a_scale_is_taken_at_its_word(tmp_path: Path) -> None:
    found = read_actor_columns(write(tmp_path, CSV), scale=(0, 20))
    assert found.scales.tolist() == [[0, 20]]
    assert found.notes == ()


def test_several_issues(tmp_path: Path) -> None:
    found = read_actor_columns(write(tmp_path, SEVERAL), scale=(0, 100))
    assert found.issues == ("delay", "level")
    assert found.actors == ("NL", "FR")
    assert found.positions[0].tolist()[0] == [4, 100]
    assert found.positions[0, 1, 0] == 10
    assert np.isnan(found.positions[0, 1, 1])


def test_saliences_that_look_like_shares_are_said(tmp_path: Path) -> None:
    found = read_actor_columns(
        write(tmp_path, "name,capability,position,salience\na,1,0,0.5\nb,1,9,1\n")
    )
    assert any("shares of 100" in note for note in found.notes)


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@pytest.mark.parametrize("issues", [("delay",), ("delay", "level")])
def test_it_comes_back(tmp_path: Path, suffix: str, issues: tuple[str, ...]) -> None:
    nan = np.nan
    made = plain_table(
        ("=SUM(A1)", "Åland", "silent"),
        issues,
        np.array([[0.1, 90.0], [70.0, nan], [nan, nan]])[:, : len(issues)],
        np.array([[33.3, 10.0], [50.0, nan], [nan, nan]])[:, : len(issues)],
        np.array([1 / 3, 2.0, 4.0]),
        scales=np.array([[0.0, 100.0]] * len(issues)),
    )
    path = tmp_path / f"delay.{suffix}"
    notes = write_actor_columns(made, path)
    assert any("silent" in note for note in notes)
    back = read_actor_columns(path, scale=(0, 100))
    assert back.actors == made.actors[:2]
    assert back.issues == made.issues
    for name in ("positions", "salience"):
        np.testing.assert_array_equal(getattr(back, name)[0], getattr(made, name)[0, :2])
    assert back.capability[0].tolist() == made.capability[0, :2].tolist()


def test_worlds_are_not_written_as_one(tmp_path: Path) -> None:
    one = read_actor_columns(write(tmp_path, CSV))
    two = ActorTable(
        one.actors,
        one.issues,
        one.scales,
        np.repeat(one.positions, 2, 0),
        np.repeat(one.salience, 2, 0),
        np.repeat(one.capability, 2, 0),
        np.repeat(one.reference, 2, 0),
    )
    with pytest.raises(WinsetError, match="one world, not 2"):
        write_actor_columns(two, tmp_path / "two.csv")
    assert not (tmp_path / "two.csv").exists()


def test_all_problems_at_once(tmp_path: Path) -> None:
    text = """\
name,capability,position,salience
NL,-8,4,80
NL,8,40,
,x,10,101,surplus
"""
    assert problems(write(tmp_path, text), scale=(0, 20)) == {
        "table-width": [(4, "", "")],
        "actor-name": [(4, "name", "")],
        "out-of-range": [
            (2, "NL.capability", "-8"),
            (4, "row 4.salience", "101"),
            (3, "NL.position", "40"),
        ],
        "not-a-number": [(3, "NL.salience", ""), (4, "row 4.capability", "x")],
        "actor-twice": [(3, "name", "NL")],
        "capability-differs": [(3, "NL.capability", "8")],
    }


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "table-header"),
        ("name;capability;position;salience\n", "table-header"),
        ("name,capability,position\n", "table-header"),
        ("name,actor,capability,position,salience\n", "table-header"),
        ("name,capability,position,salience,mood\na,1,1,1,x\n", "table-header"),
        ("name,capability,position,salience\n", "no-actors"),
        ("name,capability,position,salience\na,1,5,5\nb,1,5,5\n", "no-scale"),
        ("name,capability,position,salience\na,0,1,5\nb,1,5,0\n", "no-capability"),
        ("issue,name,capability,position,salience\n,a,1,1,5\nx,b,1,5,9\n", "issue-name"),
        ('name,"', "csv-malformed"),
    ],
)
def test_what_is_no_table_of_actors(tmp_path: Path, text: str, code: str) -> None:
    assert code in problems(write(tmp_path, text))


def test_a_workbook_that_is_none(tmp_path: Path) -> None:
    assert "xlsx-malformed" in problems(write(tmp_path, "no workbook", "a.xlsx"))
