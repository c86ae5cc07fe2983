"""A synthetic Denmark of 1992–93: a referendum rejects a treaty and accepts it repaired.

Only the shape is history's. In June 1992 voters rejected the Treaty of Maastricht, 49.3 to 50.7
per cent; in December the Edinburgh summit let Denmark opt out of four parts; in May 1993 voters
accepted that, 56.7 to 43.3 (Siune, Svensson & Tonsgaard 1994, Electoral Studies 13:107). The
numbers below are invented so that the first vote is a toss-up.
"""

from __future__ import annotations

from typing import Any

PARTS = ("currency", "defence", "justice", "citizenship")
MAASTRICHT = dict.fromkeys(PARTS, "union")
EDINBURGH = dict.fromkeys(PARTS, "opt_out")
NO = {"party": "denmark", "form": "treaty", "rejects": MAASTRICHT, "date": "1992-06-02"}


def denmark(*events: dict[str, Any], worlds: int = 512) -> dict[str, Any]:
    """Write the scenario with what has happened so far."""
    voters = {
        "position": {"mean": 50, "sd": 9},
        "salience": 25,
        "expects": 30,
    }
    return {
        "winset": 1,
        "id": "denmark",
        "title": "Denmark and the Treaty of Maastricht",
        "issues": {
            part: {
                "title": part.capitalize(),
                "low": "as it was",
                "high": "a full union",
                "options": {"apart": 40, "opt_out": 72, "union": 80},
                "no_deal": 30,
            }
            for part in PARTS
        },
        "actors": {
            "government": {
                "role": "leader",
                "party": "denmark",
                "no_deal_cost": 0.3,
                "stances": {part: {"position": 70, "salience": 25} for part in PARTS},
            },
            "voters": {
                "role": "electorate",
                "party": "denmark",
                "no_deal_cost": 0.1,
                "body": {"members": 101, "dispersion": 20},
                "stances": dict.fromkeys(PARTS, voters),
            },
            "partners": {
                "role": "leader",
                "party": "community",
                "no_deal_cost": 0.1,
                "stances": {
                    part: {"position": 90, "salience": 25, "red_line": {"min": 60}}
                    for part in PARTS
                },
            },
        },
        "parties": {
            "denmark": {
                "principal": "government",
                "ratification": {"treaty": {"all": ["government", {"majority": "voters"}]}},
            },
            "community": {"principal": "partners", "ratification": {"treaty": "partners"}},
        },
        "texts": {"maastricht": MAASTRICHT, "edinburgh": EDINBURGH},
        "given": list(events),
        "settings": {"worlds": worlds, "seed": 1, "noise": 0.03},
    }
