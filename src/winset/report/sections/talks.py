"""State of the talks: the rounds so far, and where each issue stands after them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from winset.analysis import Analysis
from winset.report.sections.section import Section
from winset.scenario.model import Round, Scenario
from winset.words.marks import MARKS, attributed, mark_of, source_in_words
from winset.words.names import actor_in_words, listed, sentence
from winset.words.quantities import counted, quantity

STATUS_WORDS: Mapping[str, str] = {
    "open": "open",
    "narrowed": "narrowed",
    "agreed": "agreed",
    "rejected": "rejected",
    "undisclosed": "undisclosed",
}


def _content(analysis: Analysis) -> Mapping[str, Any] | None:
    scenario = analysis.scenario
    if not scenario.talks and not scenario.summary:
        return None
    rounds = sorted(scenario.talks, key=lambda talks: talks.date)
    return {
        "summary": scenario.summary,
        "rounds": [_round(scenario, talks) for talks in rounds],
        "statuses": _statuses(scenario, rounds),
        "told": _told(scenario, rounds),
    }


def _round(scenario: Scenario, talks: Round) -> dict[str, Any]:
    return {
        "date": f"{talks.date.day} {talks.date:%B %Y}",
        "place": talks.place or "",
        "hours": f"{quantity(talks.hours)}\u00a0h" if talks.hours is not None else "",
        "present": listed([actor_in_words(scenario, actor) for actor in talks.present]),
        "note": talks.note or "",
        "mark": mark_of(talks),
        "sign": MARKS[mark_of(talks)][0],
        "source": ", ".join(
            source_in_words(scenario.sources[id_])
            for id_ in talks.source
            if id_ in scenario.sources
        ),
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
                "status": STATUS_WORDS[last.status[issue_id]] if last else "not reported",
                "since": f"{last.date.day} {last.date:%B %Y}" if last else "",
            }
        )
    return found


def _told(scenario: Scenario, rounds: list[Round]) -> str:
    if not rounds:
        return ""
    known = {issue: s for talks in rounds for issue, s in talks.status.items()}
    hidden = sum(status == "undisclosed" for status in known.values())
    rounds_told = sentence(f"{counted(len(rounds), 'round')} so far")
    if not hidden:
        return f"{rounds_told}."
    issues = "every issue" if hidden == len(scenario.issues) else counted(hidden, "issue")
    return f"{rounds_told}; what they came to on {issues} is undisclosed."


TALKS = Section("talks", "State of the talks", "talks.html", _content)
