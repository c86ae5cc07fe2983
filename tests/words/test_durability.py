"""How long deals last, in words: what is shown of which deal, and what is left out."""

from __future__ import annotations

from typing import Any

import pytest

import winset
from tests.durability.divided import divided
from winset.durability.coefficients import shipped_figures
from winset.scenario import scenario_from
from winset.words.durability import percent_band, survival_grounds, survival_table
from winset.words.table import Table


def analysed(*forms: str, **more: Any) -> winset.Analysis:
    """Analyse the divided house with a ladder of one's own."""
    scenario = divided(**more)
    for party, leader in (("p", "a"), ("q", "b")):
        scenario["parties"][party]["ratification"] = dict.fromkeys(forms, leader)
    return winset.analyse(scenario_from(scenario))


def table_of(found: winset.Analysis) -> Table:
    return survival_table(found.durability)


def test_an_undisclosed_understanding_has_no_row_beside_an_unratified_form() -> None:
    found = analysed("understanding", "executive", "treaty")
    assert [row[0] for row in table_of(found).rows] == [
        "Executive, leaders’ own",
        "Executive, with the elites",
        "Treaty, leaders’ own",
        "Treaty, with the elites",
    ]
    assert "No data hold undisclosed" in survival_grounds(found.durability)[1]


def test_an_understanding_alone_is_labelled_as_what_its_figures_are_of() -> None:
    found = analysed("understanding", "treaty")
    assert table_of(found).rows[0][0] == "Published, unratified alliance, leaders’ own"
    assert "rate of published, unratified alliances" in survival_grounds(found.durability)[1]


def test_forms_alike_share_a_row() -> None:
    forms = {"accord": {"ratified": False}, "pact": {"ratified": False}}
    found = analysed("accord", "pact", "treaty", forms=forms)
    assert table_of(found).rows[0][0] == "Accord and pact, leaders’ own"
    assert len(survival_grounds(found.durability)) == 2


def test_a_row_has_whole_percents_and_an_interval_at_the_last_mark() -> None:
    found = analysed("executive")
    deal = found.durability.forms["executive"]["nash"]
    table = table_of(found)
    assert table.columns[:-1] == ("", "1 year", "5 years", "10 years")
    assert table.rows[0][3] == percent_band(deal.outlook.survival_at(10))
    assert table.rows[0][-1] == ""
    assert table.rows[1][-1] == "longer"


def test_deals_that_differ_by_less_than_a_point_are_not_compared() -> None:
    found = analysed("executive", durability={"rho": 0.9, "years": 1})
    durability = found.durability
    contrast = durability.contrast("executive", "elite_backed", 1)
    assert contrast is not None
    assert 0 < contrast.difference.mean < 0.01
    assert table_of(found) == Table(("", "1 year"), table_of(found).rows)
    assert len(table_of(found).rows) == 1


def test_the_events_are_those_of_the_figures() -> None:
    origin = shipped_figures()["provenance"]
    told = survival_grounds(analysed("treaty").durability)
    assert f"{origin['alliances']} alliances of 1919–2008" in told[0]
    assert f"{origin['events']['violated']} were violated" in told[0]


def test_the_attainable_range_is_told_by_kind() -> None:
    one = survival_grounds(analysed("treaty").durability)[-1]
    two = survival_grounds(analysed("executive", "treaty").durability)[-1]
    assert one.startswith("Had every successor rejected it: ")
    assert "treaty" not in one
    assert "% (executive) and" in two
    assert "% (treaty) after ten years. Had none: " in two


@pytest.mark.parametrize("years", [1, 20])
def test_columns_are_the_marks(years: int) -> None:
    found = analysed("executive", durability={"years": years})
    wanted = [mark for mark in (1, 5, 10, 20) if mark <= years]
    heads = [head for head in table_of(found).columns if head.endswith(("year", "years"))]
    assert [int(head.split()[0]) for head in heads] == wanted
