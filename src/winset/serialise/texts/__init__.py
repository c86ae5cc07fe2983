"""What becomes of single texts, as plain mappings: gates, roll call, best text and the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from winset.engine import Result
from winset.serialise.numbers import which
from winset.serialise.texts.after_no import plain_after_no
from winset.serialise.texts.forms import TextResults
from winset.serialise.texts.vote import plain_vote
from winset.texts import AfterNo, Vote

__all__ = [
    "TextResults",
    "plain_after_no",
    "plain_after_nos",
    "plain_forms",
    "plain_vote",
    "plain_votes",
]


def plain_votes(votes: Sequence[Vote], result: Result) -> dict[str, Any]:
    """Return several votes with the scenario they are of and how they were computed."""
    return {**_of(result), "votes": [plain_vote(vote, result) for vote in votes]}


def plain_after_nos(found: Sequence[AfterNo], result: Result) -> dict[str, Any]:
    """Return what to vote on after each no, as ``winset vote --after-no --json`` prints it."""
    return {**_of(result), "after_no": [plain_after_no(each, result) for each in found]}


def plain_forms(texts: TextResults, forms: Sequence[str], result: Result) -> dict[str, Any]:
    """Return the texts of some forms, with the scenario they are of and how they were computed."""
    return {**_of(result), "forms": {form: texts.plain(form, result) for form in forms}}


def _of(result: Result) -> dict[str, Any]:
    return {
        "scenario": {**which(result.scenario), "perspective": result.scenario.perspective_id},
        "settings": {
            "worlds": result.worlds_to_ask,
            "seed": result.worlds.seed,
            "version": result.version,
        },
    }
