"""A unit pie between two leaders, each with a ratifier who wants a share of at least its floor."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from winset.analysis import Analysis, FormResult, analyse
from winset.scenario.model import Scenario


def pie(slices: int, left: object, right: object, *, worlds: int = 1, **changes: Any) -> Analysis:
    """Divide a pie of equal slices; the option is what the left side gets.

    The leaders themselves take any share. The constraint is their ratifiers' alone, and the
    disagreement point of the bargain is 0 for both.
    """
    stances = {
        side: {"pie": {"position": place, "salience": 1}} for side, place in (("l", 1), ("r", 0))
    }
    raw = {
        "winset": 1,
        "id": "pie",
        "title": "Unit pie",
        "issues": {
            "pie": {"title": "Pie", "scale": [0, 1], "options": slices + 1, "no_deal": 0},
        },
        "actors": {
            "left": {"reservation": 0, "stances": stances["l"]},
            "left_house": {"reservation": left, "stances": stances["l"]},
            "right": {"reservation": 0, "stances": stances["r"]},
            "right_house": {"reservation": right, "stances": stances["r"]},
        },
        "parties": {
            side: {
                "principal": side,
                "bargaining_weight": changes.get(f"weight_{side}", 1),
                "ratification": {"treaty": {"all": [side, f"{side}_house"]}},
            }
            for side in ("left", "right")
        },
        "settings": {"noise": 0.0, "worlds": worlds},
    }
    return analyse(Scenario.model_validate(raw), perspectives=False)


def divided(
    slices: int, left: object, right: object, *, worlds: int = 1, **changes: Any
) -> FormResult:
    """Divide a pie, and return what comes of it."""
    return pie(slices, left, right, worlds=worlds, **changes).forms["treaty"]


def nash_share(found: FormResult, slices: int) -> set[Fraction]:
    """Shares of the left side under the Nash solution, ties included; empty without a zone."""
    return {Fraction(number, slices) for number in found.settlements["nash"].ties}


def clip(share: Fraction, low: Fraction, high: Fraction) -> Fraction:
    """Move a share into an interval."""
    return min(max(share, low), high)
