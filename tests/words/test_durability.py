"""How long deals last, in words: what is shown of which deal, and what is left out."""

from __future__ import annotations

from typing import Any

import pytest

import winset
from tests.durability.divided import divided
from winset.durability.coefficients import shipped_figures
from winset.scenario import scenario_from
from winset.words.durability import span
from winset.words.durability_grounds import grounds_told
from winset.words.elite_backed import form_adds_told
from winset.words.survival import forms_told, survival_grounds, survival_table
from winset.words.table import Table


def analysed(*forms: str, **more: Any) -> winset.Analysis:
    """Analyse the divided house with a ladder of one's own."""
    scenario = divided(**more)
    for party, leader in (("p", "a"), ("q", "b")):
        scenario["parties"][party]["ratification"] = dict.fromkeys(forms, leader)
    return winset.analyse(scenario_from(scenario))


def table_of(found: winset.Analysis) -> Table:
    return survival_table(found, found.durability)


def grounds_of(found: winset.Analysis) -> tuple[str, ...]:
    return survival_grounds(found, found.durability)


def test_an_undisclosed_understanding_has_no_row_beside_an_unratified_form() -> None:
    found = analysed("understanding", "executive", "treaty")
    assert [row[0] for row in table_of(found).rows] == [
        "Executive agreement: the leaders’ text",
        "Executive agreement: with the elites",
        "Treaty: the leaders’ text",
        "Treaty: with the elites",
    ]
    assert "No data hold undisclosed" in grounds_of(found)[2]


def test_an_understanding_alone_is_labelled_as_what_its_figures_are_of() -> None:
    found = analysed("understanding", "treaty")
    assert table_of(found).rows[0][0] == "Published, unratified alliance: the leaders’ text"
    assert "rate of published, unratified alliances" in grounds_of(found)[2]


def test_forms_alike_share_a_row() -> None:
    forms = {"accord": {"ratified": False}, "pact": {"ratified": False}}
    found = analysed("accord", "pact", "treaty", forms=forms)
    assert table_of(found).rows[0][0] == "Accord and pact: the leaders’ text"
    assert len(grounds_of(found)) == 3
    assert forms_told(found, found.durability) == {"accord": "Accord and pact", "treaty": "Treaty"}


def test_what_a_form_adds_is_told_once_a_kind() -> None:
    forms = {"pact": {"ratified": True}}
    found = analysed("executive", "pact", "treaty", forms=forms)
    told = form_adds_told(found.scenario, found.durability)
    assert len(told) == 1
    assert "in the “pact” form than as an executive agreement" in told[0]


def test_a_row_has_whole_percents_and_an_interval_at_the_last_mark() -> None:
    found = analysed("executive")
    deal = found.durability.forms["executive"]["nash"]
    table = table_of(found)
    assert table.columns[:-1] == ("", "1 year", "5 years", "10 years")
    assert table.rows[0][3] == span(deal.outlook.survival_at(10))
    assert table.rows[0][-1] == ""
    assert table.rows[1][-1] == "longer"


def test_deals_that_differ_by_less_than_a_point_are_not_compared() -> None:
    found = analysed("executive", durability={"rho": 0.9, "years": 1})
    durability = found.durability
    contrast = durability.contrast("executive", "elite_backed", 1)
    assert contrast is not None
    assert 0 < contrast.difference.mean < 0.01
    assert table_of(found) == Table(("", "1 year"), table_of(found).rows, table_of(found).title)
    assert len(table_of(found).rows) == 1


def test_the_events_are_those_of_the_figures() -> None:
    origin = shipped_figures()["provenance"]
    told = grounds_of(analysed("treaty"))
    assert told[0].startswith("The leaders’ text is the one they would most often settle on")
    assert f"{origin['alliances']} alliances of 1919–2008" in told[1]
    assert f"{origin['events']['violated']} were violated" in told[1]


def test_the_attainable_range_is_told_by_kind() -> None:
    one = grounds_of(analysed("treaty"))[-1]
    two = grounds_of(analysed("executive", "treaty"))[-1]
    assert one.startswith("Were every later government against it: ")
    assert "treaty" not in one
    assert "% (executive agreement) and" in two
    assert "% (treaty) after ten years. Were none against it: " in two


@pytest.mark.parametrize("years", [1, 20])
def test_columns_are_the_marks(years: int) -> None:
    found = analysed("executive", durability={"years": years})
    wanted = [mark for mark in (1, 5, 10, 20) if mark <= years]
    heads = [head for head in table_of(found).columns if head.endswith(("year", "years"))]
    assert [int(head.split()[0]) for head in heads] == wanted


def election(date: str) -> dict[str, Any]:
    return {"date": date, "change": {"low": 0.2, "high": 0.6}}


def with_elections(*dates: str, **party: Any) -> list[str]:
    """Return what the divided house with these elections rests on."""
    scenario = divided()
    scenario["parties"]["p"] |= {"elections": [election(date) for date in dates], **party}
    found = winset.analyse(scenario_from(scenario))
    return [ground.text for ground in grounds_told(found.durability, found.scenario)]


def test_what_dated_elections_do_to_changes_between_them_is_told() -> None:
    until = [text for text in with_elections("2027-01-01", "2030-05-01") if "until the" in text]
    assert len(until) == 1
    assert "1 May 2030 its coalition changes only by elections." in until[0]
    assert until[0].endswith("After it, the rate of its type of regime holds: personalist.")
    only = "p: its coalition changes only by the elections dated here."
    assert only in with_elections("2027-01-01", "2036-05-01")


def test_a_rate_given_beside_elections_holds_between_them() -> None:
    told = with_elections("2027-01-01", turnover=0.1)
    assert (
        "p: 1 changes of coalition in ten years. They come between its dated elections too." in told
    )
    assert not any("until the election" in text for text in told)


def test_odds_of_elections_are_whole_percents() -> None:
    assert any(
        "1 January 2027 brings another coalition to power with odds of 40 % (20–60)" in text
        for text in with_elections("2027-01-01")
    )
