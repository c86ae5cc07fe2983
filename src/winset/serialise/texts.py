"""What becomes of single texts, as plain mappings: gates, roll call, best text and the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from winset.engine import Result
from winset.scenario import Scenario
from winset.serialise.numbers import before_after, by_key, estimate, fields_of, rounded, which
from winset.texts import (
    AfterNo,
    Ballot,
    BestCarriedOut,
    BestText,
    CauseEffect,
    Dropped,
    FormCauses,
    FormTexts,
    Gates,
    GivingWay,
    GroupTally,
    JudgementRange,
    Keeping,
    Kept,
    Leak,
    PartChange,
    Reluctant,
    Secrecy,
    Tally,
    TextChange,
    Vote,
    WhyNot,
    Withheld,
)
from winset.uncertainty import Difference, Estimate


@dataclass(frozen=True)
class TextResults:
    """What is known of the texts of a result and of its perspectives."""

    forms: Mapping[str, FormTexts]
    """Form → its texts."""
    views: Mapping[str, Mapping[str, FormTexts]] = field(default_factory=dict)
    """Perspective id → form → its texts."""
    why_no_zone: Mapping[str, Sequence[Dropped]] | None = None
    """Form → the odds of a zone without one class of input; None where that is not asked."""

    heirs: bool = True
    """Whether those who may come to power are asked about the texts."""
    causes: Mapping[str, FormCauses] = field(default_factory=dict)
    """Form → what common causes do to its odds; empty where there is none, or it is not asked."""
    secrecy: Mapping[str, Secrecy] = field(default_factory=dict)
    """Form → what its secrecy does; empty where no form keeps anything undisclosed."""

    def plain(self, form: str, result: Result) -> dict[str, Any]:
        """Return what ``result.json`` says of the texts of one form."""
        texts, why = self.forms[form], self.why_no_zone
        settled = result.forms[form].settlements["nash"].package

        def kept(package: int | None) -> dict[str, Any]:
            if not self.heirs:
                return {}
            return _kept({} if package is None else texts.kept(package), result)

        return {
            "best": _best(texts, result),
            "gates": _gates(texts.gates, kept(None if texts.best is None else texts.best.package)),
            **_carried_out_best(texts, result),
            **({"common_causes": _common_causes(self.causes[form])} if self.causes else {}),
            "before_vote": _before_vote(texts, result),
            "vote": None if texts.vote is None else _roll_call(texts.vote, result.scenario),
            "settlement_gates": _gates(texts.settlement, kept(settled)),
            "texts": {
                name: _gates(gates, kept(result.space.number(result.scenario.texts[name])))
                for name, gates in texts.named.items()
            },
            "why_no_zone": None if why is None else [_dropped(row) for row in why[form]],
            **_signers(form, result.scenario),
            **({"secrecy": _secrecy(self.secrecy[form], result)} if self.secrecy else {}),
        }


def _signers(form: str, scenario: Scenario) -> dict[str, Any]:
    """Return who signs for each party, where an envoy does so in its principal's place."""
    signers = {party: scenario.signer(party) for party in scenario.signatories(form)}
    heads = {party: scenario.parties[party].principal for party in signers}
    return {"signers": signers} if signers != heads else {}


def plain_vote(vote: Vote, result: Result) -> dict[str, Any]:
    """Return the vote on one text, as ``winset vote --json`` prints it."""
    return {
        "form": vote.form,
        "text": vote.text,
        "package": result.space.package(vote.package),
        "gates": _gates(vote.gates, _kept(vote.kept, result)),
        **_carried_out(vote, vote.gates, result.scenario),
        **({"leak": _leak(vote.leak)} if result.scenario.undisclosed(vote.form) else {}),
        **_range(vote.range),
        "swings": [fields_of(swing) for swing in vote.range.swings],
        "parties": {party: estimate(holds) for party, holds in vote.parties.items()},
        "vote": _roll_call(vote, result.scenario),
        **({} if vote.causes is None else {"common_causes": _cause_effect(vote.causes)}),
        "changes": [_change(change) for change in vote.changes],
        "giving_way": [_giving_way(each) for each in vote.giving_way],
        **({} if vote.after_no is None else {"after_no": plain_after_no(vote.after_no, result)}),
    }


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
    worlds = result.worlds
    return {
        "scenario": {**which(result.scenario), "perspective": result.scenario.perspective_id},
        "settings": {
            "worlds": result.worlds_to_ask,
            "seed": worlds.seed,
            "version": result.version,
        },
    }


def _best(texts: FormTexts, result: Result) -> dict[str, Any] | None:
    best, gates, vote = texts.best, texts.gates, texts.vote
    if best is None or gates is None or vote is None:
        return None
    return {
        "package": result.space.package(best.package),
        **estimate(gates.in_zone),
        **_range(vote.range),
        **_alike(best, result),
    }


def _alike(best: BestText, result: Result) -> dict[str, Any]:
    return {
        "ties": [result.space.package(number) for number in best.ties],
        "alike": best.alike,
        "is_complete": best.is_complete,
    }


def _range(judgements: JudgementRange) -> dict[str, Any]:
    return {
        "range": [rounded(judgements.low), rounded(judgements.high)],
        "range_inputs": [swing.path for swing in judgements.held],
    }


def _gates(gates: Gates | None, kept: Mapping[str, Any] | None = None) -> dict[str, Any] | None:
    if gates is None:
        return None
    return {
        "signed": estimate(gates.signed),
        "ratified": estimate(gates.ratified),
        "passes": estimate(gates.passes),
        "in_zone": estimate(gates.in_zone),
        "carried_out": None if gates.carried_out is None else estimate(gates.carried_out),
        **(kept or {"kept": None, "kept_by_successor": None}),
        "defects": {party: estimate(share) for party, share in gates.defects.items()},
        "stoppers": [
            {**fields_of(stopper), "leads": stopper.actor in gates.leading}
            for stopper in gates.stoppers
        ],
        **({} if gates.discipline is None else {"discipline": before_after(gates.discipline)}),
    }


def _carried_out(vote: Vote | None, gates: Gates | None, scenario: Scenario) -> dict[str, Any]:
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


def _carried_out_best(texts: FormTexts, result: Result) -> dict[str, Any]:
    """Say who carries the best text out, and which text is carried out most often."""
    found, best = _carried_out(texts.vote, texts.gates, result.scenario), texts.carried_out
    if found.get("carried_out") is not None:
        found["carried_out"]["best"] = None if best is None else _best_carried_out(best, result)
    return found


def _best_carried_out(best: BestCarriedOut, result: Result) -> dict[str, Any]:
    return {
        "package": result.space.package(best.text.package),
        "gates": _gates(best.gates),
        "through": before_after(best.gains),
        "is_better": best.is_better,
        "is_complete": best.text.is_complete,
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


def _kept(kept: Kept, result: Result) -> dict[str, Any]:
    return {
        "kept": {
            party: {keeping.bloc: _keeping(keeping, result) for keeping in side.blocs}
            for party, side in kept.items()
        },
        "kept_by_successor": {party: estimate(side.keep) for party, side in kept.items()},
    }


def _keeping(keeping: Keeping, result: Result) -> dict[str, Any]:
    revision = keeping.revision
    return {
        "weight": rounded(keeping.weight),
        **estimate(keeping.keep, "keep", "keep_se"),
        **estimate(keeping.renegotiate, "renegotiate", "renegotiate_se"),
        **estimate(keeping.tear_up, "tear_up", "tear_up_se"),
        "break_even": None if keeping.break_even is None else rounded(keeping.break_even),
        **estimate(keeping.crossed, "crosses_red_line", "crosses_red_line_se"),
        **estimate(keeping.exists, "exists", "exists_se"),
        "revision": None
        if revision is None
        else {
            "package": result.space.package(revision.package),
            **estimate(revision.better, "better", "better_se"),
        },
    }


def _before_vote(texts: FormTexts, result: Result) -> dict[str, Any]:
    together, gates = texts.writers.together, texts.before_vote
    odds = None if gates is None else gates.in_zone
    return {
        **_written(None if together is None else together.package, odds, result),
        "gates": _gates(gates),
        "pens": {
            principal: None
            if text is None
            else _written(text.package, texts.pens[principal], result)
            for principal, text in texts.writers.pens.items()
        },
    }


def _written(number: int | None, odds: Estimate | None, result: Result) -> dict[str, Any]:
    package = None if number is None else result.space.package(number)
    return {"package": package, **estimate(odds)}


def _roll_call(vote: Vote, scenario: Scenario) -> list[dict[str, Any]]:
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


def plain_after_no(found: AfterNo, result: Result) -> dict[str, Any]:
    """Return what to vote on after a no."""
    numbers = {"nearest": found.nearest, "likeliest": found.likeliest}
    return {
        "form": found.form,
        "event": found.event,
        "package": result.space.package(found.package),
        **{
            key: None if number is None else result.space.package(number)
            for key, number in numbers.items()
        },
        "passes": None if found.passes is None else before_after(found.passes),
        **estimate(found.odds),
        "is_complete": found.is_complete,
    }


def _common_causes(causes: FormCauses) -> dict[str, Any]:
    return {
        "texts": [{"text": each.text, **_cause_effect(each)} for each in causes.texts],
        "zone": None if causes.zone is None else _apart_and_together(causes.zone),
    }


def _cause_effect(effect: CauseEffect) -> dict[str, Any]:
    return {
        **_apart_and_together(effect.together),
        "shocks": {
            shock: {
                "down": rounded(swing.before),
                "up": rounded(swing.after),
                "se": rounded(swing.se),
            }
            for shock, swing in effect.swings.items()
        },
    }


def _apart_and_together(figures: Difference) -> dict[str, float | None]:
    return {
        "independent": rounded(figures.before),
        "as_given": rounded(figures.after),
        "se": rounded(figures.se),
    }


def _secrecy(secrecy: Secrecy, result: Result) -> dict[str, Any]:
    return {
        "undisclosed": list(secrecy.undisclosed),
        "outside": list(secrecy.outside),
        "pledged": list(secrecy.pledged),
        "matters": secrecy.matters,
        "zone": None if secrecy.zone is None else before_after(secrecy.zone),
        "next_form": secrecy.next_form,
        "texts": [
            {
                "kind": each.kind,
                "text": each.text,
                "package": result.space.package(each.package),
                **_leak(each.leak),
            }
            for each in secrecy.texts
        ],
    }


def _leak(leak: Leak) -> dict[str, Any]:
    return {
        "signed": estimate(leak.signed),
        "passes": None if leak.passes is None else before_after(leak.passes),
        "holds": None if leak.holds is None else estimate(leak.holds),
        "passes_next": None if leak.next_form is None else estimate(leak.next_form),
    }


def _dropped(row: Dropped) -> dict[str, Any]:
    return {"dropped": row.dropped, **before_after(row.zone)}


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
