"""What the claims of the sources matter, as plain mappings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from winset.comparison.claims import ClaimEffect, ClaimResult
from winset.scenario.model import Scenario
from winset.serialise.numbers import rounded
from winset.words.claims import claims_told


def plain_claims(results: Sequence[ClaimResult], scenario: Scenario) -> dict[str, Any]:
    """Return claim → what it says, what carries it and by how much it would matter.

    ``change`` is without the claim minus with it; ``clear`` says whether that can be told from
    none, and ``matters`` is the greatest that can.
    """
    told = claims_told(scenario, results)
    return {
        result.claim: {**_claim(result, scenario), "words": words}
        for result, words in zip(results, told, strict=True)
    }


def _claim(result: ClaimResult, scenario: Scenario) -> dict[str, Any]:
    claim = scenario.claims[result.claim]
    return {
        "title": claim.title,
        "source": list(claim.source),
        "note": claim.note,
        "mechanism": claim.mechanism,
        "switch": bool(claim.off),
        "heard": result.is_heard,
        "contradicts": result.contradicts,
        **({"errors": [str(error) for error in result.errors]} if result.errors else {}),
        "matters": None if result.matters is None else _effect(result.matters),
        "effects": [_effect(effect) for effect in result.effects],
        "best": {
            form: {"with": dict(before), "without": dict(after)}
            for form, (before, after) in result.best.items()
        },
    }


def _effect(effect: ClaimEffect) -> dict[str, Any]:
    odds = effect.odds
    return {
        "form": effect.form,
        "text": effect.text,
        "figure": effect.figure,
        "party": effect.party,
        "with": rounded(odds.before),
        "without": rounded(odds.after),
        "change": rounded(odds.value),
        "se": rounded(odds.se),
        "clear": odds.is_clear,
    }
