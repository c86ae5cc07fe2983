"""A small negotiation in which every price can be seen through."""

from __future__ import annotations

from typing import Any

from winset.advice.onboard import onboard
from winset.advice.onboard_results import Onboard
from winset.analysis import Analysis, analyse
from winset.scenario import scenario_from
from winset.words.advised import Advised
from winset.words.holdouts import holdouts_told
from winset.words.onboard import onboard_method, onboard_told


def stance(position: float, salience: float = 1, **more: Any) -> dict[str, Any]:
    return {"position": position, "salience": salience, **more}


def town(**actors: Any) -> dict[str, Any]:
    """Two leaders and a council on land and money; the leaders agree on anything at all."""
    return {
        "winset": 1,
        "id": "town",
        "title": "Town",
        "issues": {
            "land": {"title": "Land", "options": 11, "no_deal": 0},
            "money": {"title": "Money", "options": 11, "no_deal": 0},
        },
        "actors": {
            "mayor": {
                "party": "p", "role": "leader", "reservation": 0, "influence": 50,
                "stances": {"land": stance(100, 9), "money": stance(100, 1)},
            },
            "rival": {
                "party": "q", "role": "leader", "reservation": 0,
                "stances": {"land": stance(100, 9), "money": stance(100, 1)},
            },
            **actors,
        },
        "parties": {
            "p": {"principal": "mayor", "regime": "democracy", "ratification": {"treaty": "mayor"}},
            "q": {"principal": "rival", "regime": "democracy", "ratification": {"treaty": "rival"}},
        },
        "settings": {"worlds": 4, "noise": 0},
    }  # fmt: skip


def elite(**more: Any) -> dict[str, Any]:
    return {"party": "p", "role": "elite", "influence": 10, **more}


def rule(raw: dict[str, Any], party: str, written: Any) -> dict[str, Any]:
    raw["parties"][party]["ratification"]["treaty"] = written
    return raw


def read(*answers: Advised | None) -> str:
    """All that is to be read in some answers: sentences, cells, method."""
    words: list[str] = []
    for answer in answers:
        if answer is not None:
            words += [answer.title, *answer.texts]
            words += [cell for row in answer.table.rows for cell in row] if answer.table else []
    return " | ".join(words)


def onboard_in_words(analysis: Analysis, found: Onboard) -> str:
    told = [*onboard_told(analysis, found), *holdouts_told(analysis, found)]
    return read(*told, Advised("", method=onboard_method(found)))


def advised(raw: dict[str, Any]) -> tuple[Analysis, Onboard]:
    analysis = analyse(scenario_from(raw))
    return analysis, onboard(analysis)
