"""State of the talks: the rounds so far, and where each issue stands after them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from winset.analysis import Analysis
from winset.report.sections.section import Section
from winset.scenario.model import Round, Scenario
from winset.words.marks import MARKS, attributed, cited, mark_of
from winset.words.names import actor_in_words, listed
from winset.words.quantities import day_in_words, quantity
from winset.words.talks import talks_told


def _content(analysis: Analysis) -> Mapping[str, Any] | None:
    scenario = analysis.scenario
    if not scenario.talks and not scenario.summary:
        return None
    rounds = sorted(scenario.talks, key=lambda talks: talks.date)
    return {
        "summary": scenario.summary,
        "rounds": [_round(scenario, talks) for talks in rounds],
        "statuses": _statuses(scenario, rounds),
        "told": talks_told(scenario, rounds),
    }


def _round(scenario: Scenario, talks: Round) -> dict[str, Any]:
    return {
        "date": day_in_words(talks.date),
        "place": talks.place or "",
        "hours": f"{quantity(talks.hours)}\u00a0h" if talks.hours is not None else "",
        "present": listed([actor_in_words(scenario, actor) for actor in talks.present]),
        "note": talks.note or "",
        "mark": mark_of(talks),
        "sign": MARKS[mark_of(talks)][0],
        "source": ", ".join(cited(scenario, talks.source)),
        "attributed": attributed(scenario, talks.source),
    }


def _statuses(scenario: Scenario, rounds: list[Round]) -> list[dict[str, str]]:
    """Last known status of each issue, and the round it comes from."""
    found = []
    for issue_id, issue in scenario.issues.items():
        last = next((talks for talks in reversed(rounds) if issue_id in talks.status), None)
        found.append(
            {
                "issue": issue.title,
                "status": last.status[issue_id] if last else "not reported",
                "since": day_in_words(last.date) if last else "",
            }
        )
    return found


TALKS = Section("talks", "State of the talks", "talks.html", _content, question=5)
