"""Constructed negotiations whose reports are read, measured and looked at."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest

from tests.conftest import analysed_once
from winset.analysis import Analysis, analyse
from winset.scenario import scenario_from

HOSTILE = "<img src=x onerror=alert(1)>"
BREAKOUT = "</script><script>alert(1)</script>"
QUOTES = 'O\'Neill "the" {{ 7*7 }} & Sons'
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
ARABIC = "وزارة الخارجية"


def _stance(position: object, salience: object = 50, **more: object) -> dict[str, Any]:
    return {"position": position, "salience": salience, **more}


def harbour(**changes: Any) -> dict[str, Any]:
    """Two states share a harbour: one uncertain, sourced scenario with every kind of part."""
    scenario: dict[str, Any] = {
        "winset": 1,
        "id": "harbour",
        "title": "Harbour talks",
        "as_of": "2024-05-03",
        "summary": "Two states would share a harbour. A red line and a senate stand between them.",
        "sources": {
            "paper": {
                "title": "Who gets the harbour",
                "publisher": "The Paper",
                "date": "2024-05-01",
                "speaker": "A. Reader",
                "second_hand": True,
            }
        },
        "issues": {
            "berths": {
                "title": "Berths",
                "low": "all of them East’s",
                "high": "all of them West’s",
                "options": {"none": 0, "a_third": 33, "half": 50, "all": 100},
                "no_deal": {"low": 10, "mode": 20, "high": 40},
            },
            "fees": {"title": "Fees", "low": "free", "high": "dear", "options": 3, "no_deal": 100},
            "venue": {"title": "Venue", "options": ["Port", "Capital"], "no_deal": None},
        },
        "actors": {
            "west_leader": {
                "name": "Lee West",
                "role": "leader",
                "party": "west",
                "influence": 80,
                "stances": {
                    "berths": _stance(
                        {"low": 50, "mode": 80, "high": 100},
                        60,
                        source="paper",
                        basis="source",
                        note="¶2",
                        expects={"low": 10, "high": 30},
                    ),
                    "fees": _stance({"mean": 20, "sd": 10}, 30),
                    "venue": {
                        "values": {"Port": 1, "Capital": {"low": 0, "high": 0.6}},
                        "salience": 10,
                    },
                },
            },
            "west_senate": {
                "name": "Senate",
                "with_article": True,
                "role": "legislature",
                "party": "west",
                "body": {"members": 60, "dispersion": {"low": 10, "high": 20}},
                "stances": {
                    "berths": _stance({"low": 60, "high": 100}, 80),
                    "fees": _stance(10, 20),
                },
            },
            "east_leader": {
                "name": "Em East",
                "role": "leader",
                "party": "east",
                "influence": {"low": 40, "high": 90},
                "no_deal_cost": 0.1,
                "stances": {
                    "berths": _stance(
                        {"low": 0, "mode": 10, "high": 40},
                        70,
                        red_line={"max": {"low": 40, "high": 70}},
                    ),
                    "fees": _stance({"values": [50, 100], "weights": [1, 3]}, 20),
                    "venue": {"values": {"Port": 0.2, "Capital": 0.9}, "salience": 5},
                },
            },
            "pilots": {
                "name": "Pilots’ union",
                "role": "spoiler",
                "stances": {
                    "berths": _stance(50, 40),
                    "fees": _stance({"low": 80, "high": 100}, 60),
                },
            },
        },
        "parties": {
            "west": {
                "name": "West",
                "principal": "west_leader",
                "ratification": {
                    "understanding": "west_leader",
                    "treaty": {"all": ["west_leader", {"at_least": "2/3", "of": "west_senate"}]},
                },
            },
            "east": {
                "name": "East",
                "principal": "east_leader",
                "ratification": {"understanding": "east_leader", "treaty": "east_leader"},
            },
        },
        "talks": [
            {
                "date": "2024-04-20",
                "place": "Port",
                "hours": 3,
                "present": ["west_leader", "east_leader"],
                "source": "paper",
                "basis": "source",
                "status": {"berths": "narrowed", "fees": "undisclosed"},
            }
        ],
        "perspectives": {
            "east-press": {
                "title": "As the eastern press has it",
                "actors": {"east_leader": {"no_deal_cost": 0.0}},
            }
        },
        "settings": {"worlds": 256, "seed": 7, "noise": 0.05},
    }
    return {**scenario, **changes}


def no_zone() -> dict[str, Any]:
    """Each leader accepts nothing the other could: an empty zone in every world."""
    scenario = harbour(perspectives={})
    for actor, end in (("west_leader", "min"), ("east_leader", "max")):
        stances = scenario["actors"][actor]["stances"]
        stances["berths"]["red_line"] = {end: 100 if end == "min" else 0}
    return scenario


def certain(floors: tuple[float, float] = (0.6, 0.2), levels: int = 101) -> dict[str, Any]:
    """The unit pie: two sides, point inputs, no noise."""
    rule = {"p": {"principal": "a", "ratification": {"accord": "a"}}}
    rule["q"] = {"principal": "b", "ratification": {"accord": "b"}}
    return {
        "winset": 1,
        "id": "pie",
        "title": "A pie to share",
        "issues": {"pie": {"title": "Pie", "options": levels, "no_deal": 0}},
        "actors": {
            "a": {"party": "p", "reservation": floors[0], "stances": {"pie": _stance(100, 1)}},
            "b": {"party": "q", "reservation": floors[1], "stances": {"pie": _stance(0, 1)}},
        },
        "parties": rule,
        "settings": {"noise": 0, "worlds": 4},
    }


def crowd(actors: int = 40) -> dict[str, Any]:
    """Many actors, three signatories, forms of its own, and names meant to do harm."""
    draw = np.random.default_rng(4)
    names = [HOSTILE, BREAKOUT, QUOTES, LONG, ARABIC, "Twin", "Twin"]
    who: dict[str, Any] = {}
    for n in range(actors):
        spans = np.sort(draw.uniform(0, 100, (4, 3)), axis=1).round(1)
        low, mode, high = spans[0]
        who[f"a{n}"] = {
            "name": names[n] if n < len(names) else f"Actor number {n}",
            "party": ("north", "south", "isle")[n % 3] if n < 30 else None,
            "influence": float(spans[3][1]),
            "stances": {
                "land": _stance({"low": low, "mode": mode, "high": high}, float(spans[1][1])),
                "choice": {
                    "values": {BREAKOUT: float(draw.uniform()), "plain": float(draw.uniform())},
                    "salience": float(spans[2][1]),
                },
            },
        }
    sides = {"north": "a0", "south": "a1", "isle": "a2"}
    return {
        "winset": 1,
        "id": "crowd",
        "title": f"A crowd {HOSTILE} {BREAKOUT}",
        "summary": BREAKOUT,
        "issues": {
            "land": {"title": HOSTILE, "low": LONG, "high": QUOTES, "options": 5, "no_deal": 50},
            "choice": {"title": ARABIC, "options": [BREAKOUT, "plain"], "no_deal": "plain"},
        },
        "actors": {id_: {k: v for k, v in a.items() if v is not None} for id_, a in who.items()},
        "parties": {
            side: {
                "name": HOSTILE if side == "north" else side.title(),
                "principal": principal,
                "ratification": {
                    "framework_accord": principal,
                    "peace_deal": {
                        "all": [
                            principal,
                            {
                                "at_least": 2,
                                "of": [f"a{int(principal[1]) + 3 * k}" for k in (1, 2, 3)],
                            },
                        ]
                    },
                },
            }
            for side, principal in sides.items()
        },
        "settings": {"worlds": 128, "seed": 3, "noise": 0.05},
    }


@cache
def analysed(name: str) -> Analysis:
    """Analyse a constructed case once."""
    made = {
        "harbour": harbour,
        "no_zone": no_zone,
        "certain": certain,
        "hopeless": lambda: certain((0.9, 0.9)),
        "crowd": crowd,
    }
    return analyse(scenario_from(made[name]()))


def real_case() -> Analysis:
    """Analyse the bundled case with few worlds."""
    return analysed_once("us-russia-2025", worlds=64)


@pytest.fixture(params=["harbour", "no_zone", "certain", "hopeless", "crowd"])
def analysis(request: pytest.FixtureRequest) -> Analysis:
    """Each constructed case in turn."""
    return analysed(request.param)
