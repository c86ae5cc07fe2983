"""The docs page says what the shipped figures say."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT
from winset.forecast.combined import shipped_figures
from winset.lab.backtest import tables

PAGE = (ROOT / "docs" / "explanation" / "backtest.md").read_text(encoding="utf-8")
FIGURES = shipped_figures()
TABLES = {
    "scores": tables.score_table(FIGURES["scores"]),
    "pairs": tables.pair_table(FIGURES["pairs"]),
    "groups": tables.group_table(FIGURES["groups"]),
    "shape": tables.shape_table(FIGURES["shape"], FIGURES["se"]),
    "ladder": tables.ladder_table(FIGURES["ladder"]),
    "tried": tables.tried_table(FIGURES["tried"]),
    "waves": tables.wave_table(FIGURES["waves"]),
}


@pytest.mark.parametrize("name", TABLES)
def test_the_page_holds_the_table(name: str) -> None:
    assert "\n".join(TABLES[name]) in PAGE, "bring the page up to date with the shipped figures"


def test_every_row_of_a_table_on_the_page_is_in_the_shipped_figures() -> None:
    known = {line for table in TABLES.values() for line in table}
    rows = [line for line in PAGE.splitlines() if re.match(r"\| .*\d\.\d", line)]
    assert len(rows) > 60
    assert [row for row in rows if row not in known] == []


@pytest.mark.parametrize(
    "said",
    [
        f"has not half but {0.5 ** FIGURES['shape']['exponent']:.2f} of the odds",
        f"about {10 * FIGURES['shape']['lumps']:.0f} decisions in ten",
        f"error is\n{tables.gain(FIGURES['nested'], 'mae')} less",
        f"CRPS {tables.gain(FIGURES['nested'], 'crps')} less",
        f"Of the outcomes, {FIGURES['left_out']['coverage80']:.2f} lie",
        f"where {FIGURES['left_out']['odds80']:.2f} should",
        f"{FIGURES['provenance']['issues']} issues of {FIGURES['provenance']['proposals']}",
    ],
)
def test_figures_in_the_prose_are_the_shipped_ones(said: str) -> None:
    assert said in PAGE


def test_what_was_tried_and_left_out_is_clearly_no_better() -> None:
    assert all(row["crps_gain_ci"][0] <= 0 for row in FIGURES["tried"])
    assert all(row["mae"] is not None for row in FIGURES["scores"])
