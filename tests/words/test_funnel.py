"""Where a deal dies, in words."""

from __future__ import annotations

from typing import Any

from winset.analysis import analyse
from winset.scenario import scenario_from
from winset.words.funnel import funnel_told


def mirrored() -> dict[str, Any]:
    """Two leaders who take any option, each with a voter at home who takes one end only."""
    worth = {"left": 1.0, "middle": 0.5, "right": 0.0}
    turned = {"left": 0.0, "middle": 0.5, "right": 1.0}
    leader = dict.fromkeys(worth, 1.0)

    def actor(party: str, values: dict[str, float]) -> dict[str, Any]:
        stance = {"values": values, "salience": 100}
        return {"party": party, "reservation": 0.8, "stances": {"line": stance}}

    return {
        "winset": 1,
        "id": "mirrored",
        "title": "Mirrored",
        "issues": {"line": {"title": "Line", "options": list(worth)}},
        "actors": {
            "a": actor("p", leader),
            "b": actor("q", leader),
            "a_home": actor("p", worth),
            "b_home": actor("q", turned),
        },
        "parties": {
            "p": {"principal": "a", "ratification": {"accord": {"all": ["a", "a_home"]}}},
            "q": {"principal": "b", "ratification": {"accord": "b"}},
        },
        "settings": {"worlds": 16, "noise": 0},
    }


def told_of(raw: dict[str, Any]) -> str:
    return funnel_told(analyse(scenario_from(raw)), "accord")


def test_what_both_sides_lose_to_each_other_is_one_fall() -> None:
    raw = mirrored()
    raw["parties"]["q"]["ratification"]["accord"] = {"all": ["b", "b_home"]}
    assert told_of(raw) == (
        "Most is lost where all sides must ratify the same text. The odds fall from 100 % to 0 %."
    )


def test_two_leaders_who_must_agree_are_one_fall() -> None:
    raw = mirrored()
    for home, values in (("a", "a_home"), ("b", "b_home")):
        raw["actors"][home]["stances"] = raw["actors"][values]["stances"]
    assert told_of(raw) == (
        "Most is lost where a and b must accept the same text. The odds fall from 100 % to 0 %."
    )


def test_without_a_fall_nothing_is_said_to_die() -> None:
    assert told_of(mirrored()) == (
        "No single step costs much. Some text passes all of them in 100 % of draws."
    )
