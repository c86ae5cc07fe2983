"""How everyone votes on a text, and why, as plain mappings."""

from __future__ import annotations

from typing import Any

from winset.scenario import Scenario
from winset.serialise.numbers import estimate, fields_of, rounded
from winset.texts import Ballot, GroupTally, Tally, Vote, WhyNot


def plain_roll_call(vote: Vote, scenario: Scenario) -> list[dict[str, Any]]:
    """Return everyone's vote on a text, and why."""
    return [_ballot(ballot, scenario) for ballot in vote.ballots]


def _ballot(ballot: Ballot, scenario: Scenario) -> dict[str, Any]:
    tally, body = ballot.tally, scenario.actors[ballot.actor].body
    return {
        "actor": ballot.actor,
        "party": ballot.party,
        **estimate(ballot.probability),
        "needed": ballot.need,
        "rule": ballot.part.written(),
        "quota": None if tally is None else rounded(tally.quota),
        "of": None if tally is None else rounded(tally.of),
        "ayes": None if tally is None else _ayes(tally),
        "members": None if body is None else body.size,
        **estimate(ballot.pivotal, "pivotal", "pivotal_se"),
        "reasons": None if ballot.refusal is None else _reasons(ballot.refusal),
        **({"groups": [_group(each) for each in ballot.groups]} if ballot.groups else {}),
    }


def _group(each: GroupTally) -> dict[str, Any]:
    return {"group": each.group, "of": rounded(each.tally.of), "ayes": _ayes(each.tally)}


def _ayes(tally: Tally) -> dict[str, float | None]:
    return {
        "median": rounded(tally.median),
        "lo": rounded(tally.low),
        "hi": rounded(tally.high),
    }


def _reasons(refusal: WhyNot) -> dict[str, Any]:
    reasons = {**fields_of(refusal), "red_line": refusal.red_line, "loss": refusal.loss}
    if not reasons.pop("pledges"):
        return reasons
    return {**reasons, "pledges": fields_of(refusal)["pledges"], "pledge": refusal.pledge}
