"""The docs page says what the shipped figures say."""

import re
from pathlib import Path

import pytest

from winset.durability.coefficients import shipped_figures
from winset.durability.terms import CHANGE_TERMS
from winset.lab.durability_fit import tables

PAGE = Path(__file__).parents[3] / "docs" / "explanation" / "durability.md"
FIGURES = shipped_figures()
TABLES = {
    "violated by window": tables.by_window(FIGURES["hazard_ratios"], "violated", CHANGE_TERMS),
    "renegotiated by window": tables.by_window(
        FIGURES["hazard_ratios"], "renegotiated", CHANGE_TERMS
    ),
    "robustness, violated": tables.by_variant(FIGURES["robustness"], "violated", CHANGE_TERMS),
    "robustness, renegotiated": tables.by_variant(
        FIGURES["robustness"], "renegotiated", CHANGE_TERMS[:2]
    ),
    "eras": tables.era_table(FIGURES["baseline_by_era"]),
    "turnover": tables.turnover_table(FIGURES["turnover"]),
    "scores": tables.score_table(FIGURES["validation"]["scores"]),
    "calibration": tables.calibration_table(FIGURES["validation"]["calibration"], "violated"),
    "incidence": tables.incidence_table(FIGURES["validation"]["incidence"]),
}


@pytest.mark.parametrize("name", TABLES)
def test_the_page_holds_the_table(name: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    missing = [line for line in TABLES[name] if line not in page]
    assert not missing, "run the fit again and bring the page up to date"


def test_every_ratio_on_the_page_is_in_the_shipped_figures() -> None:
    """A ratio with its limits may stand in the page only if the file has it; examples aside."""
    known = {
        tables.ratio_text(row)
        for part in ("hazard_ratios", "robustness", "peace")
        for row in FIGURES[part]
    }
    page = PAGE.read_text(encoding="utf-8").split("## From the estimates to a named deal")[0]
    found = [
        ratio
        for line in page.splitlines()
        if line.startswith("| ")
        for ratio in re.findall(r"\d+\.\d\d \[\d+\.\d\d, \d+\.\d\d\]", line)
    ]
    assert len(found) > 150
    assert [ratio for ratio in found if ratio not in known] == []


def test_every_ratio_has_the_fields_readers_rely_on() -> None:
    keys = {"cause", "term", "window_years", "hr", "lo", "hi", "p", "events", "spells"}
    for row in FIGURES["hazard_ratios"]:
        assert keys <= row.keys()
        if row["hr"] is not None:
            assert row["lo"] <= row["hr"] <= row["hi"]


def test_odds_that_are_nearly_nought_are_not_called_nought() -> None:
    assert tables.p_text(0.0002) == "< 0.001"
    assert tables.p_text(None) == "–"
