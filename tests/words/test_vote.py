"""The roll call, the gates and what would help one text in words, for every kind of rule."""

from __future__ import annotations

import math
from typing import Any

import pytest

from winset.analysis import Analysis, analyse
from winset.scenario import scenario_from
from winset.texts import Gates, Stopper
from winset.uncertainty import Estimate
from winset.words.gates import TextRow, defects_told, drafts_table, gate_rows, stoppers_told
from winset.words.text_changes import changes_table, no_change_told
from winset.words.vote import roll_call_table

WANTS = {"position": 100, "salience": 1}


def table_of(rule: Any, **chamber: Any) -> Analysis:
    """Analyse a home whose rule may ask a leader, a chamber and two factions."""

    def actor(name: str, party: str = "home", **fields: Any) -> dict[str, Any]:
        return {"name": name, "party": party, "stances": {"share": WANTS}, **fields}

    body = {"body": {"members": 9, "dispersion": 0}, "with_article": True}
    options = {"none": 0, "half": 50, "whole": 100}
    issue = {"title": "The share", "short": "Share", "options": options, "no_deal": 0}
    raw = {
        "winset": 1,
        "id": "small",
        "title": "Small",
        "issues": {"share": issue},
        "actors": {
            "leader": actor("The Leader", short="Leader"),
            "chamber": {**actor("Chamber", **body), "stances": {"share": {**WANTS, **chamber}}},
            "left": actor("Left", influence=40, votes=3),
            "right": actor("Right", influence=60, votes=4),
            "abroad": actor("Abroad", "there"),
        },
        "parties": {
            "home": {"name": "Home", "principal": "leader", "ratification": {"treaty": rule}},
            "there": {"name": "There", "principal": "abroad", "ratification": {"treaty": "abroad"}},
        },
        "settings": {"worlds": 64, "noise": 0.0},
    }
    return analyse(scenario_from(raw))


def roll_call(analysis: Analysis, **options: Any) -> tuple[tuple[str, ...], dict[str, Any]]:
    """Heads, and the cells of each row by its name."""
    vote = analysis.vote("treaty", {"share": "half"})
    table = roll_call_table(analysis.scenario, vote, **options)
    return table.columns, {row[0].strip(): row[1:] for row in table.rows}


@pytest.mark.parametrize(
    ("rule", "needed"),
    [
        ("leader", {"Leader": "yes"}),
        ("chamber", {"Leader": "its signature", "Chamber": "5 of 9"}),
        ({"majority": "chamber"}, {"Chamber": "5 of 9"}),
        ({"all": ["leader", {"at_least": "2/3", "of": "chamber"}]}, {"Chamber": "6 of 9"}),
        ({"at_least": 4, "of": "chamber"}, {"Chamber": "4 of 9"}),
        ({"any": ["left", "right"]}, {"Left": "yes, or Right", "Right": "yes, or Left"}),
        ({"any": [{"at_least": 4, "of": "chamber"}, "left"]}, {"Chamber": "4 of 9, or Left"}),
        ({"at_least": 1, "of": ["left", "right"]}, {"Left": "part of 1 of 2"}),
        (
            {"at_least": "1/2", "of": ["left", "right"], "by": "influence"},
            {"Left": "with others, half of the influence"},
        ),
        ({"at_least": 4, "of": ["left", "right"], "by": "votes"}, {"Right": "part of 4 votes"}),
        ({"not": "left"}, {"Left": "its refusal"}),
        ({"any": [{"not": "left"}, "right"]}, {"Right": "yes, or Left"}),
    ],
)
def test_what_a_rule_needs_of_each(rule: Any, needed: dict[str, str]) -> None:
    _, rows = roll_call(table_of(rule))
    assert {name: rows[name][1] for name in needed} == needed


def test_a_party_heads_its_rows_and_ayes_have_a_column_only_where_a_body_votes() -> None:
    heads, rows = roll_call(table_of("leader"))
    assert heads == ("", "says yes", "needed", "why not")
    assert rows["Home"] == ()
    heads, rows = roll_call(table_of({"all": ["leader", {"majority": "chamber"}]}), decides=True)
    assert heads == ("", "says yes", "needed", "ayes (range)", "why not", "decides alone")
    assert rows["Chamber"] == ("100 %", "5 of 9", "9", "", "100 %")
    assert rows["Leader"][2] == ""


def test_why_not_names_a_red_line_before_what_is_lost() -> None:
    rule = {"all": ["leader", {"majority": "chamber"}]}
    barred = table_of(rule, red_line={"min": 80})
    assert roll_call(barred)[1]["Chamber"] == ("0 %", "5 of 9", "0", "red line: Share")
    poor = table_of(rule, expects=90)
    assert roll_call(poor)[1]["Chamber"] == ("0 %", "5 of 9", "0", "loses on Share")


def test_what_would_help_and_what_never_does() -> None:
    rule = {"all": ["leader", {"majority": "chamber"}]}
    analysis = table_of(rule, red_line={"min": 55})
    vote = analysis.vote("treaty", {"share": "half"})
    table = changes_table(analysis.scenario, vote)
    assert table is not None
    assert table.rows == (
        ("The share: “whole”", "0 % → 100 %", ""),
        ("The red line of the Chamber on The share softer by 10 points", "0 % → 100 %", "Chamber"),
    )
    assert no_change_told(vote) == ""
    none = table_of({"all": ["leader", {"not": "leader"}]})
    vote = none.vote("treaty", {"share": "half"})
    assert changes_table(none.scenario, vote) is None
    assert no_change_told(vote) == "No other option on a single issue clearly helps."


def gates(stoppers: dict[str, tuple[float, float]], **defects: float) -> Gates:
    def share(value: float) -> Estimate:
        return Estimate(value, 0.0, 64)

    return Gates(
        "treaty",
        share(0.8),
        share(0.5),
        share(0.4),
        share(0.4),
        {party: share(value) for party, value in defects.items()},
        tuple(Stopper(who, share(a), share(b)) for who, (a, b) in stoppers.items()),
        tuple(stoppers),
        None,
        None,
        None,
        share(0.4),
        (),
    )


def test_who_stops_it_and_who_would_carry_it() -> None:
    scenario = table_of("leader").scenario
    both = gates({"leader": (0.6, 0.3), "chamber": (0.25, 0.2)})
    assert stoppers_told(scenario, both) == (
        "Where it fails, it is stopped 60 % of the time by Leader and 25 % by Chamber."
    )
    joining = gates({"left": (0.0, 0.7)})
    assert stoppers_told(scenario, joining) == (
        "Where it fails, it would be carried 70 % of the time if joined by Left."
    )
    assert stoppers_told(scenario, gates({})) == "Where it fails, several refuse together."


def test_who_defects() -> None:
    scenario = table_of("leader").scenario
    assert defects_told(scenario, gates({}, home=0.3, there=0.0)) == (
        "Once it is signed, Home fails to ratify it 30 % of the time."
    )
    assert defects_told(scenario, gates({}, home=0.002, there=0.4)) == (
        "Once it is signed, There fails to ratify it 40 % of the time and Home <1 %."
    )
    assert defects_told(scenario, gates({}, home=math.nan)) == ""


def test_a_text_of_two_names_stands_once_and_gates_have_one_notation() -> None:
    scenario = table_of("leader").scenario
    rows = [TextRow("treaty", 1, "best text", gates({})), TextRow("treaty", 1, "ours", gates({}))]
    table = drafts_table(scenario, [*rows, TextRow("treaty", 2, "theirs", gates({}))])
    assert table.rows == (
        ("Treaty", "best text, ours", "80 %", "50 %", "40 %"),
        ("", "theirs", "80 %", "50 %", "40 %"),
    )
    assert gate_rows(gates({}), None) == (
        ("signed", "80 %"),
        ("then ratified", "50 %"),
        ("overall", "40 %"),
    )
