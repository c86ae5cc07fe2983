"""The vote on one text, as plain mappings."""

from __future__ import annotations

from typing import Any

from winset.engine import Result
from winset.serialise.numbers import before_after, estimate, fields_of, rounded
from winset.serialise.texts.after_no import plain_after_no
from winset.serialise.texts.carrying_out import carried_out_by
from winset.serialise.texts.common_causes import plain_cause_effect
from winset.serialise.texts.gates import plain_gates
from winset.serialise.texts.kept import plain_kept
from winset.serialise.texts.roll_call import plain_roll_call
from winset.serialise.texts.secrecy import plain_leak
from winset.texts import GivingWay, JudgementRange, TextChange, Vote


def plain_vote(vote: Vote, result: Result) -> dict[str, Any]:
    """Return the vote on one text, as ``winset vote --json`` prints it."""
    return {
        "form": vote.form,
        "text": vote.text,
        "package": result.space.package(vote.package),
        "gates": plain_gates(vote.gates, plain_kept(vote.kept, result)),
        **carried_out_by(vote, vote.gates, result.scenario),
        **({"leak": plain_leak(vote.leak)} if result.scenario.undisclosed(vote.form) else {}),
        **plain_range(vote.range),
        "swings": [fields_of(swing) for swing in vote.range.swings],
        "parties": {party: estimate(holds) for party, holds in vote.parties.items()},
        "vote": plain_roll_call(vote, result.scenario),
        **({} if vote.causes is None else {"common_causes": plain_cause_effect(vote.causes)}),
        "changes": [_change(change) for change in vote.changes],
        "giving_way": [_giving_way(each) for each in vote.giving_way],
        **({} if vote.after_no is None else {"after_no": plain_after_no(vote.after_no, result)}),
    }


def plain_range(judgements: JudgementRange) -> dict[str, Any]:
    """Return the odds with the judgements that move them most off together, and which those are."""
    return {
        "range": [rounded(judgements.low), rounded(judgements.high)],
        "range_inputs": [swing.path for swing in judgements.held],
    }


def _change(change: TextChange) -> dict[str, Any]:
    return {
        "issue": change.issue,
        "option": change.option,
        **before_after(change.passes),
        "loser": change.loser,
        "loses": None if change.loses is None else before_after(change.loses),
    }


def _giving_way(each: GivingWay) -> dict[str, Any]:
    return {"actor": each.actor, "on": each.on, **before_after(each.passes)}
