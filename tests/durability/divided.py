"""A small negotiation in which every answer about durability can be seen through."""

from __future__ import annotations

from typing import Any

from winset.analysis import Analysis, analyse
from winset.scenario import scenario_from


def stance(position: float, salience: float = 1) -> dict[str, Any]:
    return {"pie": {"position": position, "salience": salience}}


def divided(**changes: Any) -> dict[str, Any]:
    """Two leaders could agree on anything; an elite of each accepts only its own side's half."""
    scenario: dict[str, Any] = {
        "winset": 1,
        "id": "divided",
        "title": "A divided house",
        "as_of": "2025-01-01",
        "issues": {"pie": {"title": "Pie", "options": 11, "no_deal": 0}},
        "actors": {
            "a": {"party": "p", "role": "leader", "reservation": 0, "stances": stance(100)},
            "envoy": {"party": "p", "role": "envoy", "influence": 50, "stances": stance(100)},
            "hawks": {
                "party": "p", "role": "elite", "influence": 30, "reservation": 0.75,
                "stances": stance(100),
            },
            "doves": {
                "party": "p", "role": "elite", "influence": 10, "reservation": 0,
                "stances": stance(100),
            },
            "b": {"party": "q", "role": "leader", "reservation": 0, "stances": stance(0)},
            "guard": {
                "party": "q", "role": "elite", "influence": 20, "reservation": 0.15,
                "stances": stance(0),
            },
        },
        "parties": {
            "p": {
                "regime": "personalist",
                "principal": "a",
                "envoys": ["envoy"],
                "ratification": {"understanding": "a", "treaty": "a"},
            },
            "q": {
                "regime": "democracy",
                "principal": "b",
                "ratification": {"understanding": "b", "treaty": "b"},
            },
        },
        "settings": {"worlds": 8, "noise": 0},
    }  # fmt: skip
    return {**scenario, **changes}


def analysed(**changes: Any) -> Analysis:
    return analyse(scenario_from(divided(**changes)))
