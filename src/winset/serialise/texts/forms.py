"""The texts of every form, as ``result.json`` tells of them: best, before the vote, named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from winset.engine import Result
from winset.scenario import Scenario
from winset.serialise.numbers import before_after, estimate
from winset.serialise.texts.carrying_out import carried_out_by
from winset.serialise.texts.common_causes import plain_common_causes
from winset.serialise.texts.gates import plain_gates
from winset.serialise.texts.kept import plain_kept
from winset.serialise.texts.roll_call import plain_roll_call
from winset.serialise.texts.secrecy import plain_secrecy
from winset.serialise.texts.vote import plain_range
from winset.texts import BestCarriedOut, Dropped, FormCauses, FormTexts, Secrecy
from winset.uncertainty import Estimate


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
            return plain_kept({} if package is None else texts.kept(package), result)

        return {
            "best": _best(texts, result),
            "gates": plain_gates(
                texts.gates, kept(None if texts.best is None else texts.best.package)
            ),
            **_carried_out_best(texts, result),
            **({"common_causes": plain_common_causes(self.causes[form])} if self.causes else {}),
            "before_vote": _before_vote(texts, result),
            "vote": None if texts.vote is None else plain_roll_call(texts.vote, result.scenario),
            "settlement_gates": plain_gates(texts.settlement, kept(settled)),
            "texts": {
                name: plain_gates(gates, kept(result.space.number(result.scenario.texts[name])))
                for name, gates in texts.named.items()
            },
            "why_no_zone": None if why is None else [_dropped(row) for row in why[form]],
            **_signers(form, result.scenario),
            **({"secrecy": plain_secrecy(self.secrecy[form], result)} if self.secrecy else {}),
        }


def _signers(form: str, scenario: Scenario) -> dict[str, Any]:
    """Return who signs for each party, where an envoy does so in its principal's place."""
    signers = {party: scenario.signer(party) for party in scenario.signatories(form)}
    heads = {party: scenario.parties[party].principal for party in signers}
    return {"signers": signers} if signers != heads else {}


def _best(texts: FormTexts, result: Result) -> dict[str, Any] | None:
    best, gates, vote = texts.best, texts.gates, texts.vote
    if best is None or gates is None or vote is None:
        return None
    return {
        "package": result.space.package(best.package),
        **estimate(gates.in_zone),
        **plain_range(vote.range),
        "ties": [result.space.package(number) for number in best.ties],
        "alike": best.alike,
        "is_complete": best.is_complete,
    }


def _before_vote(texts: FormTexts, result: Result) -> dict[str, Any]:
    together, gates = texts.writers.together, texts.before_vote
    odds = None if gates is None else gates.in_zone
    return {
        **_written(None if together is None else together.package, odds, result),
        "gates": plain_gates(gates),
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


def _carried_out_best(texts: FormTexts, result: Result) -> dict[str, Any]:
    """Say who carries the best text out, and which text is carried out most often."""
    found, best = carried_out_by(texts.vote, texts.gates, result.scenario), texts.carried_out
    if found.get("carried_out") is not None:
        found["carried_out"]["best"] = None if best is None else _best_carried_out(best, result)
    return found


def _best_carried_out(best: BestCarriedOut, result: Result) -> dict[str, Any]:
    return {
        "package": result.space.package(best.text.package),
        "gates": plain_gates(best.gates),
        "through": before_after(best.gains),
        "is_better": best.is_better,
        "is_complete": best.text.is_complete,
    }


def _dropped(row: Dropped) -> dict[str, Any]:
    return {"dropped": row.dropped, **before_after(row.zone)}
