"""Who carries a text out, and what would bring in who does not, as plain mappings."""

from __future__ import annotations

from typing import Any

from winset.scenario import Scenario
from winset.serialise.numbers import before_after, by_key, estimate, rounded
from winset.texts import Gates, PartChange, Reluctant, Vote, Withheld


def carried_out_by(vote: Vote | None, gates: Gates | None, scenario: Scenario) -> dict[str, Any]:
    """Say who carries a text out, under its key; nothing where no option of any text needs anyone.

    Parameters
    ----------
    gates
        How far the text comes, in draws that did not pick it where it is the best.
    """
    if not any(issue.needs for issue in scenario.issues.values()):
        return {}
    if vote is None or gates is None or gates.own_part is None:
        return {"carried_out": None}
    withheld = {each.actor: each for each in gates.withheld}
    reluctant = [each for each in vote.reluctant if each.actor in withheld]
    return {
        "carried_out": {
            "own_part": estimate(gates.own_part),
            "whole": estimate(gates.whole),
            "through": estimate(gates.through),
            "withheld": [_reluctant(each, withheld[each.actor]) for each in reluctant],
            "brings_in": [
                _brings_in(each.actor, each.brought_in)
                for each in reluctant
                if each.brought_in is not None
            ],
        }
    }


def _reluctant(each: Reluctant, withheld: Withheld) -> dict[str, Any]:
    return {
        "actor": each.actor,
        **estimate(withheld.share, "share", "share_se"),
        "issues": by_key({issue: share.value for issue, share in withheld.issues.items()}),
        "short": rounded(each.short),
        "red_line": each.refusal.red_line,
        "loss": each.refusal.loss,
    }


def _brings_in(actor: str, change: PartChange) -> dict[str, Any]:
    return {
        "actor": actor,
        "issue": change.issue,
        "option": change.option,
        "carried_out": before_after(change.carried_out),
        "passes": before_after(change.passes),
        "through": before_after(change.through),
    }
