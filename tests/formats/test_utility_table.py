"""Utility tables: weights, special rows, faults with their line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from winset.errors import ScenarioError
from winset.formats.domain import ImportedDomain
from winset.formats.utility_table import read_utility_table, write_utility_table

TABLE = """issue,option,Ministry,Union
wage,+1 %,1,0
wage,+3 %,0.2,1
wage,,0.6,0.7
hours,38,1,0.4
hours,40,0,1
hours,,0.4,0.3
,reservation,0.5,
,discount,1,0.9
"""


def read(folder: Callable[[dict[str, str]], Path], text: str = TABLE) -> ImportedDomain:
    return read_utility_table(folder({"t.csv": text}) / "t.csv")


def test_weights_and_special_rows(folder: Callable[[dict[str, str]], Path]) -> None:
    domain = read(folder)
    assert domain.options == {"wage": ("+1 %", "+3 %"), "hours": ("38", "40")}
    wage, hours = domain.contributions()
    assert wage.ravel().tolist() == pytest.approx([0.6, 0.0, 0.12, 0.7])
    assert hours.ravel().tolist() == pytest.approx([0.4, 0.12, 0.0, 0.3])
    ministry, union = domain.actors
    assert (ministry.reservation, union.reservation) == (0.5, None)
    assert (ministry.discount, union.discount) == (1.0, 0.9)
    assert "Union" in domain.notes[0]


def test_without_weights_the_cells_are_contributions(
    folder: Callable[[dict[str, str]], Path],
) -> None:
    text = "issue,option,A,B\nx,p,30,1\nx,q,10,2\n"
    assert read(folder, text).contributions()[0].tolist() == [[30, 1], [10, 2]]


@pytest.mark.parametrize(
    ("before", "after", "code", "line"),
    [
        ("issue,option", "thing,choice", "table-header", 1),
        ("Ministry,Union", "Union,Union", "actor-twice", 1),
        ("0.2,1", "0.2,one", "not-a-number", 3),
        ("0.2,1", "0.2,", "not-a-number", 3),
        ("0.2,1", "0.2,inf", "not-a-number", 3),
        ("0.2,1", "0.2,1,7", "table-width", 3),
        ("hours,40", "hours,38", "row-twice", 6),
        (",discount", ",patience", "table-row", 9),
        ("hours,,0.4,0.3\n", "", "missing-weight", None),
        ("hours,,0.4", "hours,,0.9", "weights-sum", None),
    ],
)
def test_faults(
    folder: Callable[[dict[str, str]], Path], before: str, after: str, code: str, line: int | None
) -> None:
    assert before in TABLE
    with pytest.raises(ScenarioError) as caught:
        read(folder, TABLE.replace(before, after, 1))
    assert (code, line) in {(p.code, p.line) for p in caught.value.problems}


@pytest.mark.parametrize("text", ["", "issue,option,A,B\n", 'issue,option,A\n"x,y'])
def test_tables_without_content(folder: Callable[[dict[str, str]], Path], text: str) -> None:
    with pytest.raises(ScenarioError):
        read(folder, text)


def test_a_name_that_looks_like_a_formula_stays_a_name(
    tmp_path: Path, wages: ImportedDomain
) -> None:
    import dataclasses

    issue = dataclasses.replace(wages.issues[0], options=("=1+1", "@x", "-3"))
    domain = dataclasses.replace(wages, issues=(issue, wages.issues[1]))
    write_utility_table(domain, tmp_path / "t.xlsx")
    assert read_utility_table(tmp_path / "t.xlsx").options["wage, gross"] == issue.options
