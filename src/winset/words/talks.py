"""The talks so far, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from winset.scenario.model import Round, Scenario
from winset.words.quantities import counted


def talks_told(scenario: Scenario, rounds: Sequence[Round]) -> str:
    """Say how many rounds there were, given in their order, and what is not known of them."""
    if not rounds:
        return ""
    known = {issue: status for talks in rounds for issue, status in talks.status.items()}
    hidden = sum(status == "undisclosed" for status in known.values())
    have = "has" if len(rounds) == 1 else "have"
    told = f"There {have} been {counted(len(rounds), 'round')} so far."
    if not hidden:
        return told
    issues = "every issue" if hidden == len(scenario.issues) else counted(hidden, "issue")
    return f"{told} The result on {issues} is undisclosed."
