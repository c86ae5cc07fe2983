"""``winset forecast`` on tables of actors with the columns of a case."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Winset

WIDE = """\
id,name,role,party,influence,valley.position,valley.salience,sanctions.position,sanctions.salience
president,President,leader,north,70,30..60,50,20..40..70,30
industry,Export industry,elite,north,20..30..50,,,80,60
marshal,Marshal,leader,south,90,100,60,100,40
no_deal,,,,,80,,0,
"""
LONG = """\
id,name,role,party,influence,issue,position,salience,source,note
president,President,leader,north,70,valley,30..60,50,,seen on tv
president,President,leader,north,,sanctions,20..40..70,30,,
industry,Export industry,elite,north,20..30..50,sanctions,80,60,,
marshal,Marshal,leader,south,90,valley,100,60,,
marshal,,,,,sanctions,100,40,,
no_deal,,,,,valley,80,,,
no_deal,,,,,sanctions,0,,,
"""
ASKED = ("--model", "compromise", "--model", "nash", "--worlds", "64", "--json")


def answer(winset: Winset, *arguments: object) -> dict[str, Any]:
    done = winset("forecast", *arguments, *ASKED)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    del found["case"]
    return found


def table(folder: Path, text: str, name: str = "actors.csv") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_a_cases_table_gives_what_the_case_gives(winset: Winset, tmp_path: Path) -> None:
    wide = table(tmp_path / "wide", WIDE)
    assert answer(winset, wide) == answer(winset, wide.parent)
    assert set(answer(winset, wide)["models"]["nash"]["issues"]) == {"valley", "sanctions"}


def test_a_long_table_gives_what_the_wide_one_gives(winset: Winset, tmp_path: Path) -> None:
    wide, long = table(tmp_path / "wide", WIDE), table(tmp_path / "long", LONG)
    assert answer(winset, long) == answer(winset, wide)
    assert answer(winset, long.parent) == answer(winset, wide)


def test_stances_may_stand_beside_the_actors(winset: Winset, tmp_path: Path) -> None:
    folder = tmp_path / "two"
    table(folder, "actor,issue,position,salience\na,tax,20,50\nb,tax,80..90,50\n", "stances.csv")
    actors = table(folder, "id,influence\na,60\nb,20\n")
    assert answer(winset, actors)["models"]["compromise"]["issues"]["tax"]["forecast"] < 50


def test_parties_and_roles_are_not_needed(winset: Winset, tmp_path: Path) -> None:
    rows = [
        ",".join([*cells[:2], *cells[4:]]) for cells in (r.split(",") for r in WIDE.splitlines())
    ]
    bare = table(tmp_path, "\n".join(rows), "who.csv")
    assert set(answer(winset, bare)["models"]["compromise"]["issues"]) == {"valley", "sanctions"}


def test_ranges_in_the_plain_columns_are_drawn(winset: Winset, tmp_path: Path) -> None:
    text = "name,capability,position,salience\nA,60,20..40,50\nB,20,80,50\n"
    found = answer(winset, table(tmp_path, text, "tax.csv"))
    assert found["worlds"] == 64
    (issue,) = found["models"]["compromise"]["issues"].values()
    assert 35 < issue["forecast"] < 55


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (LONG.replace("80,60", "80,x"), ("actors.csv:4", "column salience", "[x]")),
        (LONG.replace("marshal,,,,,", "marshal,,,,10,"), ("actors.csv:6", "column influence",
                                                         "line 5 says 90", "[10]")),
        (LONG.replace("industry,Export industry", ","), ("actors.csv:4", "no actor")),
        (WIDE.replace("100,60", "130,60"), ("actors.csv:4", "column valley.position", "130")),
        (WIDE.replace("valley.salience", "valley.salienc"), ("actors.csv:1", "salience")),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_row_column_and_fix(
    winset: Winset, tmp_path: Path, text: str, said: tuple[str, ...]
) -> None:
    done = winset("forecast", table(tmp_path, text))
    assert done.returncode == 2
    for part in said:
        assert part.strip("[]") in done.stderr
    assert "→" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_cases_table_has_scales_of_its_own(winset: Winset, tmp_path: Path) -> None:
    done = winset("forecast", table(tmp_path, WIDE), "--scale", "0", "12")
    assert done.returncode == 2
    assert "a case has scales of its own" in done.stderr
